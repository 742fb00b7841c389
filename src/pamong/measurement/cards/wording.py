"""Figures, targets and formulas of cards in words: as every page and paper says them."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from pamong.measurement.attainment import Attainment
from pamong.measurement.cards.aims import AimedLine, line_of
from pamong.measurement.cards.confirmed import confirmed_in
from pamong.measurement.cards.figures import Figure
from pamong.measurement.models import Card, Indicator, Target
from pamong.measurement.pace import BY_QUARTER
from pamong.ui.dates import ROMAN, say_day_full
from pamong.ui.numbers import say_measured, say_number, say_percent

Direction, Operator = Indicator.Direction, Card.Operator
Named = tuple[str, Decimal, bool]  # name of the part, weight, whether it stands below the line
MOST_NAMED, WHOLE = 12, Decimal(100)


def formula_said(card: Card, parts: Sequence[Named]) -> str:
    """Jumlah dari “A” dan “B”; (“A” + “B”) ÷ “C” × 100."""
    if not parts:
        return _("Rumusnya belum disusun.")
    if card.way == Card.Way.ROLLUP:
        told = {"operator": card.get_operator_display(), "parts": _shares(parts)}
        return _("%(operator)s dari %(parts)s.") % told
    said = _written(card.operator, parts)
    if card.factor != 1:
        said = f"{said} × {say_number(card.factor)}"
    return f"{said}."


def _written(operator: str, parts: Sequence[Named]) -> str:
    above = [f"“{name}”" for name, _weight, is_below in parts if not is_below]
    below = [f"“{name}”" for name, _weight, is_below in parts if is_below]
    if operator == Operator.SUM:
        return _some(above, " + ")
    if operator == Operator.DIFFERENCE:
        return f"{_some(above, ' + ')} − {_some(below, ' − ')}"
    if operator == Operator.PRODUCT:
        return _some(above, " × ")
    if operator == Operator.RATIO:
        return f"{_bracketed(above)} ÷ {_bracketed(below)}"
    told = _some([_weighed(part, operator) for part in parts], ", ")
    return _("%(operator)s dari %(parts)s") % {
        "operator": Operator(operator).label,
        "parts": told,
    }


def _weighed(part: Named, operator: str) -> str:
    name, weight, _is_below = part
    if operator != Operator.MEAN or weight == 1:
        return f"“{name}”"
    return _("“%(name)s” (bobot %(weight)s)") % {"name": name, "weight": say_number(weight)}


def _shares(parts: Sequence[Named]) -> str:
    said = [
        f"“{name}”" if share == WHOLE else f"“{name}” ({say_percent(share)})"
        for name, share, _is_below in parts
    ]
    return _some(said, ", ")


def _bracketed(names: Sequence[str]) -> str:
    joined = _some(names, " + ")
    return f"({joined})" if len(names) > 1 else joined


def _some(said: Sequence[str], sign: str) -> str:
    """No more than a dozen by name."""
    if len(said) <= MOST_NAMED:
        return sign.join(said)
    more = _("dan %(n)d indikator lain") % {"n": len(said) - MOST_NAMED}
    return f"{sign.join(said[:MOST_NAMED])}{sign}{more}"


def reached_said(part: Attainment) -> str:
    """Of a rank whether it was reached: it has no percentage."""
    if part.is_reached is None:
        return ""
    return _("Tercapai") if part.is_reached else _("Belum tercapai")


def figure_said(indicator: Indicator, value: Decimal | None) -> str:
    """A figure with its unit; of a milestone the state in words."""
    if value is None:
        return "–"
    if indicator.direction == Direction.MILESTONE:
        return _("Selesai") if value >= 1 else _("Belum selesai")
    return say_measured(value, indicator.unit)


def as_of_said(figure: Figure) -> str:
    """As of which day the figure is, and whether somebody else confirmed it."""
    told = _("Data per %s") % say_day_full(figure.as_of) if figure.as_of else ""
    return " · ".join(filter(None, (told, confirmed_in(figure).said)))


def aim_said(indicator: Indicator, target: Target | None) -> str:
    """What is aimed at: a figure, a range, a day or words."""
    return line_aim_said(line_of(indicator, target))


def line_aim_said(line: AimedLine) -> str:
    """The same of an indicator that stands beside its target already."""
    if line.direction == Direction.BAND and line.band_low is not None:
        told = {"low": say_number(line.band_low), "high": say_number(line.band_high or 0)}
        return _("%(low)s sampai %(high)s") % told
    if line.due_on:
        return say_day_full(line.due_on)
    return say_measured(line.target, line.unit) if line.target is not None else line.target_text


def stage_aim_said(line: AimedLine, part: Attainment) -> str:
    """What was to be reached by now: a quarter's target, or what holds on every day; empty where the year's is the only one."""
    if part.quarter:
        return say_measured(part.target, line.unit) if part.target is not None else ""
    return "" if line.direction in BY_QUARTER or line.due_on else line_aim_said(line)


def stage_said(line: AimedLine, part: Attainment) -> str:
    """The quarter's target in words, where the figure is held against it."""
    if not part.quarter or part.target is None:
        return ""
    told = {"number": ROMAN[part.quarter], "target": say_measured(part.target, line.unit)}
    return _("triwulan %(number)s: %(target)s") % told


def missing_said(card: Card, figure: Figure) -> str:
    """What a figure lacks, by name; a roll-up says how much of the shares it covers."""
    if not figure.is_partial:
        return ""
    said = _("Angka ini belum lengkap. Yang belum ada: %s.") % "; ".join(figure.missing)
    if card.way == Card.Way.ROLLUP and figure.covered:
        there, whole = figure.covered
        told = {"there": say_number(there / WHOLE), "whole": say_number(whole / WHOLE)}
        covered = _("Yang terangkum setara %(there)s dari %(whole)s bagian penuh.") % told
        said = f"{said} {covered}"
    return said


def how_said(card: Card, parts: Sequence[Named]) -> str:
    """How the figure comes about, in one sentence."""
    return formula_said(card, parts) if card.is_computed else f"{card.get_way_display()}."


def parts_of(figure: Figure) -> list[Named]:
    """The parts of a figure for its sentence."""
    return [(part.card.indicator.name, part.weight, part.is_below) for part in figure.parts]


def parts_named(card: Card) -> list[Named]:
    """The parts of a card for its sentence."""
    rows = card.parts.values_list("child__indicator__name", "weight", "is_below")
    return list(rows)
