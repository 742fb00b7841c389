"""Files that the import hands back: the rejected rows, and an empty table to fill in."""

from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from pamong.documents import rejected
from pamong.documents.cells import text_of
from pamong.documents.writing import Heading, Out, write_xlsx
from pamong.people.importing.parsing import Parsed
from pamong.people.importing.plan import ImportPlan
from pamong.people.importing.said import Differences, Different
from pamong.people.sentences import FIELDS

CODES = {"nip", "foreign_id", "unit_code", "parent_code", "supervisor", "superior"}
TEMPLATE = (
    *("nip", "name", "title_before", "title_after", "kind", "rank", "sex", "born_on", "email"),
    *("position", "position_kind", "position_level", "position_grade", "is_head", "acting"),
    *(
        "since",
        "unit_code",
        "unit",
        "parent_code",
        "parent",
        "unit_since",
        "supervisor",
        "superior",
    ),
    *("contract_number", "contract_from", "contract_to", "hours_share"),
    *("left_on", "left_reason"),
)
TEMPLATE_HEADINGS = {
    "is_head": "Memimpin unit",
    "left_on": "Tanggal berhenti",
    "acting": "Plt",
    "since": "Mulai menjabat",
    "email": "Surel",
    "supervisor": "NIP penilai",
    "superior": "NIP atasan penilai",
    "unit": "Nama unit",
    "unit_since": "Unit berlaku sejak",
    "parent": "Nama unit induk",
    "position_level": "Jenjang",
}


def write_rejected(stream: BinaryIO, plan: ImportPlan) -> None:
    """The rejected rows; codes stay text."""
    rows = ((row.line, row.reason, [_out(cell) for cell in row.cells]) for row in plan.rejected)
    rejected.write_rejected(stream, _headings(plan.parsed), rows)


def _headings(parsed: Parsed) -> list[Heading]:
    guesses = parsed.columns.guesses
    return [Heading(guess.heading, "code" if guess.field in CODES else "text") for guess in guesses]


def _out(cell: object) -> Out:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell
    return text_of(cell)  # type: ignore[arg-type]


def write_template(stream: BinaryIO) -> None:
    """An empty table with every heading that the import reads."""
    headings = [
        Heading(
            TEMPLATE_HEADINGS.get(name) or str(FIELDS[name]), "code" if name in CODES else "text"
        )
        for name in TEMPLATE
    ]
    write_xlsx(stream, headings, [], sheet="Pegawai")


def write_differences(stream: BinaryIO, found: Differences) -> None:
    """One row for each who came, is named no more, or changed; a changed field is a row."""
    headings = [
        Heading(_("Perbedaan"), width=26),
        Heading("NIP", "code"),
        Heading(_("Nama"), width=32),
        Heading(_("Baris"), "number", 8),
        Heading(_("Data"), width=22),
        Heading(_("Berkas terakhir"), width=32),
        Heading(_("Berkas ini"), width=32),
    ]
    write_xlsx(stream, headings, _different(found), sheet=_("Perbedaan"))


def _different(found: Differences) -> Iterator[list[Out]]:
    for one in found.came:
        yield [came_word(one), one.nip, one.name, one.line]
    for one in found.left:
        yield [left_word(one), one.nip, one.name]
    for one in found.changed:
        for name, before, after in one.pairs:
            field = str(FIELDS.get(name, name))
            yield [_("Berubah"), one.nip, one.name, one.line, field, before, after]


def came_word(one: Different) -> str:
    """How one comes who was not in the last file."""
    return _("Datang, sudah tercatat") if one.is_known else _("Datang, baru")


def left_word(one: Different) -> str:
    """How one stands who is in this file no more."""
    return _("Tidak ada lagi, sudah berhenti") if one.is_gone else _("Tidak ada lagi")
