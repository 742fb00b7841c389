"""What a table of cards would change, before anything is written."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.measurement.cards.import_actions import ADDED, CHANGED, SAME, Done, Tried
from pamong.measurement.cards.reading import CHOICES, NEEDED
from pamong.measurement.models import Card
from pamong.people.left_out import rejected_table
from pamong.people.trace.changes import say_changes
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

STATES = {
    ADDED: (gettext_lazy("Kartu baru"), "proposed"),
    CHANGED: (gettext_lazy("Diubah"), "wait"),
    SAME: (gettext_lazy("Tetap"), "none"),
}
TEXTS = {
    "code": gettext_lazy("Kode"),
    "name": gettext_lazy("Nama indikator"),
    "definition": gettext_lazy("Definisi"),
    "method": gettext_lazy("Cara menghitung"),
    "measure": gettext_lazy("Satuan"),
    "direction": gettext_lazy("Arah"),
    "frequency": gettext_lazy("Diukur"),
    "counting": gettext_lazy("Arti satu angka"),
    "source": gettext_lazy("Sumber data"),
    "unit": gettext_lazy("Unit"),
    "owner": gettext_lazy("Penanggung jawab"),
    "baseline": gettext_lazy("Kondisi awal"),
    "band_low": gettext_lazy("Batas bawah"),
    "band_high": gettext_lazy("Batas atas"),
    "tolerance": gettext_lazy("Toleransi"),
}
SHORT = ("code", "measure", "unit", "owner", "source")
ORDER = (CHANGED, ADDED, SAME)
SHOWN = 100  # rows that come to something before those that stay


def preview_context(tried: Tried) -> dict[str, Any]:
    """What each row would do, those that change anything first."""
    return {
        "preview": _preview(tried.done),
        "rejected": rejected_table(tried.rejected[:SHOWN], _("Baris yang ditolak")),
        "new": len(tried.done) - tried.count(SAME),
        "said": counts_said(tried),
    }


def counts_said(tried: Tried) -> str:
    """All counts of a file in one line."""
    told = {state: say_number(tried.count(state)) for state in ORDER}
    if not tried.rejected:
        return _("%(added)s kartu baru, %(changed)s diubah, %(same)s tetap.") % told
    told["out"] = say_number(len(tried.rejected))
    return _("%(added)s kartu baru, %(changed)s diubah, %(same)s tetap, %(out)s ditolak.") % told


def _preview(done: Sequence[Done]) -> Table:
    columns = [
        Column(_("Baris"), kind="num"),
        Column(_("Indikator"), kind="row"),
        Column(_("Yang akan berubah")),
        Column(_("Akibat"), kind="tag"),
    ]
    first = sorted(done, key=lambda one: ORDER.index(one.state))[:SHOWN]
    caption = _("Kartu dalam berkas")
    if len(done) > SHOWN:
        told = {"shown": say_number(SHOWN), "all": say_number(len(done))}
        caption = _("Kartu dalam berkas (%(shown)s dari %(all)s baris)") % told
    return Table(columns, [_row(one) for one in first], caption)


def _row(one: Done) -> Row:
    word, tag = STATES[one.state]
    name = str(one.row.told["name"])
    said = (
        _new(one)
        if one.state == ADDED
        else "; ".join(filter(None, (_change(one, field) for field in one.changes)))
    )
    return Row(
        [
            say_number(one.row.line),
            Cell(name, sub=str(one.row.told["code"])),
            said or "–",
            Cell(str(word), tag=tag),
        ]
    )


def _new(one: Done) -> str:
    """What a new card will hold: its choices and short words, and the target of its year."""
    told = one.row.told
    said = [
        f"{TEXTS[field]}: {dict(CHOICES[field].choices)[told[field]] if field in CHOICES else told[field]}"
        for field in TEXTS
        if field in told and field not in NEEDED and (field in CHOICES or field in SHORT)
    ]
    if one.row.target is not None:
        year = f" {one.row.year}" if one.row.year else ""
        word = _("Target")
        said.append(f"{word}{year}: {say_number(one.row.target)}")
    return "; ".join(said) or _("Kode dan nama saja")


def _change(one: Done, name: str) -> str:
    """A field that changes, with its value where that is short."""
    if label := TEXTS.get(name):
        told = str(one.row.told.get(name, ""))
        return f"{label}: {told}" if name in SHORT and told else str(label)
    return "; ".join(say_changes(Card._meta.label_lower, {name: one.changes[name]}))
