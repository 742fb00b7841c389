"""Who holds what, and what waits for a second administrator."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from pamong.access.scope import Scope
from pamong.people.accounts.queries import holds_agency
from pamong.people.models import AccessRequest, AccessRequestQuerySet, Employee, Mandate, Unit
from pamong.ui.paging import Page, page_of


def mandates_of(
    scope: Scope, asked: Mapping[str, str], after: str, on: date, *, ended: bool
) -> Page[Mandate]:
    """The roles that hold on the day or begin later, by person; or those that are over."""
    rows = Mandate.objects.visible_to(scope).select_related("user", "unit", "agency")
    rows = rows.filter(valid_to__lte=on) if ended else rows.lasting(on)
    if role := asked.get("role"):
        rows = rows.filter(role=role)
    if words := asked.get("q"):
        named = Q(user__name__icontains=words) | Q(user__sign_in_name=words.replace(" ", ""))
        rows = rows.filter(named | Q(unit__name__icontains=words))
    return page_of(rows, after, 50, by=("user__name", "pk"))


def waiting(scope: Scope) -> AccessRequestQuerySet:
    """Requests without an answer, oldest first."""
    rows = AccessRequest.objects.visible_to(scope).open()
    return rows.select_related("user", "employee", "asked_by", "agency").order_by("asked_on", "pk")


def reach_of(asked: AccessRequest, on: date) -> dict[str, bool]:
    """Whether the account concerned, and that of who asked, hold a role over the agency."""
    return {
        "holds_agency": holds_agency(asked.user_id, on),
        "is_asked_above": holds_agency(asked.asked_by_id, on),
    }


def units_above(employee: Employee) -> list[Unit]:
    """The unit of a person and those it stands under, from the person upwards."""
    if employee.unit is None:
        return []
    keys = [int(part) for part in employee.unit.path.split("/") if part]
    found = Unit.objects.filter(pk__in=keys)
    return sorted(found, key=lambda unit: -len(unit.path))
