"""Verbs on what a source brought: receive it, say how it is read, write it, drop it."""

from collections.abc import Mapping as Pairs
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.documents.choosing import samples_of
from pamong.documents.sheets import Sheet
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.ledger.actions import Actor, record
from pamong.measurement.models import Source, SourceRun
from pamong.measurement.sources import permissions as may
from pamong.measurement.sources.actions import locked
from pamong.measurement.sources.figures import read_figures
from pamong.measurement.sources.mapping import Mapping, mapping_of
from pamong.measurement.sources.planning import RunPlan, plan_run
from pamong.measurement.sources.proposal import fullest, guessed, period_for
from pamong.measurement.sources.queries import REPLACED_BY, has_written, same_waiting
from pamong.measurement.sources.questions import questions_in
from pamong.measurement.sources.registry import connector_of
from pamong.measurement.sources.showing import shown_plan
from pamong.measurement.sources.writing import write_deeds
from pamong.people import intake
from pamong.people.models import Agency, Intake
from pamong.people.models.intake import FAILURE_LENGTH
from pamong.people.scope import scope_for

Status = Intake.Status
NOT_MAPPED = gettext_lazy("Atur dahulu kolom mana yang berisi indikator, periode, dan angka.")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A table on its way in."""

    file: "File[Any]"
    marker: str = ""


def sheets_of(run: SourceRun) -> list[Sheet]:
    """The tables of the file."""
    with intake.opened(run) as file:
        return read_spreadsheet(file, run.name)


def _plan(run: SourceRun, on: date) -> RunPlan:
    sheets, mapping = sheets_of(run), mapping_of(run.source.mapping)
    found = read_figures(sheets, mapping)
    questions, notes = questions_in(found)
    plan = plan_run(run.source, found, on, questions)
    plan.run, plan.notes = run.pk, notes
    return plan


def _show(run: SourceRun, plan: RunPlan) -> None:
    run.shown = shown_plan(plan)
    run.read, run.added, run.changed = plan.read, plan.count("new"), plan.count("changed")
    run.unchanged, run.rejected = plan.count("same"), len(plan.refused)


def _write(plan: RunPlan, name: str, *, partial: bool, by: Actor, on: date) -> None:
    del name, partial
    rows = SourceRun.objects.select_related("agency", "source", "user")
    write_deeds(rows.get(pk=plan.run), plan, by=by, on=on)


RUN: intake.Kind[SourceRun, RunPlan] = intake.Kind(_plan, _show, _write, unread=NOT_MAPPED)


@transaction.atomic
def receive_run(
    source: Source, arrival: Arrival, *, by: Actor, on: date, at: datetime
) -> SourceRun:
    """Keep a table and say what it would do; nothing of it holds yet."""
    source = locked(source)
    require(may.can_receive_run(scope_for(by, on), source))
    run = SourceRun(
        agency=source.agency,
        source=source,
        user=by if isinstance(by, User) else None,
        uploaded_on=on,
        started_at=at,
        name=intake.name_of(arrival.file),
    )
    run.sha256 = intake.keep_file(run, arrival.file).removeprefix("sha256:")
    look_at(run, on)
    run.save()
    if arrival.marker:
        source.marker = arrival.marker
        source.save(update_fields=["marker"])
    for same in same_waiting(run) if run.status == Status.SHOWN else ():
        _take_place_of(same, run, by=by, on=on)
    changes = {"sha256": [None, run.sha256]}
    record("measurement.run_received", run, by=by, on=on, changes=changes)
    return run


def _take_place_of(same: SourceRun, run: SourceRun, *, by: Actor, on: date) -> None:
    """One look is enough: what waited with the same table is let go and says so."""
    intake.drop(same)
    same.shown = {REPLACED_BY: str(run.uuid)}
    same.save(update_fields=["shown"])
    record("measurement.run_dropped", same, by=by, on=on)


def look_at(run: SourceRun, on: date) -> None:
    """What the table would do; before its columns are known, only what stands in them. Does not save."""
    if run.source.mapping:
        intake.look_at(run, RUN, on)
        return
    run.shown, run.plan_digest = {}, ""
    try:
        run.shown = columns_shown(run, on)
    except ValidationError as error:
        run.status, run.failure = Status.FAILED, error.messages[0][:FAILURE_LENGTH]
        intake.let_go(run)


def mark_of(run: SourceRun) -> str:
    """What begins the decimals where the connector itself wrote the table; else empty."""
    return str(getattr(connector_of(run.source), "mark", ""))


def columns_shown(run: SourceRun, on: date) -> dict[str, Any]:
    """The headings of the fullest table with first values, and what each is or probably is."""
    headings, rows = fullest(sheets_of(run))
    told, mark = mapping_of(run.source.mapping), mark_of(run)
    if not told.values:
        told = guessed(headings, rows, period_for(run.name, on))
        told = replace(told, mark=mark) if mark else told  # whoever wrote the table knows how
    return {
        "headings": headings,
        "samples": samples_of(len(headings), rows),
        "guess": told.kept,
    }


@transaction.atomic
def map_source(run: SourceRun, mapping: Mapping, *, by: Actor, on: date) -> SourceRun:
    """Say which column is what; it holds for every later run too, and this one is looked at anew."""
    source = locked(run.source)
    require(may.can_map_source(scope_for(by, on), source, mapping.brings))
    run = _locked(run)
    intake.refuse_closed(run)
    before = source.mapping
    source.mapping = mapping.kept
    source.save(update_fields=["mapping"])
    run.source = source
    look_at(run, on)
    run.save()
    changes = _mapped(before, source.mapping)
    record("measurement.source_mapped", source, by=by, on=on, changes=changes)
    return run


def _mapped(before: Pairs[str, Any], after: Pairs[str, Any]) -> dict[str, Any]:
    """What was said of the columns: codes as they are, headings not at all."""
    return {name: [before.get(name), after.get(name)] for name in ("mark", "brings")}


@transaction.atomic
def write_run(run: SourceRun, *, by: Actor, on: date, at: datetime) -> SourceRun:
    """Write what was shown; what would now do something else is shown anew instead."""
    run = _locked(run)
    require(may.can_write_run(scope_for(by, on), run))
    # Before it is planned anew: what another run or a person writes meanwhile would stand twice.
    Agency.objects.select_for_update().get(pk=run.agency_id)
    if run.status != Status.DONE and intake.write(run, RUN, is_partial=True, by=by, on=on):  # type: ignore[arg-type]  # the calendar acts too
        run.ended_at = at
        run.save(update_fields=["ended_at"])
    return run


def write_unwatched(run: SourceRun, *, by: Actor, on: date, at: datetime) -> SourceRun:
    """Once a person has seen one run to its end, later ones need nobody; unknown names alone wait."""
    waits = not run.good and run.shown.get("unknown")
    if run.plan_digest and not waits and has_written(run.source):
        return write_run(run, by=by, on=on, at=at)
    return run


@transaction.atomic
def look_again(run: SourceRun, *, on: date) -> SourceRun:
    """The same table against what stands now, where it still waits."""
    run = _locked(run)
    if run.status == Status.SHOWN and run.file:
        look_at(run, on)
        run.save()
    return run


@transaction.atomic
def drop_run(run: SourceRun, *, by: Actor, on: date) -> SourceRun:
    """Let the table go without writing anything."""
    run = _locked(run)
    require(may.can_drop_run(scope_for(by, on), run))
    if intake.drop(run):
        record("measurement.run_dropped", run, by=by, on=on)
    return run


def _locked(run: SourceRun) -> SourceRun:
    rows = SourceRun.objects.select_for_update(of=("self",))
    return rows.select_related("agency", "source__agency", "user").get(pk=run.pk)
