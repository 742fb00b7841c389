"""The verbs of evidence in use: add it where it serves, say what it serves, take it away."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import record
from pamong.measurement.evidence.actions import EvidenceInput, add_evidence, remove_evidence
from pamong.measurement.models import Evidence
from pamong.people.scope import scope_of
from pamong.performance.evidence.permissions import can_use_evidence
from pamong.performance.evidence.queries import is_evaluated, serves_evaluated
from pamong.performance.models import DailyEntry, EvidenceUse, Plan


@dataclass(frozen=True, slots=True)
class UseInput:
    """Where a piece serves: keys of results and lines of days, codes of behaviour values."""

    results: AbstractSet[int] = field(default_factory=frozenset)
    entries: AbstractSet[int] = field(default_factory=frozenset)
    values: AbstractSet[str] = field(default_factory=frozenset)

    @property
    def is_empty(self) -> bool:
        """Whether it serves nothing."""
        return not (self.results or self.entries or self.values)


@transaction.atomic
def add_plan_evidence(
    plan: Plan, given: EvidenceInput, uses: UseInput, *, by: User, on: date
) -> Evidence:
    """Keep a piece and attach it to what it serves, in one step."""
    plan = Plan.objects.lock(plan)
    evidence = add_evidence(plan.employee, given, by=by, on=on)
    standing = _standing(evidence, plan)
    both = UseInput(
        uses.results | standing.results,
        uses.entries | standing.entries,
        uses.values | standing.values,
    )
    return use_evidence(evidence, plan, both, by=by, on=on)


@transaction.atomic
def use_evidence(evidence: Evidence, plan: Plan, uses: UseInput, *, by: User, on: date) -> Evidence:
    """Say what a piece serves in a plan, as a whole; after a rating nothing is taken away from it."""
    plan = Plan.objects.lock(plan)
    require(can_use_evidence(scope_of(by, on), evidence, plan))
    if evidence.withdrawn_on or evidence.purged_on:
        raise ValidationError(_("Bukti ini sudah ditarik. Unggah bukti yang baru."))
    uses = _within(plan, uses)
    if uses.is_empty:
        raise ValidationError(_("Pilih paling sedikit satu hasil kerja atau nilai yang didukung."))
    before = _standing(evidence, plan)
    if _takes_away(before, uses) and is_evaluated(plan):
        raise ValidationError(
            _("Bukti yang sudah dinilai tidak dapat dilepas dari hasil kerjanya.")
        )
    if before == uses:
        return evidence
    evidence.uses.filter(plan=plan).delete()
    EvidenceUse.objects.bulk_create(_rows(evidence, plan, uses))
    changes: dict[str, Any] = {"plan": [None, str(plan.uuid)]}
    changes["uses"] = [_said(before), _said(uses)]
    if evidence.looked == Evidence.Look.CONFIRMED and _takes_away(uses, before):
        changes["looked"] = [evidence.looked, Evidence.Look.NONE]  # nobody looked at it for this
        evidence.looked, evidence.looked_on = Evidence.Look.NONE, None
        evidence.save(update_fields=["looked", "looked_on"])
    record("performance.evidence_used", evidence, by=by, on=on, changes=changes)
    return evidence


def _within(plan: Plan, uses: UseInput) -> UseInput:
    """Only what belongs to the plan."""
    results = plan.results.filter(pk__in=uses.results).values_list("pk", flat=True)
    entries = DailyEntry.objects.filter(plan=plan, pk__in=uses.entries)
    return UseInput(
        frozenset(results), frozenset(entries.values_list("pk", flat=True)), frozenset(uses.values)
    )


def _standing(evidence: Evidence, plan: Plan) -> UseInput:
    rows = list(evidence.uses.filter(plan=plan).values_list("result_id", "entry_id", "value"))
    return UseInput(
        frozenset(r for r, _e, _v in rows if r),
        frozenset(e for _r, e, _v in rows if e),
        frozenset(v for _r, _e, v in rows if v),
    )


def _takes_away(before: UseInput, after: UseInput) -> bool:
    return bool(
        before.results - after.results
        or before.entries - after.entries
        or before.values - after.values
    )


def _rows(evidence: Evidence, plan: Plan, uses: UseInput) -> list[EvidenceUse]:
    return [
        *(EvidenceUse(evidence=evidence, plan=plan, result_id=key) for key in sorted(uses.results)),
        *(EvidenceUse(evidence=evidence, plan=plan, entry_id=key) for key in sorted(uses.entries)),
        *(EvidenceUse(evidence=evidence, plan=plan, value=code) for code in sorted(uses.values)),
    ]


def _said(uses: UseInput) -> Any:
    return f"{len(uses.results)}/{len(uses.entries)}/{len(uses.values)}"


@transaction.atomic
def withdraw_evidence(evidence: Evidence, *, by: User, on: date) -> Evidence | None:
    """Take a piece away: withdrawn and kept when a rating rests on it, else deleted."""
    return remove_evidence(evidence, serves_evaluated=serves_evaluated(evidence), by=by, on=on)
