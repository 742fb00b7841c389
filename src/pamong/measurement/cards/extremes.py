"""Why a percentage stands far outside of what a reader expects: the formula gives it, and its reason is said."""

from decimal import Decimal

from django.utils.translation import gettext as _

from pamong.measurement.attainment import Attainment
from pamong.measurement.cards.aims import AimedLine
from pamong.ui.numbers import say_number

TWICE = Decimal(200)  # beyond it a figure passed its target by more than all that was asked for


def why_far(line: AimedLine, part: Attainment, *, is_way: bool = False) -> str:
    """One sentence where a percentage is below nought or more than twice the whole; else nothing.

    `is_way` is of progress, which is measured from the baseline.
    """
    value = part.uncapped
    if value is None or 0 <= value <= TWICE or part.target is None or part.actual is None:
        return ""
    if is_way:
        return _of_way(line, value, part.target)
    return _("Selisih realisasi dan target lebih besar daripada target itu sendiri.")


def _of_way(line: AimedLine, value: Decimal, target: Decimal) -> str:
    if line.baseline is None:
        return ""
    told = {"baseline": say_number(line.baseline), "target": say_number(target)}
    if value < 0:
        return _("Menjauh dari target: bermula dari %(baseline)s, target %(target)s.") % told
    return (
        _("Kondisi awal %(baseline)s dekat dengan target %(target)s: selisih kecil tampak besar.")
        % told
    )
