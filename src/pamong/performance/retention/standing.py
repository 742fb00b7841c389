"""What the page of background tasks says of retention."""

from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.jobs.standing import Standing
from pamong.performance.models import RetentionList


def retention_standing(scope: Scope) -> Standing:
    """How far the newest list of the agency is."""
    last = RetentionList.objects.filter(agency_id=scope.agency_id).order_by("-year").first()
    label = _("Penghapusan menurut retensi")
    if last is None:
        return Standing(label, None, _("Belum ada daftar. Disiapkan sekali setahun."))
    said = _("Daftar %(year)s: %(state)s")
    state = last.get_status_display().lower()
    return Standing(label, None, said % {"year": last.year, "state": state}, last.done_on)
