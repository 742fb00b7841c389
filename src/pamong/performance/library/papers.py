"""The empty table of a library, with two rows that show how it is filled."""

from typing import BinaryIO

from django.utils.translation import gettext as _

from pamong.documents.writing import Heading, Out, write_xlsx
from pamong.performance.rules import choices
from pamong.policy.pack import Pack


def write_template(stream: BinaryIO, pack: Pack) -> None:
    """Headings, and one result with two indicators."""
    aspects = [label for _code, label in choices(pack, "aspect")]
    headings = [
        Heading(_("Jabatan")),
        Heading(_("Rencana hasil kerja"), width=50),
        Heading(_("Klasifikasi")),
        Heading(_("Aspek")),
        Heading(_("Indikator"), width=40),
        Heading(_("Target"), "number"),
        Heading(_("Satuan")),
        Heading(_("Arah")),
        Heading(_("Sumber data")),
    ]
    result = _("Meningkatnya kemampuan literasi murid di kelas yang diampu")
    share, journals = _("Murid yang mencapai kompetensi minimum literasi"), _("Jurnal mengajar")
    rows: list[list[Out]] = [
        [_("Guru"), result, _("Utama"), aspects[1], share, 80, "%", _("tinggi"), _("Rapor murid")],
        ["", "", "", aspects[0], journals, 40, _("jurnal"), _("tinggi"), _("Jurnal mengajar")],
    ]
    write_xlsx(stream, headings, rows, sheet=_("Pustaka"))
