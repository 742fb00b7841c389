"""One row of the file as a person: values that the file gives, and what is odd about them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pamong.documents.cells import (
    NoDayError,
    day_form,
    day_of,
    is_number,
    is_scientific,
    text_of,
)
from pamong.documents.sheets import Row, Value
from pamong.people.importing.columns import Columns
from pamong.people.importing.contracts import ContractCells, ContractSaid, said_contract
from pamong.people.importing.folding import folded, table, word_code
from pamong.people.importing.names import split_titles, why_no_name, without_titles
from pamong.people.importing.posts import PostFacts, is_understood, post_facts, split_acting
from pamong.people.importing.refusing import RowError
from pamong.people.importing.titles import refuse_no_title
from pamong.people.leaving.reasons import reason_named
from pamong.people.models import Assignment, Employee, Position
from pamong.people.nip import WITH_MONTH, has_month, is_nip, plain_nip, sex_in

CIVIL_RANK = re.compile(r"\b(?:IV|I{1,3})\s?/\s?[A-Ea-e]\b")
CONTRACT_RANK = re.compile(r"\b(?:X?(?:IX|IV|V?I{1,3}|V)|X)\b(?!\s?/\s?[A-Za-z])")
EMAIL = re.compile(r"^[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+$")
ROUNDED = re.compile(r"^\d[.,]\d+[eE]\+?\d+$")  # a code that a program took for a number
APOSTROPHES = ("'", "`", "’")
CODES = ("nip", "foreign_id", "unit_code", "parent_code")
LETTERS_OF_SEX = {"M", "F"}
EMPTY = {"", "-", "–", "0", "NULL", "NONE", "N/A"}
LIMITS = {"name": 200, "title_before": 60, "title_after": 120, "rank": 10, "email": 254}
POST_LENGTH, UNIT_LENGTH, CODE_LENGTH, LEVEL_LENGTH, CONTRACT_LENGTH = 250, 250, 60, 40, 120
LAST_GRADE = 99


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """The unit that a row names."""

    code: str = ""
    name: str = ""
    parent_code: str = ""
    parent: str = ""
    since: date | None = None  # from which day it bears this name and stands there


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd that does not stop the row."""

    line: int
    code: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is not imported, with its cells as they were, and why."""

    line: int
    cells: Sequence[Value]
    reason: str


def rank_in(text: str) -> str:
    """The golongan that a cell tells, nothing where it is none: II/z is not II."""
    found = CIVIL_RANK.search(text) or CONTRACT_RANK.search(text)
    return found[0].replace(" ", "") if found else ""


def nip_in(cell: Value) -> str:
    """The digits of a NIP, nothing in an empty cell; RowError where a program spoilt them."""
    if is_number(cell) and cell != 0:
        raise RowError(
            _(
                "NIP tersimpan sebagai angka sehingga angka terakhirnya hilang: "
                "ubah format kolom NIP menjadi teks, lalu isi lagi."
            )
        )
    text = text_of(cell)
    if is_scientific(text):
        raise RowError(
            _(
                "NIP tertulis sebagai %(nip)s: ubah format kolom NIP menjadi teks, "
                "lalu isi lagi 18 angkanya."
            )
            % {"nip": text}
        )
    if text.upper() in EMPTY:
        return ""
    nip = plain_nip(text)
    if not is_nip(nip):
        raise RowError(_("NIP bukan 18 angka: %(nip)s.") % {"nip": text[:40]})
    return nip


@dataclass(slots=True)
class PersonRow:
    """One person, or one more post of a person when `held` is not definitive."""

    line: int
    cells: Sequence[Value]
    nip: str = ""
    foreign_id: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    unit: UnitFacts | None = None
    post: PostFacts | None = None
    held: str = Assignment.Kind.DEFINITIVE.value
    since: date | None = None
    supervisor: str = ""
    superior: str = ""
    contracts: list[ContractSaid] = field(default_factory=list)
    standing: str = ""  # "kedudukan hukum" where it says that the person has left
    leaves: str = ""  # why, in the words of the file
    kind: str = ""  # as far as the row tells, also where it says it only between the lines
    is_guessed: bool = False  # the kind, from nothing but the number

    @property
    def is_extra_post(self) -> bool:
        """Whether the row adds an acting post to a person."""
        return self.held != Assignment.Kind.DEFINITIVE


def _is_even(rows: Sequence[Row], width: int) -> bool:
    """Whether rows end where the headings do; a separator at the end of every row is no excess.

    One longer row alone shows no such habit: nobody can tell it from a row that has moved.
    """
    exact = sum(len(row.cells) == width for row in rows)
    longer = sum(len(row.cells) > width for row in rows)
    return longer == 1 or exact >= longer


class RowReader:
    """Reads rows by the columns of one file, and gathers what is odd."""

    def __init__(self, columns: Columns, rows: Sequence[Row] = ()) -> None:
        self.columns = columns
        self.is_even = _is_even(rows, len(columns.guesses))
        self.findings: list[Finding] = []
        self.readings: list[Finding] = []  # understood without a doubt, yet worth saying
        self.splits_titles = not columns.has("title_before", "title_after")

    def person(self, row: Row) -> PersonRow:
        """The row as a person; RowError when it names nobody."""
        self._refuse_shifted(row)
        person = PersonRow(row.line, row.cells)
        person.nip, person.foreign_id = self._nip(row), self._text(row, "foreign_id", 120)
        self._read_name(row, person)
        self._read_post(row, person)
        self._read_facts(row, person)
        person.unit = self._unit(row)
        person.supervisor, person.superior = (
            self._who(row, "supervisor"),
            self._who(row, "superior"),
        )
        self._read_kind(row, person)
        self._read_standing(row, person)
        self._read_left_reason(row, person)
        self._read_contract(row, person)
        self._read_marks(row, person)
        is_official = person.kind == Employee.Kind.POLITICAL
        if not (person.nip or person.foreign_id or is_official):
            raise RowError(_("NIP kosong: isi 18 angka."))
        self._read_doubts(row, person, is_official=is_official)
        return person

    def _read_doubts(self, row: Row, person: PersonRow, *, is_official: bool) -> None:
        """A number that is not there, or that says another sex than the column."""
        if not (person.nip or is_official):
            self.findings.append(Finding(row.line, "no_nip"))
        told = sex_in(person.nip)
        if told and person.values.get("sex", told) != told:
            self.findings.append(Finding(row.line, "sex_differs"))

    def _refuse_shifted(self, row: Row) -> None:
        """A value with an unquoted separator in it moves all that follows into the wrong column."""
        width = len(self.columns.guesses)
        beyond = row.cells[width:]
        if any(text_of(cell) for cell in beyond) or (beyond and self.is_even):
            raise RowError(
                _(
                    "Baris ini lebih panjang daripada judulnya: ada tanda pemisah di dalam isi atau "
                    "di ujung baris. Apit isi itu dengan tanda kutip, atau hapus pemisah di ujungnya."
                )
            )

    def _cells(self, row: Row, name: str) -> list[Value]:
        return [row.cell(place) for place in self.columns.places.get(name, ())]

    def _cell(self, row: Row, name: str) -> Value:
        places = self.columns.places.get(name)
        return row.cell(places[0]) if places else None

    def _text(self, row: Row, name: str, limit: int) -> str:
        text = text_of(self._cell(row, name))
        if text.upper() in EMPTY:
            return ""
        if len(text) > limit:
            self.findings.append(Finding(row.line, "too_long", name))
            return ""
        if name in CODES and ROUNDED.match(text):
            self.findings.append(Finding(row.line, "rounded_code", name))
            return ""
        return text

    def _nip(self, row: Row) -> str:
        return nip_in(self._cell(row, "nip"))

    def _read_name(self, row: Row, person: PersonRow) -> None:
        if reason := why_no_name(self._cell(row, "name")):
            raise RowError(reason)
        text = text_of(self._cell(row, "name"))
        before, name, after = split_titles(text) if self.splits_titles else ("", text, "")
        titles = {
            field_name: title or self._text(row, field_name, LIMITS[field_name])
            for field_name, title in (("title_before", before), ("title_after", after))
        }
        if not self.splits_titles:
            name = without_titles(text, titles["title_before"], titles["title_after"])
        if len(name) > LIMITS["name"]:
            raise RowError(_("Nama lebih dari 200 huruf."))
        person.values["name"] = name
        for field_name, said in titles.items():
            if said and len(said) <= LIMITS[field_name]:
                person.values[field_name] = said

    def _read_facts(self, row: Row, person: PersonRow) -> None:
        for name in ("born_on", "joined_on", "left_on"):
            if day := self._day(row, name):
                person.values[name] = day
        person.since = self._day(row, "since")
        rank = self._text(row, "rank", 100)
        if found := rank_in(rank):
            person.values["rank"] = found
        elif rank:
            self.findings.append(Finding(row.line, "unknown_rank", rank))
        if sex := self._sex(row):
            person.values["sex"] = sex
        self._read_email(row, person)

    def _read_email(self, row: Row, person: PersonRow) -> None:
        """The first of the columns with a usable address; that of the office comes first."""
        texts = [text_of(cell).lower() for cell in self._cells(row, "email")]
        filled = [text for text in texts if text.upper() not in EMPTY]
        good = [text for text in filled if EMAIL.match(text) and len(text) <= LIMITS["email"]]
        if filled and filled[:1] != good[:1]:
            self.findings.append(Finding(row.line, "unread", "email"))
        if good:
            person.values["email"] = good[0]
            if texts[0] != good[0]:
                self.readings.append(Finding(row.line, "read_other_email"))

    def _day(self, row: Row, name: str) -> date | None:
        cell = self._cell(row, name)
        try:
            day = day_of(cell)
        except NoDayError:
            self.findings.append(Finding(row.line, "unread", name))
            return None
        if day and (form := day_form(cell)):
            self.readings.append(Finding(row.line, f"read_{form}", name))
        return day

    def _sex(self, row: Row) -> str:
        text, words = folded(text_of(self._cell(row, "sex"))), table("words")
        if not text:
            return ""
        if text in LETTERS_OF_SEX:
            self.readings.append(Finding(row.line, "read_sex"))
        if text in words["male"]:
            return Employee.Sex.MALE.value
        if text in words["female"]:
            return Employee.Sex.FEMALE.value
        self.findings.append(Finding(row.line, "unread", "sex"))
        return ""

    def _read_kind(self, row: Row, person: PersonRow) -> None:
        told = [*self._cells(row, "kind"), *self._cells(row, "standing")]
        said = folded(" ".join(text_of(cell) for cell in told))
        if code := word_code(said, "kind"):
            person.values["kind"] = person.kind = code
        elif person.post and person.post.kind == Position.Kind.POLITICAL and not person.nip:
            person.values["kind"] = person.kind = Employee.Kind.POLITICAL.value
        elif person.nip and not has_month(person.nip):
            self._guess_kind(person)
        else:
            person.kind = Employee.Kind.PNS.value

    def _guess_kind(self, person: PersonRow) -> None:
        """Of a number without a month: a golongan with a letter is a PNS's, all else is read as PPPK."""
        rank = person.values.get("rank", "")
        person.kind = Employee.Kind.PNS.value if "/" in rank else Employee.Kind.PPPK.value
        person.is_guessed = not rank

    def _read_standing(self, row: Row, person: PersonRow) -> None:
        """Who has left, and who is away while keeping the post."""
        text = self._text(row, "standing", POST_LENGTH)
        code = word_code(folded(text), "standing")
        if code == "left":
            person.standing = text
            if reason := reason_named(text):
                person.values["left_reason"] = reason
        elif code not in {"", "serves"}:
            self.findings.append(Finding(row.line, f"standing_{code}", text))
        elif text and not code:
            self.findings.append(Finding(row.line, "standing_unknown", text))

    def _read_left_reason(self, row: Row, person: PersonRow) -> None:
        """Why the person left, where a column of its own says it: that comes before the standing."""
        text = self._text(row, "left_reason", POST_LENGTH)
        if reason := reason_named(text) if text else "":
            person.values["left_reason"] = reason
            person.leaves = text
        elif text:
            self.findings.append(Finding(row.line, "unknown_left_reason", text))

    def _read_contract(self, row: Row, person: PersonRow) -> None:
        """Days, share of hours and number of a contract; nothing where the row has none of them."""
        letter = self._text(row, "contract_number", CONTRACT_LENGTH)
        cells = ContractCells(
            *(self._cell(row, name) for name in ("contract_from", "contract_to", "hours_share"))
        )
        if not letter and all(
            cell in {None, ""} for cell in (cells.first, cells.last, cells.share)
        ):
            return
        said = said_contract(cells, letter)
        if said:
            person.contracts.append(said)
        elif letter:
            self.findings.append(Finding(row.line, "contract_undated", letter))

    def _read_marks(self, row: Row, person: PersonRow) -> None:
        """Codes that are kept as text by an apostrophe, and numbers of contracts, which have no month."""
        for name in CODES:
            cell = self._cell(row, name)
            if isinstance(cell, str) and cell.strip().startswith(APOSTROPHES):
                self.readings.append(Finding(row.line, "read_apostrophe", name))
        is_contract = person.kind not in WITH_MONTH and not person.is_guessed
        if is_contract and person.nip and not has_month(person.nip):
            self.readings.append(Finding(row.line, "read_contract", person.nip[12:14]))

    def _read_post(self, row: Row, person: PersonRow) -> None:
        mark = text_of(self._cell(row, "acting"))
        name, person.held = split_acting(self._text(row, "position", POST_LENGTH), mark)
        if not name:
            return
        if mark.upper() not in EMPTY and not is_understood(mark):
            self.findings.append(Finding(row.line, "odd_acting", mark[:LEVEL_LENGTH]))
        refuse_no_title(name, "position")
        kind = self._text(row, "position_kind", POST_LENGTH)
        level = self._text(row, "position_level", LEVEL_LENGTH)
        head = text_of(self._cell(row, "is_head"))
        person.post = post_facts(name, kind, level, self._grade(row), head)

    def _grade(self, row: Row) -> int | None:
        text = text_of(self._cell(row, "position_grade"))
        if not text or text.upper() in EMPTY:
            return None
        if text.isdecimal() and int(text) <= LAST_GRADE:
            return int(text)
        self.findings.append(Finding(row.line, "unread", "position_grade"))
        return None

    def _unit(self, row: Row) -> UnitFacts | None:
        code, name = self._text(row, "unit_code", CODE_LENGTH), self._text(row, "unit", UNIT_LENGTH)
        if not (code or name):
            return None
        parent_code = self._text(row, "parent_code", CODE_LENGTH)
        parent = self._text(row, "parent", UNIT_LENGTH)
        for text, column in ((name, "unit"), (parent, "parent")):
            refuse_no_title(text, column)
        return UnitFacts(code, name, parent_code, parent, self._day(row, "unit_since"))

    def _who(self, row: Row, name: str) -> str:
        """A NIP, or the name of one who has none."""
        cell = self._cell(row, name)
        text = text_of(cell)
        if (is_number(cell) and cell != 0) or is_scientific(text):
            self.findings.append(Finding(row.line, "unread", name))
            return ""
        nip = plain_nip(text)
        return nip if is_nip(nip) else "" if text.upper() in EMPTY else text[: LIMITS["name"]]
