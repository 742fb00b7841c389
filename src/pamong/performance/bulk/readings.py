"""Readings of many plans, and the evidence behind them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import SHELL, Draft, digest_of, record_all
from pamong.ledger.rows import insert_rows
from pamong.measurement.evidence.actions import checked_link
from pamong.measurement.evidence.permissions import can_add_evidence
from pamong.measurement.models import Evidence, Indicator, Reading
from pamong.performance.bulk.actors import account_of, scope_as
from pamong.performance.evidence.permissions import can_use_evidence
from pamong.performance.models import EvidenceUse, Plan
from pamong.performance.progress.actions import ReadingInput
from pamong.performance.progress.permissions import can_enter_reading
from pamong.performance.quarters import part_of
from pamong.performance.rhythm import rhythm_of
from pamong.performance.windows.queries import (
    WindowState,
    check_part_open,
    readings_closed,
)

BATCH = 500


@dataclass(frozen=True, slots=True)
class ReadingStory:
    """A figure of one plan's indicator, entered on a day; the plan comes with agency and owner."""

    plan: Plan
    indicator: Indicator
    given: ReadingInput
    on: date


@dataclass(frozen=True, slots=True)
class EvidenceStory:
    """A link that serves some results of one plan, and some lines of its days."""

    plan: Plan
    title: str
    link: str
    dated_on: date
    result_ids: Sequence[int]
    on: date
    entry_ids: Sequence[int] = ()


@transaction.atomic
def write_readings(stories: Sequence[ReadingStory]) -> list[Reading]:
    """Write readings where none stand as of the day; a correction is left to the ordinary verb."""
    _check(stories)
    readings = [
        Reading(
            indicator=story.indicator,
            as_of=story.given.as_of,
            value=story.given.value,
            confidence=story.given.confidence,
            obstacle=story.given.obstacle.strip(),
            entered_by=story.plan.employee,
        )
        for story in stories
    ]
    insert_rows(readings)
    drafts = [
        Draft(
            "performance.reading_entered",
            reading,
            _told(story.plan, reading),
            by=account_of(story.plan.employee),
            on=story.on,
        )
        for story, reading in zip(stories, readings, strict=True)
    ]
    record_all(drafts, by=SHELL, on=date.min, is_history=True)
    return readings


def _told(plan: Plan, reading: Reading) -> dict[str, Any]:
    changes: dict[str, Any] = {
        "plan": [None, str(plan.uuid)],
        "value": [None, reading.value],
        "as_of": [None, reading.as_of],
        "confidence": [None, reading.confidence],
    }
    if reading.obstacle:
        changes["obstacle"] = [None, digest_of(reading.obstacle)]
    return changes


def _check(stories: Iterable[ReadingStory]) -> None:
    closed: dict[tuple[int, int, date], dict[str, WindowState]] = {}
    seen: dict[date, set[int]] = {}
    for story in stories:
        plan, as_of = story.plan, story.given.as_of
        require(can_enter_reading(scope_as(plan.employee), plan))
        if not plan.is_in_force:
            raise ValidationError(_("Realisasi dapat diisi setelah SKP disetujui penilai."))
        if as_of > story.on or not plan.starts_on <= as_of <= plan.ends_on:
            raise ValidationError(_("Isi tanggal data di dalam periode SKP."))
        key = (plan.agency_id, plan.year, story.on)
        if key not in closed:
            closed[key] = readings_closed(plan, story.on)
        check_part_open(closed[key], part_of(as_of, rhythm_of(plan)))
        seen.setdefault(as_of, set()).add(story.indicator.pk)
    for as_of, keys in seen.items():
        if Reading.objects.standing().filter(as_of=as_of, indicator_id__in=keys).exists():
            raise ValidationError(_("Realisasi untuk tanggal ini sudah diisi."))


@dataclass(slots=True)
class _Kept:
    """Evidence with its uses while it is gathered."""

    evidence: list[Evidence] = field(default_factory=list)
    uses: list[EvidenceUse] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)


@transaction.atomic
def write_evidence(stories: Sequence[EvidenceStory]) -> list[Evidence]:
    """Keep links and say what they serve; files are left to the ordinary verb."""
    kept = _Kept()
    for story in stories:
        _keep(story, kept)
    Evidence.objects.bulk_create(kept.evidence, batch_size=BATCH)
    for use in kept.uses:
        use.evidence_id = use.evidence.pk
    insert_rows(kept.uses)
    record_all(kept.drafts, by=SHELL, on=date.min, is_history=True)
    return kept.evidence


def _keep(story: EvidenceStory, kept: _Kept) -> None:
    plan, owner = story.plan, story.plan.employee
    scope, by = scope_as(owner), account_of(owner)
    require(can_add_evidence(scope, owner.pk))
    if story.dated_on > story.on:
        raise ValidationError(_("Tanggal bukti belum tiba. Isi hari ini atau sebelumnya."))
    evidence = Evidence(
        owner=owner,
        title=story.title.strip(),
        dated_on=story.dated_on,
        link=checked_link(story.link),
    )
    require(can_use_evidence(scope, evidence, plan))
    uses = [EvidenceUse(evidence=evidence, plan=plan, result_id=key) for key in story.result_ids]
    uses += [EvidenceUse(evidence=evidence, plan=plan, entry_id=key) for key in story.entry_ids]
    counts = f"{len(story.result_ids)}/{len(story.entry_ids)}/0"
    kept.evidence.append(evidence)
    kept.uses += uses
    added = {
        "title": [None, digest_of(evidence.title)],
        "sha256": [None, digest_of(evidence.link)],
        "dated_on": [None, evidence.dated_on],
    }
    used = {"plan": [None, str(plan.uuid)], "uses": ["0/0/0", counts]}
    for verb, changes in (
        ("measurement.evidence_added", added),
        ("performance.evidence_used", used),
    ):
        kept.drafts.append(Draft(verb, evidence, changes, by=by, on=story.on))
