"""Which plans and ratings a person may see, as conditions on rows that point at them.

Written over the joins and not as lists of keys, so that a read of a few rows looks at no others.
"""

from django.db.models import Q

from pamong.access.scope import Role, Scope

UNSET = ("open", "rated")  # evaluations whose predicate is not set
SET = ("set", "acknowledged")


def sees_all(scope: Scope) -> bool:
    """Whether every plan of the agency is seen: then a list goes through its own order, and not through the plans."""
    return scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)


def plan_seen(scope: Scope, at: str = "") -> Q:
    """The own plan, those one rates, owes a rating of or judges in appeal, one's units', the agency's by role."""
    ours = Q(**{f"{at}agency_id": scope.agency_id})
    if sees_all(scope):
        return ours
    mine = Q(**{f"{at}employee_id": scope.employee_id})
    mine |= Q(**{f"{at}rater_id__in": scope.rater_ids})
    mine |= Q(**{f"{at}superior_id": scope.active_id})
    if scope.unit_ids:
        mine |= Q(**{f"{at}unit_id__in": scope.unit_ids})
    if scope.keeps:
        from pamong.performance.models.evaluation import Evaluation

        owed = Evaluation.objects.filter(keeper__in=scope.rate_ids, status__in=UNSET)
        mine |= Q(**{f"{at}pk__in": owed.values("plan")})
    return mine & ours


def rating_seen(scope: Scope, at: str = "") -> Q:
    """Set ones of plans that one may see, unset ones for the rating side, and what one rated.

    A former rater keeps what he rated or owes and sees nothing after. Nobody sees the own evaluation
    before its predicate is set; nor do the unit's administrator and the auditor.
    """
    plan = f"{at}plan__"
    others = ~Q(**{f"{plan}employee_id": scope.employee_id})
    rated = Q(**{f"{at}rater_id": scope.active_id}) & ~Q(**{f"{at}status": "open"})
    if scope.keeps:
        rated |= Q(**{f"{at}keeper_id__in": scope.rate_ids}) & others
    rating = Q(**{f"{plan}rater_id__in": scope.rate_ids, f"{at}keeper": None})
    rating |= Q(**{f"{plan}superior_id": scope.active_id})
    if scope.has(Role.HR, Role.AGENCY_HEAD):
        rating |= Q(**{f"{plan}agency_id": scope.agency_id})
    shown = Q(**{f"{at}status__in": SET}) | (rating & others)
    seen = rated | (shown & plan_seen(scope, plan))
    return seen & Q(**{f"{plan}agency_id": scope.agency_id})
