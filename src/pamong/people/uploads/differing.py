"""The page of differences against the last file."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.people.models import PeopleUpload
from pamong.ui.dates import say_day_full
from pamong.ui.filters import nip
from pamong.ui.markup import safe, sub
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table


def differences_context(upload: PeopleUpload) -> dict[str, Any]:
    """The names of people/import_differences.html."""
    shown = upload.shown["differences"]
    came, left, changed = shown["counts"]
    return {
        "upload": upload,
        "last_file": shown["file"],
        "last_day": say_day_full(date.fromisoformat(shown["on"])),
        "is_same": not (came or left or changed),
        "came": _part(shown, "came", came, _came),
        "left": _part(shown, "left", left, _left),
        "changed": _part(shown, "changed", changed, _changed),
        "fields": [(name, say_number(count)) for name, count in shown["fields"]],
    }


def difference_counts(shown: Mapping[str, Any]) -> str:
    """The counts in one line."""
    words = (_("%(n)s datang"), _("%(n)s tidak ada lagi"), _("%(n)s berubah"))
    pairs = zip(words, shown["counts"], strict=True)
    told = [word % {"n": say_number(count)} for word, count in pairs if count]
    return ", ".join(told) or _("tidak ada perbedaan")


def _part(shown: Mapping[str, Any], name: str, count: int, made: Any) -> dict[str, Any]:
    beyond = count - len(shown[name])
    table = made(shown[name]) if shown[name] else None
    return {"count": count, "table": table, "beyond": say_number(beyond) if beyond else ""}


def _who(one: Mapping[str, Any]) -> Cell:
    line = _("baris %(line)s") % {"line": one["line"]} if one["line"] else ""
    parts = [str(nip(one["nip"])) if one["nip"] else _("tanpa NIP"), line]
    url = reverse("people:employee-detail", args=[one["uuid"]]) if one["uuid"] else ""
    return Cell(one["name"], url=url, sub=" · ".join(part for part in parts if part))


def _came(rows: list[dict[str, Any]]) -> Table:
    columns = [Column(_("Pegawai"), kind="row"), Column(_("Di Pamong"))]
    written = [
        Row(
            [
                _who(one),
                Cell(_("Sudah tercatat"), tag="none")
                if one["is_known"]
                else Cell(_("Baru"), tag="agreed"),
            ]
        )
        for one in rows
    ]
    return Table(columns, written, _("Ada di berkas ini, tidak di berkas terakhir"))


def _left(rows: list[dict[str, Any]]) -> Table:
    columns = [Column(_("Pegawai"), kind="row"), Column(_("Di Pamong"))]
    written = [
        Row(
            [
                _who(one),
                Cell(_("Sudah berhenti"), tag="none")
                if one["is_gone"]
                else Cell(_("Masih aktif"), tag="wait"),
            ]
        )
        for one in rows
    ]
    return Table(columns, written, _("Ada di berkas terakhir, tidak di berkas ini"))


def _changed(rows: list[dict[str, Any]]) -> Table:
    columns = [Column(_("Pegawai"), kind="row"), Column(_("Yang berubah"))]
    written = [
        Row(
            [
                _who(one),
                Cell(
                    html=safe(
                        "".join(
                            sub(f"{field}: {old or '–'} → {new or '–'}")
                            for field, old, new in one["pairs"]
                        )
                    )
                ),
            ]
        )
        for one in rows
    ]
    return Table(columns, written, _("Ada di kedua berkas, isinya berbeda"))
