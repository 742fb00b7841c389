"""What the page of background tasks says of the nightly backup."""

from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.config.models import NightlyBackup
from pamong.config.operations.nightly import is_wanted
from pamong.people.jobs.standing import Standing
from pamong.ui.dates import say_day_full
from pamong.ui.numbers import say_megabytes


def nightly_standing(_scope: Scope) -> Standing | None:
    """The last night's; nothing where the install keeps no backups of its own."""
    if not is_wanted():
        return None
    last = NightlyBackup.objects.filter(is_asked=False).order_by("-day").first()
    label = _("Cadangan tiap malam")
    if last is None:
        return Standing(label, None, _("Belum ada malam yang lewat."))
    day = say_day_full(last.day)
    if last.finished_at:
        said = _("Malam %(day)s: selesai, %(size)s")
        told = said % {"day": day, "size": say_megabytes(last.size)}
        return Standing(label, last.finished_at, told)
    failed = _("Malam %(day)s: gagal, dicoba lagi. Penyebabnya ada di Operasi sistem.")
    waits = _("Malam %(day)s: sedang berjalan")
    return Standing(label, None, (failed if last.error else waits) % {"day": day})
