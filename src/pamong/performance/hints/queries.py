"""What advice needs to know beyond the sentence: the leader's words, and who else says the same."""

from pamong.performance.hints.advice import HintContext
from pamong.performance.models import Plan, Result
from pamong.ui.keys import is_uuid


def context_around(plan: Plan | None, serves: str, text: str) -> HintContext:
    """Around a result in a plan, in three queries; neighbours are sought in the same unit only."""
    if plan is None:
        return HintContext()
    main = Result.objects.filter(plan=plan, kind=Result.Kind.MAIN).count()
    alike = Result.objects.filter(plan__unit_id=plan.unit_id, plan__year=plan.year, text=text)
    return HintContext(
        leader_text=_leader_text(plan, serves),
        main_results=main,
        same_text_people=alike.values("plan__employee_id").distinct().count(),
    )


def _leader_text(plan: Plan, serves: str) -> str | None:
    if not is_uuid(serves):
        return None
    rows = Result.objects.filter(uuid=serves, plan__employee_id=plan.rater_id or 0)
    return rows.values_list("text", flat=True).first()
