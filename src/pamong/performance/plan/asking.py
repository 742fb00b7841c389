"""The plan of an address, or no page."""

from uuid import UUID

from pamong.people.request import Request
from pamong.performance.models import Plan
from pamong.performance.plan.place import place_of
from pamong.performance.plan.queries import (
    visible_plans,
)
from pamong.ui.responses import found


def visible_plan(request: Request, uuid: UUID) -> Plan:
    """The plan, or 404 when the person may not even know of it."""
    plan: Plan = found(visible_plans.first(scope=request.scope, uuid=uuid))
    request.place = place_of(request.scope, plan)[1]
    return plan
