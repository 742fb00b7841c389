"""How many hours one works who works part time."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from pamong.people.contracts.presentation import share_said
from pamong.people.models import Contract, Employee, kind_on
from pamong.performance.models import Plan


def was_part_time(plan: Plan) -> bool:
    """Whether its owner works part time on its first day or on its last."""
    kinds = {kind_on(plan.employee, day) for day in (plan.starts_on, plan.ends_on)}
    return Employee.Kind.PPPK_PART_TIME in kinds


def hours_facts(plan: Plan) -> list[tuple[str, str]]:
    """The share of hours of one who works part time, by the contract of the plan's days."""
    if not was_part_time(plan):
        return []
    rows = plan.employee.contracts.within(plan.starts_on, plan.ends_on).order_by("-valid_from")
    return hours_said(plan, rows.first())


def hours_said(plan: Plan, contract: Contract | None) -> list[tuple[str, str]]:
    """The same from the contract, where it is at hand."""
    if not was_part_time(plan):
        return []
    if contract is None:
        return [(_("Jam kerja"), _("belum tercatat"))]
    contract.employee = plan.employee
    return [(_("Jam kerja"), share_said(contract, plan.agency.local_packs))]


def contracts_of(plans: Iterable[Plan]) -> dict[int, Contract]:
    """The last contract in the days of each plan of part time, by its key: for many, in one query."""
    plans = list(plans)
    if turned := [plan.employee for plan in plans if plan.employee.kind_since]:
        prefetch_related_objects(turned, "former_kinds")
    asked = [plan for plan in plans if was_part_time(plan)]
    if not asked:
        return {}
    rows = Contract.objects.filter(employee__in={plan.employee_id for plan in asked})
    held: dict[int, list[Contract]] = {}
    for row in rows.order_by("-valid_from"):
        held.setdefault(row.employee_id, []).append(row)
    found = {plan.pk: _within(plan, held.get(plan.employee_id, ())) for plan in asked}
    return {key: contract for key, contract in found.items() if contract}


def _within(plan: Plan, rows: Iterable[Contract]) -> Contract | None:
    return next(
        (row for row in rows if row.valid_from <= plan.ends_on and row.last >= plan.starts_on), None
    )
