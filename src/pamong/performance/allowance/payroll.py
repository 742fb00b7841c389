"""The sheet as the payroll reads it: its own columns, real numbers, NIP as text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, BinaryIO, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.writing import Heading, Out, write_csv, write_xlsx
from pamong.performance.allowance.words import findings_of, missing_of, predicate_of, reasons_of
from pamong.performance.models import AllowanceLine

Kind = Literal["text", "code", "number", "day"]
# Field → its words, its kind, and where it comes from.
FIELDS: dict[str, tuple[Any, Kind, Callable[[AllowanceLine], Out]]] = {
    "nip": (gettext_lazy("NIP"), "code", lambda line: line.nip),
    "name": (gettext_lazy("Nama"), "text", lambda line: line.name),
    "unit": (gettext_lazy("Unit"), "text", lambda line: line.unit_name),
    "position": (gettext_lazy("Jabatan"), "text", lambda line: line.position_name),
    "grade": (gettext_lazy("Kelas jabatan"), "number", lambda line: line.grade),
    "kind": (gettext_lazy("Jenis baris"), "text", lambda line: str(line.get_kind_display())),
    "month": (gettext_lazy("Bulan"), "text", lambda line: f"{line.month:%Y-%m}"),
    "days": (gettext_lazy("Jumlah hari"), "number", lambda line: line.days),
    "hours_share": (
        gettext_lazy("Bagian jam kerja"),
        "number",
        lambda line: line.hours_share,
    ),
    "base": (gettext_lazy("TPP dasar"), "number", lambda line: line.base),
    "attendance_percent": (
        gettext_lazy("Persentase kehadiran"),
        "number",
        lambda line: line.attendance_percent,
    ),
    "attendance": (gettext_lazy("TPP kehadiran"), "number", lambda line: line.attendance),
    "predicate": (gettext_lazy("Predikat"), "text", predicate_of),
    "predicate_percent": (
        gettext_lazy("Persentase kinerja"),
        "number",
        lambda line: line.predicate_percent,
    ),
    "performance": (gettext_lazy("TPP kinerja"), "number", lambda line: line.performance),
    "cut": (gettext_lazy("Potongan disiplin"), "number", lambda line: line.cut),
    "total": (gettext_lazy("TPP dibayar"), "number", lambda line: line.total),
    "note": (
        gettext_lazy("Keterangan"),
        "text",
        lambda line: " ".join([*missing_of(line), *findings_of(line), *reasons_of(line)]),
    ),
}
Columns = Sequence[tuple[str, str]]


def standard() -> list[tuple[str, str]]:
    """Every column under our own words, where an agency chose none."""
    return [(name, str(label)) for name, (label, _kind, _read) in FIELDS.items()]


def headings(columns: Columns) -> list[Heading]:
    """The chosen columns."""
    return [Heading(heading, FIELDS[name][1]) for name, heading in columns]


def rows(columns: Columns, lines: Iterable[AllowanceLine]) -> Iterator[list[Out]]:
    """A row a line; what is missing is an empty cell."""
    readers = [FIELDS[name][2] for name, _heading in columns]
    for line in lines:
        yield [read(line) for read in readers]


def write_payroll_xlsx(stream: BinaryIO, columns: Columns, lines: Iterable[AllowanceLine]) -> None:
    """The sheet as a workbook."""
    write_xlsx(stream, headings(columns), rows(columns, lines), sheet=_("TPP"))


def write_payroll_csv(columns: Columns, lines: Iterable[AllowanceLine]) -> Iterator[bytes]:
    """The sheet as text."""
    return write_csv(headings(columns), rows(columns, lines), delimiter=";")
