"""Why a row of a file stays out, and what is told of how it was read: codes with their parts, put into words when somebody reads them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.people.importing.folding import folded
from pamong.ui.dates import say_day
from pamong.ui.numbers import SHARE_UNITS, say_number, unit_said

SENTENCES: Mapping[str, Any] = {
    "trial": gettext_lazy("Baris ini tampak seperti isian percobaan: “%(text)s”."),
    "filler": gettext_lazy("Angka %(value)s tampak seperti pengisi sementara."),
    "sum": gettext_lazy(
        "“%(text)s” tampak seperti jumlah anggaran, bukan indikator. Bila memang indikator, buat dahulu kartunya dengan nama itu."
    ),
    "across": gettext_lazy(
        "“%(text)s” mengisi juga kolom angka: baris ini judul atau jumlah di dalam tabel, bukan indikator."
    ),
    "nameless": gettext_lazy("Baris ini tidak menyebut indikator."),
    "empty": gettext_lazy("Baris ini tidak berisi angka."),
    "period": gettext_lazy(
        "Periode “%(text)s” tidak dikenali. Tulis misalnya 2025, Triwulan I 2025, Maret 2025, atau 2025-03-31."
    ),
    "period_no_year": gettext_lazy(
        "“%(text)s” tidak menyebut tahunnya. Tulis misalnya “%(text)s 2025”, atau tambahkan kolom Tahun."
    ),
    "period_week": gettext_lazy(
        "“%(text)s” tidak dikenali: minggu tidak dibaca sebagai periode. Tulis tanggalnya, misalnya 2025-01-05, atau bulannya, misalnya Januari 2025."
    ),
    "period_two_ways": gettext_lazy(
        "“%(text)s” dapat berarti bulan dan tahun atau tanggal dan bulan. Tulis lengkap, misalnya Januari 2025 atau 2025-01."
    ),
    "period_span": gettext_lazy(
        "“%(text)s” bukan triwulan, semester, atau tahun yang utuh. Tulis satu periode, misalnya Triwulan I 2025."
    ),
    "period_days": gettext_lazy(
        "“%(text)s” adalah rentang hari. Tulis satu tanggal, misalnya hari terakhirnya (2025-01-05), atau satu periode yang utuh, misalnya Januari 2025."
    ),
    "period_no_day": gettext_lazy(
        "Tanggal “%(text)s” tidak ada. Periksa hari, bulan, dan tahunnya."
    ),
    "moment": gettext_lazy("Isi periode dengan tanggal, bulan, triwulan, semester, atau tahun."),
    "year": gettext_lazy("Tahun %(year)s di luar jangkauan."),
    "number": gettext_lazy("“%(text)s” bukan angka."),
    "long": gettext_lazy("Angka terlalu panjang. Periksa lagi angkanya."),
    # Of runs that were kept before a figure's own mark was heeded.
    "no_point": gettext_lazy(
        "“%(text)s” tidak memakai titik desimal seperti yang dipilih untuk sumber ini."
    ),
    "no_comma": gettext_lazy(
        "“%(text)s” tidak memakai koma desimal seperti yang dipilih untuk sumber ini."
    ),
    "no_money": gettext_lazy(
        "Satuannya %(unit)s, bukan rupiah. Tulis angkanya saja, misalnya %(example)s."
    ),
    "no_share": gettext_lazy(
        "Satuannya %(unit)s, bukan persen. Tulis angkanya saja, misalnya %(example)s."
    ),
    "hundredfold": gettext_lazy(
        "“%(text)s” mungkin %(less)s%%: lembar kerja mengalikan persen dengan 100."
    ),
    "closed": gettext_lazy("Kartu %(code)s sudah ditutup."),
    "computed": gettext_lazy(
        "Angka kartu %(code)s dihitung dari kartu lain, tidak diambil dari sumber."
    ),
    "repeated": gettext_lazy("Angka yang sama sudah ada di baris %(line)s."),
    "contradicted": gettext_lazy(
        "Indikator dan periode ini juga ada di baris %(line)s dengan angka lain."
    ),
    "torn": gettext_lazy(
        "Indikator dan periode ini ada lebih dari sekali dengan angka yang berbeda."
    ),
    "early": gettext_lazy("Periodenya baru dimulai %(day)s."),
    "corrected": gettext_lazy(
        "Seseorang sudah mengoreksi angka ini menjadi %(value)s; sumber tidak menimpanya."
    ),
    "done": gettext_lazy("Indikator ini sudah dicatat selesai pada tanggal lain."),
    "not_yearly": gettext_lazy("Target dibaca per tahun: tulis tahunnya saja."),
    "other_mark": gettext_lazy(
        "%(count)s angka memakai tanda desimal lain daripada kolomnya dan dibaca menurut tulisannya sendiri: %(examples)s."
    ),
    "two_ways_comma": gettext_lazy(
        "%(count)s angka dapat dibaca dua cara; titik dibaca sebagai pemisah ribuan, koma sebagai desimal."
    ),
    "two_ways_point": gettext_lazy(
        "%(count)s angka dapat dibaca dua cara; koma dibaca sebagai pemisah ribuan, titik sebagai desimal."
    ),
    "two_columns": gettext_lazy(
        "Judul “%(text)s” ada di kolom %(columns)s; yang dibaca kolom %(read)s. Untuk kolom lain sebut juga judul di atas atau di bawahnya, misalnya “Tahun 2025 Target”."
    ),
    "other_sheets": gettext_lazy(
        "Lembar lain dengan kolom yang sama tidak dibaca: %(sheets)s. Pilih lembarnya dengan --sheet."
    ),
    "odd_time": gettext_lazy("Waktunya dari jenis lain daripada deretnya."),
    "twice": gettext_lazy("Waktu ini mempunyai angka yang berbeda-beda; tidak ada yang dipakai."),
    "odd_times": gettext_lazy(
        "%(count)s baris menyebut jenis waktu lain daripada baris lain indikatornya (baris %(lines)s): pertanyaan di bawah tidak memperhitungkannya."
    ),
}
# What begins a line that adds up money among indicators; the last word as it is also mistyped.
_ADDS_UP = re.compile(r"(SUB ?|GRAND )?(JUMLAH|TOTAL) (BELAN\w*|ANGGARAN|PAGU|PENDANAAN)\b")
LETTERS, EXAMPLES = 60, 3  # letters of a cell that a sentence names; cells that a note does
NUMBERS, DAYS = ("value", "less", "example"), ("day",)


@dataclass(frozen=True, slots=True)
class Reason:
    """A code of the table with its parts: texts, numbers as texts, days as ISO writes them."""

    code: str
    parts: Mapping[str, str] = field(default_factory=dict)
    column: str = ""  # where a row has several figures, the heading of the one

    @property
    def kept(self) -> list[Any]:
        """As a row keeps it."""
        return [self.code, dict(self.parts), self.column]


def reason_said(kept: Any) -> str:
    """The sentence in the language of the reader; of an old run the sentence that was kept."""
    if isinstance(kept, str):
        return kept
    code, parts, column = kept
    sentence = SENTENCES.get(code)
    if sentence is None:
        return str(code)
    told = {name: _worded(name, text) for name, text in parts.items()}
    said = str(sentence) % told
    return _("%(column)s: %(said)s") % {"column": column, "said": said} if column else said


def _worded(name: str, text: str) -> str:
    if name == "examples":
        return _examples_said(text)
    if name in NUMBERS:
        return say_number(Decimal(text))
    return say_day(date.fromisoformat(text)) if name in DAYS else text


def examples_kept(found: Sequence[tuple[str, str, str]]) -> str:
    """The first of some cells, each with its line and what it was read as; a cell holds no line break."""
    return "\n".join("\t".join(one) for one in found[:EXAMPLES])


def _examples_said(kept: str) -> str:
    told = _("“%(text)s” di baris %(line)s dibaca %(value)s")
    parts = [one.split("\t") for one in kept.split("\n")]
    return "; ".join(
        told % {"text": text, "line": line, "value": say_number(Decimal(value))}
        for text, line, value in parts
    )


def sign_fault(text: str, measure: str) -> Reason:
    """Rupiah where none are counted, or per cents."""
    words = set(measure.casefold().replace("%", " % ").split())
    code = "no_share" if unit_said(text) == "%" else "no_money"
    return Reason(code, {"unit": measure, "example": "87.5" if words & SHARE_UNITS else "24"})


def sum_fault(name: str) -> Reason | None:
    """A line of a budget, of which nobody said that it is an indicator."""
    if _ADDS_UP.match(folded(name)):
        return Reason("sum", {"text": name[:LETTERS]})
    return None
