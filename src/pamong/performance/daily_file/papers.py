"""An empty table to fill in: the days that are still open, and the own action plan to choose from."""

from collections.abc import Sequence
from datetime import date
from typing import BinaryIO

from django.utils.translation import gettext as _

from pamong.documents.writing import Heading, Page, write_book
from pamong.performance.daily_file.reading import MOST_ROWS
from pamong.performance.models import ActionStep
from pamong.performance.quarters import quarter_of

WIDE = 50


def write_template(stream: BinaryIO, days: Sequence[date], steps: Sequence[ActionStep]) -> None:
    """The headings that are read with the open days below; the steps stand on a second sheet."""
    quarters = {quarter_of(day).number for day in days}
    offered = [step for step in steps if not quarters or step.quarter in quarters]
    sheet = _("Rencana aksi")
    choices = f"='{sheet}'!$A$2:$A${len(offered) + 1}" if offered else ""
    headings = [
        Heading(_("Tanggal"), "day"),
        Heading(_("Kegiatan harian"), width=WIDE),
        Heading(sheet, width=WIDE, choices=choices, rows=MOST_ROWS),
        Heading(_("Realisasi"), "number"),
        Heading(_("Satuan")),
        Heading(_("Jam mulai")),
        Heading(_("Jam selesai")),
        Heading(_("Bukti dukung"), width=30),
        Heading(_("Angka ini benar")),
    ]
    known = [
        Heading(sheet, width=WIDE),
        Heading(_("Hasil kerja"), width=WIDE),
        Heading(_("Triwulan"), "number"),
        Heading(_("Satuan")),
    ]
    rows = [(step.text, step.result.text, step.quarter, step.unit) for step in offered]
    pages = [Page(_("Progress harian"), headings, [(day,) for day in days])]
    write_book(stream, [*pages, Page(sheet, known, rows)])
