"""Attendance and allowance of the last months: rules by two people, files of the machine, sheets."""

import io
from datetime import date
from decimal import Decimal
from random import Random

from pamong.access.models import User
from pamong.demo.days import Days
from pamong.demo.files import table
from pamong.demo.people import Roster
from pamong.demo.seats import CLINIC, SEED
from pamong.people.calendar import calendar_of
from pamong.people.models import Agency, Assignment, Employee, Unit
from pamong.performance.allowance.actions import check_sheet, draft_sheet, lock_sheet
from pamong.performance.allowance.members import units_in
from pamong.performance.allowance_base.actions import import_bases, make_table, release_table
from pamong.performance.attendance.plan import plan_attendance
from pamong.performance.attendance.reading import read_attendance
from pamong.performance.attendance.writing import write_attendance
from pamong.performance.local_rules.actions import Answer, ask_rule, grant_rule
from pamong.performance.models import AllowanceSheet
from pamong.performance.months import last_of, months_back
from pamong.performance.rules import INSIDE, pack_on
from pamong.ui.numbers import write_number

MONTHS = 3  # finished ones that have attendance
BASIS = "Peraturan Bupati 12 tentang Tambahan Penghasilan Pegawai"
REASON = "Tabel TPP instansi"
HEADINGS = "NIP;Nama;Hari kerja;Hadir;Tanpa keterangan;Setengah hari;Menit terlambat;Cuti;Sakit"
LATE, ILL, LEAVE, ABSENT, UNREAD = 0.35, 0.08, 0.1, 0.03, 0.01


class Payroll:
    """The pay of some units, from the rules to a difference."""

    def __init__(
        self, agency: Agency, roster: Roster, days: Days, *, keeper: User, head: User
    ) -> None:
        self.agency, self.roster, self.days = agency, roster, days
        self.keeper, self.head = keeper, head
        # The newest first: the month in which one lives is not finished.
        self.months = months_back(days.today, MONTHS + 1)[1:]

    def write(self) -> None:
        """Everything, in the order in which it happened."""
        self._rules()
        self._bases()
        late = self._late()
        for month in reversed(self.months):
            self._attendance(month, without=late if month == self.months[1] else "")
        sheets = [self._paid(unit, self.months[1]) for unit in self._units()]
        if late:
            self._attendance(self.months[1], only=late)
        for sheet in sheets:
            self._current(sheet.unit)

    def _rules(self) -> None:
        since = self.months[-1]
        pack = pack_on(since, local=self.agency.local_packs)
        for clause, rows in table("allowance")["clauses"].items():
            figures: dict[str, Decimal | str] = {
                f"rows__{code}__percent": Decimal(str(value)) for code, value in rows.items()
            }
            given = Answer(pack.head.extends or pack.id, clause, figures, since, BASIS, REASON)
            rule = ask_rule(self.agency, given, by=self.keeper, on=since)
            grant_rule(rule, by=self.head, on=since)
            self.agency.refresh_from_db()

    def _bases(self) -> None:
        since = self.months[-1]
        made = make_table(self.agency, valid_from=since, basis=BASIS, by=self.keeper, on=since)
        rows = table("allowance")["bases"].items()
        text = "Kelas jabatan;TPP dasar\n" + "".join(f"{k};{v}\n" for k, v in rows)
        file = io.BytesIO(text.encode())
        import_bases(made, file, "tpp-dasar.csv", by=self.keeper, on=since)
        release_table(made, by=self.head, on=since)

    def _units(self) -> list[Unit]:
        """The largest unit that draws up a sheet, and the clinic."""
        rows = Unit.objects.filter(agency=self.agency).exclude(kind__in=INSIDE)
        counts = {unit: self._count(unit) for unit in rows.select_related("agency")}
        largest = max(counts, key=lambda unit: (counts[unit], unit.code))
        clinic = next(unit for unit in counts if unit.code == CLINIC)
        return list(dict.fromkeys((largest, clinic)))

    def _count(self, unit: Unit) -> int:
        return Assignment.objects.on(self.days.today).filter(unit__in=units_in(unit)).count()

    def _late(self) -> str:
        """Somebody of the clinic whose attendance came after the month was paid."""
        rows = Employee.objects.active().filter(agency=self.agency, unit__code=CLINIC)
        found = rows.exclude(nip="").order_by("-pk").first()
        return found.nip if found else ""

    def _attendance(self, month: date, *, without: str = "", only: str = "") -> None:
        """A file as the machine of an office gives it, read like any other."""
        lines = [
            self._row(person.nip, person.name, month)
            for person in self.roster.people
            if person.nip and person.nip != without and only in {"", person.nip}
        ]
        file = io.BytesIO("\n".join([HEADINGS, *lines]).encode())
        name = f"presensi-{month:%Y-%m}{'-susulan' if only else ''}.csv"
        plan = plan_attendance(self.agency, read_attendance(file, name, month), within=None)
        on = self.days.after(last_of(month), 24 if only else 3)
        write_attendance(plan, name, partial=True, by=self.keeper, on=on)

    def _row(self, nip: str, name: str, month: date) -> str:
        random = Random(f"{SEED}:attendance:{month}:{nip}")
        working = len(calendar_of(self.agency).workdays_of_month(month))
        absent = 1 if random.random() < ABSENT else 0
        half = 1 if random.random() < ABSENT else 0
        ill = random.randint(1, 3) if random.random() < ILL else 0
        leave = random.randint(1, 4) if random.random() < LEAVE else 0
        late = random.randint(3, 140) if random.random() < LATE else 0
        present = working - absent - ill - leave
        minutes = "" if random.random() < UNREAD else str(late)
        said = (write_number(Decimal(n)) for n in (working, present, absent, half))
        return ";".join([nip, name, *said, minutes, str(leave), str(ill)])

    def _paid(self, unit: Unit, month: date) -> AllowanceSheet:
        """Drawn up by the personnel office, locked by the head of the agency."""
        on = self.days.after(last_of(month), 5)
        sheet = draft_sheet(unit, month, by=self.keeper, on=on)
        check_sheet(sheet, by=self.keeper, on=on)
        return lock_sheet(sheet, by=self.head, on=self.days.after(last_of(month), 10))

    def _current(self, unit: Unit) -> None:
        """The month that is paid now: the largest unit's is being drawn up, the clinic's checked."""
        on = self.days.after(last_of(self.months[0]), 5)
        sheet = draft_sheet(unit, self.months[0], by=self.keeper, on=on)
        if unit.code == CLINIC:
            check_sheet(sheet, by=self.keeper, on=on)
