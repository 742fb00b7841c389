"""A figure as people read it, and what stands behind an attainment; shared by realisation and rating."""

from decimal import Decimal

from django.utils.translation import gettext as _

from pamong.measurement.attainment import RULE, Attainment
from pamong.measurement.models import Indicator
from pamong.performance.plan.aims import aim_said
from pamong.performance.plan.content import IndicatorLine
from pamong.performance.rules import text_of
from pamong.policy.pack import Exact, Pack
from pamong.ui.filters import sentence
from pamong.ui.numbers import say_number, say_percent, with_unit
from pamong.ui.reasons import Explained, Reason

FIGURE, SUMMED = "uncapped", "attainment"  # steps of the rule


def value_said(line: IndicatorLine, value: Decimal | None) -> str:
    """A reading as people write it, with its unit; a milestone in words."""
    if value is None:
        return "–"
    if line.direction == Indicator.Direction.MILESTONE and line.due_on:
        return _("Selesai") if value else _("Belum selesai")
    return with_unit(say_number(value), line.unit)


def figure_said(line: IndicatorLine, part: Attainment) -> str:
    """`realisasi 90 desa, target 110 desa, capaian 81,82%`; the part has a figure."""
    return _("realisasi %(actual)s, target %(target)s, capaian %(percent)s") % {
        "actual": value_said(line, part.actual),
        "target": aim_said(line, part),
        "percent": say_percent(part.uncapped or 0, 2),
    }


def figure_reasons(pack: Pack, line: IndicatorLine, part: Attainment) -> Explained:
    """The figure as it is with what went into it, how it is computed, and what a report adds up."""
    steps = {step.step: step for step in part.outcome.because} if part.outcome else {}
    found = [Reason(f"{sentence(figure_said(line, part))}.")]
    if FIGURE in steps:
        way = text_of(pack, f"{RULE}.{line.direction}")
        found.append(Reason(way, steps[FIGURE].citation))
    capped = steps.get(SUMMED)
    if capped is not None and part.value != part.uncapped:
        named = {
            "least": _said(capped.inputs["attainment_floor"]),
            "most": _said(capped.inputs["attainment_ceiling"]),
            "figure": say_percent(part.value or 0),
        }
        said = text_of(pack, f"{RULE}.{SUMMED}").format(**named)
        found.append(Reason(said, capped.citation))
    return Explained(tuple(found))


def _said(bound: Exact) -> str:
    return say_percent(Decimal(bound.numerator) / Decimal(bound.denominator))
