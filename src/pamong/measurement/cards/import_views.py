"""Pages on which a table of cards comes in, and leaves."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.measurement.cards.aims import aims_of
from pamong.measurement.cards.import_actions import import_cards
from pamong.measurement.cards.import_forms import CardsFileForm
from pamong.measurement.cards.papers import write_cards, write_template
from pamong.measurement.cards.permissions import can_import_cards
from pamong.measurement.cards.queries import all_cards
from pamong.people.models import Agency
from pamong.people.request import Request
from pamong.ui.downloads import workbook
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, sent


@once
def cards_import(request: Request) -> HttpResponse:
    """Cards from a file: all of them, or none with the rows that stand in the way."""
    agency = get_object_or_404(Agency, pk=request.scope.agency_id)
    require(can_import_cards(request.scope, agency.pk))
    form = CardsFileForm(sent(request), request.FILES or None)
    if form.is_valid():
        with refused_on(form):
            counts = import_cards(agency, form.read.rows, by=request.user, on=today())
            told = {"added": counts.added, "changed": counts.changed, "same": counts.same}
            said = _("%(added)d kartu baru, %(changed)d diubah, %(same)d tetap.")
            messages.success(request, said % told)
            return redirect(request, "measurement:card-list")
    return form_page(request, "measurement/cards_import.html", form)


@require_safe
def cards_template(request: Request) -> HttpResponseBase:
    """An empty table with the headings that are read, and two examples."""
    require(can_import_cards(request.scope, request.scope.agency_id))
    return workbook(lambda stream: write_template(stream, today().year), _("kartu-indikator"))


@require_safe
def cards_table(request: Request) -> HttpResponseBase:
    """The cards as they stand, as a file that can be mended and sent in again."""
    require(can_import_cards(request.scope, request.scope.agency_id))
    year, cards = today().year, list(all_cards(request.scope))
    targets = dict(aims_of([card.indicator_id for card in cards], year).targets)
    name = _("kartu-indikator")
    return workbook(lambda stream: write_cards(stream, cards, targets, year), name)
