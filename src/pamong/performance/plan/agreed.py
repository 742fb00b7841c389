"""Which plans go on paper as agreed ones: in force, or in force until their owner left."""

from collections.abc import Iterable

from django.db.models import Q

from pamong.performance.models import Plan

AGREED = Q(status__in=Plan.IN_FORCE) | Q(status=Plan.Status.CLOSED, agreed_on__isnull=False)


def is_agreed(plan: Plan) -> bool:
    """The same of one at hand."""
    is_closed = plan.status == Plan.Status.CLOSED and plan.agreed_on is not None
    return plan.is_in_force or is_closed


def paper_years(plans: Iterable[Plan]) -> list[int]:
    """The years of which one has papers, newest first."""
    return sorted({plan.year for plan in plans if is_agreed(plan)}, reverse=True)
