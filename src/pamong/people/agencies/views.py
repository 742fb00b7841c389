"""The page of one's own agency."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.agencies.actions import set_agency, zone_word
from pamong.people.agencies.forms import AgencyForm
from pamong.people.agencies.naming import UNNAMED
from pamong.people.agencies.permissions import can_set_agency
from pamong.people.request import Request, own_agency
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, sent


@once
def agency_set(request: Request) -> HttpResponse:
    """What the agency is called, and by which clock its days end."""
    agency = own_agency(request)
    require(can_set_agency(request.scope, agency))
    stands = {"name": "" if agency.name == UNNAMED else agency.name, "zone": zone_word(agency)}
    form = AgencyForm(sent(request), initial=stands)
    if form.is_valid():
        with refused_on(form):
            set_agency(agency, form.facts(agency), by=request.user, on=today())
            return redirect(request, "people:agency-set", said=_("Data instansi disimpan."))
    return form_page(request, "people/agency_set.html", form, agency=agency)
