"""Reads a spreadsheet of any usual kind; what it is, its content says, never its name."""

import tempfile
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from pamong.documents.delimited import read_delimited
from pamong.documents.sheets import MAX_BYTES, Sheet, UnusableFileError
from pamong.documents.workbooks import read_workbook

PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml")


def read_spreadsheet(file: BinaryIO, name: str = "") -> list[Sheet]:
    """Every sheet of an XLSX, XLS, ODS or text table, each row with its line and typed cells."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnusableFileError(
            _("Berkas ini lebih dari %(most)s MB: bagi menjadi beberapa berkas.")
            % {"most": MAX_BYTES // 1024**2}
        )
    if not data.strip(b"\0 \r\n\t"):
        raise UnusableFileError(_("Berkas ini kosong."))
    if data.startswith(PACKED):
        sheets = _read_packed(data)
    else:
        refuse_other_kinds(data)
        sheets = [read_delimited(data, name)]
    if not any(sheet.rows for sheet in sheets):
        raise UnusableFileError(_("Berkas ini tidak berisi baris."))
    return sheets


def _read_packed(data: bytes) -> list[Sheet]:
    with tempfile.TemporaryDirectory(prefix="pamong-") as folder:
        path = Path(folder) / "workbook"
        path.write_bytes(data)
        return read_workbook(path)


def refuse_other_kinds(data: bytes) -> None:
    """Say what the beginning of the content is, where it is a usual kind and no table."""
    start = data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if data.startswith(b"%PDF"):
        raise UnusableFileError(_("Berkas ini PDF: unggah berkas XLSX atau CSV."))
    if data.startswith(b"\x1f\x8b"):
        raise UnusableFileError(
            _("Berkas ini berupa arsip terkompresi: ekstrak dahulu, lalu unggah isinya.")
        )
    if data.startswith(PICTURES):
        raise UnusableFileError(_("Berkas ini gambar: unggah berkas XLSX atau CSV."))
    if start.startswith(PAGES):
        raise UnusableFileError(
            _(
                "Berkas ini halaman web, bukan lembar kerja: buka di Excel, lalu simpan sebagai XLSX."
            )
        )
