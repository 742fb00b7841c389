"""The download itself: a ZIP that is written while it is read, one piece of a file at a time."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any, cast

from django.utils.translation import gettext as _

from pamong.documents.writing import Out, Page, write_book
from pamong.people.own_data.parts import OwnFile, OwnSheet
from pamong.ui.numbers import say_number

PIECE = 256 * 1024
Told = list[tuple[str, str, int]]  # a sheet's name, what it is, how many rows


class Outlet(io.RawIOBase):
    """Where the ZIP is written: holds what was not handed on yet, and cannot go back."""

    def __init__(self) -> None:
        super().__init__()
        self.held = bytearray()

    def writable(self) -> bool:
        """It takes bytes."""
        return True

    def write(self, data: Any) -> int:
        """Hold them until they are taken."""
        self.held += data
        return len(data)

    def taken(self) -> bytes:
        """What was held."""
        data = bytes(self.held)
        self.held.clear()
        return data


def write_sheets(sheets: Iterable[OwnSheet]) -> tuple[IO[bytes], Told]:
    """The workbook, and what to tell of each sheet."""
    stream = io.BytesIO()  # of one person: a few megabytes at most
    told: Told = []
    write_book(stream, _pages(sheets, told))
    stream.seek(0)
    return stream, told


def _pages(sheets: Iterable[OwnSheet], told: Told) -> Iterator[Page]:
    for sheet in sheets:
        rows = list[None]()
        yield Page(sheet.name, sheet.headings, _counted(sheet.rows, rows))
        told.append((sheet.name, sheet.about, len(rows)))


def _counted(rows: Iterable[Sequence[Out]], seen: list[None]) -> Iterator[Sequence[Out]]:
    for row in rows:
        seen.append(None)
        yield row


def packed(
    texts: Sequence[tuple[str, str]],
    books: Sequence[tuple[str, IO[bytes]]],
    files: Iterable[OwnFile],
    opened: Callable[[str], Any],
) -> Iterator[bytes]:
    """The ZIP in pieces; a file that the disk has lost is named in a list at its end."""
    outlet, lost = Outlet(), list[str]()
    with zipfile.ZipFile(cast("IO[bytes]", outlet), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts:
            archive.writestr(name, text)
        for name, stream in books:
            yield from _copied(archive, outlet, name, stream)
        for file in files:
            try:
                stream = opened(file.path)
            except FileNotFoundError:
                lost.append(file.name)
                continue
            with stream:
                yield from _copied(archive, outlet, file.name, stream)
        if lost:
            archive.writestr(_("BERKAS YANG TIDAK ADA.txt"), _lost_said(lost))
    yield outlet.taken()


def _copied(
    archive: zipfile.ZipFile, outlet: Outlet, name: str, stream: IO[bytes]
) -> Iterator[bytes]:
    part = zipfile.ZipInfo(name)
    part.compress_type = zipfile.ZIP_STORED  # pictures, PDF and workbooks are packed already
    with archive.open(part, "w", force_zip64=True) as member:
        while data := stream.read(PIECE):
            member.write(data)
            yield outlet.taken()


def _lost_said(names: Sequence[str]) -> str:
    head = _("Berkas ini tercatat di lembar Bukti dukung, tetapi tidak ditemukan di server:")
    return "\r\n".join([head, *names, ""])


def readme(head: Sequence[str], told: Told, tail: Sequence[str]) -> str:
    """In plain words what each sheet is, with its number of rows; lines that every program breaks."""
    lines = [*head, ""]
    for place, (name, about, count) in enumerate(told, start=1):
        rows = _("%(n)s baris") % {"n": say_number(count)} if count else _("tidak ada isi")
        lines += [f"{place}. {name} ({rows})", f"   {about}", ""]
    return "\ufeff" + "\r\n".join([*lines, *tail, ""])
