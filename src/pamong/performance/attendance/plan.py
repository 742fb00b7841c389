"""What a file of attendance would do, before anything is written."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.ledger.actions import plain
from pamong.people.models import Agency, Assignment, Employee
from pamong.performance.attendance.columns import LABELS
from pamong.performance.attendance.reading import AttendanceFile, AttendanceRow
from pamong.performance.intake.reading import RejectedRow
from pamong.performance.models import Attendance
from pamong.performance.months import last_of
from pamong.ui.numbers import say_number

Fields = dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class MonthChange:
    """One person whose month is new or differs: field → (before, after)."""

    line: int
    employee: Employee
    attendance: Attendance | None
    fields: Fields


@dataclass(slots=True)
class AttendancePlan:
    """The whole file against what stands."""

    agency: Agency
    file: AttendanceFile
    changes: list[MonthChange] = field(default_factory=list)
    unchanged: int = 0
    rejected: list[RejectedRow] = field(default_factory=list)
    without_row: int = 0  # people in reach whom the file does not name

    @property
    def added(self) -> int:
        """People who had nothing for the month."""
        return sum(change.attendance is None for change in self.changes)

    @property
    def changed(self) -> int:
        """People whose month differs."""
        return len(self.changes) - self.added

    def digest(self) -> str:
        """The mark of all that would be written; another mark means that something changed."""
        mark = hashlib.sha256(f"{self.file.digest}{self.file.month}".encode())
        for change in self.changes:
            told = {name: [plain(a), plain(b)] for name, (a, b) in change.fields.items()}
            mark.update(f"{change.employee.pk}{told}".encode())
        mark.update(str([(row.line, row.reason) for row in self.rejected]).encode())
        return mark.hexdigest()

    def findings(self) -> list[str]:
        """What is missing and stops nothing: it stays missing, and is not read as nought."""
        found = [
            ngettext(
                "%(field)s kosong di %(n)s baris: tetap belum ada, tidak dihitung nol.",
                "%(field)s kosong di %(n)s baris: tetap belum ada, tidak dihitung nol.",
                count,
            )
            % {"field": LABELS[name], "n": say_number(count)}
            for name, count in self.file.blank.items()
        ]
        if self.without_row:
            found.append(
                ngettext(
                    "%(n)s pegawai tidak ada dalam berkas: kehadirannya tetap seperti semula.",
                    "%(n)s pegawai tidak ada dalam berkas: kehadirannya tetap seperti semula.",
                    self.without_row,
                )
                % {"n": say_number(self.without_row)}
            )
        return found


def plan_attendance(
    agency: Agency, file: AttendanceFile, *, within: frozenset[int] | None
) -> AttendancePlan:
    """Compare with what stands, in three queries; `within` are the units one keeps, None all."""
    plan = AttendancePlan(agency, file, rejected=list(file.rejected))
    people = _people(agency, file.month, within)
    held = _standing(people.values(), file.month)
    for row in file.rows:
        employee = people.get(row.nip)
        if employee is None:
            plan.rejected.append(RejectedRow(row.line, row.cells, _unknown(within)))
            continue
        change = _change(row, employee, held.get(employee.pk))
        if change.fields:
            plan.changes.append(change)
        else:
            plan.unchanged += 1
    plan.rejected.sort(key=lambda row: row.line)
    plan.without_row = len(people) - len({row.nip for row in file.rows} & people.keys())
    return plan


def _people(agency: Agency, month: date, within: frozenset[int] | None) -> dict[str, Employee]:
    """Who served in the month, by NIP: whoever held a post in one of the units on one of its days."""
    posts = Assignment.objects.within(month, last_of(month))
    if within is not None:
        posts = posts.filter(unit__in=within)
    rows = Employee.objects.filter(agency=agency, pk__in=posts.values("employee")).exclude(nip="")
    return {employee.nip: employee for employee in rows.exclude(left_on__lte=month)}


def _standing(people: Iterable[Employee], month: date) -> dict[int, Attendance]:
    agencies = {employee.agency_id for employee in people}
    rows = Attendance.objects.filter(employee__agency__in=agencies, month=month)
    return {row.employee_id: row for row in rows}


def _unknown(within: frozenset[int] | None) -> str:
    if within is None:
        return _("NIP ini tidak ditemukan di antara pegawai yang bekerja pada bulan itu.")
    return _("NIP ini tidak ditemukan di antara pegawai unit Anda pada bulan itu.")


def _change(row: AttendanceRow, employee: Employee, standing: Attendance | None) -> MonthChange:
    held: Mapping[str, Any] = standing.values() if standing else {}
    fields = {
        name: (held.get(name), value)
        for name, value in row.figures.items()
        if held.get(name) != value
    }
    return MonthChange(row.line, employee, standing, fields)
