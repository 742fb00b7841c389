"""Text tables: the encoding and the delimiter are guessed, line breaks inside quotes are kept."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from pamong.documents.sheets import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    Reading,
    Row,
    Sheet,
    UnusableFileError,
)

DELIMITERS = ("|", ";", "\t", ",")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
QUOTE = '"'
LOOKED_AT = 20
ALIKE = 0.8
UNDEFINED = dict.fromkeys((0x81, 0x8D, 0x8F, 0x90, 0x9D), " ")  # bytes cp1252 gives no letter


def read_delimited(data: bytes, name: str) -> Sheet:
    """Read the table; in a line whose quote was never closed, quotes are taken as plain letters."""
    text = decode(data)
    delimiter = guess_delimiter(text)
    sheet = Sheet(name, readings=[*_marks(data), *_cut_by(delimiter)])
    try:
        sheet.rows = list(_rows(text, delimiter))
        drawn_in = any(_swallowed(row, delimiter) for row in sheet.rows)
        swallowed = drawn_in and not _is_even(sheet.rows, text, delimiter)
    except csv.Error:
        swallowed = True
    if swallowed:
        sheet.rows = _line_by_line(text, delimiter)
        lines = enumerate(text.splitlines(), start=1)
        sheet.readings += [Reading(n, "read_quotes") for n, line in lines if _is_open(line)]
    else:
        broken_at = _unquote_broken(sheet.rows, text, delimiter)
        sheet.readings += [Reading(number, "read_quotes") for number in broken_at]
    return sheet


def _marks(data: bytes) -> list[Reading]:
    return [Reading(1, "read_mark")] if data.startswith(tuple(mark for mark, _ in BOMS)) else []


def _cut_by(delimiter: str) -> list[Reading]:
    about = {"\t": "Tab"}.get(delimiter, delimiter)
    return [Reading(1, "read_delimiter", about)] if delimiter != "," else []


def _is_open(line: str) -> bool:
    return line.count(QUOTE) % 2 == 1


def _unquote_broken(rows: list[Row], text: str, delimiter: str) -> list[int]:
    """Read a line with quotes inside a quoted value as plain letters; which lines those were."""
    lines = list(io.StringIO(text, newline="")) if QUOTE in text else []
    found = []
    for place, row in enumerate(rows if lines else ()):
        line = lines[row.line - 1].rstrip("\r\n")
        if QUOTE in line and _is_broken(line, delimiter):
            alone = [one.cells for one in _rows(line, delimiter)]
            if alone == [row.cells]:  # else the row goes on in the next line
                (plain,) = _rows(line, delimiter, quoting=csv.QUOTE_NONE)
                rows[place] = Row(row.line, plain.cells)
                found.append(row.line)
    return found


def _is_broken(line: str, delimiter: str) -> bool:
    tidy = re.sub(rf'" +(?={re.escape(delimiter)}|$)', QUOTE, line)
    try:
        list(csv.reader([tidy], delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False


def _bare(cell: str) -> str:
    """Without the mark that opened the value and the one that closed it; those inside stay."""
    inner = cell.strip().removeprefix(QUOTE)
    return inner.removesuffix(QUOTE) if _is_open(inner) else inner


def _line_by_line(text: str, delimiter: str) -> list[Row]:
    """Each line by itself, so that an unclosed quote spoils no other line."""
    rows: list[Row] = []
    try:
        for number, line in enumerate(text.splitlines(), start=1):
            quoting = csv.QUOTE_NONE if _is_open(line) else csv.QUOTE_MINIMAL
            found = _rows(line, delimiter, quoting=quoting)
            rows += [Row(number, row.cells) for row in found]
    except csv.Error:
        raise broken() from None
    if len(rows) > MAX_ROWS:
        raise UnusableFileError(too_many_rows())
    return rows


def broken() -> UnusableFileError:
    """A text that is no table by any reading."""
    return UnusableFileError(_("Berkas teks ini rusak: simpan ulang sebagai CSV UTF-8 atau XLSX."))


def decode(data: bytes) -> str:
    """Bytes as text: by their mark, else UTF-16 by its zeros, else UTF-8, else the office's code page."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    head = data[:2000]
    if head.count(0) > len(head) // 4:
        return _decoded(data, "utf-16-le" if head[1:2] == b"\0" else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace").translate(UNDEFINED)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise broken() from None


def guess_delimiter(text: str) -> str:
    """The sign that cuts the first lines alike, into the most columns; the comma when none does."""
    lines = [line for line in text[:200_000].splitlines()[:LOOKED_AT] if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == len("sep=;"):
        return lines[0][-1]
    best = max(DELIMITERS, key=lambda sign: _fit(lines, sign))
    return best if _fit(lines, best)[1] > 1 else ","


def _fit(lines: list[str], sign: str) -> tuple[bool, int]:
    try:
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=sign) if cells)
    except csv.Error:
        widths = Counter(line.count(sign) + 1 for line in lines)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    return width > 1 and count >= ALIKE * widths.total(), width


def _rows(text: str, delimiter: str, *, quoting: int = csv.QUOTE_MINIMAL) -> Iterator[Row]:
    stream = io.StringIO(text, newline="")
    reader = csv.reader(stream, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    line, count = 1, 0
    for record in reader:
        here, line = line, reader.line_num + 1
        if len(record) == 1 and record[0].lower().startswith("sep="):
            continue
        is_plain = quoting == csv.QUOTE_NONE
        cells = [_bare(cell) for cell in record] if is_plain else record
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        _refuse_excess(count, cells, here)
        yield Row(here, cells)


def _refuse_excess(count: int, cells: list[str], line: int) -> None:
    if count > MAX_ROWS:
        raise UnusableFileError(too_many_rows())
    if len(cells) > MAX_COLUMNS:
        raise UnusableFileError(too_many_columns())
    if any(len(cell) > MAX_CELL for cell in cells):
        raise csv.Error(line)


def _swallowed(row: Row, delimiter: str) -> bool:
    """Whether an unclosed quote drew whole rows into one cell."""
    return any(
        isinstance(cell, str)
        and "\n" in cell
        and cell.count(delimiter) >= max(2, len(row.cells) - 1)
        for cell in row.cells
    )


def _is_even(rows: list[Row], text: str, delimiter: str) -> bool:
    """Whether each quote closes at a cell's end and every row is as wide as the first: nothing was swallowed."""
    try:
        for _record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error:
        return False
    return len({len(row.cells) for row in rows}) == 1


def too_many_rows() -> str:
    """The sentence for a table that is too long."""
    return _("Berkas ini lebih dari %(most)s baris: bagi menjadi beberapa berkas.") % {
        "most": f"{MAX_ROWS:,}".replace(",", ".")
    }


def too_many_columns() -> str:
    """The sentence for a table that is too wide."""
    return _("Berkas ini lebih dari %(most)s kolom: hapus kolom yang tidak dipakai.") % {
        "most": MAX_COLUMNS
    }
