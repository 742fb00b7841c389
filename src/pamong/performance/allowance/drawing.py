"""The lines of a sheet: this month's, and what earlier locked months owe or are owed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pamong.ledger.actions import plain
from pamong.performance.allowance.grounds import MonthGrounds, PersonMonth, grounds_of
from pamong.performance.allowance.members import Stay, stays_in
from pamong.performance.allowance.paying import Grounds, Pay, pay_of, shares_of
from pamong.performance.models import AllowanceBase, AllowanceLine, AllowanceSheet
from pamong.performance.months import last_of, months_back
from pamong.performance.rules import pack_named
from pamong.policy.pack import Pack

YEAR_BACK = 12
AMOUNTS = ("attendance", "performance", "cut", "total")
COMPARED = ("attendance_percent", "predicate", "predicate_percent", "cut_percent")
Kind = AllowanceLine.Kind


@dataclass(frozen=True, slots=True)
class Bases:
    """What a post is paid: its own row, else that of its class."""

    by_post: dict[int, int]
    by_class: dict[int, int]

    def of(self, stay: Stay) -> int | None:
        """Nothing where the table has no row."""
        position = stay.position
        found = self.by_post.get(position.pk)
        return self.by_class.get(position.grade or 0) if found is None else found


def bases_of(table_id: int) -> Bases:
    """The rows of a table, in one query."""
    rows = AllowanceBase.objects.filter(table=table_id)
    found = list(rows.values_list("position_id", "grade", "amount"))
    return Bases(
        {post: amount for post, _grade, amount in found if post},
        {grade: amount for _post, grade, amount in found if grade is not None},
    )


def lines_for(sheet: AllowanceSheet) -> list[AllowanceLine]:
    """Every line as it would be today; nothing is saved."""
    return [*_regular(sheet), *_differences(sheet)]


def _regular(sheet: AllowanceSheet) -> Iterator[AllowanceLine]:
    pack, stays = pack_named(sheet.pack), stays_in(sheet.unit, sheet.month)
    people = {stay.employee.pk for stay in stays}
    grounds = grounds_of(sheet.unit.agency, sheet.month, people, pack)
    bases, shares = bases_of(sheet.table_id), shares_of(pack)
    for stay in stays:
        line = AllowanceLine(
            sheet=sheet,
            employee=stay.employee,
            month=sheet.month,
            name=stay.employee.full_name,
            nip=stay.employee.nip,
            unit_name=stay.unit.name,
            position_name=stay.position.name,
            grade=stay.position.grade,
            first_day=stay.first_day,
            last_day=stay.last_day,
            of_days=last_of(sheet.month).day,
            base_month=bases.of(stay),
            attendance_share=shares["attendance"],
            performance_share=shares["performance"],
        )
        _fill(line, grounds.of(stay.employee.pk), pack)
        yield line


def _fill(line: AllowanceLine, person: PersonMonth, pack: Pack) -> None:
    """Put what the line rests on into it, and what follows."""
    line.counts = dict(person.counts)
    line.attendance_percent = person.attendance_percent
    line.evaluation_id, line.predicate = person.evaluation_id, person.predicate
    line.predicate_percent = person.predicate_percent
    line.penalty = person.penalty
    line.cut_percent = person.penalty.cut_percent if person.penalty else Decimal(0)
    line.missing = ([] if line.base_month is not None else ["base"]) + list(person.missing)
    pay = pay_of(pack, grounds_in(line))
    line.base, line.total, line.cut = pay.base, pay.total, pay.cut
    line.attendance, line.performance = pay.attendance, pay.performance


def grounds_in(line: AllowanceLine) -> Grounds:
    """The figures that stand in a line."""
    return Grounds(
        line.base_month,
        line.days,
        line.of_days,
        line.attendance_share,
        line.performance_share,
        line.attendance_percent,
        line.predicate_percent,
        line.cut_percent,
    )


def _differences(sheet: AllowanceSheet) -> Iterator[AllowanceLine]:
    """What a year of locked months comes to now, less what was paid: one line for each change."""
    months = months_back(sheet.month, YEAR_BACK + 1)[1:]
    paid = AllowanceLine.objects.filter(
        sheet__unit=sheet.unit_id,
        sheet__status=AllowanceSheet.Status.LOCKED,
        sheet__month__in=months,
        kind=Kind.REGULAR,
    ).select_related("employee", "sheet", "penalty")
    by_month: dict[date, list[AllowanceLine]] = defaultdict(list)
    for line in paid.order_by("month", "name", "pk"):
        by_month[line.month].append(line)
    corrected = _corrected(sheet, paid.values_list("pk", flat=True))
    for month, lines in by_month.items():
        people = {line.employee_id for line in lines}
        pack = pack_named(lines[0].sheet.pack)
        held = {line.evaluation_id for line in lines if line.evaluation_id}
        grounds = grounds_of(sheet.unit.agency, month, people, pack, held=held)
        yield from _changed(sheet, lines, grounds, corrected)


def _corrected(sheet: AllowanceSheet, keys: Any) -> dict[int, list[AllowanceLine]]:
    """The differences that other sheets hold already, by the line that they correct."""
    rows = AllowanceLine.objects.filter(corrects__in=keys).exclude(sheet=sheet.pk)
    found: dict[int, list[AllowanceLine]] = defaultdict(list)
    for row in rows.order_by("sheet__month", "pk"):
        found[row.corrects_id or 0].append(row)
    return found


def _changed(
    sheet: AllowanceSheet,
    lines: Iterable[AllowanceLine],
    grounds: MonthGrounds,
    corrected: dict[int, list[AllowanceLine]],
) -> Iterator[AllowanceLine]:
    for old in lines:
        now = _copy(sheet, old)
        _fill(now, grounds.of(old.employee_id), grounds.pack)
        before = corrected[old.pk]
        amounts = {name: _owed(name, now, old, before) for name in AMOUNTS}
        if not any(amounts.values()):
            continue
        last = before[-1] if before else old
        now.reasons = [
            [name, plain(getattr(last, name)), plain(getattr(now, name))]
            for name in COMPARED
            if getattr(last, name) != getattr(now, name)
        ]
        for name, amount in amounts.items():
            setattr(now, name, amount)
        yield now


def _copy(sheet: AllowanceSheet, old: AllowanceLine) -> AllowanceLine:
    """The line of then, with its base and split, to be filled with what is known now."""
    kept = (
        *("employee", "month", "name", "nip", "unit_name", "position_name", "grade", "first_day"),
        *("last_day", "of_days", "base_month", "attendance_share", "performance_share"),
    )
    told = {name: getattr(old, name) for name in kept}
    return AllowanceLine(sheet=sheet, kind=Kind.DIFFERENCE, corrects=old, **told)


def _owed(
    name: str, now: AllowanceLine, old: AllowanceLine, before: Sequence[AllowanceLine]
) -> int:
    """What it comes to now less all that was paid of it; what was missing then was paid nothing."""
    paid = sum(getattr(line, name) or 0 for line in (old, *before))
    return (getattr(now, name) or 0) - paid


def pay_again(line: AllowanceLine, pack: Pack) -> Pay:
    """The line computed anew from what stands in it, with its steps."""
    return pay_of(pack, grounds_in(line))
