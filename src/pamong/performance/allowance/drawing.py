"""The lines of a sheet for its own month: whom the unit pays, for which days, and what that comes to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pamong.people.models import Assignment
from pamong.performance.allowance.grounds import PersonMonth, grounds_of
from pamong.performance.allowance.members import stays_in, units_in
from pamong.performance.allowance.paying import Grounds, Pay, pay_of, shares_of
from pamong.performance.allowance.stays import ONE_DAY, Span, Stay, meet, shared, without
from pamong.performance.models import AllowanceBase, AllowanceLine, AllowanceSheet
from pamong.performance.months import last_of
from pamong.performance.rules import pack_named
from pamong.policy.pack import Pack

Kind = AllowanceLine.Kind
Status = AllowanceSheet.Status
PAYING = (Kind.REGULAR, Kind.LATE)  # lines that pay days; a difference only corrects one of them


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


@dataclass(frozen=True, slots=True)
class PaidDays:
    """Days of the month that a locked sheet of another unit has paid already."""

    person: int
    name: str
    unit: str
    span: Span


def regular_lines(sheet: AllowanceSheet) -> Iterator[AllowanceLine]:
    """The month's own lines; days that another unit paid already are left out and named on the sheet."""
    pack = pack_named(sheet.pack)
    stays = _unpaid(sheet, stays_in(sheet.unit, sheet.month))
    people = {stay.employee.pk for stay in stays}
    grounds = grounds_of(sheet.unit.agency, sheet.month, people, pack)
    bases, shares = bases_of(sheet.table_id), shares_of(pack)
    for stay in stays:
        line = line_for(sheet, stay, sheet.month, shares)
        line.base_month = bases.of(stay)
        fill(line, grounds.of(stay.employee.pk), pack)
        yield line


def line_for(
    sheet: AllowanceSheet, stay: Stay, month: date, shares: Mapping[str, Decimal]
) -> AllowanceLine:
    """A line of somebody's days, before anything is computed."""
    line = AllowanceLine(sheet=sheet, employee=stay.employee, month=month)
    line.name, line.nip = stay.employee.full_name, stay.employee.nip
    line.attendance_share, line.performance_share = shares["attendance"], shares["performance"]
    line.of_days = last_of(month).day
    place(line, stay)
    return line


def place(line: AllowanceLine, stay: Stay) -> None:
    """Where the days were spent, which they are, and by which share of hours."""
    line.unit_name, line.position_name = stay.unit.name, stay.position.name
    line.position, line.grade = stay.position, stay.position.grade
    line.first_day, line.last_day = stay.span
    line.hours_share = stay.hours


def fill(line: AllowanceLine, person: PersonMonth, pack: Pack) -> None:
    """Put what the line rests on into it, and what follows."""
    line.counts, line.away = dict(person.counts), dict(person.away)
    line.findings = list(person.findings)
    line.attendance_percent = person.attendance_percent
    line.evaluation_id, line.predicate = person.evaluation_id, person.predicate
    line.predicate_percent = person.predicate_percent
    line.penalty = person.penalty
    line.cut_percent = person.penalty.cut_percent if person.penalty else Decimal(0)
    lacks = {"base": line.base_month is None, "hours": line.hours_share is None}
    line.missing = [code for code, is_so in lacks.items() if is_so] + list(person.missing)
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
        line.hours_share,
    )


def pay_again(line: AllowanceLine, pack: Pack) -> Pay:
    """The line computed anew from what stands in it, with its steps."""
    return pay_of(pack, grounds_in(line))


def _unpaid(sheet: AllowanceSheet, stays: Sequence[Stay]) -> list[Stay]:
    """A move recorded after the old unit was paid: the next sheets of both units settle those days."""
    people = {stay.employee.pk for stay in stays}
    elsewhere = posts_elsewhere(sheet, sheet.month, people)
    taken: dict[int, list[PaidDays]] = defaultdict(list)
    for paid in _paid_elsewhere(sheet, people):
        taken[paid.person].append(paid)
    left: list[Stay] = []
    for stay in stays:
        posts = elsewhere.get(stay.employee.pk, ())
        met = [(paid, shared(paid.span, stay.span)) for paid in taken[stay.employee.pk]]
        # Days that another unit holds by the record of today are for people to clear up.
        gone = [(p, s) for p, s in met if s and not any(meet(s, post) for post in posts)]
        left += without(stay, (span for _paid, span in gone))
        sheet.left_out += [[p.name, p.unit, *(day.isoformat() for day in s)] for p, s in gone]
    return left


def _paid_elsewhere(sheet: AllowanceSheet, people: Collection[int]) -> Iterable[PaidDays]:
    rows = AllowanceLine.objects.filter(
        kind__in=PAYING, month=sheet.month, employee__in=people, sheet__status=Status.LOCKED
    ).exclude(sheet__unit=sheet.unit)
    fields = ("employee", "name", "sheet__unit__name", "first_day", "last_day")
    for person, name, unit, first, last in rows.order_by("first_day", "pk").values_list(*fields):
        yield PaidDays(person, name, unit, (first, last))


def posts_elsewhere(
    sheet: AllowanceSheet, month: date, people: Collection[int]
) -> dict[int, list[Span]]:
    """Days of the month on which the people hold a post of another unit, as it is recorded now."""
    last = last_of(month)
    rows = Assignment.objects.within(month, last).filter(
        kind=Assignment.Kind.DEFINITIVE, employee__in=people
    )
    found: dict[int, list[Span]] = defaultdict(list)
    others = rows.exclude(unit__in=units_in(sheet.unit))
    for person, begins, until in others.values_list("employee", "valid_from", "valid_to"):
        ends = min(last, until - ONE_DAY) if until else last
        found[person].append((max(month, begins), ends))
    return found
