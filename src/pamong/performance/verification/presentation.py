"""Looks at evidence as values for the component tags."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.measurement.models import Evidence, EvidenceLook
from pamong.performance.evidence.links import link_said
from pamong.performance.evidence.presentation import kind_said, look_cell, use_said
from pamong.performance.evidence.queries import Use
from pamong.performance.verification.permissions import (
    Sides,
    can_confirm_evidence,
    can_explain_evidence,
)
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day, say_day_full
from pamong.ui.tables import Cell, Column, Row, Table

Look = Evidence.Look


def waiting_table(rows: Sequence[Evidence], uses: Mapping[int, list[Use]], pack: Pack) -> Table:
    """Pieces to look at; each leads to its page, for one looks at each."""
    columns = [
        Column(_("Bukti dukung"), kind="row"),
        Column(_("Pegawai")),
        Column(_("Mendukung")),
        Column(_("Tanggal"), nowrap=True),
        Column(_("Status bukti"), kind="tag"),
    ]
    lines = [
        Row(
            [
                Cell(one.title, url=look_cell(one).url, sub=kind_said(one)),
                one.owner.full_name,
                served(uses.get(one.pk, []), pack),
                say_day(one.dated_on),
                look_cell(one),
            ]
        )
        for one in rows
    ]
    return Table(columns, lines, _("Bukti menunggu konfirmasi"))


def served(uses: Sequence[Use], pack: Pack) -> str:
    """What a piece serves, each once."""
    return "; ".join(dict.fromkeys(use_said(use, pack) for use in uses)) or _("Belum dipakai")


def facts_of(piece: Evidence, uses: Sequence[Use], pack: Pack) -> list[tuple[Any, ...]]:
    """What it is, whose, and what it is meant to show."""
    since = say_day_full(piece.looked_on) if piece.looked_on else ""
    facts: list[tuple[Any, ...]] = [
        (_("Pegawai"), piece.owner.full_name),
        (_("Mendukung"), served(uses, pack)),
        (_("Tanggal bukti"), say_day_full(piece.dated_on)),
        (
            _("Jenis"),
            kind_said(piece) if not piece.purged_on else _("Isi sudah dihapus menurut retensi"),
            link_said(piece) if piece.link else "",
        ),
        (_("Status bukti"), str(Look(piece.looked).label), since),
    ]
    if piece.withdrawn_on:
        facts.append((_("Ditarik"), say_day_full(piece.withdrawn_on)))
    return facts


def may_do(scope: Scope, piece: Evidence, sides: Sides) -> dict[str, bool]:
    """Which verbs its page offers now."""
    stands = not (piece.withdrawn_on or piece.purged_on)
    may_look = stands and can_confirm_evidence(scope, piece, sides)
    return {
        "may_confirm": may_look and piece.looked != Look.CONFIRMED,
        "may_question": may_look and piece.looked != Look.QUESTIONED,
        "may_explain": stands
        and piece.looked == Look.QUESTIONED
        and can_explain_evidence(scope, piece),
    }


def said_about(looks: Sequence[EvidenceLook]) -> list[tuple[str, str, str]]:
    """Each look: who and when, what was asked, what was answered."""
    return [
        (
            _("%(name)s, %(day)s") % {"name": one.by.full_name, "day": say_day_full(one.on)},
            one.question or _("Dikonfirmasi"),
            _("Jawaban %(day)s: %(text)s")
            % {"day": say_day_full(one.answered_on), "text": one.answer}
            if one.answered_on
            else "",
        )
        for one in looks
    ]


def list_link(scope: Scope, piece: Evidence) -> tuple[str, str]:
    """Where one came from: the own list, or the one of what waits."""
    if scope.employee_id == piece.owner_id:
        return _("Bukti dukung"), reverse("performance:evidence-list")
    return _("Bukti menunggu konfirmasi"), reverse("performance:evidence-waiting")
