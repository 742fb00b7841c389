"""The page of the agency's choice."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.offline.actions import set_offline
from pamong.people.offline.forms import OfflineForm
from pamong.people.offline.permissions import can_set_offline
from pamong.people.request import Request, own_agency
from pamong.ui.responses import UNPROCESSABLE, redirect, render


@once
def offline_set(request: Request) -> HttpResponse:
    """Whether people's devices may keep their forms, with what that means."""
    agency = own_agency(request)
    require(can_set_offline(request.scope, agency))
    is_sent = request.method == "POST"
    keeps = agency.keeps_offline
    form = OfflineForm(request.POST if is_sent else None, instance=agency)
    if is_sent and form.is_valid():
        wanted = form.cleaned_data["keeps_offline"]
        set_offline(agency, keeps=wanted, by=request.user, on=today())
        return redirect(request, "people:offline-set", said=_("Pilihan disimpan."))
    context = {"form": form, "keeps": keeps, "is_off": not settings.OFFLINE}
    status = UNPROCESSABLE if is_sent else 200
    return render(request, "people/offline_set.html", context=context, status=status)
