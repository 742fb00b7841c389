"""A workbook as plans: by NIP, with merged and blank cells filled from the row above."""

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from typing import BinaryIO

from django.utils.translation import gettext as _

from pamong.documents.cells import NoDayError, day_of, text_of
from pamong.documents.sheets import Row, Sheet, UnusableFileError, Value
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.measurement.doubt import target_fault
from pamong.measurement.models import Indicator
from pamong.people.importing.refusing import RowError
from pamong.people.importing.rows import nip_in
from pamong.people.nip import plain_nip
from pamong.performance.plan_files.columns import Places, heading_of, says, unread_in
from pamong.performance.plan_files.drafts import (
    DraftLine,
    DraftPlan,
    DraftResult,
    PlansRead,
    Rejected,
)
from pamong.performance.plan_files.targets import read_target

NUMBERED = re.compile(r"^\(?\d{1,2}\)?$")
EIGHTEEN = re.compile(r"(?<!\d)\d{18}(?!\d)")
YEARS = range(2000, 2101)
LONGEST_GROUP = 40


def read_plans_file(file: BinaryIO, name: str = "") -> PlansRead:
    """Read every sheet that has results or parts of plans; what cannot be read is set apart."""
    mark = hashlib.sha256()
    while piece := file.read(1 << 20):
        mark.update(piece)
    file.seek(0)
    read = PlansRead(mark.hexdigest(), name)
    found = [(sheet, heading_of(sheet)) for sheet in read_spreadsheet(file, name)]
    tables = [(sheet, head) for sheet, head in found if head]
    if not any("text" in places for _sheet, (_place, places) in tables):
        raise UnusableFileError(
            _("Judul kolom Rencana Hasil Kerja dan Indikator Kinerja Individu tidak ditemukan.")
        )
    for sheet, (place, places) in sorted(tables, key=lambda it: "text" not in it[1][1]):
        reader = _SheetReader(read, sheet, place, places, is_alone=len(tables) == 1)
        reader.read_all()
    return read


class _SheetReader:
    """Reads one sheet row by row, keeping whose row it was and under which group."""

    def __init__(
        self, read: PlansRead, sheet: Sheet, place: int, places: Places, *, is_alone: bool
    ) -> None:
        self.read, self.places = read, places
        self.sheet = "" if is_alone else sheet.name
        self.rows = sheet.rows[place + 1 :]
        self.nip = _nip_above(sheet.rows[:place]) if "nip" not in places else ""
        self.is_main = True
        self.plan: DraftPlan | None = None
        heading = sheet.rows[place]
        if "text" in places:
            read.headings = [text_of(cell) for cell in heading.cells]
            read.unread += unread_in(heading, places)

    def read_all(self) -> None:
        """Read each row; a fault of one stays with its plan."""
        for row in self.rows:
            if _is_numbering(row) or self._is_group(row) or self._is_example(row):
                continue
            try:
                self._read(row)
            except RowError as error:
                self.read.rejected.append(Rejected(row.line, row.cells, str(error), self.sheet))
                self.plan = None

    def _is_group(self, row: Row) -> bool:
        """`A. UTAMA` and `B. TAMBAHAN` stand alone in their rows."""
        texts = {text for cell in row.cells if (text := text_of(cell))}
        if len(texts) != 1 or len(text := texts.pop()) > LONGEST_GROUP:
            return False
        is_main, is_additional = says(text, "main"), says(text, "additional")
        if is_main or is_additional:
            self.is_main = is_main
        return is_main or is_additional

    def _is_example(self, row: Row) -> bool:
        return says(self._text(row, "nip"), "example")

    def _read(self, row: Row) -> None:
        if "part" in self.places:
            self._read_side(row)
            return
        plan = self._plan_of(row)
        plan.rows.append((row.line, row.cells, self.sheet))
        self._read_period(row, plan)
        result = self._result_of(row, plan)
        name = self._text(row, "name")
        if result is None:
            plan.faults.append((row.line, _("Rencana hasil kerja kosong.")))
        elif name:
            line = self._line(row, name)
            result.lines.append(line)
            if line.target is not None:
                fault = target_fault(line.target, line.unit, line.direction)
                plan.faults += [(row.line, fault)] if fault else []
        elif self._text(row, "target"):
            plan.faults.append((row.line, _("Indikator kosong, padahal targetnya diisi.")))

    def _read_side(self, row: Row) -> None:
        """A part belongs to every plan of the person, or to the one whose period the row names."""
        side = (row.line, self._text(row, "part"), self._text(row, "content"))
        nip = nip_in(self._cell(row, "nip")) if "nip" in self.places else self.nip
        own = [found for found in self.read.plans if found.nip == nip]
        if self._begins(row) is not None or len(own) < 2:  # noqa: PLR2004 — more than one
            own = [self._plan_of(row)]
        self.plan = own[-1]
        for plan in own:
            plan.rows.append((row.line, row.cells, self.sheet))
            plan.sides.append(side)

    def _plan_of(self, row: Row) -> DraftPlan:
        own = self._cell(row, "nip")
        nip = nip_in(own) if "nip" in self.places else self.nip
        if not nip and self.plan:
            nip = self.plan.nip
        if not nip:
            raise RowError(_("NIP kosong: isi 18 angka."))
        return self._turn_to(nip, row)

    def _turn_to(self, nip: str, row: Row) -> DraftPlan:
        """The person's plan of the period that the row names; without one that of the row above."""
        begins, plan = self._begins(row), self.plan
        if plan and plan.nip == nip and (begins is None or plan.begins in {None, begins}):
            return plan
        own = [found for found in self.read.plans if found.nip == nip]
        if begins is None and len(own) > 1:
            raise RowError(_("Orang ini punya beberapa periode di berkas: isi Periode Awal."))
        if begins:
            own = [found for found in own if found.begins in {None, begins}]
        self.is_main = True
        self.plan = own[0] if own else DraftPlan(nip, row.line)
        if not own:
            self.read.plans.append(self.plan)
        return self.plan

    def _begins(self, row: Row) -> date | None:
        """The first day that the row names, itself or by its year; a fault is said later."""
        try:
            day = day_of(self._cell(row, "starts_on"))
        except NoDayError:
            return None
        year = self._text(row, "year")
        if day is None and year.isdecimal() and int(year) in YEARS:
            return date(int(year), 1, 1)
        return day

    def _read_period(self, row: Row, plan: DraftPlan) -> None:
        for name in ("starts_on", "ends_on", "agreed_on"):
            day = self._day(row, name, plan)
            if day and name == "ends_on" and plan.ends_on not in {None, day}:
                said = _("Satu periode dengan dua hari terakhir: periksa Periode Akhir.")
                plan.faults.append((row.line, said))
            if day:
                setattr(plan, name, day)
        year = self._text(row, "year")
        if year.isdecimal() and int(year) in YEARS:
            plan.year = int(year)
        elif year:
            plan.faults.append((row.line, _("Tahun tidak terbaca: %(year)s.") % {"year": year}))
        if says(self._text(row, "approach"), "qualitative"):
            plan.is_qualitative = True

    def _result_of(self, row: Row, plan: DraftPlan) -> DraftResult | None:
        """The row's own result, or the one above where the cell is blank or says the same."""
        text, kind = self._text(row, "text"), self._text(row, "kind")
        is_main = not says(kind, "additional") if kind else self.is_main
        last = plan.results[-1] if plan.results else None
        if last and (not text or (text == last.text and is_main == last.is_main)):
            last.serves = last.serves or self._text(row, "serves")
            return last
        if not text:
            return None
        result = DraftResult(
            *(row.line, text, is_main, self._text(row, "serves"), self._text(row, "assigned_by"))
        )
        plan.results.append(result)
        return result

    def _line(self, row: Row, name: str) -> DraftLine:
        found = read_target(self._cell(row, "target"), self._text(row, "unit"))
        told, direction = self._text(row, "direction"), found.direction
        if says(told, "less"):
            direction = Indicator.Direction.LESS.value
        elif says(told, "more"):
            direction = Indicator.Direction.MORE.value
        return DraftLine(
            row.line,
            name,
            aspect=self._text(row, "aspect"),
            perspective=self._text(row, "perspective"),
            target=found.value,
            target_text=found.text,
            unit=found.unit,
            direction=direction or Indicator.Direction.MORE.value,
            source=self._text(row, "source"),
        )

    def _cell(self, row: Row, name: str) -> Value:
        return row.cell(self.places[name]) if name in self.places else None

    def _text(self, row: Row, name: str) -> str:
        return text_of(self._cell(row, name))

    def _day(self, row: Row, name: str, plan: DraftPlan) -> date | None:
        try:
            return day_of(self._cell(row, name))
        except NoDayError as error:
            said = _("Tanggal tidak terbaca: %(text)s.") % {"text": str(error)[:40]}
            plan.faults.append((row.line, said))
            return None


def _is_numbering(row: Row) -> bool:
    """The row "(1) (2) (3)" that forms carry under their headings."""
    texts = [text for cell in row.cells if (text := text_of(cell))]
    return len(texts) > 1 and all(NUMBERED.match(text) for text in texts)


def _nip_above(rows: Sequence[Row]) -> str:
    """The first NIP above the table: on the national form that is the one who is rated."""
    for row in rows:
        for cell in row.cells:
            if found := EIGHTEEN.search(plain_nip(text_of(cell))):
                return found[0]
    return ""
