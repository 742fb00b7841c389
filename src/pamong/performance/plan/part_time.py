"""How many hours one works who works part time."""

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
