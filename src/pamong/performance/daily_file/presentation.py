"""What the pages of a table of daily entries show."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.people.leave.kinds import kind_label
from pamong.people.left_out import rejected_table
from pamong.performance.daily_file.matching import (
    CHANGED,
    KNOWN,
    NEW,
    PROVEN,
    DayLine,
    ReadDays,
)
from pamong.ui.dates import say_day_long, say_span, say_time
from pamong.ui.numbers import say_number, with_unit
from pamong.ui.tables import Cell, Column, Row, Table

WORDS = {
    NEW: (gettext_lazy("Baru"), "proposed"),
    CHANGED: (gettext_lazy("Diubah"), "proposed"),
    PROVEN: (gettext_lazy("Bukti ditambah"), "proposed"),
    KNOWN: (gettext_lazy("Sudah ada"), "none"),
}


def preview_context(read: ReadDays) -> dict[str, Any]:
    """What a file would change, before anything is written."""
    counts = Counter(line.state for line in read.lines)
    told = {
        "new": counts[NEW],
        "changed": counts[CHANGED] + counts[PROVEN],
        "known": counts[KNOWN],
        "out": len(read.rejected),
    }
    return {
        "preview": _table(read.lines),
        "rejected": rejected_table(read.rejected),
        "new": told["new"] + told["changed"],
        "said": _("%(new)d baru, %(changed)d diubah, %(known)d sudah ada, %(out)d tidak dibaca.")
        % told,
    }


def told_of(read: ReadDays) -> list[Any]:
    """What each row does to what stands."""
    return [
        [one.plan.pk, str(one.day), one.state, str(one.given), one.said.link] for one in read.lines
    ]


def _table(lines: list[DayLine]) -> Table:
    columns = [
        Column(_("Hari"), kind="row"),
        Column(_("Kegiatan harian")),
        Column(_("Realisasi")),
        Column(_("Akibat"), kind="tag"),
    ]
    return Table(columns, [_row(line) for line in lines], _("Baris dalam berkas"))


def _row(line: DayLine) -> Row:
    given, step = line.given, line.step or (line.entry.step if line.entry else None)
    amount = with_unit(say_number(given.amount), given.unit) if given.amount is not None else "–"
    under = [step.text if step else _("Tanpa rencana aksi"), line.said.link]
    word, tag = WORDS[line.state]
    return Row(
        [
            Cell(say_day_long(line.day), sub=_day_note(line)),
            Cell(given.text, sub=" · ".join(part for part in under if part)),
            Cell(amount, sub=_hours(line)),
            Cell(str(word), tag=tag, sub=_was(line)),
        ]
    )


def _was(line: DayLine) -> str:
    """What stood there, where a figure changes."""
    old = line.entry
    if old is None or old.amount is None or old.amount == line.given.amount:
        return ""
    return _("semula %(amount)s") % {"amount": with_unit(say_number(old.amount), old.unit)}


def _day_note(line: DayLine) -> str:
    """That one was away, or that the day is free: lines of it are counted like any other."""
    if span := line.own.leave_on(line.day):
        return kind_label(span.kind)
    if line.own.is_workday(line.day) or line.own.is_free_choice(line.day):
        return ""
    return line.own.calendar.holiday_name(line.day) or _("bukan hari kerja")


def _hours(line: DayLine) -> str:
    begins, ends = line.given.begins, line.given.ends
    if begins and ends:
        return say_span(begins, ends)
    one = begins or ends
    return say_time(one) if one else ""
