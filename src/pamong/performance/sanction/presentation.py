"""Sanctions as values for the component tags."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.performance.follow_up.queries import months_after
from pamong.performance.models import AllowancePenalty, Evaluation, Sanction
from pamong.performance.periods import say_period
from pamong.performance.rules import label_of, pack_named
from pamong.performance.sanction.permissions import (
    can_annul_sanction,
    can_appeal_sanction,
    can_decide_sanction,
    can_propose_sanction,
    can_state_sanction,
    can_withdraw_sanction,
    sees_sanctions,
)
from pamong.performance.sanction.queries import OVER, STANDING, WAITING, sanctions_beside
from pamong.performance.sanction.steps import (
    GROUNDS,
    begins_sanction,
    cut_after,
    cut_of,
    penalty_for,
    statement_days,
    step_said,
)
from pamong.ui.components import Tab, Trace
from pamong.ui.dates import say_day_full, say_day_long, say_month
from pamong.ui.numbers import say_percent
from pamong.ui.reasons import Explained, Reason
from pamong.ui.tables import Cell, Column, Row, Table

Status, Track = Sanction.Status, Sanction.Track
SHAPES = {
    Status.PROPOSED: "wait",
    Status.IMPOSED: "agreed",
    Status.DECLINED: "none",
    Status.WITHDRAWN: "none",
    Status.ANNULLED: "returned",
}


def tag_of(sanction: Sanction) -> tuple[str, str]:
    """Shape and word of a state."""
    return SHAPES[Status(sanction.status)], str(sanction.get_status_display())


def address_of(sanction: Sanction) -> str:
    """The page of one sanction."""
    return reverse("performance:sanction-detail", args=[sanction.uuid])


def tabs_of(show: str) -> list[Tab]:
    """Those that wait, that stand, and the others."""
    words = {WAITING: _("Menunggu keputusan"), STANDING: _("Berlaku"), OVER: _("Lainnya")}
    return [Tab(text, f"?show={name}", current=name == show) for name, text in words.items()]


def sanctions_table(sanctions: Sequence[Sanction]) -> Table:
    """Each with the person, the step, its ground and how it stands."""
    return Table(
        columns=[
            Column(_("Pegawai"), kind="row"),
            Column(_("Sanksi")),
            Column(_("Diusulkan")),
            Column(_("Status"), kind="tag"),
        ],
        rows=[_row(one) for one in sanctions],
        caption=_("Sanksi dan disiplin"),
    )


def _row(sanction: Sanction) -> Row:
    shape, word = tag_of(sanction)
    return Row(
        cells=[
            Cell(
                sanction.employee.full_name,
                url=address_of(sanction),
                sub=str(sanction.get_track_display()),
            ),
            Cell(step_said(sanction), sub=sanction.citation),
            Cell(say_day_full(sanction.proposed_on), sub=sanction.proposed_by.name),
            Cell(word, tag=shape, sub=period_said(sanction)),
        ]
    )


def period_said(sanction: Sanction) -> str:
    """From when to when it holds; nothing before it was decided."""
    if sanction.starts_on is None:
        return ""
    first = say_day_full(sanction.starts_on)
    if sanction.ends_on is None:
        return _("sejak %(day)s") % {"day": first}
    return f"{first} – {say_day_full(sanction.ends_on)}"


def sanction_context(
    evaluation: Evaluation, scope: Scope, day: date, *, rates: bool = False
) -> dict[str, Any]:
    """What stands beside a rating for those entitled, and whether something may be proposed there."""
    employee = evaluation.plan.employee
    if not (rates or sees_sanctions(scope, employee)):
        return {"sees_sanctions": False}
    may = can_propose_sanction(scope, employee) and not rates
    was = getattr(evaluation, "was_sanctioned", True)  # as the row was read for its page
    return {
        "sees_sanctions": True,
        "sanctions": [
            (step_said(one), address_of(one), tag_of(one), period_said(one))
            for one in (sanctions_beside(employee, day) if was else [])
        ],
        "may_propose_step": may and begins_sanction(evaluation),
        "may_propose_case": may,
        "sanctioned": employee,
    }


def detail_context(sanction: Sanction, scope: Scope, day: date) -> dict[str, Any]:
    """Everything on the page of one sanction, with whose turn it is."""
    waits = sanction.is_proposed
    stands = sanction.status == Status.IMPOSED
    may_decide = waits and can_decide_sanction(scope, sanction)
    return {
        "sanction": sanction,
        "employee": sanction.employee,
        "tag": tag_of(sanction),
        "step": step_said(sanction),
        "facts": facts_of(sanction),
        "decision_facts": decision_facts(sanction),
        "traces": traces_of(sanction),
        "why": why_of(sanction),
        "waits": waits,
        "is_decided": sanction.decided_on is not None,
        "may_state": waits and can_state_sanction(scope, sanction),
        "may_decide": may_decide and sanction.is_heard(day),
        "must_wait": may_decide and not sanction.is_heard(day),
        "may_withdraw": waits and can_withdraw_sanction(scope, sanction),
        "may_appeal": stands and can_appeal_sanction(scope, sanction),
        "may_annul": stands and can_annul_sanction(scope, sanction),
        "is_heard": sanction.stated_on is not None,
    }


def facts_of(sanction: Sanction) -> list[tuple[str, Any]]:
    """What is proposed, on which ground, and until when the person may answer."""
    rows: list[tuple[str, Any]] = [
        (_("Sanksi"), step_said(sanction)),
        (_("Dasar hukum"), sanction.citation),
    ]
    if sanction.evaluation:
        evaluation = sanction.evaluation
        period = say_period(evaluation.plan.year, evaluation.period)
        predicate = label_of(pack_named(evaluation.pack), "predicate", evaluation.predicate)
        rows.append((_("Penilaian"), f"{predicate}, {period}"))
    if sanction.absence_days is not None:
        said = _("%(n)s hari kerja") % {"n": sanction.absence_days}
        if sanction.days_running:
            said = _("%(n)s hari kerja, %(m)s berturut-turut") % {
                "n": sanction.absence_days,
                "m": sanction.days_running,
            }
        rows.append((_("Tidak masuk tanpa alasan"), said))
    if sanction.ground:
        rows.append((_("Pelanggaran"), sanction.ground))
    return [
        *rows,
        (_("Bukti"), sanction.evidence),
        (_("Alasan"), sanction.reason),
        (_("Keterangan pegawai paling lambat"), say_day_long(sanction.statement_by)),
    ]


def decision_facts(sanction: Sanction) -> list[tuple[str, Any]]:
    """The decision with its paper; nothing before it."""
    if sanction.decided_on is None:
        return []
    rows: list[tuple[str, Any]] = [(_("Alasan keputusan"), sanction.decision)]
    if sanction.number:
        dated = say_day_full(sanction.dated_on) if sanction.dated_on else ""
        rows = [
            (_("Nomor keputusan"), f"{sanction.number}, {dated}"),
            (_("Berlaku"), period_said(sanction)),
            *rows,
        ]
    if penalty := getattr(sanction, "penalty", None):
        rows.append((_("Potongan TPP"), cut_said(penalty)))
    return rows


def cut_said(penalty: AllowancePenalty) -> str:
    """By how much the allowance is cut, and in which months."""
    last = months_after(penalty.until_month, -1)
    named = {
        "percent": say_percent(penalty.cut_percent),
        "first": say_month(penalty.first_month),
        "last": say_month(last),
    }
    if penalty.ended_on:
        return (
            _("%(percent)s, %(first)s – %(last)s; dibatalkan, yang sudah dipotong kembali.") % named
        )
    return _("%(percent)s, %(first)s – %(last)s") % named


def cut_expected(sanction: Sanction) -> list[tuple[str, str]]:
    """What imposing it would cut, before it is decided; nothing where the rules cut nothing."""
    found = cut_of(sanction)
    if found is None:
        return []
    after = cut_after(pack_named(sanction.pack))
    named = {"percent": say_percent(found["cut_percent"]), "months": found["months"]}
    said = _("%(percent)s selama %(months)s bulan, mulai bulan berlakunya keputusan.")
    if after.value:
        said = _("%(percent)s selama %(months)s bulan, mulai %(after)s bulan sesudah berlaku.")
        named["after"] = after.value
    return [(_("Potongan TPP"), said % named)]


def why_of(sanction: Sanction) -> Explained:
    """The rules behind it, and what no confirmed text settles."""
    pack = pack_named(sanction.pack)
    days = statement_days(pack)
    named = {"days": days.value, "day": say_day_full(sanction.statement_by)}
    heard = _("Pegawai mempunyai %(days)s hari kerja untuk memberi keterangan, sampai %(day)s.")
    marks = [_("waktu pegawai memberi keterangan")] if days.unconfirmed else []
    if cut_of(sanction) and cut_after(pack).unconfirmed:
        marks.append(_("bulan sejak TPP dipotong"))
    first = Reason(
        _("%(step)s menurut %(citation)s.")
        % {"step": step_said(sanction), "citation": sanction.citation},
        sanction.citation,
    )
    if sanction.track == Track.PERFORMANCE:
        if pack.tables[GROUNDS].rows[sanction.step].unconfirmed:
            marks.append(_("dasar hukum langkah sanksi"))
    elif sanction.absence_days is not None:
        given = {"absence_days": sanction.absence_days, "days_running": sanction.days_running or 0}
        if penalty_for(pack, given).unconfirmed:
            marks.append(_("jenis hukuman menurut hari tidak masuk"))
    return Explained((first, Reason(heard % named, days.citation)), tuple(marks))


def traces_of(sanction: Sanction) -> list[Trace]:
    """What happened, newest first, with each side's words."""
    found = []
    if sanction.ended_on and sanction.ended_by:
        found.append(
            Trace(
                str(sanction.get_status_display()),
                by=sanction.ended_by.name,
                at=sanction.ended_on,
                quote=sanction.ended_reason,
            )
        )
    if sanction.appealed_on:
        verb = _("Upaya administratif dicatat")
        found.append(Trace(verb, at=sanction.appealed_on, quote=sanction.appeal))
    if sanction.decided_on and sanction.decided_by:
        declined = sanction.status == Status.DECLINED
        found.append(
            Trace(
                str(Status.DECLINED.label if declined else Status.IMPOSED.label),
                by=sanction.decided_by.name,
                at=sanction.decided_on,
                quote=sanction.decision,
            )
        )
    if sanction.stated_on:
        verb = _("Keterangan pegawai")
        name = sanction.employee.full_name
        found.append(Trace(verb, by=name, at=sanction.stated_on, quote=sanction.statement))
    first = Trace(
        str(Status.PROPOSED.label),
        by=sanction.proposed_by.name,
        at=sanction.proposed_on,
        quote=sanction.reason,
    )
    return [*found, first]
