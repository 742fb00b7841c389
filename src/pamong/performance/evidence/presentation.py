"""What the pages of evidence show."""

from collections.abc import Sequence
from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.measurement.evidence.actions import MEGABYTE
from pamong.measurement.evidence.contents import KINDS
from pamong.measurement.models import Evidence
from pamong.performance.evidence.links import link_said
from pamong.performance.evidence.queries import Use
from pamong.performance.models import Plan
from pamong.performance.rules import label_of
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day, say_day_full
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

KILOBYTE = 1024
SHAPES = {
    Evidence.Look.NONE: "none",
    Evidence.Look.CONFIRMED: "agreed",
    Evidence.Look.QUESTIONED: "wait",
    Evidence.Look.ANSWERED: "running",
}
ALIKE = {"jpeg": "jpg"}
PLAIN = {kind.media_type for kind in KINDS if kind.ending in {"txt", "csv"}}
NAMES = {kind.media_type: kind.name for kind in KINDS}


def size_said(size: int) -> str:
    """2,4 MB."""
    if size >= MEGABYTE:
        return f"{say_number(Decimal(size) / MEGABYTE, 1)} MB"
    return f"{say_number(max(1, round(size / KILOBYTE)))} KB"


def kind_said(evidence: Evidence) -> str:
    """`PDF, 2,4 MB` or the host of a link."""
    if evidence.link:
        return _("Tautan: %s") % evidence.link.split("/")[2]
    name = NAMES.get(evidence.media_type) or _("Berkas")
    return f"{name}, {size_said(evidence.size)}"


def kept_said(evidence: Evidence, file_name: str) -> str:
    """That it was kept; and what it is, where the file's name says something else."""
    said = _("Bukti “%s” tersimpan.") % evidence.title
    ending = file_name.rpartition(".")[2].casefold()
    named = next((kind for kind in KINDS if kind.ending == ALIKE.get(ending, ending)), None)
    if named is None or evidence.link or evidence.media_type == named.media_type:
        return said
    if {named.media_type, evidence.media_type} <= PLAIN:
        return said
    odd = _("Isinya %(found)s, padahal namanya %(named)s. Periksa berkasnya.")
    return f"{said} {odd % {'found': kind_said(evidence).split(',')[0], 'named': named.name}}"


def address_of(evidence: Evidence) -> str:
    """Where one reads it; nowhere once it is gone."""
    if evidence.purged_on:
        return ""
    return evidence.link or reverse("performance:evidence-file", args=[evidence.uuid])


def use_said(use: Use, pack: Pack) -> str:
    """What a piece serves, in words."""
    if use.result:
        return use.result
    if use.entry_on:
        return _("Progress %(day)s: %(text)s") % {
            "day": say_day(use.entry_on),
            "text": use.entry,
        }
    return label_of(pack, "behaviour_value", use.value)


def evidence_table(
    rows: Sequence[Evidence], uses: dict[int, list[Use]], pack: Pack, plan: Plan | None = None
) -> Table:
    """Pieces with their day and what they serve; links to change that where the reader owns them."""
    columns = [
        Column(_("Bukti dukung"), kind="row"),
        Column(_("Mendukung")),
        Column(_("Tanggal"), nowrap=True),
        Column(_("Status bukti"), kind="tag"),
    ]
    if plan:
        columns.append(Column(_("Ubah"), kind="actions"))
    return Table(
        columns=columns, rows=[_row(one, uses.get(one.pk, []), pack, plan) for one in rows]
    )


def _row(one: Evidence, uses: list[Use], pack: Pack, plan: Plan | None) -> Row:
    sub, title = kind_said(one), one.title
    if one.purged_on:
        title = _("Isi sudah dihapus menurut retensi")
        sub = _("pada %(day)s") % {"day": say_day_full(one.purged_on)}
    elif one.link and (said := link_said(one)):
        sub = f"{sub}. {said}"
    if one.withdrawn_on:
        sub = _("%(kind)s. Ditarik %(day)s") % {"kind": sub, "day": say_day_full(one.withdrawn_on)}
    served = "; ".join(dict.fromkeys(use_said(use, pack) for use in uses)) or _("Belum dipakai")
    cells = [
        Cell(title, url=address_of(one), sub=sub),
        served,
        say_day(one.dated_on),
        look_cell(one),
    ]
    if plan:
        url = reverse("performance:evidence-use", args=[plan.uuid, one.uuid])
        cells.append("" if one.withdrawn_on or one.purged_on else Cell(_("Ubah"), url=url))
    return Row(cells=cells)


def look_cell(one: Evidence) -> Cell:
    """Whether somebody else looked at it and since when; leads to its page."""
    url = reverse("performance:evidence-detail", args=[one.uuid])
    since = say_day(one.looked_on) if one.looked_on else ""
    look = Evidence.Look(one.looked)
    return Cell(str(look.label), url=url, tag=SHAPES[look], sub=since)


def quota_said(kept: int) -> str:
    """How much of the quota is used."""
    return _("Terpakai %(kept)s dari %(quota)s MB.") % {
        "kept": size_said(kept) if kept else "0 MB",
        "quota": say_number(settings.EVIDENCE_QUOTA_MB),
    }
