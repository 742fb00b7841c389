"""What a file is, by its content and never by its name: a small set that offices use, nothing that runs."""

import io
import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_ENTRIES = 5000  # of an office file; more is no report
MAX_LISTING = 1024 * 1024  # of the part that names the file's kinds
HEAD = 4096
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class Kind:
    """A type that is accepted, with the ending its downloads get and its name for people."""

    media_type: str
    ending: str
    name: str


PDF = Kind("application/pdf", "pdf", "PDF")
JPEG = Kind("image/jpeg", "jpg", "JPEG")
PNG = Kind("image/png", "png", "PNG")
WEBP = Kind("image/webp", "webp", "WEBP")
XLSX = Kind(f"{OFFICE}spreadsheetml.sheet", "xlsx", "XLSX")
DOCX = Kind(f"{OFFICE}wordprocessingml.document", "docx", "DOCX")
PPTX = Kind(f"{OFFICE}presentationml.presentation", "pptx", "PPTX")
ODT = Kind(f"{OPEN}text", "odt", "ODT")
ODS = Kind(f"{OPEN}spreadsheet", "ods", "ODS")
TEXT = Kind("text/plain; charset=utf-8", "txt", "TXT")
CSV = Kind("text/csv; charset=utf-8", "csv", "CSV")
KINDS = (PDF, JPEG, PNG, WEBP, XLSX, DOCX, PPTX, ODT, ODS, CSV, TEXT)
OF_OFFICE = (("xl/workbook.xml", XLSX), ("word/document.xml", DOCX), ("ppt/presentation.xml", PPTX))
OF_OPEN = {ODT.media_type.encode(): ODT, ODS.media_type.encode(): ODS}
# What reading a packed file that was cut or altered may raise.
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(KeyError, OSError, RuntimeError, EOFError, ValueError),
)
MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<?php", b"#!")
ACCEPTED = ", ".join(kind.name for kind in KINDS)


def kind_of(content: bytes) -> Kind:
    """The accepted type of a content, or a sentence that says what to upload instead."""
    if not content:
        raise ValidationError(_("Berkas ini kosong. Pilih berkas lain."), code="empty")
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    kind = _by_mark(content) or _text(content)
    if kind is None:
        raise ValidationError(
            _("Jenis berkas ini tidak diterima. Unggah %(kinds)s."),
            params={"kinds": ACCEPTED},
            code="kind",
        )
    return kind


def _by_mark(content: bytes) -> Kind | None:
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    return None


def _packed(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            kind = _packed_kind(archive, names) if len(names) <= MAX_ENTRIES else None
            runs = kind is not None and _holds_macros(archive, names)
    except DAMAGED:
        kind, runs = None, False
    if runs:
        raise ValidationError(
            _("Berkas ini berisi makro. Simpan tanpa makro, lalu unggah lagi."), code="macro"
        )
    if kind is None:
        raise ValidationError(
            _("Arsip atau berkas rusak tidak diterima. Unggah %(kinds)s."),
            params={"kinds": ACCEPTED},
            code="kind",
        )
    return kind


def _packed_kind(archive: zipfile.ZipFile, names: set[str]) -> Kind | None:
    if "mimetype" in names:
        with archive.open("mimetype") as part:
            return OF_OPEN.get(part.read(100).strip())
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for name, kind in OF_OFFICE if name in names), None)


def _holds_macros(archive: zipfile.ZipFile, names: set[str]) -> bool:
    if any(n.lower().endswith("vbaproject.bin") or n.startswith("Basic/") for n in names):
        return True
    if "[Content_Types].xml" not in names:
        return False
    with archive.open("[Content_Types].xml") as part:
        return b"macroEnabled" in part.read(MAX_LISTING)


def _text(content: bytes) -> Kind | None:
    """Plain text without control signs that does not begin like a page or a program."""
    begins = content[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begins.startswith(MARKUP) or b"\0" in content:
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if any(ord(sign) < ord(" ") and sign not in "\t\r\n\f" for sign in text[:HEAD]):
        return None
    first = text.split("\n", 1)[0]
    return CSV if any(mark in first for mark in (";", ",", "\t")) else TEXT
