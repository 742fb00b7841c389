"""Which office one leads: its head looks over the units below as far as their line reaches."""

from collections.abc import Iterable
from datetime import date

from pamong.access.scope import Scope
from pamong.people.heads import OFFICES
from pamong.performance.models import Plan


def led_path(plans: Iterable[Plan], day: date) -> str:
    """The path of the office that one leads by one's own plan of the day; empty for who leads none."""
    for plan in plans:
        if plan.starts_on <= day <= plan.ends_on and plan.leads and plan.unit.kind in OFFICES:
            return plan.unit.path
    return ""


def office_led(scope: Scope, day: date) -> str:
    """The same, asked of the database."""
    rows = Plan.objects.filter(
        employee_id=scope.employee_id, starts_on__lte=day, ends_on__gte=day
    ).order_by("-starts_on", "-pk")
    return led_path(rows.select_related("unit", "position", "duty"), day)
