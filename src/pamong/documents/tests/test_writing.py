"""Writing: what comes back is what went out, and nothing in it computes."""

import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from pamong.documents.delimited import read_delimited
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.documents.writing import (
    FORMULA_SIGNS,
    Heading,
    Out,
    csv_cell,
    write_csv,
    write_xlsx,
)
from pamong.ui.numbers import parse_number

NIP = "198003142006042007"
HEADINGS = [Heading("NIP", "code"), Heading("Nama"), Heading("Nilai", "number"), Heading("Lahir")]
ROWS: list[list[Out]] = [
    [NIP, "=cmd|' /C calc'!A0", Decimal("-3.5"), date(1980, 3, 14)],
    ["", "Ani 😀", 7, None],
]


def test_a_workbook_comes_back_as_it_was() -> None:
    stream = io.BytesIO()
    write_xlsx(stream, HEADINGS, ROWS, sheet="Pegawai")
    stream.seek(0)
    (sheet,) = read_spreadsheet(stream)
    assert list(sheet.rows[1].cells) == [NIP, "=cmd|' /C calc'!A0", -3.5, date(1980, 3, 14)]
    assert list(sheet.rows[2].cells) == [None, "Ani 😀", 7.0]


def test_csv_computes_nothing_and_holds_codes_and_decimals_as_programs_here_read_them() -> None:
    text = b"".join(write_csv(HEADINGS, ROWS)).decode("utf-8-sig").splitlines()
    assert text[1] == f"{NIP};'=cmd|' /C calc'!A0;-3,5;1980-03-14"
    assert text[2] == ";Ani 😀;7;"
    with translation.override("en"):
        english = b"".join(write_csv(HEADINGS, ROWS)).decode("utf-8-sig").splitlines()
    assert english[1] == f"{NIP},'=cmd|' /C calc'!A0,-3.5,1980-03-14"
    told = b"".join(write_csv([Heading("Satuan")], [["%"], ["%A1"]])).decode("utf-8-sig")
    assert told.splitlines()[1:] == ["%", "'%A1"]
    text = b"".join(write_csv(HEADINGS, ROWS, delimiter=",")).decode("utf-8-sig").splitlines()
    assert text[1].split(",")[2] == "-3.5"


@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("other", [",", ";", "\t", "\n"])
@pytest.mark.parametrize("text", ["x{}=1+1", 'x{}"=1+1', "x{}@SUM(A1)", "x{}-2+3", "\uff1d1+1"])
def test_no_cell_computes_in_a_program_that_parts_the_cells_otherwise(
    text: str, other: str, delimiter: str
) -> None:
    """Excel parts them at the sign of the computer's own language, whatever the file was written with."""
    lines = b"".join(
        write_csv([Heading("a"), Heading("b")], [["1", text.format(other)]], delimiter=delimiter)
    )
    for sign in (";", ",", "\t"):
        for cell in re.split(f"[{sign}\r\n]", lines.decode("utf-8-sig")):
            assert not cell.strip('"').startswith(FORMULA_SIGNS)


def test_words_with_signs_within_stay_as_they_are() -> None:
    for text in ("suhu -5, lalu +3", "a-b", "50%", "x = y", "a, b; c", "p@instansi.go.id"):
        assert csv_cell(text) == text


@pytest.mark.parametrize("language", ["id", "en"])
def test_numbers_of_a_list_come_back_from_both_forms_of_csv(language: str) -> None:
    numbers = [Decimal(one) for one in ("1234.5", "1.234", "-12.345", "0.234", "1234567", "3.10")]
    rows: list[list[Out]] = [[f"Baris {n}, yang ke", number] for n, number in enumerate(numbers)]
    with translation.override(language):
        data = b"".join(write_csv([Heading("Nama"), Heading("Angka")], rows))
    sheet = read_delimited(data, "daftar.csv")
    read = [row.cells for row in sheet.rows[1:]]
    assert [parse_number(str(cells[1])) for cells in read] == numbers
    assert [cells[0] for cells in read] == [row[0] for row in rows]
