"""What years before said, and what was paid by sheet."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.documents.writing import Heading
from pamong.people.models import Employee, name_then
from pamong.people.own_data.parts import OwnSheet
from pamong.performance.models import AllowanceLine, PastResult, SheetRead
from pamong.performance.own_data.planned import label_said


def paid_sheets(scope: Scope, employee: Employee) -> Iterator[OwnSheet]:
    """Earlier results, and lines of allowance."""
    yield _past(scope, employee)
    yield _allowance(scope, employee)
    yield _reads(scope, employee)


def _past(scope: Scope, employee: Employee) -> OwnSheet:
    found = PastResult.objects.visible_to(scope).filter(employee=employee).order_by("-starts_on")
    rows = (
        [first, last, score, label_said(pack, "predicate", code), pack, source, sourced_on]
        for first, last, score, code, pack, source, sourced_on in found.values_list(
            "starts_on", "ends_on", "score", "predicate", "pack", "source", "sourced_on"
        )
    )
    headings = [
        *(Heading(_("Periode awal"), "day"), Heading(_("Periode akhir"), "day")),
        *(Heading(_("Nilai"), "number"), Heading(_("Predikat"))),
        *(Heading(_("Aturan yang dipakai"), width=30), Heading(_("Berkas"), width=30)),
        Heading(_("Diimpor"), "day"),
    ]
    about = _("Hasil tahun-tahun sebelum Pamong, dari berkas yang diimpor instansi.")
    return OwnSheet(_("Riwayat kinerja"), about, headings, rows)


def _allowance(scope: Scope, employee: Employee) -> OwnSheet:
    found = AllowanceLine.objects.visible_to(scope).filter(employee=employee)
    fields = (
        *("month", "unit_name", "position_name", "base", "attendance_percent"),
        *("predicate_percent", "attendance", "performance", "cut", "total"),
    )
    headings = [
        *(Heading(_("Bulan (hari pertama)"), "day"), Heading(_("Unit"), width=30)),
        *(Heading(_("Jabatan"), width=30), Heading(_("TPP dasar"), "number")),
        *(Heading(_("Kehadiran (%)"), "number"), Heading(_("Predikat (%)"), "number")),
        *(Heading(_("Bagian kehadiran"), "number"), Heading(_("Bagian kinerja"), "number")),
        *(Heading(_("Potongan"), "number"), Heading(_("Jumlah"), "number")),
    ]
    about = _("Baris TPP Anda menurut bulan, seperti dalam daftar yang boleh Anda lihat.")
    rows = found.order_by("-month", "-pk").values_list(*fields)
    return OwnSheet(_("TPP"), about, headings, rows)


def _reads(scope: Scope, employee: Employee) -> OwnSheet:
    sheets = AllowanceLine.objects.visible_to(scope).filter(employee=employee).values("sheet")
    found = SheetRead.objects.filter(sheet__in=sheets).order_by("-on", "-pk")
    headings = [
        *(Heading(_("Bulan (hari pertama)"), "day"), Heading(_("Unit"), width=30)),
        *(Heading(_("Tanggal"), "day"), Heading(_("Pengawas yang membuka"), width=30)),
        Heading(_("Tujuan"), width=50),
    ]
    about = _("Pengawas yang membuka daftar TPP tempat baris Anda tercantum, dengan tujuannya.")
    rows = found.values_list(
        "sheet__month", name_then("sheet__month", "sheet__unit"), "on", "reader__name", "purpose"
    )
    return OwnSheet(_("Pembaca TPP"), about, headings, rows)
