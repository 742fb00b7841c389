"""The verbs of a sheet: drawn up by one person, checked, locked by another; never changed after."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import record
from pamong.people.models import Agency, Unit
from pamong.people.scope import scope_of
from pamong.people.stating import keep_reads
from pamong.performance.allowance.drawing import PAYING, regular_lines
from pamong.performance.allowance.owing import owed_lines
from pamong.performance.allowance.paying import shares_of
from pamong.performance.allowance.permissions import (
    can_check_sheet,
    can_draft_sheet,
    can_export_sheet,
    can_lock_sheet,
    can_read_sheet,
    can_redraw_sheet,
    can_return_sheet,
    can_set_payroll_columns,
)
from pamong.performance.models import (
    AllowanceLine,
    AllowanceSheet,
    AllowanceTable,
    PayrollColumns,
    SheetRead,
)
from pamong.performance.months import say_month
from pamong.performance.rules import INSIDE, mark_of, pack_on
from pamong.policy.pack import Pack

Status = AllowanceSheet.Status
BATCH = 500
WHOLE = 100
NAMED = 5


@transaction.atomic
def draft_sheet(unit: Unit, month: date, *, by: User, on: date) -> AllowanceSheet:
    """Draw up a unit's month by the table and the rules that hold in it."""
    agency = Agency.objects.select_for_update().get(pk=unit.agency_id)
    require(can_draft_sheet(scope_of(by, on), unit))
    if unit.kind in INSIDE:
        raise ValidationError(_("Pilih unit induknya: bagian dan seksi ikut daftar unit itu."))
    if month > on:
        raise ValidationError(
            _("%(month)s belum mulai. Pilih bulan yang sudah berjalan."),
            params={"month": say_month(month)},
        )
    if AllowanceSheet.objects.filter(unit=unit, month=month).exists():
        raise ValidationError(_("Daftar TPP unit dan bulan ini sudah ada. Buka daftar itu."))
    unit.agency = agency
    table, pack = _rules(agency, month)
    sheet = AllowanceSheet(unit=unit, month=month, table=table, pack=mark_of(pack))
    sheet.drawn_by, sheet.drawn_on = by, on
    sheet.save()
    _draw(sheet)
    record("performance.sheet_drafted", sheet, by=by, on=on, changes=_told(sheet))
    return sheet


@transaction.atomic
def redraw_sheet(sheet: AllowanceSheet, *, by: User, on: date) -> AllowanceSheet:
    """Compute a drawn sheet anew from what is known today."""
    Agency.objects.select_for_update().get(pk=sheet.unit.agency_id)  # one sheet at a time
    sheet = AllowanceSheet.objects.lock(sheet)
    require(can_redraw_sheet(scope_of(by, on), sheet))
    if sheet.status != Status.DRAFTED:
        raise ValidationError(_("Hanya daftar yang sedang disusun yang dapat dihitung ulang."))
    before = sheet.total
    sheet.table, pack = _rules(sheet.unit.agency, sheet.month)
    sheet.pack, sheet.drawn_by, sheet.drawn_on = mark_of(pack), by, on
    sheet.lines.all().delete()
    _draw(sheet)
    changes = {"total": [before, sheet.total], "people": sheet.people}
    record("performance.sheet_redrawn", sheet, by=by, on=on, changes=changes)
    return sheet


@transaction.atomic
def check_sheet(sheet: AllowanceSheet, *, by: User, on: date) -> AllowanceSheet:
    """Say that the sheet is complete; from here on everyone sees the own line."""
    sheet = AllowanceSheet.objects.lock(sheet)
    require(can_check_sheet(scope_of(by, on), sheet))
    sheet.move_to(Status.CHECKED)
    sheet.checked_by, sheet.checked_on = by, on
    sheet.save()
    changes = {"status": [Status.DRAFTED, Status.CHECKED], "total": sheet.total}
    record("performance.sheet_checked", sheet, by=by, on=on, changes=changes)
    return sheet


@transaction.atomic
def return_sheet(sheet: AllowanceSheet, *, by: User, on: date) -> AllowanceSheet:
    """Give a checked sheet back to be drawn up again."""
    sheet = AllowanceSheet.objects.lock(sheet)
    require(can_return_sheet(scope_of(by, on), sheet))
    sheet.move_to(Status.DRAFTED)
    sheet.checked_by = sheet.checked_on = None
    sheet.save()
    changes = {"status": [Status.CHECKED, Status.DRAFTED]}
    record("performance.sheet_returned", sheet, by=by, on=on, changes=changes)
    return sheet


@transaction.atomic
def lock_sheet(sheet: AllowanceSheet, *, by: User, on: date) -> AllowanceSheet:
    """Close a paid sheet for good, as another person than who drew it up."""
    sheet = AllowanceSheet.objects.lock(sheet)
    require(can_lock_sheet(scope_of(by, on), sheet))
    sheet.move_to(Status.LOCKED)
    sheet.locked_by, sheet.locked_on = by, on
    sheet.save()
    changes = {
        "status": [Status.CHECKED, Status.LOCKED],
        "total": sheet.total,
        "people": sheet.people,
    }
    record("performance.sheet_locked", sheet, by=by, on=on, changes=changes)
    return sheet


@transaction.atomic
def read_sheet(sheet: AllowanceSheet, *, purpose: str, by: User, on: date) -> SheetRead:
    """An auditor says why; everybody in the sheet sees who looked, when and for what."""
    require(can_read_sheet(scope_of(by, on), sheet))
    verb = "performance.sheet_read"
    return keep_reads(SheetRead, [sheet], purpose, verb, by=by, on=on)[0]


@transaction.atomic
def export_sheet(sheet: AllowanceSheet, *, by: User, on: date) -> AllowanceSheet:
    """Note that the sheet went out as a file."""
    require(can_export_sheet(scope_of(by, on), sheet))
    changes = {"people": sheet.people, "total": sheet.total}
    record("performance.sheet_exported", sheet, by=by, on=on, changes=changes)
    return sheet


@transaction.atomic
def set_payroll_columns(
    agency: Agency, columns: list[list[str]], *, by: User, on: date
) -> PayrollColumns:
    """Keep which columns the payroll reads, under its own headings."""
    require(can_set_payroll_columns(scope_of(by, on), agency))
    if not columns:
        raise ValidationError(_("Isi paling sedikit satu judul kolom."))
    row = PayrollColumns.objects.select_for_update().filter(agency=agency).first()
    row = row or PayrollColumns(agency=agency)
    before, row.columns = [name for name, _heading in row.columns], columns
    row.agency = agency
    row.save()
    changes = {"columns": [before, [name for name, _heading in columns]]}
    record("performance.payroll_columns_set", row, by=by, on=on, changes=changes)
    return row


def _rules(agency: Agency, month: date) -> tuple[AllowanceTable, Pack]:
    """The table and the pack of the month, or what the agency has still to set."""
    pack = pack_on(month, local=agency.local_packs)
    if sum(shares_of(pack).values()) != WHOLE:
        raise ValidationError(
            _(
                "Tetapkan dahulu pembagian TPP instansi di halaman Aturan: "
                "kehadiran dan kinerja harus berjumlah 100%% untuk %(month)s."
            ),
            params={"month": say_month(month)},
        )
    table = AllowanceTable.objects.filter(agency=agency).holding_on(month).first()
    if table is None:
        raise ValidationError(
            _("Belum ada TPP dasar yang berlaku untuk %(month)s. Susun dan tetapkan dahulu."),
            params={"month": say_month(month)},
        )
    return table, pack


def _draw(sheet: AllowanceSheet) -> None:
    sheet.left_out = []
    lines = [*regular_lines(sheet), *owed_lines(sheet)]
    _refuse_paid_days(sheet, lines)
    AllowanceLine.objects.bulk_create(lines, batch_size=BATCH)
    sheet.people = len({line.employee_id for line in lines})
    sheet.total = sum(line.total or 0 for line in lines)
    sheet.save()


def _refuse_paid_days(sheet: AllowanceSheet, lines: list[AllowanceLine]) -> None:
    """No day of a person is in two sheets, also where two posts overlap in the record."""
    people = {line.employee_id for line in lines}
    rows = AllowanceLine.objects.filter(kind__in=PAYING, month=sheet.month, employee__in=people)
    spans = rows.exclude(sheet=sheet).values_list("employee", "first_day", "last_day")
    taken: dict[int, list[tuple[date, date]]] = {}
    for person, first, last in spans:
        taken.setdefault(person, []).append((first, last))
    twice = sorted(
        {
            line.name
            for line in lines
            if line.kind == AllowanceLine.Kind.REGULAR
            for first, last in taken.get(line.employee_id, ())
            if line.first_day <= last and first <= line.last_day
        }
    )
    if twice:
        raise ValidationError(
            _("Hari yang sama sudah ada di daftar TPP unit lain: %(names)s. Periksa jabatannya."),
            params={"names": ", ".join(twice[:NAMED])},
        )


def _told(sheet: AllowanceSheet) -> dict[str, object]:
    return {"month": [None, sheet.month], "people": sheet.people, "total": [None, sheet.total]}
