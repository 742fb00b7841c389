"""What a leader or the personnel office tells a unit's messenger group: counts and days, of nobody by name."""

from datetime import date

from django.utils.translation import gettext as _

from pamong.ui.dates import say_day_long


def until(words: str, ends: date | None) -> str:
    """The sentence with its last day, where one is set."""
    if ends is None:
        return words
    return _("%(what)s, paling lambat %(day)s") % {"what": words, "day": say_day_long(ends)}
