"""Targets as people write them, and the part of one that a figure is held against."""

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from pamong.measurement.attainment import Attainment, aimed
from pamong.measurement.models import Indicator, Pace
from pamong.measurement.pace import BY_QUARTER, QUARTERS
from pamong.performance.plan.content import IndicatorLine
from pamong.ui.dates import ROMAN, say_day_full
from pamong.ui.numbers import say_number, with_unit


def target_said(line: IndicatorLine) -> str:
    """A target as people write it: `≤ 40 menit`, `92%`, a range, a date or a sentence."""
    if line.band_low is not None and line.band_high is not None:
        text = f"{say_number(line.band_low)}–{say_number(line.band_high)}"
        return with_unit(text, line.unit)
    if line.target is not None:
        sign = "≤ " if line.direction == "less" else ""
        return with_unit(f"{sign}{say_number(line.target)}", line.unit)
    if line.target_text:
        return line.target_text
    return say_day_full(line.due_on) if line.due_on else "–"


def stages_said(line: IndicatorLine, *, is_agreed: bool = False) -> str:
    """The quarters' targets below the year's: `Target triwulan I 6 · II 12 · III 18 (usulan)`.

    What was agreed is no proposal any more.
    """
    if line.target is None or line.direction not in BY_QUARTER:
        return ""
    stages = [(ROMAN[n], aimed(line, n)) for n in QUARTERS[:-1]]
    known = [(number, value) for number, value in stages if value is not None]
    if not known:
        return _("Tanpa target triwulan")
    if all(value == line.target for _number, value in known):
        said = _("Target tiap triwulan sama")
    else:
        told = " · ".join(f"{number} {say_number(value)}" for number, value in known)
        said = _("Target triwulan %s") % told
    return _("%s (usulan)") % said if line.pace == Pace.PROPOSED and not is_agreed else said


def aim_said(line: IndicatorLine, part: Attainment) -> str:
    """The target that a figure was held against, named where it is a quarter's or a month's."""
    return " ".join(filter(None, aim_parts(line, part)))


def aim_parts(line: IndicatorLine, part: Attainment) -> tuple[str, str]:
    """The same in two: the target, and the quarter or month up to which it holds."""
    if not part.quarter and not part.month:
        return target_said(line), ""
    if part.target is None:
        return _("%(period)s belum ada") % {"period": _of(part)}, ""
    sign = "≤ " if line.direction == Indicator.Direction.LESS else ""
    aim = with_unit(f"{sign}{say_number(part.target)}", line.unit)
    if part.month:
        return aim, _("sampai %(month)s (usulan)") % {"month": _of(part)}
    told = _("sampai %(period)s") % {"period": _of(part)}
    return aim, "" if part.target == line.target else told


def _of(part: Attainment) -> str:
    if part.month:
        return str(MONTHS[part.month])
    return _("triwulan %(quarter)s") % {"quarter": ROMAN[part.quarter]}
