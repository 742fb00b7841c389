"""What the pages of realisation and action plan show, as plain values for the component tags."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pamong.measurement.attainment import Attainment, Standing, low_bound
from pamong.measurement.doubt import doubt_about
from pamong.measurement.models import Reading
from pamong.performance.looked import evidence_said, looks_of
from pamong.performance.models import ActionStep, Plan
from pamong.performance.plan.aims import aim_said, stages_said, target_said
from pamong.performance.plan.content import IndicatorLine, PlanContent, ResultLine
from pamong.performance.plan.rules import short
from pamong.performance.progress.figures import figure_reasons, value_said
from pamong.performance.progress.forms import ReadingsForm, StepsForm
from pamong.performance.progress.queries import (
    ReadingLine,
    attained,
    span_in,
    standing_among,
)
from pamong.performance.quarters import Month, Quarter, Stretch, quarters_of
from pamong.performance.rules import pack_named
from pamong.policy.pack import Pack
from pamong.ui.components import Tab
from pamong.ui.dates import say_day, say_day_full
from pamong.ui.filters import sentence
from pamong.ui.numbers import say_number, say_percent, with_unit
from pamong.ui.reasons import Explained

Steps = Mapping[int, Sequence[ActionStep]]


@dataclass(frozen=True, slots=True)
class IndicatorBlock:
    """One indicator on the page: what is known, and its fields when the reader may write."""

    line: IndicatorLine
    target: str
    facts: list[tuple[Any, ...]]
    attainment: Attainment
    low: Decimal | None
    tag: tuple[str, str]
    why: str
    because: Explained | None
    history: list[str]
    fields: tuple[BoundField, BoundField, BoundField] | None = None
    sure: BoundField | None = None


@dataclass(frozen=True, slots=True)
class ResultBlock:
    """One result with its indicators."""

    title: str
    indicators: list[IndicatorBlock] = field(default_factory=list)
    beside: str = ""  # how much evidence there is, and whether somebody else looked at it


def said_of(written: Sequence[Reading]) -> str:
    """What was understood and kept, said back figure by figure."""
    if not written:
        return _("Tidak ada yang berubah.")
    told = "; ".join(
        f"{short(one.indicator.name)}: {with_unit(say_number(one.value), one.indicator.unit)}"
        for one in written
    )
    day = say_day_full(written[0].as_of)
    return _("Realisasi per %(day)s tersimpan: %(told)s.") % {"day": day, "told": told}


def is_odd(line: IndicatorLine, found: Attainment, pack: Pack) -> bool:
    """Whether the figure is one that would be asked back today."""
    if found.actual is None:
        return False
    known = {"unit": line.unit, "direction": line.direction}
    return bool(doubt_about(found.actual, found.target or line.target, pack, **known))


def state_of(found: Attainment, low: Decimal | None, *, odd: bool = False) -> tuple[str, str]:
    """Shape and word of an attainment; the bound of falling behind is the pack's."""
    if found.is_reached is not None:
        return ("agreed", _("Tercapai")) if found.is_reached else ("late", _("Belum tercapai"))
    if found.last_on:
        return "draft", _("Belum diisi")
    if found.uncapped is None:
        return "none", _("Belum dihitung")
    if low is not None and found.uncapped < low:
        return "late", _("Tertinggal")
    if odd:
        return "wait", _("Sesuai, periksa angkanya")
    return "agreed", pgettext("attainment", "Sesuai")


def readings_context(
    plan: Plan,
    content: PlanContent,
    readings: dict[int, list[ReadingLine]],
    part: Stretch,
    *,
    until: date,
) -> dict[str, Any]:
    """Everything on the page but the form."""
    looked = looks_of(plan)
    pack = pack_named(plan.pack)
    standing = standing_among(readings, until=until)
    before = standing_among(readings, until=until, before=part.first)
    span = span_in(part.period, plan.starts_on, plan.ends_on, until)
    found = attained(content.indicators, standing, pack, span)
    blocks = [
        ResultBlock(
            f"{number}. {result.text}",
            [
                _block(line, found[line.pk], before.get(line.indicator_id), plan, readings, part)
                for line in result.indicators
            ],
            evidence_said(looked.get(result.pk, ())),
        )
        for number, result in enumerate(content.results, start=1)
    ]
    return {
        "plan": plan,
        "quarter": part,
        "until": until,
        "results": blocks,
        "crumbs": plan_crumbs(plan),
    }


def _block(
    line: IndicatorLine,
    found: Attainment,
    before: Standing | None,
    plan: Plan,
    readings: dict[int, list[ReadingLine]],
    part: Stretch,
) -> IndicatorBlock:
    rows: list[tuple[Any, ...]] = [
        (_("Target"), target_said(line), stages_said(line, is_agreed=plan.is_in_force))
    ]
    if found.month:
        rows.append((_("Target %s") % part.name, aim_said(line, found)))
    if before:
        rows.append(
            (
                _("Bulan lalu") if isinstance(part, Month) else _("Triwulan lalu"),
                value_said(line, before.value),
                _("per %s") % say_day(before.as_of),
            )
        )
    if found.actual is not None and found.as_of:
        rows.append(
            (_("Realisasi"), value_said(line, found.actual), _("per %s") % say_day(found.as_of))
        )
    pack = pack_named(plan.pack)
    low = low_bound(pack)
    why, because = _why(pack, line, found)
    return IndicatorBlock(
        line=line,
        target=target_said(line),
        facts=rows,
        attainment=found,
        low=low,
        tag=state_of(found, low, odd=is_odd(line, found, pack)),
        why=why,
        because=because,
        history=[_told(line, one) for one in readings.get(line.indicator_id, ())],
    )


def _why(pack: Pack, line: IndicatorLine, found: Attainment) -> tuple[str, Explained | None]:
    if found.uncapped is None:
        return "", None
    why = _("Mengapa %s?") % say_percent(found.uncapped, 1)
    return why, figure_reasons(pack, line, found)


def _told(line: IndicatorLine, one: ReadingLine) -> str:
    said = f"{say_day_full(one.as_of)}: {value_said(line, one.value)}"
    if one.obstacle:
        obstacle = _("Kendala: %s") % one.obstacle
        said = f"{said} · {obstacle}"
    return _("%s (diganti)") % said if one.is_replaced else said


def with_fields(context: dict[str, Any], form: ReadingsForm) -> dict[str, Any]:
    """The page with its form, each indicator beside its fields."""
    results = [
        ResultBlock(
            block.title,
            [
                replace(one, fields=form.of(one.line), sure=form.asked(one.line))
                for one in block.indicators
            ],
            block.beside,
        )
        for block in context["results"]
    ]
    return {**context, "form": form, "results": results}


def part_tabs(parts: Sequence[Stretch], current: Stretch, address: str) -> list[Tab]:
    """The quarters or months of a plan."""
    return [
        Tab(sentence(part.name), f"{address}?q={part.code}", current=part == current)
        for part in parts
    ]


def plan_crumbs(plan: Plan) -> list[tuple[str, str]]:
    """The way back to the plan."""
    return [
        (
            plan.title,
            reverse("performance:plan-detail", args=[plan.uuid]),
        )
    ]


def steps_context(
    plan: Plan,
    content: PlanContent,
    quarter: Quarter,
    form: StepsForm,
    *,
    copying: tuple[bool, str],
) -> dict[str, Any]:
    """The action plan of a quarter, each result with its lines."""
    address = reverse("performance:steps-save", args=[plan.uuid])
    return {
        "plan": plan,
        "quarter": quarter,
        "form": form,
        "results": [(_numbered(n, r), list(form.of(r))) for n, r in enumerate(content.results, 1)],
        "tabs": part_tabs(quarters_of(plan), quarter, address),
        "crumbs": plan_crumbs(plan),
        "may_copy": copying[0],
        "copy_note": copying[1],
    }


def copying_said(quarter: Quarter, before: Steps, steps: Steps) -> tuple[bool, str]:
    """Whether the quarter before has steps that this one lacks, and where not, why."""
    if quarter.number == 1:
        return False, ""
    old, there = _sentences(before), _sentences(steps)
    if not old:
        return False, _("Triwulan lalu tidak punya rencana aksi untuk disalin.")
    if old <= there:
        return False, _("Semua rencana aksi triwulan lalu sudah ada di triwulan ini.")
    return True, ""


def _sentences(steps: Steps) -> set[tuple[int, str]]:
    return {(key, step.text) for key, rows in steps.items() for step in rows}


def _numbered(number: int, result: ResultLine) -> str:
    return f"{number}. {result.text}"
