"""A table of teams as rows: one a member, each with its team and the team's leader."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.documents.sheets import UnusableFileError
from pamong.people.headed import CellError, HeadedRow, headed_rows
from pamong.people.left_out import Rejected
from pamong.people.teams.actions import Span
from pamong.people.teams.queries import name_key
from pamong.ui.numbers import say_number

FIELDS = {
    "name": ("nama tim", "tim", "tim kerja", "team"),
    "leader": ("nip ketua", "nip ketua tim", "ketua", "ketua tim", "leader"),
    "nip": ("nip anggota", "nip", "anggota", "member"),
    "role": ("peran dalam tim", "peran", "role"),
    "first": ("dari", "mulai", "tanggal mulai", "from", "start"),
    "last": ("sampai", "selesai", "tanggal selesai", "to", "until", "end"),
    "mandate": ("dasar penugasan", "dasar", "nomor sk", "sk", "mandate"),
}
NEEDED = ("name", "leader", "first")
NAME, ROLE, MOST_ROWS = 200, 120, 500
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TeamRow:
    """What a row says; without a member it tells of the team alone."""

    line: int
    name: str
    leader: str
    member: str
    role: str
    mandate: str
    span: Span

    @property
    def key(self) -> str:
        """The name as two rows of one team share it."""
        return name_key(self.name)

    @property
    def said(self) -> str:
        """The row in a few words."""
        return " · ".join(part for part in (self.name, self.member or self.leader) if part)


@dataclass(slots=True)
class ReadTeams:
    """The rows of a file that can be read, and the others."""

    rows: list[TeamRow] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


def read_teams(file: BinaryIO, name: str) -> ReadTeams:
    """The rows of a file; one that cannot be read is set apart with the reason."""
    found = ReadTeams()
    rows = headed_rows(file, name, FIELDS, NEEDED)
    if len(rows) > MOST_ROWS:
        raise UnusableFileError(
            _("Berkas ini lebih dari %(most)s baris: bagi menjadi beberapa berkas.")
            % {"most": say_number(MOST_ROWS)}
        )
    for row in rows:
        if not row.said:
            continue
        try:
            found.rows.append(_read(row))
        except CellError as error:
            found.rejected.append(Rejected(row.line, row.said, str(error)))
    return found


def _read(row: HeadedRow) -> TeamRow:
    name = row.text("name")[:NAME]
    if not name:
        raise CellError(_("Isi nama tim."))
    first, last = row.day("first", "Dari"), row.day("last", "Sampai")
    if first is None:
        raise CellError(_("Isi tanggal Dari."))
    if last and last < first:
        raise CellError(_("Tanggal Sampai tidak boleh sebelum Dari."))
    member = row.nip() if row.text("nip") else ""
    return TeamRow(
        row.line,
        name,
        row.nip("leader"),
        member,
        row.text("role")[:ROLE],
        row.text("mandate")[:NAME],
        Span(first, last + DAY if last else None),
    )


def packed(rows: Iterable[TeamRow]) -> str:
    """The rows as a hidden field carries them from the preview to the confirmation."""
    return json.dumps([_packed(row) for row in rows])


def _packed(row: TeamRow) -> Sequence[Any]:
    span = row.span
    days = [str(span.begins), str(span.ends) if span.ends else ""]
    return [row.line, row.name, row.leader, row.member, row.role, row.mandate, *days]


def unpacked(text: str) -> list[TeamRow]:
    """The rows again; what our page could not have sent is refused."""
    try:
        return [_unpacked(*row) for row in json.loads(text)][:MOST_ROWS]
    except (ValueError, TypeError, AttributeError):
        raise ValidationError(_("Isian tidak utuh. Unggah lagi berkasnya.")) from None


def _unpacked(line: int, *told: str) -> TeamRow:
    name, leader, member, role, mandate, begins, ends = (str(text) for text in told)
    span = Span(date.fromisoformat(begins), date.fromisoformat(ends) if ends else None)
    return TeamRow(int(line), name[:NAME], leader, member, role[:ROLE], mandate[:NAME], span)
