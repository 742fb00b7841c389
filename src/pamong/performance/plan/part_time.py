"""How many hours one works who works part time."""

from django.utils.translation import gettext as _

from pamong.people.contracts.presentation import share_said
from pamong.people.models import Contract, Employee
from pamong.performance.models import Plan


def hours_facts(plan: Plan) -> list[tuple[str, str]]:
    """The share of hours of one who works part time, by the contract of the plan's days."""
    if plan.employee.kind != Employee.Kind.PPPK_PART_TIME:
        return []
    rows = plan.employee.contracts.within(plan.starts_on, plan.ends_on).order_by("-valid_from")
    return hours_said(plan, rows.first())


def hours_said(plan: Plan, contract: Contract | None) -> list[tuple[str, str]]:
    """The same from the contract, where it is at hand."""
    if plan.employee.kind != Employee.Kind.PPPK_PART_TIME:
        return []
    if contract is None:
        return [(_("Jam kerja"), _("belum tercatat"))]
    contract.employee = plan.employee
    return [(_("Jam kerja"), share_said(contract, plan.agency.local_packs))]
