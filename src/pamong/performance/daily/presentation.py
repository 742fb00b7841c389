"""What the pages of daily entries show."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.people.leave.kinds import kind_label
from pamong.people.models import Employee
from pamong.people.person_days import PersonDays
from pamong.performance.daily.forms import DayForm
from pamong.performance.daily.queries import Proof, StepProgress, month_states, proofs_of
from pamong.performance.daily.rules import is_unconfirmed, last_day_to_write, lock_reason
from pamong.performance.models import DailyEntry, Plan
from pamong.ui.components import Tab, Task
from pamong.ui.components import meter as meter_html
from pamong.ui.dates import say_day, say_month, say_span, say_time
from pamong.ui.months import Day, month_of
from pamong.ui.numbers import say_number, with_unit
from pamong.ui.tables import Cell, Column, Row, Table

HOUR = 60
STATES = dict(DailyEntry.Status.choices)


def span_of(entry: DailyEntry) -> str:
    """08.15–12.00, or the one end that is known."""
    if entry.begins and entry.ends:
        return say_span(entry.begins, entry.ends)
    one = entry.begins or entry.ends
    return say_time(one) if one else "–"


def amount_of(entry: DailyEntry) -> str:
    """11 rumah."""
    return with_unit(say_number(entry.amount), entry.unit) if entry.amount is not None else "–"


def total_said(entries: Sequence[DailyEntry]) -> str:
    """2 baris terisi, 5 jam 15 menit."""
    if not entries:
        return _("Belum ada baris tersimpan")
    lines = ngettext("%(n)d baris terisi", "%(n)d baris terisi", len(entries)) % {"n": len(entries)}
    minutes = sum(_minutes(entry) for entry in entries)
    if not minutes:
        return lines
    hours, rest = divmod(minutes, HOUR)
    parts = [_("%(n)d jam") % {"n": hours}] if hours else []
    parts += [_("%(n)d menit") % {"n": rest}] if rest else []
    return f"{lines}, {' '.join(parts)}"


def _minutes(entry: DailyEntry) -> int:
    if not (entry.begins and entry.ends):
        return 0
    return (entry.ends.hour - entry.begins.hour) * HOUR + entry.ends.minute - entry.begins.minute


def proof_cell(proofs: Sequence[Proof]) -> Cell:
    """The evidence beside a line: its name, or how many."""
    if not proofs:
        return Cell(_("Belum ada bukti"), tag="draft")
    first = proofs[0]
    url = first.link or reverse("performance:evidence-file", args=[first.uuid])
    if len(proofs) == 1:
        return Cell(first.title, url=url)
    count = ngettext("dan %(n)d lainnya", "dan %(n)d lainnya", len(proofs) - 1)
    return Cell(first.title, url=url, sub=count % {"n": len(proofs) - 1})


def day_columns() -> list[Column]:
    """What is read of a line."""
    return [
        Column(_("Kegiatan harian"), kind="row"),
        Column(_("Realisasi"), kind="num"),
        Column(_("Waktu"), nowrap=True),
        Column(_("Bukti dukung")),
    ]


def day_table(entries: Sequence[DailyEntry], proofs: dict[int, list[Proof]]) -> Table:
    """The lines of a day to read."""
    return Table(
        day_columns(), [_day_row(entry, proofs.get(entry.pk, []), STATES) for entry in entries]
    )


def day_panels(
    found: dict[date, list[DailyEntry]], proofs: dict[int, list[Proof]]
) -> list[tuple[date, str, Table, str]]:
    """Each day with the way to it, its lines, and what they add up to."""
    columns, states = day_columns(), {code: str(label) for code, label in STATES.items()}
    url_of = day_address()
    return [
        (
            on,
            url_of(on),
            Table(columns, [_day_row(row, proofs.get(row.pk, []), states) for row in rows]),
            total_said(rows),
        )
        for on, rows in found.items()
    ]


def day_address() -> Callable[[date], str]:
    """The addresses of days; the pattern is asked for once, for a page names fifty of them."""
    some = date(2000, 1, 1)
    before, _day, after = reverse("performance:daily-day", args=[some]).partition(str(some))
    return lambda day: f"{before}{day}{after}"


def _day_row(entry: DailyEntry, proofs: Sequence[Proof], states: Mapping[str, Any]) -> Row:
    notes = [entry.step.text] if entry.step else []
    if entry.status != DailyEntry.Status.RECORDED:
        notes.append(str(states[entry.status]))
    if entry.status == DailyEntry.Status.RETURNED:
        notes.append(entry.review_note)
    return Row(
        cells=[
            Cell(entry.text, sub=" · ".join(notes)),
            amount_of(entry),
            span_of(entry),
            proof_cell(proofs),
        ]
    )


def day_context(
    form: DayForm, found: dict[date, list[DailyEntry]], day: date, before: date
) -> dict[str, Any]:
    """The day's form and lines, and those of the working day before."""
    proofs = proofs_of([entry.pk for one in (before, day) for entry in found[one]])
    return {
        "form": form,
        "lines": [
            (line, proof_link(line.entry, proofs.get(line.entry.pk, [])) if line.entry else None)
            for line in form.lines
        ],
        "entries": found[day],
        "table": day_table(found[day], proofs),
        "total": total_said(found[day]),
        "before": before,
        "before_rows": found[before],
        "before_table": day_table(found[before], proofs),
        "came_back": any(e.status == DailyEntry.Status.RETURNED for e in found[day]),
    }


def returned_tasks(entries: Sequence[DailyEntry]) -> list[Task]:
    """Lines that came back, each with the rater's words and the way to its day."""
    return [
        Task(
            text=entry.text,
            url=reverse("performance:daily-day", args=[entry.on]),
            sub=_("Catatan penilai: %s") % entry.review_note,
            tag=("returned", str(DailyEntry.Status.RETURNED.label)),
            due=say_day(entry.on),
        )
        for entry in entries
    ]


def proof_link(entry: DailyEntry, proofs: Sequence[Proof]) -> tuple[str, str]:
    """Words and address of a line's evidence: how many there are, or the way to add one."""
    address = reverse("performance:evidence-plan", args=[entry.plan.uuid])
    if not proofs:
        return _("Lampirkan bukti"), f"{address}?entry={entry.uuid}#tambah"
    told = ngettext("%(n)d bukti", "%(n)d bukti", len(proofs)) % {"n": len(proofs)}
    return told, f"{address}?entry={entry.uuid}"


def month_context(
    employee: Employee, plan: Plan | None, own: PersonDays, day: date, now: date
) -> dict[str, Any]:
    """The month beside a day, and until when the day may be written."""
    starts = plan.starts_on if plan else day
    states = month_states(employee.pk, day, today=now, own=own, starts=starts)
    local = employee.agency.local_packs
    last = last_day_to_write(day, own, local=local)
    return {
        "day": day,
        "today": now,
        "until": last,
        "unconfirmed": is_unconfirmed(day, local),
        "locked": lock_reason(day, on=now, days=own, local=local),
        "holiday": own.calendar.holiday_name(day),
        "leave": _leave_said(own, day),
        "days_of_month": month_days(day, states),
        "month_title": say_month(day),
        "month_said": month_said(states, own),
        "month_url": month_link(day)[1],
        "before_month": month_link(month_before(day)),
    }


def month_tabs(month: date) -> list[Tab]:
    """The month, the one before and the one after."""
    around = (month_before(month), month, month_after(month))
    return [Tab(say_month(one), month_link(one)[1], current=one == month) for one in around]


def month_days(day: date, states: dict[date, str]) -> list[Day]:
    """The month with the way to each day."""
    return month_of(day, states, day_address())


def _leave_said(own: PersonDays, day: date) -> str:
    """The leave on the day with its last day; nothing when there is none."""
    span = own.leave_on(day)
    if span is None:
        return ""
    return _("%(kind)s sampai %(day)s") % {
        "kind": kind_label(span.kind),
        "day": say_day(span.last),
    }


def month_said(states: dict[date, str], own: PersonDays) -> str:
    """14 hari lengkap, 2 sebagian, 1 kosong; then the holidays of the month."""
    found = Counter(states.values())
    said = _(
        "%(full)d hari lengkap (tiap baris punya bukti), "
        "%(part)d sebagian (ada baris tanpa bukti), %(miss)d kosong."
    )
    told = said % {"full": found["full"], "part": found["part"], "miss": found["miss"]}
    free = {day: own.calendar.holiday_name(day) for day in states}
    names = [f"{say_day(day)}: {name}." for day, name in free.items() if name]
    if away := found["leave"]:
        told += " " + ngettext("%(n)d hari cuti.", "%(n)d hari cuti.", away) % {"n": away}
    return " ".join([told, *names])


def month_link(day: date) -> tuple[str, str]:
    """Name and address of a month's list."""
    address = reverse("performance:daily-month", args=[f"{day:%Y-%m}"])
    return say_month(day), address


def month_before(day: date) -> date:
    """The last day of the month before."""
    return day.replace(day=1) - timedelta(days=1)


def month_after(day: date) -> date:
    """The first day of the month after."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def step_facts(steps: Sequence[StepProgress], low: Decimal | None) -> list[tuple[str, Any]]:
    """Each step with what was done of it: 23 / 25 and its bar."""
    return [(step.text, _step_said(step, low)) for step in steps]


def _step_said(step: StepProgress, low: Decimal | None) -> Any:
    if not step.amount:
        done = with_unit(say_number(step.done), step.unit)
        return _("%(done)s tercatat, tanpa target") % {"done": done}
    share = step.done * 100 / step.amount
    aim = with_unit(say_number(step.amount), step.unit)
    return meter_html(share, low, f"{say_number(step.done)} / {aim}")


def review_table(
    entries: Sequence[DailyEntry],
    proofs: dict[int, list[Proof]],
    *,
    picked: Callable[[DailyEntry], bool],
    error: str = "",
) -> Table:
    """Lines that wait, grouped by person, each to be picked."""
    rows: list[Row] = []
    counts = Counter(entry.employee_id for entry in entries)
    last = 0
    for entry in entries:
        if entry.employee_id != last:
            rows.append(_person_row(entry, counts[entry.employee_id]))
            last = entry.employee_id
        rows.append(_review_row(entry, proofs.get(entry.pk, []), picked=picked(entry)))
    return Table(
        columns=[
            Column(_("Pilih"), kind="pick", name="entry"),
            Column(_("Kegiatan harian"), kind="row"),
            Column(_("Tanggal"), nowrap=True, wide=True),
            Column(_("Realisasi"), kind="num", wide=True),
            Column(_("Waktu"), nowrap=True, wide=True),
            Column(_("Bukti dukung")),
        ],
        rows=rows,
        error=error,
    )


def _person_row(entry: DailyEntry, count: int) -> Row:
    address = reverse("performance:daily-review")
    only = f"{address}?person={entry.employee.uuid}&all=1"
    said = ngettext("%(n)d baris: pilih semuanya", "%(n)d baris: pilih semuanya", count)
    return Row(
        cells=[Cell(f"{entry.employee.full_name} · {said % {'n': count}}", url=only)], group=True
    )


def _review_row(entry: DailyEntry, proofs: Sequence[Proof], *, picked: bool) -> Row:
    step = entry.step.text if entry.step else ""
    told = [say_day(entry.on), amount_of(entry), span_of(entry)]
    card = ", ".join(one for one in told if one != "–")
    return Row(
        cells=[
            Cell(str(entry.uuid)),
            Cell(entry.text, sub="" if step == entry.text else step, card=card),
            *told,
            proof_cell(proofs),
        ],
        picked=picked,
    )
