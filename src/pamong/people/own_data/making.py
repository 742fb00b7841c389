"""Everything of one person put together; only what the person may see."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.models import Employee
from pamong.people.own_data.packing import packed, readme, write_sheets
from pamong.people.own_data.parts import FILES, SHEETS, OwnFile
from pamong.people.own_data.sheets import people_sheets
from pamong.ui.dates import say_day_full


@dataclass(frozen=True, slots=True)
class Download:
    """The name of the file, and its pieces."""

    name: str
    pieces: Iterator[bytes]


def whole_download(
    scope: Scope, employee: Employee, on: date, opened: Callable[[str], Any]
) -> Download:
    """The workbook is whole before the first piece leaves."""
    sheets = (sheet for of in (people_sheets, *SHEETS) for sheet in of(scope, employee))
    book, told = write_sheets(sheets)
    files = list[OwnFile](file for of in FILES for file in of(employee))
    words = readme(_head(employee, on), told, _tail(len(files)))
    stem = re.sub(r"[^A-Za-z0-9]+", "-", employee.name).strip("-").lower() or "pegawai"
    texts = [(_("BACA DAHULU.txt"), words)]
    name = f"data-{stem}-{on.isoformat()}.zip"
    pieces = packed(texts, [(_("data saya.xlsx"), book)], files, opened)
    return Download(name, pieces)


def _head(employee: Employee, on: date) -> list[str]:
    return [
        _("Data pribadi %(name)s di Pamong") % {"name": employee.full_name},
        _("Keadaan per %(day)s. Sumber: Pamong, %(agency)s.")
        % {"day": say_day_full(on), "agency": employee.agency.name},
        "",
        _("Unduhan ini memuat data tentang diri Anda yang boleh Anda lihat (UU 27/2022)."),
        _("Tentang orang lain hanya dimuat nama yang menilai atau memeriksa Anda."),
        _("Simpan di tempat aman: siapa pun yang memegang berkas ini dapat membacanya."),
        _("Bila ada yang keliru, sampaikan kepada administrator unit atau bagian kepegawaian."),
        "",
        _("Isi berkas “data saya.xlsx”, satu lembar untuk tiap jenis:"),
    ]


def _tail(files: int) -> list[str]:
    if not files:
        return [_("Anda belum menambahkan berkas bukti dukung.")]
    return [
        _("Folder “bukti” memuat berkas bukti dukung yang Anda tambahkan."),
        _("Namanya disebut di lembar Bukti dukung."),
    ]
