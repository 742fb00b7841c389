"""Reads of evidence for whoever looks at it: which waits, whose matter it is, what was said about it."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from pamong.access.scope import Scope
from pamong.measurement.models import Evidence, EvidenceLook
from pamong.performance.evidence.queries import (
    Use,
    entrusted_evidence,
    uses_among,
    visible_evidence,
)
from pamong.performance.models import EvidenceUse, Plan
from pamong.performance.models.seeing import plan_seen
from pamong.performance.verification.permissions import Sides

KEEPER = "result__goal__indicators__indicator__card__owner"


def seen_evidence(scope: Scope, uuid: UUID) -> "QuerySet[Evidence]":
    """The piece, where one may open its page; each way to it is asked of that piece alone."""
    rows = visible_evidence(scope).filter(uuid=uuid)
    if scope.is_shell:
        return rows
    entrusted = entrusted_evidence(scope).filter(uuid=uuid)
    return Evidence.objects.filter(pk__in=rows.values("pk").union(entrusted.values("pk")))


def waiting_evidence(scope: Scope, day: date) -> "QuerySet[Evidence]":
    """Pieces of this year's and last year's plans that one may look at and nobody did; answers come with them."""
    uses = EvidenceUse.objects.filter(
        plan__agency=scope.agency_id, plan__status__in=Plan.IN_FORCE, plan__year__gte=day.year - 1
    )
    mine = [uses.filter(plan__rater__in=scope.rate_ids), uses.filter(**{KEEPER: scope.active_id})]
    if scope.unit_ids:
        mine.append(uses.filter(plan__unit__in=scope.unit_ids))
    first, *rest = (rows.values("evidence") for rows in mine)
    rows = Evidence.objects.kept().filter(looked__in=Evidence.WAITING, pk__in=first.union(*rest))
    return rows.exclude(owner=scope.active_id).select_related("owner")


def sides_of(evidence: Evidence) -> Sides:
    """Whose matter a piece is, from the plans in force that it serves."""
    uses = evidence.uses.filter(plan__status__in=Plan.IN_FORCE)
    rows = list(uses.values_list("plan__rater", "plan__unit", KEEPER))
    raters, units, keepers = ({row[at] for row in rows} - {None} for at in range(3))
    return Sides(frozenset(raters), frozenset(units), frozenset(keepers))


def shown_uses(scope: Scope, evidence: Evidence) -> list[Use]:
    """What it serves, as far as one may know of it: in plans one sees, or behind the figure one keeps."""
    uses = evidence.uses.all()
    if not scope.is_shell and scope.employee_id != evidence.owner_id:
        uses = uses.filter(plan_seen(scope, "plan__") | Q(**{KEEPER: scope.active_id}))
    return uses_among(uses).get(evidence.pk, [])


def looks_at(evidence: Evidence) -> list[EvidenceLook]:
    """What was said about it, the newest first."""
    return list(evidence.looks.select_related("by"))
