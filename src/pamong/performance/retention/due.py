"""Which records are past their years, and which of them stay because something still hangs on them."""

from datetime import date
from typing import Any

from django.db.models import Exists, IntegerField, Max, OuterRef, Q, QuerySet, Value

from pamong.documents.models import PaperScan
from pamong.measurement.models import Evidence
from pamong.people.models import Agency
from pamong.performance.models import (
    DailyEntry,
    Evaluation,
    EvidenceUse,
    Objection,
    Plan,
    Reopening,
    RetentionList,
)
from pamong.policy.pack import Number, Pack

ENTRY, EVIDENCE, SCAN = "daily_entry_years", "evidence_years", "scan_years"  # clauses of the pack
NO_UNIT = Value(None, output_field=IntegerField())  # a paper is of its agency
UNIT = {ENTRY: "plan__unit_id", EVIDENCE: "owner__unit_id", SCAN: NO_UNIT}
DAY = {ENTRY: "on", EVIDENCE: "dated_on", SCAN: "paper__made_on"}


def years_kept(pack: Pack) -> dict[str, int]:
    """Years by kind; what is not named is kept for good."""
    clauses = {kind: pack.clauses.get(kind) for kind in UNIT}
    return {kind: int(one.value) for kind, one in clauses.items() if isinstance(one, Number)}


def limits_of(pack: Pack, agency: Agency, year: int) -> dict[str, list[Any]]:
    """For each kind that goes: the first day that stays, and the last key that the list has seen."""
    found: dict[str, list[Any]] = {}
    for kind, years in years_kept(pack).items():
        if years > 0:
            rows = _rows(kind, agency)
            last = rows.aggregate(last=Max("pk"))["last"] or 0
            found[kind] = [date(year - years, 1, 1).isoformat(), last]
    return found


def _rows(kind: str, agency: Agency) -> QuerySet[Any]:
    if kind == ENTRY:
        return DailyEntry.objects.filter(employee__agency=agency)
    if kind == SCAN:
        return PaperScan.objects.kept().filter(paper__agency_uuid=agency.uuid)
    return Evidence.objects.filter(owner__agency=agency, purged_on=None)


def past(listing: RetentionList, kind: str) -> QuerySet[Any]:
    """All of a kind that the list has seen and that is past its years."""
    first, last = listing.limits[kind]
    rows = _rows(kind, listing.agency).filter(pk__lte=last)
    return rows.filter(**{f"{DAY[kind]}__lt": date.fromisoformat(first)})


def held(listing: RetentionList, kind: str) -> Q:
    """What stays: its plan is disputed or not rated to the end, or younger work rests on it."""
    first = date.fromisoformat(listing.limits[kind][0])
    if kind == ENTRY:
        resting = EvidenceUse.objects.filter(entry=OuterRef("pk"), evidence__purged_on=None)
        young = resting.filter(evidence__dated_on__gte=first)
        return Q(Exists(_disputed(OuterRef("plan_id")))) | Q(Exists(young))
    if kind == SCAN:
        about = OuterRef("paper__subject_uuid")
        plans = Plan.objects.filter(Q(uuid=about) | Q(evaluations__uuid=about))
        return Q(Exists(plans.filter(Exists(_disputed(OuterRef("pk"))))))
    uses = EvidenceUse.objects.filter(evidence=OuterRef("pk"))
    disputed = uses.filter(Exists(_disputed(OuterRef("plan_id"))))
    return Q(Exists(uses.filter(plan__ends_on__gte=first))) | Q(Exists(disputed))


def _disputed(plan: Any) -> QuerySet[Plan]:
    """An objection waits, a correction runs, or a rating was begun and never set."""
    waiting = Objection.objects.waiting().filter(evaluation__plan=OuterRef("pk"))
    asked = Reopening.objects.filter(evaluation__plan=OuterRef("pk"), evaluation__replaced_by=None)
    unset = Evaluation.objects.filter(plan=OuterRef("pk")).exclude(status__in=Evaluation.FINAL)
    return Plan.objects.filter(Exists(waiting) | Exists(asked) | Exists(unset), pk=plan)


def due(listing: RetentionList, kind: str) -> QuerySet[Any]:
    """What goes, oldest key first."""
    return past(listing, kind).exclude(held(listing, kind)).order_by("pk")
