"""The table of a library: empty with two rows that show how it is filled, or as it stands, to be sent in again."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from pamong.documents.writing import Heading, Out, write_xlsx
from pamong.measurement.models import Indicator
from pamong.performance.models import LibraryResult, Result
from pamong.performance.rules import choices
from pamong.policy.pack import Pack


def write_template(stream: BinaryIO, pack: Pack) -> None:
    """Headings, and one result with two indicators."""
    aspects = [label for _code, label in choices(pack, "aspect")]
    result = _("Meningkatnya kemampuan literasi murid di kelas yang diampu")
    share, journals = _("Murid yang mencapai kompetensi minimum literasi"), _("Jurnal mengajar")
    rows: list[list[Out]] = [
        [_("Guru"), result, _("Utama"), aspects[1], share, 80, "%", _("tinggi"), _("Rapor murid")],
        ["", "", "", aspects[0], journals, 40, _("jurnal"), _("tinggi"), _("Jurnal mengajar")],
    ]
    write_xlsx(stream, _headings(), rows, sheet=_("Pustaka"))


def write_library_table(stream: BinaryIO, pack: Pack, results: Iterable[LibraryResult]) -> None:
    """What stands, in the columns that are read: mended, the file goes in again."""
    headings = [*_headings(), Heading(_("Perspektif"))]
    write_xlsx(stream, headings, _rows(pack, results), sheet=_("Pustaka"))


def _headings() -> list[Heading]:
    return [
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


def _rows(pack: Pack, results: Iterable[LibraryResult]) -> Iterator[list[Out]]:
    aspects, perspectives = (dict(choices(pack, scale)) for scale in ("aspect", "perspective"))
    for row in results:
        kind = _("Tambahan") if row.kind == Result.Kind.ADDITIONAL else _("Utama")
        for line in row.indicators.all():
            is_less = line.direction == Indicator.Direction.LESS
            target = line.target_text if line.target is None else line.target.normalize()
            yield [
                *(row.post, row.text, kind, aspects.get(line.aspect, ""), line.name, target),
                *(line.unit, _("rendah") if is_less else _("tinggi"), line.source),
                perspectives.get(line.perspective, ""),
            ]
