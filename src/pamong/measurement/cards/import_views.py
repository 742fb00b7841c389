"""Pages on which a table of cards comes in, and leaves."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.measurement.cards.aims import aims_of
from pamong.measurement.cards.import_actions import Tried, import_cards, try_cards
from pamong.measurement.cards.import_forms import CardsConfirmForm, CardsFileForm
from pamong.measurement.cards.import_showing import counts_said, preview_context
from pamong.measurement.cards.papers import write_cards, write_template
from pamong.measurement.cards.permissions import can_import_cards
from pamong.measurement.cards.queries import all_cards
from pamong.measurement.cards.reading import packed, read_cards
from pamong.people.acts.passing import is_sure
from pamong.people.acts.shown import mark_of, moved_said
from pamong.people.left_out import refuse_left_out
from pamong.people.models import Agency
from pamong.people.request import Request, own_agency
from pamong.ui.downloads import workbook
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render, sent

PAGE = "measurement/cards_import.html"


@once
def cards_import(request: Request) -> HttpResponse:
    """Cards from a file: first what it would change, then the same again to write it."""
    agency = own_agency(request)
    require(can_import_cards(request.scope, agency.pk))
    if "rows" in request.POST:
        return _confirmed(request, agency)
    form = CardsFileForm(sent(request), request.FILES or None)
    if form.is_valid():
        with refused_on(form):
            file = form.cleaned_data["file"]
            read = read_cards(file, file.name or "")
            tried = try_cards(agency, read.rows, by=request.user, on=today())
            tried.rejected = sorted([*read.rejected, *tried.rejected], key=lambda one: one.line)
            if is_sure(request):
                return _written(request, agency, tried)
            return _preview(request, tried)
    return form_page(request, PAGE, form)


def _preview(request: Request, tried: Tried, moved: str = "") -> HttpResponse:
    initial = {"rows": packed(tried.good), "shown": mark_of(tried.told)}
    context = {"form": CardsConfirmForm(initial=initial), "moved": moved} | preview_context(tried)
    status = UNPROCESSABLE if moved else 200
    return render(request, "measurement/cards_preview.html", context=context, status=status)


def _confirmed(request: Request, agency: Agency) -> HttpResponse:
    form = CardsConfirmForm(request.POST)
    if form.is_valid():
        with refused_on(form):
            tried = try_cards(agency, form.cleaned_data["rows"], by=request.user, on=today())
            if tried.rejected or not form.is_as_shown(mark_of(tried.told)):
                return _preview(request, tried, moved_said())
            return _written(request, agency, tried)
    return form_page(request, PAGE, CardsFileForm(), refused=form)


def _written(request: Request, agency: Agency, tried: Tried) -> HttpResponse:
    refuse_left_out(tried.rejected)
    done = import_cards(agency, tried.good, by=request.user, on=today())
    return redirect(request, "measurement:card-list", said=counts_said(done))


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
