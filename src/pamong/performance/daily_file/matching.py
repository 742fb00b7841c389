"""Rows of a table against what stands: new, changed, there already, or set apart with a reason."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pamong.measurement.doubt import doubt_about
from pamong.measurement.models import Indicator
from pamong.people.headed import CellError
from pamong.people.importing.folding import folded_name
from pamong.people.left_out import Rejected
from pamong.people.models import Employee
from pamong.people.person_days import PersonDays
from pamong.performance.daily.actions import LineInput
from pamong.performance.daily.forms import AT_MOST
from pamong.performance.daily.queries import days_around
from pamong.performance.daily.rules import lock_reason
from pamong.performance.daily.seen import mark_of
from pamong.performance.daily_file.queries import (
    lines_on,
    links_of,
    plan_of,
    plans_touched,
    steps_of_plans,
)
from pamong.performance.daily_file.reading import Said
from pamong.performance.models import ActionStep, DailyEntry, Plan
from pamong.performance.quarters import quarter_of
from pamong.performance.rules import pack_named

NEW, KNOWN, CHANGED, PROVEN = "new", "known", "changed", "proven"


@dataclass(slots=True)
class DayLine:
    """A row that can be written: under which plan, as which line, and what stands of it."""

    said: Said
    plan: Plan
    step: ActionStep | None
    own: PersonDays
    entry: DailyEntry | None = None
    is_linked: bool = False  # its address is evidence of the line already

    @property
    def day(self) -> date:
        """The day."""
        return self.said.day

    @property
    def given(self) -> LineInput:
        """The line as it would stand; what the row leaves empty stays as it is."""
        said, old, step = self.said, self.entry, self.step
        return LineInput(
            text=said.text,
            uuid=str(old.uuid) if old else "",
            seen=mark_of(old) if old else "",
            step_id=step.pk if step else old.step_id if old else None,
            amount=said.amount if said.amount is not None else old.amount if old else None,
            unit=said.unit or (old.unit if old else "") or (step.unit if step else ""),
            begins=said.begins or (old.begins if old else None),
            ends=said.ends or (old.ends if old else None),
        )

    @property
    def is_same(self) -> bool:
        """Whether the line stands as it is said."""
        return self.entry is not None and mark_of(self.given) == mark_of(self.entry)

    @property
    def state(self) -> str:
        """What becomes of it."""
        if self.entry is None:
            return NEW
        if not self.is_same:
            return CHANGED
        return PROVEN if self.said.link and not self.is_linked else KNOWN


@dataclass(slots=True)
class ReadDays:
    """A file against what stands."""

    lines: list[DayLine] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


def sort_rows(employee: Employee, rows: Sequence[Said], now: date) -> ReadDays:
    """Each row with its plan, its step, and the line that it is."""
    plans = plans_touched(employee, [row.day for row in rows])
    found, lines = ReadDays(), _placed(employee, rows, plans, now)
    planned = {id(line.said) for line in lines}
    for row in rows:
        if id(row) not in planned:
            why = _("Tidak ada SKP Anda yang mencakup tanggal itu.")
            found.rejected.append(_left_out(row, why))
    _name_steps(lines, steps_of_plans(plans), found)
    standing = lines_on(employee, [line.day for line in lines])
    _find_standing(lines, standing)
    linked = links_of(line.entry for line in lines if line.entry)
    counts = Counter({key: len(entries) for key, entries in standing.items()})
    seen: dict[Any, int] = {}
    for line in lines:
        if line.entry:
            line.is_linked = (line.entry.pk, line.said.link) in linked
        try:
            _check(line, now, counts, seen)
            found.lines.append(line)
        except CellError as error:
            found.rejected.append(_left_out(line.said, str(error)))
    found.rejected.sort(key=lambda one: one.line)
    return found


def _left_out(row: Said, why: str) -> Rejected:
    return Rejected(row.line, f"{row.day:%d-%m-%Y} · {row.text}"[:120], why)


def _placed(
    employee: Employee, rows: Sequence[Said], plans: Sequence[Plan], now: date
) -> list[DayLine]:
    """The rows that lie in a plan, with the person's days as the plan's unit has them."""
    at = [(row, plan) for row in rows if (plan := plan_of(plans, row.day))]
    firsts: dict[int, date] = {}
    for row, plan in at:
        firsts[plan.pk] = min(row.day, firsts.get(plan.pk, row.day))
    own = {
        plan.pk: days_around(employee, plan, firsts[plan.pk], now)
        for plan in plans
        if plan.pk in firsts
    }
    return [DayLine(row, plan, None, own[plan.pk]) for row, plan in at]


def _name_steps(lines: list[DayLine], steps: Iterable[ActionStep], found: ReadDays) -> None:
    """The step by its text, or by its result where that has one step in the quarter; others are set apart."""
    named: dict[Any, list[ActionStep]] = defaultdict(list)
    for step in steps:
        key = (step.result.plan_id, step.quarter)
        named[*key, folded_name(step.text)].append(step)
        named[*key, "", folded_name(step.result.text)].append(step)
    for line in list(lines):
        if not line.said.step:
            continue
        key, text = (line.plan.pk, quarter_of(line.day).number), folded_name(line.said.step)
        by_text, by_result = named.get((*key, text), []), named.get((*key, "", text), [])
        if by_text or len(by_result) == 1:
            line.step = (by_text or by_result)[0]
            continue
        told = _(
            "Rencana aksi “%(text)s” tidak ada di triwulan tanggal itu. Salin dari lembar Rencana "
            "aksi, atau kosongkan."
        )
        found.rejected.append(_left_out(line.said, told % {"text": line.said.step[:60]}))
        lines.remove(line)


def _find_standing(
    lines: Iterable[DayLine], standing: dict[tuple[int, date], list[DailyEntry]]
) -> None:
    """Whole equals first, then those that say no less, then the same activity at the same hour."""
    free = {key: list(entries) for key, entries in standing.items()}
    rows = list(lines)
    for fits in (_is_equal, _says_no_more, _is_activity):
        for line in rows:
            if line.entry is None:
                _take(line, free.get((line.plan.pk, line.day), []), fits)


def _take(
    line: DayLine, free: list[DailyEntry], fits: Callable[[DayLine, DailyEntry], bool]
) -> None:
    entry = next((entry for entry in free if fits(line, entry)), None)
    if entry:
        free.remove(entry)
        line.entry = entry


def _is_equal(line: DayLine, entry: DailyEntry) -> bool:
    return mark_of(line.given) == mark_of(entry)


def _says_no_more(line: DayLine, entry: DailyEntry) -> bool:
    return replace(line, entry=entry).is_same


def _is_activity(line: DayLine, entry: DailyEntry) -> bool:
    hours = {line.said.begins, entry.begins} - {None}
    return folded_name(line.said.text) == folded_name(entry.text) and len(hours) <= 1


def _check(line: DayLine, now: date, counts: Counter[Any], seen: dict[Any, int]) -> None:
    """What the page of the day would refuse."""
    said, given = line.said, line.given
    first = seen.setdefault(
        (line.plan.pk, said.day, mark_of(replace(line, entry=None).given)), said.line
    )
    if first != said.line:
        raise CellError(_("Sama dengan baris %(line)s di berkas ini.") % {"line": first})
    if given.begins and given.ends and given.ends <= given.begins:
        raise CellError(_("Isi jam selesai sesudah jam mulai."))
    if line.is_same:
        return
    _check_state(line, now)
    _check_doubt(line)
    if line.entry is None:
        counts[line.plan.pk, said.day] += 1
        if counts[line.plan.pk, said.day] > AT_MOST:
            raise CellError(_("Satu hari memuat paling banyak %(most)d baris.") % {"most": AT_MOST})


def _check_state(line: DayLine, now: date) -> None:
    status = line.entry.status if line.entry else ""
    if status == DailyEntry.Status.CONFIRMED:
        raise CellError(_("Baris ini sudah dikonfirmasi penilai dan tidak dapat diubah."))
    why = lock_reason(line.day, on=now, days=line.own, local=line.plan.agency.local_packs)
    if why and status != DailyEntry.Status.RETURNED:
        raise CellError(why)


def _check_doubt(line: DayLine) -> None:
    """An odd amount is asked back; one that stands already is not."""
    given, entry, step = line.given, line.entry, line.step
    if given.amount is None or line.said.sure:
        return
    if entry and (entry.amount, entry.unit) == (given.amount, given.unit):
        return
    is_same = step is not None and step.unit.casefold() == given.unit.casefold()
    aim = step.amount if step is not None and is_same else None
    of = {"unit": given.unit, "direction": Indicator.Direction.MORE}
    if why := doubt_about(given.amount, aim, pack_named(line.plan.pack), **of):
        ask = _("Perbaiki angkanya, atau tulis “ya” di kolom Angka ini benar.")
        raise CellError(f"{why} {ask}")
