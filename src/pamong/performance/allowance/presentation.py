"""The pages of the allowance as values for the component tags."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from pamong.access.scope import Scope
from pamong.people.models import recall_names
from pamong.performance.allowance.explaining import explained
from pamong.performance.allowance.lacking import ANY, LACKS, lacking_links
from pamong.performance.allowance.paying import source_of
from pamong.performance.allowance.permissions import (
    can_check_sheet,
    can_export_sheet,
    can_lock_sheet,
    can_redraw_sheet,
)
from pamong.performance.allowance.queries import MonthSheets, Totals
from pamong.performance.allowance.stays import FULL
from pamong.performance.allowance.words import (
    findings_of,
    kind_of,
    missing_of,
    predicate_of,
    reasons_of,
)
from pamong.performance.models import AllowanceLine, AllowanceSheet, Attendance
from pamong.performance.months import say_month
from pamong.performance.rules import label_of, pack_named
from pamong.ui.components import Step
from pamong.ui.dates import say_day_full, say_days
from pamong.ui.filters import nip
from pamong.ui.numbers import say_number, say_rupiah
from pamong.ui.tables import Cell, Column, Row, Table

Status = AllowanceSheet.Status
TAGS = {Status.DRAFTED: "draft", Status.CHECKED: "proposed", Status.LOCKED: "agreed"}


def money(value: int | None) -> str:
    """Rupiah, or a dash for what is not there."""
    return "–" if value is None else say_rupiah(Decimal(value))


def known_sum(total: int, lacking: int) -> Cell | str:
    """What the known parts come to, marked where a line lacks one; a dash where nothing is known."""
    if not lacking:
        return money(total)
    return Cell(money(total or None), sub=_("belum lengkap: baru bagian yang diketahui"))


def percent(value: Decimal | None) -> str:
    """A percentage, or a dash."""
    return "–" if value is None else f"{say_number(value)}%"


def status_tag(sheet: AllowanceSheet) -> tuple[str, Any]:
    """Shape and word."""
    status = Status(sheet.status)
    return TAGS[status], status.label


def sheets_table(found: MonthSheets) -> Table:
    """The sheets of a month, with what they come to."""
    columns = [
        Column(_("Unit"), kind="row"),
        Column(_("Status")),
        Column(pgettext("several", "Pegawai"), kind="num"),
        Column(_("Belum lengkap"), kind="num"),
        Column(_("TPP dibayar"), kind="num"),
    ]
    recall_names(sheet.unit for sheet in found.page.rows)
    rows = [_sheet(sheet) for sheet in found.page.rows]
    if found.count > 1 and rows:
        lacking = say_number(found.lacking) if found.lacking else "–"
        sums = [say_number(found.people), lacking, known_sum(found.total, found.lacking)]
        rows.append(Row([_("Jumlah seluruhnya"), "", *sums]))
    return Table(columns, rows, _("Daftar TPP bulan ini"))


def _sheet(sheet: AllowanceSheet) -> Row:
    url = reverse("performance:allowance-sheet", args=[sheet.uuid])
    state, word = status_tag(sheet)
    name = Cell(sheet.unit_name, url=url)
    lacking = getattr(sheet, "lacking", 0) or 0
    people = Cell(say_number(sheet.people), sub=_more_lines(sheet, getattr(sheet, "lines_n", 0)))
    lines = Cell(say_number(lacking), url=f"{url}?{LACKS}={ANY}") if lacking else "–"
    return Row([name, Cell(word, tag=state), people, lines, known_sum(sheet.total, lacking)])


def _more_lines(sheet: AllowanceSheet, lines: int | None) -> str:
    """How many lines there are, where somebody has more than one: of two posts, or a difference."""
    if not lines or lines == sheet.people:
        return ""
    return ngettext("%(n)s baris TPP", "%(n)s baris TPP", lines) % {"n": say_number(lines)}


def lines_table(
    lines: Iterable[AllowanceLine], totals: Totals | None = None, *, linked: bool = True
) -> Table:
    """The lines of a sheet; the row of totals is added up from all of them."""
    columns = [
        Column(_("Pegawai"), kind="row"),
        Column(_("TPP dasar"), kind="num"),
        Column(_("Kehadiran"), kind="num"),
        Column(_("Kinerja"), kind="num"),
        Column(_("Potongan disiplin"), kind="num"),
        Column(_("TPP dibayar"), kind="num"),
    ]
    rows = [_line(line, linked=linked) for line in lines]
    if totals:
        sums = [money(v) for v in (totals.attendance, totals.performance, totals.cut)]
        rows.append(Row([_("Jumlah seluruh baris"), "", *sums, money(totals.total)]))
    return Table(columns, rows, _("Baris TPP"))


def _line(line: AllowanceLine, *, linked: bool) -> Row:
    url = reverse("performance:allowance-line", args=[line.uuid]) if linked else ""
    return Row(
        [
            Cell(line.name, url=url, sub=_below(line)),
            money(line.base),
            Cell(money(line.attendance), sub=_attended(line)),
            Cell(money(line.performance), sub=_rated(line)),
            money(line.cut) if line.cut else "–",
            money(line.total),
        ]
    )


def _rated(line: AllowanceLine) -> str:
    if line.predicate_percent is None:
        return ""
    said = percent(line.predicate_percent)
    return f"{predicate_of(line)}, {said}" if line.predicate else said


def _attended(line: AllowanceLine) -> str:
    return "" if line.attendance_percent is None else percent(line.attendance_percent)


def _below(line: AllowanceLine) -> str:
    """NIP, then what is not plain about the line."""
    parts = [part for part in (nip(line.nip), kind_of(line)) if part]
    if line.kind == AllowanceLine.Kind.DIFFERENCE:
        parts += reasons_of(line)
    elif line.days < line.of_days:
        parts.append(days_said(line))
    parts += hours_said(line)
    return " · ".join([*parts, *missing_of(line), *findings_of(line)])


def days_said(line: AllowanceLine) -> str:
    """12 dari 30 hari."""
    return _("%(days)s dari %(of)s hari") % {"days": line.days, "of": line.of_days}


def hours_said(line: AllowanceLine) -> list[str]:
    """50% jam kerja, where it is not full time."""
    if line.hours_share in (None, FULL):
        return []
    return [_("%(share)s jam kerja") % {"share": percent(line.hours_share)}]


def sheet_context(sheet: AllowanceSheet, totals: Totals, scope: Scope) -> dict[str, Any]:
    """The head of a sheet, and what one may do with it now."""
    state, word = status_tag(sheet)
    address = reverse("performance:allowance-sheet", args=[sheet.uuid])
    is_drafted, is_checked = sheet.status == Status.DRAFTED, sheet.status == Status.CHECKED
    return {
        "sheet": sheet,
        "month": say_month(sheet.month),
        "month_key": f"{sheet.month:%Y-%m}",
        "state": state,
        "word": word,
        "steps": _steps(sheet),
        "facts": _sheet_facts(sheet, totals),
        "lacking": totals.lacking[ANY],
        "lacks": lacking_links(totals.lacking, address),
        "lines_count": totals.lines,
        "found": totals.findings,
        "left_out": _left_out(sheet),
        "may_draw": is_drafted and can_redraw_sheet(scope, sheet),
        "may_check": is_drafted and can_check_sheet(scope, sheet),
        "may_return": is_checked and can_check_sheet(scope, sheet),
        "may_lock": is_checked and can_lock_sheet(scope, sheet),
        "may_export": can_export_sheet(scope, sheet),
        "waits_for_second": is_checked and not can_lock_sheet(scope, sheet),
    }


def _left_out(sheet: AllowanceSheet) -> list[str]:
    """Days of people that another unit's locked sheet paid."""
    said = _("%(name)s, %(days)s: sudah dibayar dalam daftar %(unit)s yang dikunci.")
    return [
        said
        % {
            "name": name,
            "unit": unit,
            "days": say_days(date.fromisoformat(first), date.fromisoformat(last)),
        }
        for name, unit, first, last in sheet.left_out
    ]


def _steps(sheet: AllowanceSheet) -> list[Step]:
    order = list(Status)
    at = order.index(Status(sheet.status))
    who = {
        Status.DRAFTED: (sheet.drawn_by, sheet.drawn_on),
        Status.CHECKED: (sheet.checked_by, sheet.checked_on),
        Status.LOCKED: (sheet.locked_by, sheet.locked_on),
    }
    return [_step(status, place, at, *who[status]) for place, status in enumerate(order)]


def _step(status: Status, place: int, at: int, by: Any, on: Any) -> Step:
    sub = f"{by.name}, {say_day_full(on)}" if by and on else ""
    is_last = status == Status.LOCKED and at == place
    state = "done" if place < at or is_last else "current" if place == at else "todo"
    return Step(str(status.label), sub, state)


def _sheet_facts(sheet: AllowanceSheet, totals: Totals) -> list[tuple[Any, str]]:
    pack = pack_named(sheet.pack)
    source = label_of(pack, "allowance_source", source_of(pack))
    facts = [
        (_("Pegawai"), _people_said(sheet, totals.lines)),
        (_("TPP kehadiran"), money(totals.attendance)),
        (_("TPP kinerja"), money(totals.performance)),
        (_("Potongan disiplin"), money(totals.cut)),
        (_("Jumlah dibayar"), _paid(totals)),
        (_("TPP dasar menurut"), str(sheet.table)),
        (_("Bagian kinerja dihitung dari"), source),
    ]
    if totals.differences:
        facts.insert(
            4, (_("Di antaranya selisih dan susulan bulan lalu"), money(totals.differences))
        )
    return facts


def _people_said(sheet: AllowanceSheet, lines: int) -> str:
    return ", ".join(filter(None, (say_number(sheet.people), _more_lines(sheet, lines))))


def _paid(totals: Totals) -> str:
    """The sum of what is known, never as if it were the whole."""
    if not totals.lacking[ANY]:
        return money(totals.total)
    said = _("%(sum)s (belum lengkap: baru bagian yang diketahui)")
    return said % {"sum": money(totals.total or None)}


def line_context(line: AllowanceLine) -> dict[str, Any]:
    """One line with everything that it rests on."""
    is_difference = line.kind == AllowanceLine.Kind.DIFFERENCE
    return {
        "line": line,
        "is_late": line.kind == AllowanceLine.Kind.LATE,
        "is_gone": line.is_gone,
        "findings": findings_of(line),
        "month": say_month(line.month),
        "sheet_month": say_month(line.sheet.month),
        "is_difference": is_difference,
        "facts": _line_facts(line),
        "amounts": _amounts(line),
        "reasons": reasons_of(line),
        "missing": missing_of(line),
        "why": explained(line),
        "corrected": line.corrects,
        "corrected_amounts": _amounts(line.corrects) if line.corrects else None,
    }


def _line_facts(line: AllowanceLine) -> list[tuple[Any, str]]:
    span = f"{say_day_full(line.first_day)} – {say_day_full(line.last_day)}"
    facts = [
        (_("Unit"), line.unit_name),
        (_("Jabatan"), line.position_name),
        (_("Kelas jabatan"), "–" if line.grade is None else str(line.grade)),
        (_("Jumlah hari"), f"{days_said(line)} ({span})"),
        (_("Bagian jam kerja"), percent(line.hours_share)),
        (_("TPP dasar sebulan"), money(line.base_month)),
        *_counts(line),
        (_("Persentase kehadiran"), percent(line.attendance_percent)),
        (_("Predikat"), predicate_of(line) or "–"),
        (_("Persentase kinerja"), percent(line.predicate_percent)),
        (
            _("Pembagian"),
            _("kehadiran %(a)s, kinerja %(b)s")
            % {"a": percent(line.attendance_share), "b": percent(line.performance_share)},
        ),
    ]
    if line.penalty:
        facts.append(
            (_("Hukuman disiplin"), f"{line.penalty.reference}: {percent(line.cut_percent)}")
        )
    return facts


def _counts(line: AllowanceLine) -> list[tuple[Any, str]]:
    labels = {f.name: f.verbose_name for f in Attendance._meta.concrete_fields}
    return [
        (labels[name], say_number(Decimal(str(value))))
        for name, value in line.counts.items()
        if name in Attendance.COUNTS
    ]


def _amounts(line: AllowanceLine) -> list[tuple[Any, str]]:
    return [
        (_("TPP dasar untuk hari-hari ini"), money(line.base)),
        (_("TPP kehadiran"), money(line.attendance)),
        (_("TPP kinerja"), money(line.performance)),
        (_("Potongan disiplin"), money(line.cut)),
        (_("TPP dibayar"), money(line.total)),
    ]


def own_table(lines: Sequence[AllowanceLine]) -> Table:
    """One's own months."""
    columns = [
        Column(_("Bulan"), kind="row"),
        Column(_("Kehadiran"), kind="num"),
        Column(_("Kinerja"), kind="num"),
        Column(_("Potongan disiplin"), kind="num"),
        Column(_("TPP dibayar"), kind="num"),
        Column(_("Status")),
    ]
    return Table(columns, [_own(line) for line in lines], _("TPP saya"))


def _own(line: AllowanceLine) -> Row:
    url = reverse("performance:allowance-line", args=[line.uuid])
    state, word = status_tag(line.sheet)
    parts = [] if line.days == line.of_days else [days_said(line)]
    parts += [*hours_said(line), *filter(None, [kind_of(line)])]
    below = " · ".join([*parts, *missing_of(line)])
    return Row(
        [
            Cell(say_month(line.sheet.month), url=url, sub=below),
            Cell(money(line.attendance), sub=_attended(line)),
            Cell(money(line.performance), sub=_rated(line)),
            money(line.cut) if line.cut else "–",
            money(line.total),
            Cell(word, tag=state),
        ]
    )
