"""What the pages of signing show."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.documents.seals import NONE, Signer
from pamong.performance.papers.contents.skp import SKP
from pamong.performance.papers.credit_writings import ACCUMULATION, CONVERSION, DETERMINATION
from pamong.performance.papers.follow_writings import IMPROVEMENT, MINUTES, OBJECTION, SANCTION
from pamong.performance.papers.signing_queries import Waiting
from pamong.performance.papers.writings import (
    ANNEX,
    ANNUAL,
    DOCUMENT,
    MATRIX,
    PERIODIC,
    PREDICATE_LIST,
)
from pamong.ui.buttons import submit
from pamong.ui.dates import say_day_full
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

# Where each kind is printed: one reads what one signs.
PRINTED = {
    SKP.code: "performance:plan-paper",
    ANNEX.code: "performance:annex-paper",
    MATRIX.code: "performance:matrix-paper",
    PERIODIC.code: "performance:evaluation-paper",
    ANNUAL.code: "performance:evaluation-paper",
    DOCUMENT.code: "performance:evaluation-document",
    PREDICATE_LIST.code: "performance:predicates-paper",
    CONVERSION.code: "performance:conversion-paper",
    ACCUMULATION.code: "performance:accumulation-paper",
    DETERMINATION.code: "performance:determination-paper",
    IMPROVEMENT.code: "performance:improvement-paper",
    SANCTION.code: "performance:sanction-paper",
    OBJECTION.code: "performance:objection-paper",
    MINUTES.code: "performance:minutes-paper",
}


def waiting_table(rows: Sequence[Waiting], picked: Collection[UUID], error: str = "") -> Table:
    """Each paper with a box, and a button to read it; what changed since has none."""
    return Table(
        columns=[
            Column(_("Pilih"), kind="pick", name="paper"),
            Column(_("Dokumen"), kind="row"),
            Column(_("Tentang")),
            Column(_("Dicetak"), nowrap=True),
            Column(_("Baca"), kind="actions"),
        ],
        rows=[_row(one, one.uuid in picked) for one in rows],
        caption=_("Dokumen yang menunggu tanda tangan Anda"),
        error=error,
    )


def _row(one: Waiting, is_picked: bool) -> Row:
    paper, writing = one.room.paper, one.writing
    made_on = say_day_full(paper.made_on)
    if writing is None:
        changed = _("Berubah sejak dicetak. Cetak lagi; yang baru akan tampil di sini.")
        return Row(["", Cell(paper.title, sub=changed), "", made_on, ""])
    to = reverse(PRINTED[paper.kind], args=[paper.key])
    read = Cell(html=submit(_("Unduh PDF"), kind="link", to=to))
    cells = [str(paper.uuid), Cell(paper.title), writing.about, made_on, read]
    return Row(cells, picked=is_picked)


def chosen_table(rows: Sequence[Waiting]) -> Table:
    """What one is about to sign."""
    return Table(
        columns=[
            Column(_("Dokumen"), kind="row"),
            Column(_("Tentang")),
            Column(_("Kode pemeriksa")),
        ],
        rows=[
            Row([one.room.paper.title, one.writing.about, one.room.paper.digest[:12]])
            for one in rows
            if one.writing
        ],
        caption=_("Dokumen yang akan ditandatangani"),
    )


def passed_papers(found: Sequence[Waiting], picked: int) -> Table | None:
    """What of the picked ones is not signed, and why; nothing where all of it is."""
    changed = _("berubah sejak dicetak: cetak lagi")
    rows = [Row([one.room.paper.title, changed]) for one in found if one.writing is None]
    if gone := picked - len(found):
        said = ngettext("%(n)s dokumen", "%(n)s dokumen", gone) % {"n": say_number(gone)}
        rows.append(Row([said, _("tidak lagi menunggu tanda tangan Anda")]))
    columns = [Column(_("Dokumen"), kind="row"), Column(_("Alasan"))]
    return Table(columns, rows, _("Yang dilewati")) if rows else None


def signs_with(signer: Signer) -> str:
    """What an install without a certified signer does instead, in one sentence."""
    if signer.code == NONE:
        return _("Pamong ini tidak menandatangani dokumen; dokumen hanya tercatat dengan kodenya.")
    return _(
        "Pamong ini menyegel setiap dokumen yang dicetak dengan kuncinya sendiri. Segel membuktikan "
        "asal berkas, bukan tanda tangan orang."
    )
