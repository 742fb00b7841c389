"""What the page of background tasks says of fetching from the national system."""

from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.jobs.standing import Standing
from pamong.performance.models import NationalFetch
from pamong.ui.numbers import say_number

Status = NationalFetch.Status
GOT = {Status.FETCHED, Status.EMPTY}


def fetch_standing(scope: Scope) -> Standing | None:
    """The agency's last fetch, whoever asked for it; nothing where there was none."""
    last = NationalFetch.objects.filter(agency_id=scope.agency_id).order_by("-pk").first()
    if last is None:
        return None
    said = _("%(kind)s: %(state)s, %(n)s catatan")
    told = said % {
        "kind": last.get_kind_display(),
        "state": last.get_status_display().lower(),
        "n": say_number(last.records),
    }
    done = last.asked_on if last.status in GOT else None
    return Standing(_("Pengambilan dari sistem nasional"), None, told, done)
