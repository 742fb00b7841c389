"""Writing: what comes back is what went out, and nothing in it computes."""

import io
from datetime import date
from decimal import Decimal

from pamong.documents.spreadsheets import read_spreadsheet
from pamong.documents.writing import Heading, Out, write_csv, write_xlsx

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
    text = b"".join(write_csv(HEADINGS, ROWS, delimiter=",")).decode("utf-8-sig").splitlines()
    assert text[1].split(",")[2] == "-3.5"
