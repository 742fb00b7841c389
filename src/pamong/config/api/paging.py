"""What every list is asked with, and what to do where that cannot be read."""

from django.utils.translation import gettext as _

from pamong.config.api.bodies import Unfit

MOST = 100
AFTER, PAGE_SIZE = "after", "size"


def broken_cursor() -> Unfit:
    """The refusal of a cursor that no page gave out."""
    said = said_of(AFTER)
    return Unfit({AFTER: [said]}, said)


def said_of(name: str) -> str:
    """What to do about a value that cannot be read, by the name under which it was sent."""
    if name == PAGE_SIZE:
        return _("Isi `size` dengan bilangan bulat dari 1 sampai %(most)d.") % {"most": MOST}
    if name == AFTER:
        return _("Isi `after` dengan `next` dari halaman sebelumnya.")
    return _("Nilai ini tidak dapat dibaca di sini.")
