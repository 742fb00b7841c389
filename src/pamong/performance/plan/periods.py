"""Periods as tables of links: what one did in each quarter or month, and how one's people stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.performance.models import Plan
from pamong.performance.periods import EVERY_QUARTER, ByMonth, Period
from pamong.performance.plan.wording import tag_of
from pamong.performance.quarters import Stretch, parts_of, quarter_of
from pamong.performance.rhythm import Rhythms, periods_shown, rhythm_of
from pamong.ui.dates import say_day_full
from pamong.ui.filters import sentence
from pamong.ui.markup import esc, link, safe
from pamong.ui.tables import Cell, Column, Row, Table

Found = Mapping[tuple[int, str], UUID]  # plan and period → its evaluation


@dataclass(frozen=True, slots=True)
class PlanPeriods:
    """One plan with its quarters."""

    title: str
    lead: str
    url: str
    tag: tuple[str, str]
    table: Table


def own_periods(plans: Sequence[Plan], evaluations: Found, rhythms: Rhythms) -> list[PlanPeriods]:
    """One's plans, newest first, each with its quarters or months and its year."""
    return [
        PlanPeriods(
            plan.title,
            _("%(first)s sampai %(last)s. %(post)s, %(unit)s")
            % {
                "first": say_day_full(plan.starts_on),
                "last": say_day_full(plan.ends_on),
                "post": plan.post_name,
                "unit": plan.unit.name,
            },
            reverse("performance:plan-detail", args=[plan.uuid]),
            tag_of(plan.status),
            _own_table(plan, evaluations, rhythm_of(plan, rhythms)),
        )
        for plan in plans
    ]


def _own_table(plan: Plan, evaluations: Found, by_month: ByMonth) -> Table:
    rows = [_part_row(plan, part, evaluations) for part in parts_of(plan, by_month)]
    year = _evaluation(plan, Period.YEAR, evaluations)
    rows.append(Row(cells=[str(Period.YEAR.label), "", "", "", year]))
    return Table(
        columns=[
            Column(_("Periode"), kind="row"),
            Column(_("Rencana aksi")),
            Column(_("Realisasi")),
            Column(_("Progress harian")),
            Column(_("Hasil penilaian")),
        ],
        rows=rows,
        caption=_caption(by_month),
    )


def _caption(by_month: ByMonth) -> str:
    if by_month and by_month != EVERY_QUARTER:
        return _("Triwulan dan bulan dalam SKP ini")
    return _("Bulan dalam SKP ini") if by_month else _("Triwulan dalam SKP ini")


def _part_row(plan: Plan, part: Stretch, evaluations: Found) -> Row:
    """One quarter or month; the action plan is always a quarter's."""
    quarter = quarter_of(part.first)
    steps = reverse("performance:steps-save", args=[plan.uuid]) + f"?q={quarter.code}"
    readings = reverse("performance:readings-enter", args=[plan.uuid]) + f"?q={part.code}"
    numbers = range(part.first.month, part.last.month + 1)
    months = " · ".join(_month(date(part.year, number, 1)) for number in numbers)
    return Row(
        cells=[
            sentence(part.name),
            Cell(sentence(quarter.name) if part != quarter else _("Rencana aksi"), url=steps),
            Cell(_("Realisasi"), url=readings),
            Cell(html=safe(months)),
            _evaluation(plan, part.period, evaluations),
        ]
    )


def _month(month: date) -> str:
    name = say_day_full(month).split()[1]
    return str(link(reverse("performance:daily-month", args=[f"{month:%Y-%m}"]), name))


def _evaluation(plan: Plan, period: str, evaluations: Found) -> Cell | str:
    found = evaluations.get((plan.pk, period))
    if found is None:
        return _("belum ada")
    return Cell(_("Buka"), url=reverse("performance:evaluation-detail", args=[found]))


def team_periods(years: Sequence[int], agency_id: int, rhythms: Rhythms) -> Table:
    """Each year with the team's plans and its evaluations by period."""
    plans, rated = reverse("performance:plan-subordinates"), reverse("performance:evaluation-list")
    rows = []
    for year in years:
        links = " · ".join(
            link(f"{rated}?year={year}&period={period}", esc(period.label))
            for period in periods_shown(agency_id, rhythms, year)
        )
        cells = [str(year), Cell(_("SKP bawahan"), url=f"{plans}?year={year}")]
        rows.append(Row(cells=[*cells, Cell(html=safe(links))]))
    return Table(
        columns=[Column(_("Tahun"), kind="row"), Column("SKP"), Column(_("Penilaian"))],
        rows=rows,
        caption=_("Tahun dan periode tim Anda"),
    )
