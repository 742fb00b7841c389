"""Through which list one reads a plan: one's own, the people one rates, the agency's, or the person."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Role, Scope
from pamong.performance.models import Plan
from pamong.performance.plan.permissions import is_owner, is_rater

Place = tuple[str, str]


def place_of(scope: Scope, plan: Plan) -> Place:
    """The name and address of the list above a plan's page."""
    if is_owner(scope, plan):
        return _("SKP saya"), reverse("performance:plan-list")
    if is_rater(scope, plan):
        return _("SKP bawahan"), reverse("performance:plan-subordinates")
    return place_beside(scope, plan, _("SKP instansi"), "performance:register-plans")


def place_beside(scope: Scope, plan: Plan, text: str, register: str) -> Place:
    """The agency's list for who reads it; else the page of the person, as for a unit's administrator."""
    if scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
        return text, reverse(register)
    person = plan.employee
    return person.full_name, reverse("people:employee-detail", args=[person.uuid])
