"""Writes what a run was shown to do: in bulk, one entry for the run and one for each card that it changed."""

from collections import defaultdict
from copy import copy
from datetime import date
from typing import Any

from django.utils import timezone

from pamong.ledger.actions import Actor, Draft, record_all
from pamong.measurement.cards.reading_actions import (
    CardTarget,
    fill_target,
    target_changes,
    wish_of,
)
from pamong.measurement.models import Card, Origin, Pace, Reading, SourceRun, Target
from pamong.measurement.pace import Wish
from pamong.measurement.sources.figures import by_sheet
from pamong.measurement.sources.mapping import Brings
from pamong.measurement.sources.planning import CHANGED, NEW, SAME, Deed, RunPlan
from pamong.measurement.sources.registry import connector_of
from pamong.people.models import Employee

BATCH = 500
NAMED = 12  # figures of one card that its history names
TARGETED = ["value", "text", "due_on", "pace", "q1", "q2", "q3"]


def write_deeds(run: SourceRun, plan: RunPlan, *, by: Actor, on: date) -> None:
    """Every deed of the plan; whoever planned it holds the cards of the agency."""
    deeds = [deed for deed in plan.deeds if deed.what != SAME]
    write = _write_targets if plan.brings == Brings.TARGET else _write_readings
    drafts = write(run, deeds)
    told: dict[str, Any] = {
        NEW: plan.count(NEW),
        CHANGED: plan.count(CHANGED),
        "rejected": len(plan.refused),
    }
    told |= {"unknown": len(plan.unknown), "late": plan.late(), "sha256": run.sha256}
    drafts.append(Draft("measurement.run_written", run, told))
    record_all(drafts, by=by, on=on)


def _write_targets(run: SourceRun, deeds: list[Deed]) -> list[Draft]:
    """The targets of the years; their quarters follow in the way that each card has already."""
    del run
    held = Target.objects.filter(indicator__in={deed.card.indicator_id for deed in deeds})
    known = {(row.indicator_id, row.year): row for row in held}
    made: list[Target] = []
    mended: list[Target] = []
    drafts: list[Draft] = []
    for deed in deeds:
        of, year = deed.card.indicator, deed.as_of.year
        old = known.get((of.pk, year))
        before, target = copy(old), old or Target(indicator=of, year=year)
        target.indicator = of
        pace = old.pace if old and old.pace != Pace.OWN else Pace.PROPOSED
        wish = wish_of(deed.card, Wish(pace), known.get((of.pk, year - 1)))
        fill_target(target, CardTarget(year, deed.figure.value, wish=wish))
        (mended if old else made).append(target)
        changes = target_changes(before, target)
        drafts.append(Draft("measurement.card_target_set", deed.card, changes))
    Target.objects.bulk_create(made, batch_size=BATCH)
    Target.objects.bulk_update(mended, TARGETED, batch_size=BATCH)
    return drafts


def _write_readings(run: SourceRun, deeds: list[Deed]) -> list[Draft]:
    """The readings, what they replace, and what the record says of each card."""
    origins = _origins(run, deeds)
    person = Employee.objects.filter(user=run.user).first() if run.user else None
    made = [
        Reading(
            indicator=deed.card.indicator,
            as_of=deed.as_of,
            value=deed.figure.value,
            entered_by=person,
            origin=origins[deed.figure.sheet],
            line=deed.figure.line,
        )
        for deed in deeds
    ]
    Reading.objects.bulk_create(made, batch_size=BATCH)
    replaced = []
    for deed, reading in zip(deeds, made, strict=True):
        if deed.old:
            deed.old.replaced_by = reading
            replaced.append(deed.old)
    Reading.objects.bulk_update(replaced, ["replaced_by"], batch_size=BATCH)
    return _drafts(run, deeds)


def _origins(run: SourceRun, deeds: list[Deed]) -> dict[str, Origin]:
    kind, name = connector_of(run.source).origin, run.name
    told: dict[str, Any] = {"agency": run.agency, "kind": kind, "sha256": run.sha256}
    return {
        sheet: Origin.objects.create(
            name=name, sheet=sheet[:120], fetched_at=timezone.now(), run=run.uuid, **told
        )
        for sheet in by_sheet([deed.figure for deed in deeds])
    }


def _drafts(run: SourceRun, deeds: list[Deed]) -> list[Draft]:
    by_card: dict[int, list[Deed]] = defaultdict(list)
    cards: dict[int, Card] = {}
    for deed in deeds:
        by_card[deed.card.pk].append(deed)
        cards[deed.card.pk] = deed.card
    return [
        Draft(
            "measurement.card_readings_brought",
            cards[pk],
            {
                NEW: sum(deed.what == NEW for deed in told),
                CHANGED: sum(deed.what == CHANGED for deed in told),
                "figures": [_kept(deed) for deed in told[:NAMED]],
                "run": str(run.uuid),
            },
        )
        for pk, told in by_card.items()
    ]


def _kept(deed: Deed) -> str:
    """The day, what stood and what stands, as the record keeps numbers."""
    before = "-" if deed.before is None else f"{deed.before.normalize():f}"
    return f"{deed.as_of.isoformat()} {before} {deed.figure.value.normalize():f}"
