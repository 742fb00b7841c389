"""Reads of evidence where it is used; what one may see hangs on the plans one may see."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from pamong.access.prepared import prepared
from pamong.access.scope import Scope
from pamong.measurement.models import Evidence
from pamong.performance.models import Evaluation, EvidenceUse, Plan
from pamong.performance.models.seeing import sees_all

FINAL = (Evaluation.Status.SET, Evaluation.Status.ACKNOWLEDGED)


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a piece of evidence serves."""

    result_id: int | None
    result: str
    entry: str
    entry_on: date | None
    value: str
    plan_year: int


def visible_evidence(scope: Scope) -> "QuerySet[Evidence]":
    """One's own, and what serves a plan that one may see."""
    if scope.is_shell:
        return Evidence.objects.all()
    uses = EvidenceUse.objects.filter(
        evidence=OuterRef("pk"), plan__in=Plan.objects.visible_to(scope)
    )
    return Evidence.objects.filter(Q(owner_id=scope.employee_id) | Exists(uses))


def listed_evidence(scope: Scope) -> "QuerySet[Evidence]":
    """The same as a list: who sees every plan asks piece by piece in the list's order, others ask for the pieces of
    their plans; PostgreSQL would read every use of the agency first for either.
    """
    if scope.is_shell or not sees_all(scope):
        own = Evidence.objects.filter(owner_id=scope.employee_id).order_by().values("pk")
        uses = EvidenceUse.objects.filter(plan__in=Plan.objects.visible_to(scope))
        return Evidence.objects.filter(pk__in=own.union(uses.order_by().values("evidence")))
    uses = EvidenceUse.objects.filter(evidence=OuterRef("pk"), plan__agency=scope.agency_id)
    used = Subquery(uses.order_by().values("evidence")[:1])
    return Evidence.objects.alias(used=used).filter(
        Q(owner_id=scope.employee_id) | Q(used__isnull=False)
    )


def entrusted_evidence(scope: Scope) -> "QuerySet[Evidence]":
    """What serves results under an indicator whose card one keeps: what stands behind one's figure."""
    kept = {"result__goal__indicators__indicator__card__owner": scope.active_id}
    uses = EvidenceUse.objects.filter(plan__agency=scope.agency_id, **kept)
    rows = uses.filter(plan__status__in=Plan.IN_FORCE).values("evidence")
    return Evidence.objects.filter(pk__in=rows)


def evidence_of_plan(plan: Plan) -> "QuerySet[Evidence]":
    """What serves a plan, newest first, withdrawn pieces too."""
    uses = EvidenceUse.objects.filter(evidence=OuterRef("pk"), plan=plan)
    return Evidence.objects.filter(Exists(uses)).order_by("-dated_on", "-pk")


def uses_of(evidence_ids: Iterable[int], plan: Plan | None = None) -> dict[int, list[Use]]:
    """Where pieces of evidence serve, in one query."""
    rows = EvidenceUse.objects.filter(evidence_id__in=list(evidence_ids))
    if plan:
        rows = rows.filter(plan=plan)
    return uses_among(rows)


def uses_among(rows: "QuerySet[EvidenceUse]") -> dict[int, list[Use]]:
    """The same of some uses."""
    found: dict[int, list[Use]] = defaultdict(list)
    for key, result_id, result, entry, on, value, year in rows.order_by(
        "result__place", "entry__on", "pk"
    ).values_list(
        *("evidence_id", "result_id", "result__text", "entry__text", "entry__on", "value"),
        "plan__year",
    ):
        found[key].append(Use(result_id, result or "", entry or "", on, value, year))
    return found


def serves_evaluated(evidence: Evidence) -> bool:
    """Whether a rating that was set rests on a plan that this piece serves."""
    return Evaluation.objects.filter(
        plan__evidence_uses__evidence=evidence, status__in=FINAL
    ).exists()


def is_evaluated(plan: Plan) -> bool:
    """Whether a rating of the plan was set."""
    return plan.evaluations.filter(status__in=FINAL).exists()


def last_evidence(employee_ids: Iterable[int], until: date) -> dict[int, date]:
    """The day of each person's newest piece, in one query."""
    return dict(_last_days(owners=list(employee_ids), until=until))


@prepared
def _last_days(*, owners: list[int], until: date) -> "QuerySet[Evidence, tuple[int, date]]":
    rows = Evidence.objects.kept().filter(owner_id__in=owners, dated_on__lte=until)
    return rows.values_list("owner_id").annotate(last=Max("dated_on"))
