"""The allowance sheet of the demonstration's largest unit, added up again by other arithmetic.

Nothing of the allowance's own code computes here: bases, shares, percents and weights come from the
data of the demonstration, attendance from its rows, predicates from the evaluations.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from pamong.analytics.dashboards.tests.truth import (
    WITHHELD,
    every_sentence_is_true,
    number,
    rows_of,
)
from pamong.cli.demo import at_speed, empty
from pamong.demo.files import table
from pamong.demo.fill import fill
from pamong.people.calendar import calendar_of
from pamong.people.models import Agency, Assignment, Contract, Employee, Leave, Unit
from pamong.performance.models import (
    AllowanceLine,
    AllowanceSheet,
    Attendance,
    Evaluation,
)

# Filled once; sums by hand differ on neither database, and both are filled elsewhere.
pytestmark = [pytest.mark.sqlite, pytest.mark.xdist_group("demo")]
TODAY = date(2026, 11, 25)
MONTH, NEXT = date(2026, 9, 1), date(2026, 10, 1)
QUARTER = {MONTH: "Q2", NEXT: "Q3"}  # whose predicate each month rests on
DATA = table("allowance")
SHARES = DATA["clauses"]["allowance_shares"]
PERCENTS = DATA["clauses"]["allowance_predicates"]
WEIGHTS = {k: Fraction(str(v)) for k, v in DATA["clauses"]["allowance_attendance"].items()}
BASES = {int(grade): amount for grade, amount in DATA["bases"].items()}


@pytest.fixture(scope="module")
def agency(django_db_setup: None, django_db_blocker: Any) -> Iterator[Agency]:
    with django_db_blocker.unblock():
        with at_speed():
            found = fill(80, TODAY, lambda _line: None)
        yield found
        empty()


def half_up(value: Fraction, places: int = 0) -> Fraction:
    scale = 10**places
    return Fraction(
        (2 * value.numerator * scale + value.denominator) // (2 * value.denominator), scale
    )


def away(person: Employee, path: str, month: date) -> dict[str, int]:
    """Days of work on leave that is kept, ill or otherwise."""
    calendar = calendar_of(person.agency, path)
    found: dict[str, int] = {}
    for leave in Leave.objects.filter(employee=person):
        item = "sick_days" if leave.kind == "cuti_sakit" else "leave_days"
        for day in calendar.workdays_of_month(month):
            found[item] = found.get(item, 0) + (leave.valid_from <= day <= leave.last)
    return found


def hours_of(person: Employee, month: date) -> int:
    """Hundredths of full time; the demonstration's contracts last whole years."""
    contract = Contract.objects.filter(employee=person, valid_from__lte=month).last()
    return int(contract.hours_share or 100) if contract else 100


def attended(row: Attendance | None, kept: dict[str, int]) -> Fraction | None:
    """A hundred less each day and minute by its weight; nothing where a count is missing."""
    if row is None:
        return None
    lost = Fraction(0)
    for name, weight in WEIGHTS.items():
        count = getattr(row, name)
        if kept.get(name):
            count = max(kept[name], count or 0)
        if weight and count is None:
            return None
        lost += weight * Fraction(count or 0)
    return half_up(max(Fraction(0), 100 - lost), 2)


def rated(person: int, month: date) -> Fraction | None:
    rows = Evaluation.objects.filter(
        plan__employee=person, plan__year=month.year, period=QUARTER[month], replaced_by=None
    )
    rows = rows.filter(status__in=["set", "acknowledged"], plan__held="definitif")
    found = rows.order_by("plan__starts_on", "pk").last()
    return Fraction(PERCENTS[found.predicate]) if found else None


def parts(
    base: Fraction, row: Attendance | None, kept: dict[str, int], person: int, month: date
) -> list[int | None]:
    percents = (attended(row, kept), rated(person, month))
    shares = (SHARES["attendance"], SHARES["performance"])
    return [
        None if percent is None else int(half_up(base * share * percent / 10_000))
        for percent, share in zip(percents, shares, strict=True)
    ]


def largest(agency: Agency) -> Unit:
    """Counted on the tree: the people of a unit with its divisions and sections."""
    counts: dict[int, int] = {}
    units = {unit.pk: unit for unit in Unit.objects.filter(agency=agency)}
    for unit_id in Assignment.objects.on(TODAY).values_list("unit_id", flat=True):
        unit = units[unit_id]
        while unit.kind in {"division", "section"} and unit.parent_id:
            unit = units[unit.parent_id]
        counts[unit.pk] = counts.get(unit.pk, 0) + 1
    return units[max(counts, key=lambda key: (counts[key], units[key].code))]


def days_of(row: Assignment, month: date, last: date) -> int:
    begins = max(d for d in (month, row.valid_from, row.employee.joined_on) if d)
    ends = [last + timedelta(1), row.valid_to, row.employee.left_on]
    return (min(d for d in ends if d) - begins).days


@pytest.mark.parametrize("month", [MONTH, NEXT])
def test_the_largest_units_sheet_adds_up_by_hand(db: None, agency: Agency, month: date) -> None:
    unit = largest(agency)
    sheet = AllowanceSheet.objects.get(unit=unit, month=month)
    last = (month.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    lines = {
        (line.employee_id, line.unit_name): line
        for line in AllowanceLine.objects.filter(sheet=sheet, kind="regular")
    }
    posts = Assignment.objects.within(month, last).filter(kind="definitif")
    posts = posts.exclude(employee__kind=Employee.Kind.POLITICAL)
    total, seen = 0, 0
    for row in posts.select_related("employee__agency", "unit", "position"):
        top: Any = row.unit
        while top.kind in {"division", "section"}:
            top = top.parent
        if top != unit or days_of(row, month, last) <= 0:
            continue
        line = lines[row.employee_id, row.unit.name]
        base = half_up(
            Fraction(BASES[row.position.grade or 0] * days_of(row, month, last), last.day)
            * Fraction(hours_of(row.employee, month), 100)
        )
        attendance = Attendance.objects.filter(employee=row.employee, month=month).first()
        if sheet.status == "locked" and line.attendance is None:
            attendance = None  # it came after the month was paid
        kept = away(row.employee, row.unit.path, month)
        by_hand = parts(base, attendance, kept, row.employee_id, month)
        assert [line.attendance, line.performance] == by_hand, line.name
        assert line.base == base
        assert line.cut == 0
        total += sum(part or 0 for part in by_hand)
        seen += 1
    differences = AllowanceLine.objects.filter(sheet=sheet, kind="difference")
    assert seen == len(lines) > 5
    assert sheet.total == total + sum(line.total or 0 for line in differences)


def test_a_month_is_locked_the_next_is_drawn_up_and_one_line_is_a_difference(
    db: None, agency: Agency
) -> None:
    unit = largest(agency)
    states = dict(AllowanceSheet.objects.filter(unit=unit).values_list("month", "status"))
    assert states[MONTH] == "locked"
    assert states[NEXT] in {"drafted", "checked"}
    line = AllowanceLine.objects.get(
        kind="difference", sheet__month=NEXT, reasons__0__0="attendance_percent"
    )
    assert line.corrects is not None
    assert (line.corrects.sheet.status, line.corrects.attendance) == ("locked", None)
    assert (line.attendance or 0) > 0


def test_attendance_of_the_last_months_is_there(db: None, agency: Agency) -> None:
    months = set(Attendance.objects.values_list("month", flat=True))
    assert months == {date(2026, 8, 1), MONTH, NEXT}


# ---- the dashboards of the same filled demonstration ----


def test_each_chart_says_what_its_table_shows(db: None, agency: Agency, settings: Any) -> None:
    found = every_sentence_is_true(agency, "bupati", TODAY, settings)
    assert "Capaian terhitung untuk 0" not in str(found["anggaran"].finding)
    assert not str(found["terlambat"].finding).startswith("Rencana aksi lewat waktu: 0 ")
    assert number(rows_of(found["skp"])[0][-1]) > 0, "the agency is told"
    for name in ("predikat", "penilaian", "skp"):
        rows = rows_of(found[name])
        assert sum(row.count(WITHHELD) for row in rows) == 0, "others are told as one"
