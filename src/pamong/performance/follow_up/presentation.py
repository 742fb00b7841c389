"""Follow-ups as values for the component tags."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.scope import Scope
from pamong.people.acts.presentation import Change
from pamong.performance.follow_up.permissions import can_finish_follow_up
from pamong.performance.follow_up.queries import (
    DONE,
    KINDS,
    LATE,
    PREDICATES,
    PROPOSALS,
    PROPOSED,
    RUNNING,
    Proposal,
)
from pamong.performance.models import Evaluation, FollowUp
from pamong.performance.rules import label_of, pack_named
from pamong.policy.pack import Pack
from pamong.ui.components import Tab
from pamong.ui.dates import say_day_full
from pamong.ui.markup import link
from pamong.ui.paging import COUNTED
from pamong.ui.reasons import Explained, Reason
from pamong.ui.tables import Cell, Column, Row, Table


def follow_ups_table(
    follow_ups: Sequence[FollowUp], pack: Pack | None, scope: Scope, day: date | None = None
) -> Table:
    """Each follow-up with its owner, its day and how it stands; `pack` is for one evaluation."""
    columns = [
        Column(_("Tindak lanjut"), kind="row"),
        Column(_("Penanggung jawab")),
        Column(_("Paling lambat")),
        Column(_("Status"), kind="tag"),
    ]
    if pack is None:
        columns.insert(1, Column(_("Pegawai")))
    rows = [_row(row, pack, scope, day) for row in follow_ups]
    return Table(columns=columns, rows=rows, caption=_("Tindak lanjut"))


def show_tabs(counts: Mapping[str, int], show: str) -> list[Tab]:
    """Running, late, done; for a leader also what the rules propose."""
    words = {
        RUNNING: _("Berjalan"),
        LATE: _("Terlambat"),
        DONE: _("Selesai"),
        PROPOSED: _("Usulan aturan"),
    }
    return [
        Tab(
            text,
            f"?show={name}",
            counts[name],
            current=name == show,
            waits=name == LATE,
            most=COUNTED,
        )
        for name, text in words.items()
        if name in counts
    ]


def running_said(counts: Mapping[str, int]) -> str:
    """How many are not done, late or not."""
    number = counts[RUNNING] + counts[LATE]
    if not number:
        return _("Tidak ada tindak lanjut yang berjalan.")
    if max(counts[RUNNING], counts[LATE]) > COUNTED:
        return _("Lebih dari %(n)s tindak lanjut masih berjalan.") % {"n": COUNTED}
    said = ngettext(
        "%(n)s tindak lanjut masih berjalan.", "%(n)s tindak lanjut masih berjalan.", number
    )
    return said % {"n": number}


def proposals_table(
    proposals: Sequence[Proposal], *, picked: bool = False, error: str = ""
) -> Table:
    """What the rules propose after the year, to be picked person by person."""
    return Table(
        columns=[
            Column(_("Pilih"), kind="pick", name="proposal"),
            Column(_("Pegawai"), kind="row"),
            Column(_("Usulan")),
            Column(_("Penanggung jawab")),
            Column(_("Paling lambat")),
        ],
        rows=[_proposal_row(one, picked=picked) for one in proposals],
        caption=_("Usulan tindak lanjut menurut predikat"),
        error=error,
    )


def _proposal_row(one: Proposal, *, picked: bool) -> Row:
    evaluation = one.evaluation
    pack = pack_named(evaluation.pack)
    said = {
        "predicate": label_of(pack, PREDICATES, evaluation.predicate),
        "year": evaluation.plan.year,
    }
    address = reverse("performance:follow-up-add", args=[evaluation.uuid])
    adjust = link(f"{address}?kind={one.kind.code}", _("Sesuaikan"))
    return Row(
        cells=[
            Cell(one.key),
            Cell(
                evaluation.plan.employee.full_name,
                url=reverse("performance:evaluation-detail", args=[evaluation.uuid]),
                sub=_("%(predicate)s, tahun %(year)s") % said,
            ),
            Cell(one.kind.label, sub=adjust),
            one.owner.full_name,
            say_day_full(one.due_on),
        ],
        picked=picked,
    )


def proposal_change(one: Proposal) -> Change:
    """What accepting it gives: the kind, who sees to it, by when."""
    evaluation = one.evaluation
    predicate = label_of(pack_named(evaluation.pack), PREDICATES, evaluation.predicate)
    sub = _("%(predicate)s, tahun %(year)s") % {
        "predicate": predicate,
        "year": evaluation.plan.year,
    }
    then = _("%(kind)s: %(owner)s, paling lambat %(day)s") % {
        "kind": one.kind.label,
        "owner": one.owner.full_name,
        "day": say_day_full(one.due_on),
    }
    return Change(evaluation.plan.employee.full_name, sub, _("belum ada"), then)


def proposals_why(evaluation: Evaluation) -> Explained:
    """Where proposals come from, and that no text settles which fits which predicate."""
    table = pack_named(evaluation.pack).tables[PROPOSALS]
    said = _("Aturan mengusulkan jenis, penanggung jawab, dan lamanya menurut predikat tahunan.")
    within = _("Yang melewati hari terakhir tahap tindak lanjut jatuh pada hari itu.")
    free = _("Anda dapat menerima, menyesuaikan, atau tidak memakainya.")
    clauses = (_("usulan tindak lanjut menurut predikat"),) if table.unconfirmed else ()
    return Explained((Reason(said, table.citation), Reason(within), Reason(free)), clauses)


def proposals_context(
    proposals: Sequence[Proposal], *, picked: bool = False, error: str = ""
) -> dict[str, Any]:
    """The panel of proposals; nothing where nothing is proposed."""
    if not proposals:
        return {"proposals": None}
    return {
        "proposals": proposals_table(proposals, picked=picked, error=error),
        "proposals_why": proposals_why(proposals[0].evaluation),
    }


def _row(follow_up: FollowUp, pack: Pack | None, scope: Scope, day: date | None) -> Row:
    evaluation = follow_up.evaluation
    words = pack or pack_named(evaluation.pack)
    may_finish = follow_up.done_on is None and can_finish_follow_up(scope, follow_up)
    url = reverse("performance:follow-up-finish", args=[follow_up.uuid]) if may_finish else ""
    cells: list[Cell | str] = [
        Cell(label_of(words, KINDS, follow_up.kind), url=url, sub=follow_up.text),
        follow_up.owner.full_name,
        say_day_full(follow_up.due_on),
        _state(follow_up, day),
    ]
    if pack is None:
        address = reverse("performance:evaluation-detail", args=[evaluation.uuid])
        cells.insert(1, Cell(evaluation.plan.employee.full_name, url=address))
    return Row(cells=cells)


def _state(follow_up: FollowUp, day: date | None) -> Cell:
    if follow_up.done_on:
        return Cell(_("Selesai"), tag="agreed", sub=follow_up.outcome)
    if day and follow_up.due_on < day:
        return Cell(_("Terlambat"), tag="late")
    return Cell(_("Berjalan"), tag="running")
