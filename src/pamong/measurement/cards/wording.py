"""A formula as a sentence."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from pamong.measurement.models import Card
from pamong.ui.numbers import say_number, say_percent

Operator = Card.Operator
Named = tuple[str, Decimal, bool]  # name of the part, weight, whether it stands below the line
MOST_NAMED = 12


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
    whole = Decimal(100)
    said = [
        f"“{name}”" if share == whole else f"“{name}” ({say_percent(share)})"
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
