"""The page of the look, and its sample."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.letterhead.actions import set_look
from pamong.people.letterhead.forms import LookForm
from pamong.people.letterhead.permissions import can_set_look
from pamong.people.letterhead.queries import look_of, sample_of
from pamong.people.models import Agency
from pamong.people.request import Request, own_agency
from pamong.ui.responses import UNPROCESSABLE, redirect, render


def _agency(request: Request) -> Agency:
    agency = own_agency(request)
    require(can_set_look(request.scope, agency))
    return agency


@once
def look_set(request: Request) -> HttpResponse:
    """Sheet, letterhead and crest of every paper, with a sample beside."""
    agency = _agency(request)
    is_sent = request.method == "POST"
    sent = (request.POST, request.FILES) if is_sent else ()
    form = LookForm(*sent, instance=look_of(agency))
    if is_sent and form.is_valid():
        set_look(agency, form.facts(), by=request.user, on=today())
        return redirect(request, "people:look-set", said=_("Tampilan dokumen disimpan."))
    context = {"form": form, "agency": agency}
    status = UNPROCESSABLE if is_sent else 200
    return render(request, "people/look_set.html", context=context, status=status)


@require_safe
@never_cache
def look_sample(request: Request) -> HttpResponse:
    """A sheet in the look that is saved."""
    agency = _agency(request)
    return HttpResponse(sample_of(agency, today()), content_type="image/png")
