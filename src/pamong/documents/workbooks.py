"""XLSX, XLS and ODS files, read by a bounded process of their own."""

import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from pamong.documents.delimited import too_many_columns, too_many_rows
from pamong.documents.sheets import (
    MAX_COLUMNS,
    MAX_LETTERS,
    MAX_ROWS,
    MAX_UNPACKED_BYTES,
    Row,
    Sheet,
    UnusableFileError,
    Value,
)

CHILD = "pamong.documents.workbook_child"


def read_workbook(path: Path) -> list[Sheet]:
    """Read every visible sheet of the file."""
    if zipfile.is_zipfile(path):
        refuse_bomb(path)
    sheets: list[Sheet] = []
    ended = False
    for item in _spoken(path):
        if isinstance(item, list):
            sheets[-1].rows.append(Row(item[0], [_value(cell) for cell in item[1:]]))
        elif "sheet" in item:
            sheets.append(Sheet(item["sheet"]))
        elif "error" in item:
            raise UnusableFileError(sentence(item["error"]))
        else:
            ended = True
    if not ended:
        raise UnusableFileError(sentence("large"))
    return sheets


def refuse_bomb(path: Path) -> None:
    """Refuse a packed file that unpacks into far more than a list of people ever is."""
    try:
        with zipfile.ZipFile(path) as packed:
            infos = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError):
        raise UnusableFileError(sentence("broken")) from None
    if sum(info.file_size for info in infos) > MAX_UNPACKED_BYTES:
        raise UnusableFileError(sentence("large"))
    if any(info.flag_bits & 0x1 for info in infos):
        raise UnusableFileError(sentence("password"))


def sentence(error: str) -> str:
    """What to tell the person who sent the file."""
    return {
        "password": _("Berkas ini dikunci dengan kata sandi: buka kuncinya, lalu unggah lagi."),
        "rows": too_many_rows(),
        "columns": too_many_columns(),
        "large": _("Isi berkas ini terlalu besar setelah dibuka: bagi menjadi beberapa berkas."),
    }.get(error) or _("Berkas ini tidak dapat dibaca: simpan ulang sebagai XLSX atau CSV.")


def _spoken(path: Path) -> Iterator[Any]:
    most = (MAX_ROWS, MAX_COLUMNS, MAX_LETTERS)
    command = [sys.executable, "-m", CHILD, str(path), *map(str, most)]
    with subprocess.Popen(  # noqa: S603 — our own module, and a path that we made
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if not line.endswith("\n"):
                break  # the child was stopped in the middle of a row
            yield json.loads(line)


def _value(cell: Any) -> Value:
    if not isinstance(cell, dict):
        return None if cell == "" else cell
    if "day" in cell:
        return date.fromisoformat(cell["day"])
    if "at" in cell:
        return datetime.fromisoformat(cell["at"])
    return time.fromisoformat(cell["time"])
