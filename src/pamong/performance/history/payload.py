"""What the national application hands out of ratings: figures whose direction somebody has to state."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from pamong.documents.cells import text_of
from pamong.documents.sheets import MAX_BYTES, Row, Sheet, UnusableFileError, Value
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.people.importing.folding import folded_heading
from pamong.performance.months import last_of
from pamong.performance.rules import label_of, pack_on
from pamong.policy.choose import NoPack

ABOVE, BELOW = "above", "below"  # what 1 means; 3 is the other end
RATING = "rating"
PLACEHOLDER = Decimal("0.01")  # what the national application writes where nothing was rated
SAMPLE = 3
LOOKED_AT = 10
HEAD = 64
SPACE = b"\xef\xbb\xbf \r\n\t"
KEYS = {
    "nip": ("NIP", "NIP BARU", "NIP PEGAWAI", "NIP ASN"),
    "year": ("TAHUN", "YEAR"),
    "first": ("BULAN MULAI", "BULAN AWAL", "PERIODE BULAN MULAI"),
    "last": ("BULAN SELESAI", "BULAN AKHIR", "PERIODE BULAN SELESAI"),
    "results": ("HASIL KINERJA NILAI", "HASIL KERJA NILAI"),
    "behaviour": ("PERILAKU KERJA NILAI", "PERILAKU NILAI"),
}
NEEDED = {"nip", "year", "results", "behaviour"}
HEADINGS = ("NIP", "Dari", "Sampai", "Rating hasil kerja", "Rating perilaku")
Record = Mapping[str, Value]


def sheets_of(file: BinaryIO, name: str, one: str) -> tuple[list[Sheet], list[str]]:
    """The file's tables; ratings of the national application in our own words, and how they were read."""
    head = file.read(HEAD)
    file.seek(0)
    if head.lstrip(SPACE)[:1] in {b"[", b"{"}:
        records: list[Record] | None = records_in_json(file.read(MAX_BYTES))
        sheets: list[Sheet] = []
    else:
        sheets = read_spreadsheet(file, name)
        records = records_in_sheets(sheets)
    if not records:
        return sheets, []
    return [stated_sheet(records, one)], _said(records, one)


def records_in_json(data: bytes) -> list[Record]:
    """The objects of a JSON answer, plain or under one key."""
    try:
        told = json.loads(data.decode("utf-8-sig"), parse_float=str)
    except ValueError:
        raise UnusableFileError(_("Berkas JSON ini rusak: unduh lagi dari sumbernya.")) from None
    found = told if isinstance(told, list) else _listed(told)
    objects = [one for one in found if isinstance(one, dict)]
    if not any(_names_in(one) >= NEEDED for one in objects):
        raise UnusableFileError(
            _("Berkas JSON ini tidak berisi nip, tahun, hasilKinerjaNilai, dan perilakuKerjaNilai.")
        )
    return [_record(one) for one in objects]


def _names_in(keys: Iterable[str]) -> set[str]:
    words = {folded_heading(str(key)) for key in keys}
    return {name for name, known in KEYS.items() if words.intersection(known)}


def _listed(told: Mapping[str, Any]) -> list[Any]:
    return next((value for value in told.values() if isinstance(value, list)), [told])


def _record(one: Mapping[str, Any]) -> Record:
    named = {folded_heading(str(key)): value for key, value in one.items()}
    return {
        name: next((named[word] for word in words if word in named), None)
        for name, words in KEYS.items()
    }


def records_in_sheets(sheets: Sequence[Sheet]) -> list[Record] | None:
    """The rows of a table with the same names as headings; nothing where no heading row has them."""
    for sheet in sheets:
        for place, row in enumerate(sheet.rows[:LOOKED_AT]):
            headings = [text_of(cell) for cell in row.cells]
            if _names_in(headings) >= NEEDED:
                below = sheet.rows[place + 1 :]
                return [
                    _record({text: one.cell(n) for n, text in enumerate(headings) if text})
                    for one in below
                ]
    return None


def stated_sheet(records: Sequence[Record], one: str) -> Sheet:
    """The records as rows of our own table, in the words of the ratings that 1, 2 and 3 mean."""
    if one not in {ABOVE, BELOW}:
        raise UnusableFileError(_unstated(records))
    sheet = Sheet("e-Kinerja", [Row(1, HEADINGS)])
    sheet.rows += [Row(line, _cells(record, one)) for line, record in enumerate(records, start=2)]
    return sheet


def _said(records: Sequence[Record], one: str) -> list[str]:
    """Which way the figures were read, with a sample, and how many are missing."""
    told = []
    for record in records[:SAMPLE]:
        _nip, first, _last, results, behaviour = _cells(record, one)
        words = {
            "nip": text_of(record["nip"]),
            "given": f"{text_of(record['results'])}, {text_of(record['behaviour'])}",
            "results": _label(results, first) or "–",
            "behaviour": _label(behaviour, first) or "–",
        }
        told.append(_("%(nip)s: %(given)s dibaca %(results)s, %(behaviour)s") % words)
    way = (
        _("1 dibaca sebagai rating tertinggi")
        if one == ABOVE
        else _("1 dibaca sebagai rating terendah")
    )
    found = [f"{way}. {'; '.join(told)}."]
    missing = sum(
        _is_missing(record[name]) for record in records for name in ("results", "behaviour")
    )
    if missing:
        said = _("%(n)s nilai kosong atau 0,01 dianggap belum ada, bukan nol.")
        found.append(said % {"n": missing})
    return found


def _label(code: Value, on: Value) -> str:
    text = text_of(code)
    if not isinstance(on, date) or text not in _codes(on):
        return text
    return label_of(pack_on(on, local=()), RATING, text)


def _is_missing(cell: Value) -> bool:
    value = _number(cell)
    return not text_of(cell) or (value is not None and value <= PLACEHOLDER)


def _unstated(records: Sequence[Record]) -> str:
    """Ask which way the figures run, with a sample to know it by."""
    told = "; ".join(
        _("%(nip)s: hasil kerja %(results)s, perilaku %(behaviour)s")
        % {name: text_of(record[name]) for name in ("nip", "results", "behaviour")}
        for record in records[:SAMPLE]
    )
    return _(
        "Nyatakan dahulu apakah 1 berarti rating tertinggi atau terendah. Contoh: %(told)s."
    ) % {"told": told}


def _cells(record: Record, one: str) -> list[Value]:
    year = text_of(record["year"]).removesuffix(".0")
    if not year.isdecimal():
        return [record["nip"], year, "", "", ""]
    if odd := _odd_month(record):
        return [record["nip"], odd, "", "", ""]
    first, last = _days(int(year), record)
    ratings = [_rating(record[name], first, one) for name in ("results", "behaviour")]
    return [record["nip"], first, last, *ratings]


def _months(record: Record) -> list[str]:
    return [text_of(record[name]).removesuffix(".0") for name in ("first", "last")]


def _odd_month(record: Record) -> str:
    """What keeps the months from being read; without both, the record is about the whole year."""
    months = _months(record)
    is_read = all(text.isdecimal() and 1 <= int(text) <= 12 for text in months)  # noqa: PLR2004
    if is_read or not any(months):
        return ""
    return _("bulan %(first)s sampai %(last)s") % {
        "first": months[0] or "–",
        "last": months[1] or "–",
    }


def _days(year: int, record: Record) -> tuple[date, date]:
    months = _months(record)
    if not any(months):
        return date(year, 1, 1), date(year, 12, 31)
    return date(year, int(months[0]), 1), last_of(date(year, int(months[1]), 1))


def _rating(cell: Value, on: date, one: str) -> str:
    """The code of the rating; a placeholder is missing, and what is no place stays as it is."""
    value = _number(cell)
    if _is_missing(cell):
        return ""
    codes = _codes(on)
    place = int(value) if value is not None and value == int(value) else 0
    if not 1 <= place <= len(codes):
        return text_of(cell)
    return codes[-place] if one == ABOVE else codes[place - 1]


def _number(cell: Value) -> Decimal | None:
    try:
        return Decimal(text_of(cell).replace(",", "."))
    except InvalidOperation:
        return None


def _codes(on: date) -> Sequence[str]:
    """The ratings of the law of the day, the lowest first."""
    try:
        return pack_on(on, local=()).scales[RATING].codes
    except (NoPack, KeyError):
        return ()
