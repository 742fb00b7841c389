"""What the living catalogue shows: every component in each state, with the longest names we know."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pamong.ui.buttons import button_link
from pamong.ui.catalogue_charts import sample_charts
from pamong.ui.catalogue_forms import JudgeForm, SampleForm
from pamong.ui.components import Meter, Step, Tab, Task, Trace
from pamong.ui.copies import Copies
from pamong.ui.dates import say_ago, say_day, say_day_long, say_left
from pamong.ui.figures import Quad, Share
from pamong.ui.grids import Grid, GridCell, GridColumn, GridRow
from pamong.ui.months import month_of
from pamong.ui.navigation import NavEntry, NavGroup
from pamong.ui.pasting import Paste
from pamong.ui.reasons import Reason
from pamong.ui.tables import Cell, Column, Row, Table
from pamong.ui.years import YearDay, YearMonth

LONG_NAME = "Dra. Hj. Maria Magdalena Situmorang-Hutabarat, M.Pd."
LONG_POST = "Kepala Bidang Pembinaan Pendidikan Anak Usia Dini dan Pendidikan Nonformal"
SHORT_NAME = "Suharti"
LOW = Decimal(90)
FRIDAY = 4
ZONE = ZoneInfo("Asia/Jakarta")


class Advice(NamedTuple):
    """A piece of advice as the tag reads it."""

    sentence: str
    example: str = ""
    is_ok: bool = False


def _advices() -> list[Advice]:
    return [
        Advice(
            _("“Melaksanakan” menyebut kegiatan. Apa yang berubah bagi yang dilayani?"),
            _("Meningkatnya satuan PAUD yang terakreditasi minimal B"),
        ),
        Advice(_("Berbeda dari kalimat pimpinan"), is_ok=True),
    ]


def catalogue(on: date) -> dict[str, Any]:
    """Every component's data on the day."""
    return {
        "long_name": LONG_NAME,
        "advices": _advices(),
        "long_post": LONG_POST,
        "navigation": _navigation(),
        "search_url": "#",
        "sample_crumbs": [(_("SKP saya"), "#"), (_("Tahun 2027"), "#")],
        "sample_copies": Copies(
            LONG_POST, [(_("Nama"), LONG_NAME), (_("Jabatan"), LONG_POST), (_("Golongan"), "")]
        ),
        "sample_paste": Paste(_("SKP 2027"), [_("5 pegawai belum mengajukan SKP")], "/ui/"),
        "sample_tabs": _tabs(),
        "sample_tasks": _tasks(on),
        "sample_steps": _steps(),
        "sample_trace": _trace(on),
        "sample_facts": _facts(),
        "sample_reasons": _reasons(),
        "people_table": _people(on),
        "grouped_table": _grouped(),
        "empty_table": Table([Column(_("Pegawai"), kind="row")], caption=_("Tabel kosong")),
        "sample_grid": _grid(),
        "sample_month": _month(on),
        "sample_year": _year(on),
        "sample_legend": {"miss": "Libur nasional", "full": "Masuk kerja khusus"},
        **_forms(on),
        **_figures(),
        "charts": sample_charts(),
    }


def _navigation() -> list[NavGroup]:
    """The longest that one person has, with what waits."""
    own = (_("Beranda"), _("SKP saya"), _("Progress harian"), _("Bukti dukung"), _("Umpan balik"))
    mine = (
        NavEntry(own[0], "/ui/"),
        *(NavEntry(text, f"#{number}") for number, text in enumerate(own[1:], start=1)),
    )
    team = (
        NavEntry(_("Papan tim"), "#tim", 3),
        NavEntry(_("Matriks peran hasil"), "#matriks"),
        NavEntry(_("Penilaian"), "#nilai", 128),
    )
    return [NavGroup(_("Pekerjaan saya"), mine), NavGroup(_("Tim saya"), team)]


def _forms(on: date) -> dict[str, Any]:
    typed = {
        "kind": "main",
        "result": "Melaksanakan pendampingan",
        "target": "sebanyak mungkin",
        "before": "1234.5",
        "due": "31-02-2026",
    }
    judged = {"card": "2", "segment": "3", "words": "Tetap ramah saat antrean padat"}
    given = {"kind": "main", "target": Decimal("87.5"), "due": on}
    return {
        "sample_form": SampleForm(auto_id="satu_%s", initial=given),
        "wrong_form": SampleForm(typed),
        "line_form": SampleForm(auto_id="baris_%s"),
        "inline_form": SampleForm({"target": "banyak"}, auto_id="sel_%s"),
        "judge_form": JudgeForm(judged),
    }


def _figures() -> dict[str, Any]:
    values = (Decimal("112.9"), Decimal("81.8"), Decimal(140), Decimal(0), None)
    return {
        "figure_why": _("Mengapa %(figure)s?") % {"figure": "81,8%"},
        "meters": [Meter(value, LOW) for value in values],
        "numbers": _numbers(),
        "sample_quad": _quad(),
        "sample_shares": [
            Share(_("Pertama"), 1),
            Share(_("Kedua"), 2, 7, _("pola: paling banyak 7")),
            Share(_("Ketiga"), 0),
        ],
    }


def _tabs() -> list[Tab]:
    return [
        Tab(_("Semua"), "#", 12, current=True),
        Tab(_("Menunggu Anda"), "#", 3, waits=True),
        Tab(_("Menunggu pegawai"), "#", 4),
        Tab(_("Capaian tertinggal"), "#", 0),
    ]


def _tasks(on: date) -> list[Task]:
    soon = on + timedelta(days=5)
    return [
        Task(
            _("Nilai 9 pegawai untuk triwulan III"),
            "#",
            _("2 dari 11 sudah dinilai."),
            ("wait", say_left(soon, on)),
            say_day_long(soon),
        ),
        Task(
            _("Ajukan kembali SKP 2027 Anda"),
            "#",
            LONG_NAME,
            ("returned", _("Dikembalikan")),
            say_day(on, on),
        ),
        Task(_("Progress harian"), "#", say_ago(on, on)),
    ]


def _steps() -> list[Step]:
    return [
        Step(_("Disusun"), _("Dikembalikan 19 November"), "done"),
        Step(_("Diajukan"), _("Batas 4 Desember 2026"), "current"),
        Step(_("Disetujui"), _("Oleh penilai")),
        Step(_("Dilaksanakan")),
        Step(_("Dinilai")),
    ]


def _trace(on: date) -> list[Trace]:
    at = datetime(on.year, on.month, on.day, 15, 42, tzinfo=ZONE)
    return [
        Trace(_("Diperbaiki"), _("Anda"), at, _("target waktu tunggu")),
        Trace(
            _("Dikembalikan"),
            LONG_NAME,
            at - timedelta(days=5),
            quote="Sebutkan sumber data untuk terduga TBC.",
        ),
        Trace(_("Disusun"), at=at - timedelta(days=15)),
    ]


def _facts() -> list[tuple[Any, ...]]:
    return [
        (_("Nama"), LONG_NAME, LONG_POST),
        (_("NIP"), "19800314\u00a0200604\u00a02\u00a0007"),
        (_("Dukungan sumber daya"), "Anggaran BLUD Rp184.500.000"),
        (_("Konsekuensi"), None),
    ]


def _reasons() -> list[Reason]:
    return [
        Reason(_("Realisasi sampai triwulan III: 412 dari 700 bayi = 58,9%.")),
        Reason(_("Target sampai triwulan III: 72%.")),
        Reason(_("Capaian = 58,9 ÷ 72 × 100 = 81,8%."), "PermenPANRB 6/2022"),
    ]


def _people(on: date) -> Table:
    columns = [
        Column(_("Pilih"), kind="pick"),
        Column(_("Pegawai"), kind="row"),
        Column(_("SKP 2027"), kind="tag", stays=True),
        Column(_("Capaian 2026"), kind="meter"),
        Column(_("Bukti terakhir"), nowrap=True),
        Column(pgettext("for whom", "Menunggu")),
    ]
    caption = _("Empat pegawai dengan keadaan SKP dan capaiannya")
    return Table(columns, _people_rows(on), caption=caption)


def _people_rows(on: date) -> list[Row]:
    agreed = Cell(_("Disetujui"), tag="agreed")
    return [
        Row(
            [
                "1",
                Cell(LONG_NAME, "#", LONG_POST),
                Cell(_("Diajukan"), tag="proposed"),
                Meter(Decimal("104.2"), LOW),
                _("Kemarin"),
                Cell(_("Anda"), sub=say_ago(on - timedelta(days=9), on)),
            ],
            picked=True,
        ),
        Row(
            [
                "2",
                Cell("dr. Muhammad Iqbal Ramadhan Siregar", "#", "Dokter Ahli Pertama"),
                Cell(_("Diajukan"), tag="proposed"),
                Meter(Decimal("71.4"), LOW),
                say_day(on, on),
                _("Anda"),
            ]
        ),
        Row(
            [
                "",
                Cell(SHORT_NAME, "#", "Pengadministrasi Umum"),
                Cell(_("Disusun"), tag="draft"),
                None,
                _("Belum ada"),
                _("Pegawai"),
            ],
            short=True,
        ),
        Row(["", Cell("Yosef Kambu", "#"), agreed, Decimal("96.1"), say_day(on, on), None]),
    ]


def _grouped() -> Table:
    columns = [
        Column(_("Aspek")),
        Column(_("Indikator kinerja individu"), kind="row"),
        Column(_("Target"), kind="num"),
        Column(_("Realisasi"), kind="num"),
        Column(_("Tindakan"), kind="actions"),
    ]
    change = button_link("#", _("Ubah"), "link")
    rows = [
        Row(
            [
                Cell(
                    "1. Meningkatnya cakupan pelayanan kesehatan ibu dan anak",
                    sub="RHK pimpinan yang diintervensi: Menurunnya angka kematian ibu dan bayi",
                )
            ],
            group=True,
        ),
        Row(
            [
                _("Kuantitas"),
                "Persentase ibu hamil yang mendapat pelayanan K6",
                "92%",
                Cell("80,4%", sub=_("target 78%")),
                Cell(html=change),
            ]
        ),
        Row(
            [
                _("Waktu"),
                "Lama penanganan rujukan gizi",
                "≤ 3 hari",
                _("belum ada"),
                Cell(html=SafeString(change)),
            ]
        ),
    ]
    return Table(columns, rows, caption=_("Indikator menurut hasil kerja"))


def _grid() -> Grid:
    columns = [
        GridColumn("Meningkatnya kualitas RKPD 2028", "RHK 1"),
        GridColumn("Terkendalinya program prioritas daerah", "RHK 2"),
        GridColumn("Tersedianya data pembangunan yang mutakhir", "RHK 3"),
    ]
    rows = [
        GridRow(
            LONG_NAME,
            [
                GridCell("p1r1", "Rancangan akhir RKPD bidang infrastruktur selesai tepat waktu"),
                GridCell("p1r2"),
                GridCell("p1r3", "x", _("Tulis peran dengan paling sedikit tiga kata.")),
            ],
            [_("2 peran")],
        ),
        GridRow(
            SHORT_NAME,
            [
                GridCell("p2r1"),
                GridCell("p2r2", "Laporan pengendalian tiap triwulan"),
                GridCell("", "Sudah dibagikan"),
            ],
            [_("1 peran")],
        ),
    ]
    return Grid(
        columns,
        rows,
        _("Dua pegawai dan tiga hasil kerja"),
        total_title=_("Dipikul oleh"),
        totals=["1", "1", "2"],
    )


def _year(on: date) -> list[YearMonth]:
    """The quarter of the day: a weekend is free, the first a holiday, the second an extra day."""
    found = []
    for month in range(1, 4):
        days = [day.on for day in month_of(date(on.year, month, 1), {})]
        marks = {1: "miss", 2: "full"}
        found.append(
            YearMonth([YearDay(d, d.weekday() > FRIDAY, marks.get(d.day, "")) for d in days])
        )
    return found


def _month(on: date) -> Any:
    first = on.replace(day=1)
    states: dict[date, Any] = {first + timedelta(days=n): "full" for n in range(on.day - 1)}
    states |= {on: "todo", first + timedelta(days=2): "part", first + timedelta(days=3): "miss"}
    off = {day: "off" for n in range(31) if (day := first + timedelta(days=n)).weekday() > 4}  # noqa: PLR2004 — Saturday
    return month_of(on, states | off, lambda day: f"#{day.isoformat()}")


def _quad() -> Quad:
    marks = (_("Pertama"), _("Kedua"), _("Ketiga"))
    return Quad(marks, [(mark, marks) for mark in marks], _("Matriks contoh"), here=(1, 2))


def _numbers() -> list[tuple[Any, Any]]:
    return [
        (_("Angka"), Decimal("1234.50")),
        (_("Angka negatif"), Decimal(-12)),
        (_("Belum ada"), None),
    ]
