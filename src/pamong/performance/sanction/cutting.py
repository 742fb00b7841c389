"""What a decision does to pay: an imposed penalty that cuts it, and an annulled one that no longer does.

Both happen inside the verb that decides, in its transaction and under its lock.
"""

from datetime import date

from pamong.access.models import User
from pamong.performance.allowance_base.writing import save_penalty, take_back
from pamong.performance.models import AllowancePenalty, Sanction
from pamong.performance.sanction.steps import cut_of, first_month_cut


def cut_by_sanction(sanction: Sanction, *, by: User, on: date) -> None:
    """Carry out an imposed penalty that cuts the allowance, from the month that the rules say."""
    found = cut_of(sanction)
    if found is None or sanction.starts_on is None or sanction.status != Sanction.Status.IMPOSED:
        return
    penalty = AllowancePenalty(
        employee=sanction.employee,
        kind=sanction.step,
        first_month=first_month_cut(sanction, sanction.starts_on),
        reference=sanction.number,
        sanction=sanction,
    )
    save_penalty(penalty, found, by=by, on=on)


def lift_cut(sanction: Sanction, *, by: User, on: date) -> None:
    """Take back the cut of an annulled decision; months already paid become a difference."""
    penalty = AllowancePenalty.objects.select_for_update().filter(sanction=sanction).first()
    if penalty is not None:
        take_back(penalty, by=by, on=on)
