"""Writes tables as XLSX or CSV: numbers as numbers, codes as text, and no cell that computes."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO, Literal

import xlsxwriter

from pamong.documents.sheets import MAX_CELL
from pamong.ui.numbers import GROUPED, is_english

FORMULA_SIGNS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "|",
    "%",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)
# A spreadsheet program that parts the cells at another sign, or at a line's end, begins a cell within a text.
BEGINS_WITHIN = re.compile('([,;\t\r\n]"*)(?=[=+@|%\uff1d\uff0b\uff0d\uff20-])')
DECIMAL_MARKS = {";": ",", ",": "."}  # a semicolon parts the cells where a comma parts the decimals
WIDTHS = {"code": 22, "day": 12, "number": 12}
DEFAULT_WIDTH, WIDEST = 18, 60

Out = str | int | float | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its heading and what its cells are."""

    text: str
    kind: Literal["text", "code", "number", "day"] = "text"
    width: int = 0
    choices: str = ""  # cells of another sheet that a person may choose from, in so many rows
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook."""

    name: str
    headings: Sequence[Heading]
    rows: Iterable[Sequence[Out]]


def write_xlsx(
    stream: BinaryIO,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Out]],
    *,
    sheet: str = "Data",
) -> None:
    """Write row by row in constant memory; texts are never read as formulas or links."""
    write_book(stream, [Page(sheet, headings, rows)])


def write_book(stream: BinaryIO, pages: Iterable[Page]) -> None:
    """Write several sheets, one after the other in constant memory."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        formats = {
            "code": book.add_format({"num_format": "@"}),
            "day": book.add_format({"num_format": "dd-mm-yyyy"}),
        }
        for page in pages:
            _write_page(book.add_worksheet(page.name[:31]), page, bold, formats)


def _write_page(sheet: Any, page: Page, bold: Any, formats: dict[str, Any]) -> None:
    sheet.freeze_panes(1, 0)
    for place, heading in enumerate(page.headings):
        width = heading.width or WIDTHS.get(heading.kind, DEFAULT_WIDTH)
        sheet.set_column(place, place, min(width, WIDEST), formats.get(heading.kind))
        sheet.write_string(0, place, heading.text, bold)
        if heading.choices:
            listed = {"validate": "list", "source": heading.choices, "error_type": "warning"}
            sheet.data_validation(1, place, heading.rows, place, listed)
    for line, row in enumerate(page.rows, start=1):
        for place, value in enumerate(row):
            _write_cell(sheet, line, place, value, formats)


def _write_cell(sheet: Any, line: int, place: int, value: Out, formats: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime | date):
        sheet.write_datetime(line, place, value, formats["day"])
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        sheet.write_number(line, place, value)
    else:
        text = str(value)[:MAX_CELL]
        sheet.write_string(line, place, text, formats["code"] if text.isdigit() else None)


def write_csv(
    headings: Sequence[Heading], rows: Iterable[Sequence[Out]], *, delimiter: str = ""
) -> Iterator[bytes]:
    """CSV in pieces for programs that take a file in, with the mark that lets Excel see UTF-8.

    Without a delimiter it is written as the reader's spreadsheet program expects: in English with
    commas and decimal points, and then no number reads as one of thousands where it is brought in again.
    A code is its digits and nothing else: whoever looks at it in a spreadsheet takes the workbook.
    """
    is_ours = not delimiter
    delimiter = delimiter or ("," if is_english() else ";")
    mark = DECIMAL_MARKS.get(delimiter, ".")
    yield "\ufeff".encode()
    yield _csv_line([heading.text for heading in headings], delimiter)
    for row in rows:
        cells = [csv_cell(value, mark) for value in row]
        if is_ours and mark == ".":
            cells = [_unmistakable(*pair) for pair in zip(cells, row, strict=True)]
        yield _csv_line(cells, delimiter)


def csv_cell(value: Out, mark: str = ".") -> str:
    """A cell that no spreadsheet program computes: such a text gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal):
        return (
            f"{value:f}".replace(".", mark) if isinstance(value, Decimal) else _number(value, mark)
        )
    if value.startswith(FORMULA_SIGNS) and value != "%":  # the unit alone computes nothing
        value = f"'{value}"
    return BEGINS_WITHIN.sub(r"\1'", value)


def _unmistakable(cell: str, value: Out) -> str:
    """1.234 with one more nought, for our own reading takes points before three digits for thousands."""
    is_number = isinstance(value, float | Decimal)
    return f"{cell}0" if is_number and GROUPED.match(cell.removeprefix("-")) else cell


def _number(value: float, mark: str) -> str:
    return str(value).replace(".", mark)


def _csv_line(cells: Sequence[str], delimiter: str) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerow(cells)
    return stream.getvalue().encode()
