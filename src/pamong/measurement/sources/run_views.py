"""Pages of what a source brought: looked at, its columns and unknown names, written or dropped."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pamong.access.clock import now, today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.documents.choosing import sample_facts
from pamong.documents.rejected import name_of_rejected, write_rejected
from pamong.documents.writing import Heading
from pamong.measurement.figure_files.reasons import reason_said
from pamong.measurement.models import SourceRun
from pamong.measurement.sources import permissions as may
from pamong.measurement.sources import run_actions
from pamong.measurement.sources.actions import match_indicators
from pamong.measurement.sources.card_actions import make_cards
from pamong.measurement.sources.forms import MappingForm, MatchForm
from pamong.measurement.sources.mapping import mapping_of
from pamong.measurement.sources.presentation import (
    TAGS,
    asked_table,
    counts_said,
    first_table,
    late_said,
    notes_said,
    part_of,
    rejected_rows,
    run_facts,
    run_word,
    unknown_table,
    waiting_said,
)
from pamong.measurement.sources.queries import cards_named, run_at
from pamong.people.models import Intake
from pamong.people.request import Request
from pamong.ui.downloads import workbook
from pamong.ui.numbers import count_asked
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render, sent

Status = Intake.Status
LISTS = {"rejected": rejected_rows, "questions": asked_table, "unknown": unknown_table}


def _run(request: Request, uuid: UUID) -> SourceRun:
    run: SourceRun = get_object_or_404(run_at(request.scope), uuid=uuid)
    return run


def _waits(run: SourceRun) -> bool:
    return run.status == Status.SHOWN and bool(run.file)


@never_cache
def source_run(request: Request, uuid: UUID) -> HttpResponse:
    """What the table would do, or what it did."""
    run, scope = _run(request, uuid), request.scope
    waits, shown = _waits(run), run.shown
    context: dict[str, Any] = {
        "run": run,
        "state": (TAGS[Status(run.status)], run_word(run)),
        "facts": run_facts(run),
        "waits": waits,
        "is_mapped": bool(run.plan_digest),
        "is_stale": shown.get("is_stale"),
        "counts": counts_said(run),
        "late": late_said(run),
        "notes": notes_said(shown),
        "first": first_table(shown),
        "waiting": waiting_said(shown),
        **_lists(request, run),
        "may_run": waits and may.can_run_source(scope, run.source),
        "may_write": waits and bool(run.good) and may.can_write_run(scope, run),
        "may_make": waits and may.can_make_cards(scope, run.source),
    }
    return render(request, "measurement/source_run.html", context=context)


def _lists(request: Request, run: SourceRun) -> dict[str, Any]:
    """What stays out, what is asked and what is not known yet, each from the row in the address on."""
    found: dict[str, Any] = {}
    for name, show in LISTS.items():
        found |= part_of(run, name, count_asked(request.GET.get(name, ""), 0), show)
    return found


@once
def source_map(request: Request, uuid: UUID) -> HttpResponse:
    """Which column says what."""
    run = _run(request, uuid)
    require(may.can_map_source(request.scope, run.source))
    if not _waits(run):
        return redirect(request, "measurement:source-run", uuid)
    shown = run_actions.columns_shown(run, today())
    guess = mapping_of(shown["guess"])
    is_guess = not run.source.mapping
    form = MappingForm(sent(request), headings=shown["headings"], told=guess, is_guess=is_guess)
    if form.is_valid():
        with refused_on(form):
            run_actions.map_source(run, form.mapping, by=request.user, on=today())
            return redirect(request, "measurement:source-run", uuid)
    context = {"run": run, "samples": sample_facts(shown)}
    return form_page(request, "measurement/source_map.html", form, **context)


@once
def indicators_match(request: Request, uuid: UUID) -> HttpResponse:
    """Which card is meant by each name that nobody knows."""
    run = _run(request, uuid)
    require(may.can_match_indicators(request.scope, run.source))
    if not _waits(run) or not run.shown.get("unknown"):
        return redirect(request, "measurement:source-run", uuid)
    unknown, cards = run.shown["unknown"], cards_named(run.source, run.shown)
    form = MatchForm(sent(request), source=run.source, unknown=unknown, cards=cards)
    if form.is_valid():
        with refused_on(form):
            match_indicators(run.source, form.pairs, by=request.user, on=today())
            run_actions.look_again(run, on=today())
            return redirect(request, "measurement:source-run", uuid)
    return form_page(request, "measurement/source_match.html", form, run=run, rows=form.rows())


@require_POST
@once
def cards_make(request: Request, uuid: UUID) -> HttpResponse:
    """A card for each name that nobody knows."""
    run = _run(request, uuid)
    require(may.can_make_cards(request.scope, run.source))
    keys = {one["key"] for one in run.shown.get("unknown", ())}
    made = len(make_cards(run, keys, by=request.user, on=today()))
    run_actions.look_again(run, on=today())
    said = ngettext("%(n)d kartu dibuat.", "%(n)d kartu dibuat.", made)
    return redirect(request, "measurement:source-run", uuid, said=said % {"n": made})


@require_POST
@once
def run_write(request: Request, uuid: UUID) -> HttpResponse:
    """Write what was shown."""
    run = _run(request, uuid)
    run_actions.write_run(run, by=request.user, on=today(), at=now())
    return redirect(request, "measurement:source-run", uuid)


@require_POST
@once
def run_drop(request: Request, uuid: UUID) -> HttpResponse:
    """Let the table go."""
    run = _run(request, uuid)
    run_actions.drop_run(run, by=request.user, on=today())
    said = _("Berkas dihapus. Tidak ada yang disimpan.")
    return redirect(request, "measurement:source", run.source.uuid, said=said)


@require_safe
def run_rejected(request: Request, uuid: UUID) -> HttpResponseBase:
    """The rejected rows with the reason in a column."""
    run = _run(request, uuid)
    headings = [Heading(text, "code") for text in run.shown.get("headings", ())]
    kept = run.shown.get("rejected", ())
    rows = [(line, reason_said(reason), *rest) for line, reason, *rest in kept]
    name = name_of_rejected(run.name)
    return workbook(lambda stream: write_rejected(stream, headings, rows), name)
