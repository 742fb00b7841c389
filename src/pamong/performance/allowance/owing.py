"""What locked months of a unit owe or are owed: by data that came later, and by moves recorded later.

Each person's days are read as they are known now. Those that were paid are compared; those that
nobody of the unit was paid for are made up for; those that belong elsewhere now are taken back, and
the other unit's next sheet makes up for them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.ledger.actions import plain
from pamong.performance.allowance.drawing import (
    PAYING,
    Bases,
    bases_of,
    fill,
    line_for,
    place,
    posts_elsewhere,
)
from pamong.performance.allowance.grounds import MonthGrounds, grounds_of
from pamong.performance.allowance.members import stays_in
from pamong.performance.allowance.paying import shares_of
from pamong.performance.allowance.stays import Span, Stay, meet
from pamong.performance.models import AllowanceLine, AllowanceSheet
from pamong.performance.months import months_back
from pamong.performance.rules import pack_named

YEAR_BACK = 12
AMOUNTS = ("attendance", "performance", "cut", "total")
COMPARED = (
    *("days", "hours_share", "base_month", "attendance_percent"),
    *("predicate", "predicate_percent", "cut_percent"),
)
Kind = AllowanceLine.Kind
Lines = Sequence[AllowanceLine]


@dataclass(frozen=True, slots=True)
class Settled:
    """A locked month: what was paid of it and corrected since, and what it rests on now."""

    sheet: AllowanceSheet  # the one being drawn up
    month: date
    pack: str
    bases: Bases
    grounds: MonthGrounds
    paid: dict[int, list[AllowanceLine]]  # by person
    corrected: dict[int, list[AllowanceLine]]  # by the line that they correct
    made_up: dict[int, list[Span]]  # by person, in other sheets of the unit that are not locked


def owed_lines(sheet: AllowanceSheet) -> Iterator[AllowanceLine]:
    """A year of locked months as they come out now, less what was paid: one line for each change."""
    months = months_back(sheet.month, YEAR_BACK + 1)[1:]
    sheets = AllowanceSheet.objects.filter(
        unit=sheet.unit_id, month__in=months, status=AllowanceSheet.Status.LOCKED
    )
    paid: dict[date, list[AllowanceLine]] = defaultdict(list)
    for line in _paid(sheet, months):
        paid[line.month].append(line)
    corrected = _corrected(sheet, [line.pk for lines in paid.values() for line in lines])
    for settled in sheets.order_by("month"):
        yield from _of_month(sheet, settled, paid[settled.month], corrected)


def _paid(sheet: AllowanceSheet, months: Sequence[date]) -> Iterable[AllowanceLine]:
    rows = AllowanceLine.objects.filter(
        sheet__unit=sheet.unit_id,
        sheet__status=AllowanceSheet.Status.LOCKED,
        kind__in=PAYING,
        month__in=months,
    ).exclude(sheet=sheet.pk)
    related = ("employee", "sheet", "penalty", "position")
    return rows.select_related(*related).order_by("month", "name", "first_day", "pk")


def _corrected(sheet: AllowanceSheet, keys: Sequence[int]) -> dict[int, list[AllowanceLine]]:
    """The differences that other sheets hold already, by the line that they correct."""
    rows = AllowanceLine.objects.filter(corrects__in=keys).exclude(sheet=sheet.pk)
    found: dict[int, list[AllowanceLine]] = defaultdict(list)
    for row in rows.order_by("sheet__month", "pk"):
        found[row.corrects_id or 0].append(row)
    return found


def _of_month(
    sheet: AllowanceSheet,
    settled: AllowanceSheet,
    lines: Lines,
    corrected: dict[int, list[AllowanceLine]],
) -> Iterator[AllowanceLine]:
    stays = stays_in(sheet.unit, settled.month)
    people = {line.employee_id for line in lines} | {stay.employee.pk for stay in stays}
    held = {line.evaluation_id for line in lines if line.evaluation_id}
    pack = pack_named(settled.pack)
    month = Settled(
        sheet,
        settled.month,
        settled.pack,
        bases_of(settled.table_id),
        grounds_of(sheet.unit.agency, settled.month, people, pack, held=held),
        _by_person(lines),
        corrected,
        _made_up(sheet, settled.month),
    )
    late: list[Stay] = []
    now: dict[int, list[Stay]] = defaultdict(list)
    for stay in stays:
        now[stay.employee.pk].append(stay)
    for person in sorted(people):
        pairs, unpaid = _paired(month.paid.get(person, ()), now.get(person, ()))
        for old, found in pairs:
            yield from _changed(month, old, found)
        late += [stay for stay in unpaid if not _is_made_up(month, stay)]
    _refuse_two_posts(sheet, settled.month, late)
    for stay in late:
        yield _late(month, stay)


def _by_person(lines: Lines) -> dict[int, list[AllowanceLine]]:
    found: dict[int, list[AllowanceLine]] = defaultdict(list)
    for line in lines:
        found[line.employee_id].append(line)
    return found


def _made_up(sheet: AllowanceSheet, month: date) -> dict[int, list[Span]]:
    rows = AllowanceLine.objects.filter(sheet__unit=sheet.unit_id, kind=Kind.LATE, month=month)
    others = rows.exclude(sheet=sheet.pk).exclude(sheet__status=AllowanceSheet.Status.LOCKED)
    found: dict[int, list[Span]] = defaultdict(list)
    for person, first, last in others.values_list("employee", "first_day", "last_day"):
        found[person].append((first, last))
    return found


def _is_made_up(month: Settled, stay: Stay) -> bool:
    return any(meet(span, stay.span) for span in month.made_up.get(stay.employee.pk, ()))


def _paired(
    old: Lines, now: Sequence[Stay]
) -> tuple[list[tuple[AllowanceLine, Stay | None]], list[Stay]]:
    """Each paid line with the stay that it shares most days with, and the stays that none was paid for."""
    left = list(now)
    pairs: list[tuple[AllowanceLine, Stay | None]] = []
    for line in old:
        span = (line.first_day, line.last_day)
        best = max(left, key=lambda stay, span=span: meet(span, stay.span), default=None)  # type: ignore[misc]
        if best is None or not meet(span, best.span):
            pairs.append((line, None))
            continue
        left.remove(best)
        pairs.append((line, best))
    return pairs, left


def _changed(month: Settled, old: AllowanceLine, stay: Stay | None) -> Iterator[AllowanceLine]:
    now = _again(month, old, stay)
    before = month.corrected.get(old.pk, [])
    amounts = {name: _owed(name, now, old, before) for name in AMOUNTS}
    if not any(amounts.values()):
        return
    now.reasons = _reasons(before[-1] if before else old, now, is_gone=stay is None)
    for name, amount in amounts.items():
        setattr(now, name, amount)
    yield now


def _again(month: Settled, old: AllowanceLine, stay: Stay | None) -> AllowanceLine:
    """The line of then with its split, filled with what is known now; without a stay it is nothing."""
    kept = (
        *("employee", "month", "name", "nip", "unit_name", "position_name", "position", "grade"),
        *("first_day", "last_day", "of_days", "attendance_share", "performance_share"),
    )
    told = {name: getattr(old, name) for name in kept}
    now = AllowanceLine(
        sheet=month.sheet, kind=Kind.DIFFERENCE, corrects=old, pack=month.pack, **told
    )
    if stay is None:
        return now
    grade = old.grade
    now.base_month = old.base_month if _is_same_post(old, stay) else month.bases.of(stay)
    place(now, stay)
    if _is_same_post(old, stay):
        now.grade = grade  # a class that was changed since holds for later months
    fill(now, month.grounds.of(old.employee_id), month.grounds.pack)
    return now


def _is_same_post(old: AllowanceLine, stay: Stay) -> bool:
    if old.position_id:
        return old.position_id == stay.position.pk
    return old.position_name == stay.position.name


def _reasons(last: AllowanceLine, now: AllowanceLine, *, is_gone: bool) -> list[list[Any]]:
    if is_gone:
        return [["days", last.days, 0]]
    return [
        [name, plain(getattr(last, name)), plain(getattr(now, name))]
        for name in COMPARED
        if getattr(last, name) != getattr(now, name)
    ]


def _owed(name: str, now: AllowanceLine, old: AllowanceLine, before: Lines) -> int:
    """What it comes to now less all that was paid of it; what was missing then was paid nothing."""
    paid = sum(getattr(line, name) or 0 for line in (old, *before))
    return (getattr(now, name) or 0) - paid


def _late(month: Settled, stay: Stay) -> AllowanceLine:
    """Days that are the unit's by now and that it never paid."""
    pack = month.grounds.pack
    line = line_for(month.sheet, stay, month.month, shares_of(pack))
    line.kind, line.pack = Kind.LATE, month.pack
    line.base_month = month.bases.of(stay)
    fill(line, month.grounds.of(stay.employee.pk), pack)
    return line


def _refuse_two_posts(sheet: AllowanceSheet, month: date, late: Sequence[Stay]) -> None:
    """Days are made up for only where one unit alone holds them."""
    elsewhere = posts_elsewhere(sheet, month, {stay.employee.pk for stay in late}) if late else {}
    twice = sorted(
        {
            stay.employee.full_name
            for stay in late
            if any(meet(span, stay.span) for span in elsewhere.get(stay.employee.pk, ()))
        }
    )
    if twice:
        raise ValidationError(
            _("Dua unit mencatat hari yang sama untuk %(names)s. Perbaiki jabatannya dahulu."),
            params={"names": ", ".join(twice)},
        )
