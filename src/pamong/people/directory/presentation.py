"""A person in words and tables: who it is, posts and raters by date."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.people.directory.queries import posts_of, sayings_of
from pamong.people.directory.sources import source_facts
from pamong.people.leaving.reasons import reason_label
from pamong.people.models import ACTING_KINDS, Assignment, Delegation, Employee, Supervision, Unit
from pamong.people.queries import ratings_of
from pamong.people.saying import full_name, nip_said, rater_facts
from pamong.ui.dates import say_day_full, say_last
from pamong.ui.filters import nip
from pamong.ui.markup import link, safe
from pamong.ui.tables import Cell, Column, Row, Table


def unit_link(unit: Unit) -> SafeString:
    """The unit's name, leading to its page."""
    url = reverse("people:unit-detail", args=[unit.uuid])
    return format_html('<a href="{}">{}</a>', url, unit.name)


def identity(person: Employee) -> list[tuple[Any, ...]]:
    """Who it is."""
    rows: list[tuple[Any, ...]] = [
        ("NIP", nip_said(person)),
        (_("Jabatan"), person.position.name if person.position else _("belum tercatat")),
        (_("Unit"), unit_link(person.unit) if person.unit else _("belum tercatat")),
        (_("Jenis pegawai"), person.get_kind_display(), _kind_said(person)),
    ]
    if person.left_on:
        reason = reason_label(person.left_reason) if person.left_reason else ""
        rows.append((_("Berhenti"), say_day_full(person.left_on), reason))
    elif person.leaves_on:
        reason = reason_label(person.leaves_reason)
        rows.append((_("Akan berhenti"), say_day_full(person.leaves_on), reason))
    return rows


def _kind_said(person: Employee) -> str:
    """The rank; and since when, with what the person was before, where that is another kind."""
    parts = [person.rank]
    if person.kind_since:
        former = person.former_kinds.last()
        told = {
            "day": say_day_full(person.kind_since),
            "kind": former.get_kind_display() if former else "",
        }
        parts.append(_("sejak %(day)s, sebelumnya %(kind)s") % told)
    return ", ".join(part for part in parts if part)


def acting_facts(rows: Sequence[Delegation]) -> list[tuple[Any, ...]]:
    """Who acts in the rater's place, for the one who is rated."""
    return [
        (
            _("Diwakili"),
            row.delegate.full_name,
            _("sampai %(day)s: %(duties)s")
            % {"day": say_last(row.valid_to), "duties": "; ".join(row.duties)},
        )
        for row in rows
    ]


def posts_table(rows: Sequence[Mapping[str, Any]], *, may_end: bool = False) -> Table:
    """Posts by date; an acting one may be given a rater and, while it is open, an end."""
    may_end = may_end and any(row["kind"] != Assignment.Kind.DEFINITIVE for row in rows)
    columns = [
        Column(_("Jabatan"), kind="row"),
        Column(_("Sebagai")),
        Column(_("Sejak"), nowrap=True),
        Column(_("Sampai"), nowrap=True),
        *([Column(_("Tindakan"), kind="actions")] if may_end else []),
    ]
    kinds = dict(Assignment.Kind.choices)
    written = [
        Row(
            [
                Cell(row["position__name"], sub=row["unit_then"]),
                Cell(str(kinds[row["kind"]]), sub=_acting_rater(row)),
                say_day_full(row["valid_from"]),
                say_last(row["valid_to"]),
                *([_actions(row)] if may_end else []),
            ]
        )
        for row in rows
    ]
    return Table(columns, written, _("Jabatan menurut tanggal"))


def _is_open(row: Mapping[str, Any]) -> bool:
    """An acting post or an extra duty without an end."""
    return row["kind"] != Assignment.Kind.DEFINITIVE and not row["valid_to"]


def _acting_rater(row: Mapping[str, Any]) -> str:
    """Who was chosen to rate the work in an acting post."""
    return (
        _("penilai: %(name)s") % {"name": full_name(row, "rater__")} if row["rater__name"] else ""
    )


def _actions(row: Mapping[str, Any]) -> Any:
    may: list[str] = []
    if row["kind"] in ACTING_KINDS:
        rate = reverse("people:acting-rater-set", args=[row["uuid"]])
        may.append(link(rate, _("Tetapkan penilai")))
    if _is_open(row):
        may.append(link(reverse("people:assignment-end", args=[row["uuid"]]), _("Akhiri")))
    return Cell(html=safe(" · ".join(may))) if may else ""


def ratings_table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Raters by date."""
    columns = [
        Column(_("Pejabat penilai"), kind="row"),
        Column(_("Atasan penilai")),
        Column(_("Sejak"), nowrap=True),
        Column(_("Sampai"), nowrap=True),
    ]
    sources = dict(Supervision.Source.choices)
    written = [
        Row(
            [
                Cell(full_name(row, "rater__"), sub=row["rater__position__name"] or ""),
                Cell(full_name(row, "superior__"), sub=row["superior_reason"]),
                Cell(say_day_full(row["valid_from"]), sub=str(sources[row["source"]])),
                say_last(row["valid_to"]),
            ]
        )
        for row in rows
    ]
    return Table(columns, written, _("Penilai menurut tanggal"))


def person_context(person: Employee, on: date, *, may_move: bool = False) -> dict[str, Any]:
    """What the person's page and one's own profile share."""
    ratings = ratings_of(person)
    return {
        "person": person,
        "nip": nip_said(person),
        "identity": identity(person),
        "sources": source_facts(person, sayings_of(person)),
        "rater_facts": rater_facts(person, ratings, on),
        "posts": posts_table(posts_of(person), may_end=may_move),
        "ratings": ratings_table(ratings),
    }


def people_table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """People with post, unit and rater."""
    columns = [Column(_("Pegawai"), kind="row"), Column(_("Jabatan")), Column(_("Penilai"))]
    return Table(columns, [_person_row(row) for row in rows], _("Pegawai"))


def _person_row(row: Mapping[str, Any]) -> Row:
    url = reverse("people:employee-detail", args=[row["uuid"]])
    rater: Any = full_name(row, "rater__") if row["rater__name"] else ""
    if row["left_on"]:
        said = _("Berhenti %(day)s") % {"day": say_day_full(row["left_on"])}
        rater = Cell(said, tag="none")
    elif not rater:
        rater = Cell(_("Belum ada"), tag="none")
    return Row(
        [
            Cell(full_name(row), url=url, sub=nip(row["nip"]) if row["nip"] else _("tanpa NIP")),
            Cell(row["position__name"] or "", sub=row["unit__name"] or _("tanpa unit")),
            rater,
        ]
    )
