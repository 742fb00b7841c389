"""Reading: every usual kind of file, with its traps, as rows that know their line."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter

from pamong.documents import workbooks
from pamong.documents.cells import NoDayError, day_of, is_number, is_scientific, text_of
from pamong.documents.sheets import MAX_UNPACKED_BYTES, Sheet, UnusableFileError
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.documents.workbooks import refuse_bomb

NIP = "198003142006042007"


def read(data: bytes) -> Sheet:
    return read_spreadsheet(io.BytesIO(data))[0]


def cells(data: bytes) -> list[list[Any]]:
    return [list(row.cells) for row in read(data).rows]


def workbook(rows: list[list[Any]]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet("Pegawai")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for line, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(line, place, value, day)
                else:
                    page.write(line, place, value)
    return stream.getvalue()


@pytest.mark.parametrize("sign", ["|", ";", ",", "\t"])
def test_the_delimiter_is_guessed(sign: str) -> None:
    text = f"NIP{sign}NAMA{sign}UNIT\n{NIP}{sign}Ani{sign}Dinas Kesehatan\n"
    assert cells(text.encode()) == [["NIP", "NAMA", "UNIT"], [NIP, "Ani", "Dinas Kesehatan"]]


def test_a_comma_in_a_name_does_not_beat_the_delimiter() -> None:
    text = "NIP;NAMA\n1;dr. Ani, Sp.PK., M.Kes.\n2;Budi, S.T., M.T.\n"
    assert cells(text.encode())[1] == ["1", "dr. Ani, Sp.PK., M.Kes."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_is_guessed(encoding: str) -> None:
    data = "NIP;NAMA\n1;Renée Ñ\n".encode(encoding)
    assert cells(data) == [["NIP", "NAMA"], ["1", "Renée Ñ"]]


def test_an_old_code_page_is_read() -> None:
    assert cells("NIP;NAMA\n1;René “A”\n".encode("cp1252"))[1] == ["1", "René “A”"]


def test_a_line_break_inside_quotes_stays_and_lines_are_those_of_the_file() -> None:
    sheet = read(b'NIP,NAMA\n1,"Ani\nBinti Umar"\n\n2,Budi\n')
    assert [(row.line, list(row.cells)) for row in sheet.rows] == [
        (1, ["NIP", "NAMA"]),
        (2, ["1", "Ani\nBinti Umar"]),
        (5, ["2", "Budi"]),
    ]


def test_a_quote_that_is_never_closed_swallows_no_row() -> None:
    data = b'NIP|NAMA|UNIT\n1|"Ani|A\n2|Budi|B\n3|Cici|C\n'
    assert [row[0] for row in cells(data)] == ["NIP", "1", "2", "3"]


def test_cells_of_a_workbook_keep_their_types() -> None:
    rows = cells(workbook([["NIP", "LAHIR"], [NIP, date(1980, 3, 1)], [1.98e17, 29294]]))
    assert rows[1] == [NIP, date(1980, 3, 1)]
    assert is_number(rows[2][0])
    assert not is_number(rows[1][0])


def test_a_formula_is_read_as_its_value() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.add_worksheet().write_formula(0, 0, '=HYPERLINK("http://x")', None, "Ani")
    assert cells(stream.getvalue()) == [["Ani"]]


def test_blank_rows_on_top_keep_the_line_numbers() -> None:
    sheet = read(workbook([[], [], ["NIP", "NAMA"], [NIP, "Ani"]]))
    assert [row.line for row in sheet.rows] == [3, 4]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "kosong"),
        (b"\0\0  ", "kosong"),
        (b"PK\x03\x04 not a workbook", "tidak dapat dibaca"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 900, "tidak dapat dibaca"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "terkompresi"),
        (b"\x89PNG\r\n", "gambar"),
        (b"<html><table><tr><td>NIP</td></tr></table></html>", "halaman web"),
    ],
)
def test_an_unusable_file_is_one_sentence(data: bytes, word: str) -> None:
    with pytest.raises(UnusableFileError) as caught:
        read(data)
    assert word in caught.value.sentence


def test_half_a_workbook_is_one_sentence() -> None:
    data = workbook([["NIP", "NAMA"], [NIP, "Ani"]])
    with pytest.raises(UnusableFileError):
        read(data[: len(data) // 2])


def test_a_file_that_unpacks_into_too_much_is_refused(tmp_path: Any) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", bytes(MAX_UNPACKED_BYTES + 1))
    with pytest.raises(UnusableFileError, match="terlalu besar"):
        refuse_bomb(path)


def test_a_cell_at_the_far_end_of_the_sheet_ends_the_reader_and_not_us() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write(0, 0, "NIP")
        page.write(1_048_575, 16_383, "far")
    with pytest.raises(UnusableFileError, match="terlalu besar"):
        read(stream.getvalue())


def test_a_text_that_many_cells_name_is_not_handed_over_again_and_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A workbook keeps it once: a small file would fill the memory of the office's server."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for _sheet in range(3):
            page = book.add_worksheet()
            for line in range(10):
                page.write_row(line, 0, ["x" * 30_000] * 10)
    bomb = stream.getvalue()
    assert len(bomb) < 20_000
    assert len(read(bomb).rows) == 10
    monkeypatch.setattr(workbooks, "MAX_LETTERS", 8_000_000)
    with pytest.raises(UnusableFileError, match="terlalu besar"):
        read(bomb)
    monkeypatch.setattr(workbooks, "MAX_LETTERS", 100)
    with pytest.raises(UnusableFileError, match="terlalu besar"):
        read(workbook([list(range(30))]))


def test_too_many_columns_is_one_sentence() -> None:
    with pytest.raises(UnusableFileError, match="kolom"):
        read(",".join(str(n) for n in range(400)).encode())
    with pytest.raises(UnusableFileError, match="kolom"):
        read(workbook([list(range(400))]))


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("1980-03-14", date(1980, 3, 14)),
        ("14-03-1980", date(1980, 3, 14)),
        ("14/3/1980", date(1980, 3, 14)),
        ("1980/03/14", date(1980, 3, 14)),
        ("14.03.1980", date(1980, 3, 14)),
        ("'14-03-1980", date(1980, 3, 14)),
        ("1980-03-14 00:00:00", date(1980, 3, 14)),
        ("1980-03-14T00:00:00Z", date(1980, 3, 14)),
        ("14 Maret 1980", date(1980, 3, 14)),
        ("14-Agu-1980", date(1980, 8, 14)),
        ("19800314", date(1980, 3, 14)),
        (29294.0, date(1980, 3, 14)),
        ("29294", date(1980, 3, 14)),
        (datetime.fromisoformat("1980-03-14T07:00"), date(1980, 3, 14)),
        ("", None),
        ("-", None),
        ("00-00-0000", None),
        (None, None),
    ],
)
def test_a_day_is_read_as_offices_write_it(value: Any, day: date | None) -> None:
    assert day_of(value) == day


@pytest.mark.parametrize("value", ["31-02-1980", "1980-13-01", "kemarin", 1e9, "0001-01-01", True])
def test_what_is_no_day_is_an_error(value: Any) -> None:
    with pytest.raises(NoDayError):
        day_of(value)


def test_texts_lose_only_what_is_no_text() -> None:
    assert text_of(" Ani\n  Umar ") == "Ani Umar"
    assert text_of("'" + NIP) == NIP
    assert text_of(7.0) == "7"
    assert text_of("Ani \u202eramU 😀") == "Ani ramU 😀"
    assert is_scientific("1.97E+17")
    assert is_scientific("'1,98E+17")
    assert not is_scientific("E17")


def test_a_quoted_cell_keeps_its_line_breaks_however_many_commas_it_holds() -> None:
    address = "Jalan Raya 5, Desa Cibeureum,\nKecamatan Cimalaka, Sumedang"
    sheet = read(f'kode,alamat,nilai\n1,"{address}",7\n2,Cimalaka,8\n'.encode())
    assert [row.cells for row in sheet.rows[1:]] == [["1", address, "7"], ["2", "Cimalaka", "8"]]
    assert sheet.readings == []
