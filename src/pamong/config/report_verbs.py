"""The verbs of reports: the yearly one, from its figures to its approval."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pamong.config.verb import Verb

ANNUAL = "pamong.analytics.annual"


def _annual(name: str, label: Any, action: str, ledger: str, **more: Any) -> Verb:
    return Verb(
        f"analytics:{name}",
        label,
        f"{ANNUAL}.{more.pop('module', 'actions')}.{action}",
        f"{ANNUAL}.permissions.can_{action}",
        ledger if "." in ledger else f"analytics.{ledger}",
        **more,
    )


REPORT_VERBS: tuple[Verb, ...] = (
    _annual(
        *("annual-open", _("Susun laporan"), "open_annual_report", "annual_report_opened"),
        said=_("Laporan kinerja tahunan disusun"),
    ),
    _annual(
        *("annual-fill", _("Ambil lagi angkanya"), "fill_annual_report", "annual_report_filled"),
        said=_("Angka laporan kinerja tahunan diambil lagi"),
    ),
    _annual(
        *("annual-write", _("Simpan bagian"), "write_annual_text", "annual_text_written"),
        said=_("Bagian laporan kinerja tahunan ditulis"),
        undo="annual-write",
    ),
    _annual(
        *("annual-propose", _("Kirim untuk disetujui"), "propose_annual_report"),
        "annual_report_proposed",
        said=_("Laporan kinerja tahunan dikirim untuk disetujui"),
        undo="annual-reopen",
    ),
    _annual(
        *("annual-approve", _("Setujui laporan"), "approve_annual_report"),
        "annual_report_approved",
        said=_("Laporan kinerja tahunan disetujui"),
        undo="annual-reopen",
    ),
    _annual(
        *("annual-reopen", _("Buka kembali"), "reopen_annual_report", "annual_report_reopened"),
        said=_("Laporan kinerja tahunan dibuka kembali"),
        undo="annual-propose",
    ),
    _annual(
        *("annual-paper", _("Cetak laporan"), "issue_annual_paper", "documents.paper_issued"),
        module="issuing",
    ),
)
