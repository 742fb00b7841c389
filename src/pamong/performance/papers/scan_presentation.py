"""What the page of a paper's scans shows."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.documents.kinds import KINDS
from pamong.documents.laying import SHORT
from pamong.documents.models import Paper, PaperScan
from pamong.measurement.evidence.contents import KINDS as TYPES
from pamong.performance.evidence.presentation import size_said
from pamong.ui.dates import say_day_full, say_moment
from pamong.ui.tables import Cell, Column, Row, Table

NAMES = {kind.media_type: kind.name for kind in TYPES}


def paper_facts(paper: Paper) -> Iterator[tuple[str, str]]:
    """Which paper it is, as the sheet in one's hand says it."""
    kind = KINDS.get(paper.kind)
    yield _("Dokumen"), paper.title or (str(kind.label) if kind else "")
    for name, label in (("person", _("Pegawai")), ("unit", _("Unit")), ("period", _("Periode"))):
        if said := paper.facts.get(name):
            yield label, str(said)
    yield _("Dibuat"), say_day_full(paper.made_on)
    yield _("Kode pemeriksa"), paper.digest[:SHORT]


def scans_table(paper: Paper, scans: Iterable[PaperScan], *, may_change: bool) -> Table:
    """Every scan, newest first: the one that counts, those before it, and those removed."""
    columns = [
        Column(_("Pindaian"), kind="row"),
        Column(_("Disimpan oleh")),
        Column(_("Sidik berkas (SHA-256)")),
    ]
    if may_change:
        columns.append(Column(_("Hapus"), kind="actions", desk=True))
    rows, is_first = [], True
    for one in scans:
        rows.append(_row(paper, one, _state(one, is_first=is_first), may_change=may_change))
        is_first = is_first and bool(one.removed_on)
    return Table(columns=columns, rows=rows, caption=_("Pindaian dokumen ini"))


def _state(one: PaperScan, *, is_first: bool) -> str:
    if one.removed_on is None:
        return _("Berlaku") if is_first else _("Diganti, tetap disimpan")
    told = {"day": say_day_full(one.removed_on), "who": one.removed_by, "why": one.reason}
    if not one.removed_by:
        return _("Dihapus %(day)s menurut retensi; sidiknya tetap tercatat") % told
    return _("Dihapus %(day)s oleh %(who)s: %(why)s") % told


def _row(paper: Paper, one: PaperScan, state: str, *, may_change: bool) -> Row:
    args = [paper.uuid, one.uuid]
    url = "" if one.removed_on else reverse("performance:scan-file", args=args)
    name = f"{NAMES.get(one.media_type, '')}, {size_said(one.size)}"
    sha256 = " ".join(one.sha256[at : at + 16] for at in range(0, 64, 16))
    cells: list[Cell | str | None] = [
        Cell(name, url=url, sub=state),
        Cell(one.added_by, sub=say_moment(one.added_at)),
        sha256,
    ]
    if may_change:
        remove = reverse("performance:scan-remove", args=args)
        cells.append(None if one.removed_on else Cell(_("Hapus"), url=remove))
    return Row(cells)
