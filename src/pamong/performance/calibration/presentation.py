"""Sessions as values for the component tags: the list, the frame of a session, its discussion and its end."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pamong.access.scope import Scope
from pamong.performance.calibration.forms import post_said
from pamong.performance.calibration.permissions import (
    can_agree_calibration,
    can_lead_calibration,
    can_note_calibration,
)
from pamong.performance.calibration.queries import (
    PeerLine,
    Post,
    changes_in,
    late_raters,
    minutes_seen,
    peers_in,
    raters_of,
)
from pamong.performance.calibration.showing import evidence_context, figures_context
from pamong.performance.calibration.told import changed_said
from pamong.performance.evaluation.wording import short_labels
from pamong.performance.models import (
    Calibration,
    CalibrationChange,
    CalibrationPeer,
    CalibrationRater,
)
from pamong.performance.periods import period_days, say_period
from pamong.performance.rules import label_of, pack_named, pack_on
from pamong.policy.pack import Pack
from pamong.ui.components import Step, Tab, Trace
from pamong.ui.dates import say_day_full, say_day_long, say_left
from pamong.ui.filters import sentence
from pamong.ui.tables import LONG, Cell, Column, Row, Table

Stage, Status = Calibration.Stage, CalibrationChange.Status
RATINGS, PREDICATES = "rating", "predicate"
ANSWERS = "answers"  # where proposals stand that wait for the reader
SHAPES = {
    Status.PROPOSED: "wait",
    Status.MADE: "agreed",
    Status.DECLINED: "none",
    Status.LAPSED: "none",
}


# What who is named beside it did: the proposer while no rater has answered, then the rater.
ENDS = {
    Status.PROPOSED: gettext_lazy("menunggu penilai, diusulkan"),
    Status.MADE: gettext_lazy("diubah"),
    Status.DECLINED: gettext_lazy("tidak diubah"),
    Status.LAPSED: gettext_lazy("tidak dijawab penilai, diusulkan"),
}


def address_of(calibration: Calibration) -> str:
    """The page of a session."""
    return reverse("performance:calibration-detail", args=[calibration.uuid])


def tag_of(calibration: Calibration) -> tuple[str, str]:
    """Shape and word of the stage."""
    return "agreed" if calibration.is_closed else "running", str(calibration.get_stage_display())


def sessions_table(sessions: Sequence[Calibration]) -> Table:
    """Each session with its level, its period and how far it is."""
    return Table(
        columns=[
            Column(_("Unit"), kind="row"),
            Column(_("Jenjang jabatan")),
            Column(_("Dipimpin oleh")),
            Column(_("Sampai")),
            Column(_("Tahap"), kind="tag"),
        ],
        rows=[_session_row(one) for one in sessions],
        caption=_("Sesi kalibrasi"),
    )


def _session_row(one: Calibration) -> Row:
    shape, word = tag_of(one)
    period = sentence(say_period(one.year, one.period))
    ended = _("Ditutup %(day)s") % {"day": say_day_full(one.closed_on)} if one.closed_on else ""
    return Row(
        cells=[
            Cell(one.unit.name, url=address_of(one), sub=period),
            post_said(Post(one.kind, one.level)),
            one.convener.full_name,
            say_day_full(one.until),
            Cell(word, tag=shape, sub=ended),
        ]
    )


def head_context(calibration: Calibration) -> dict[str, Any]:
    """What every page of a session is headed with."""
    return {
        "calibration": calibration,
        "period": say_period(calibration.year, calibration.period),
        "post": post_said(Post(calibration.kind, calibration.level)),
        "tag": tag_of(calibration),
    }


def pack_of(calibration: Calibration) -> Pack:
    """The rules of the period, under the agency's own answers."""
    first = period_days(calibration.year, calibration.period)[0]
    return pack_on(first, local=calibration.agency.local_packs)


def detail_context(
    calibration: Calibration, scope: Scope, day: date, asked: str, after: str
) -> dict[str, Any]:
    """A stage that the session has reached; the present one unless another is asked for."""
    stage = asked if asked in Stage.values and calibration.reached(asked) else calibration.stage
    raters = raters_of(calibration)
    page = peers_in(calibration, scope, after)
    here = address_of(calibration)
    context = head_context(calibration) | {
        "is_detail": True,
        "stage": stage,
        "steps": steps_of(calibration),
        "tabs": stage_tabs(calibration, stage),
        "raters": rater_facts(raters),
        "moves": move_traces(calibration),
        "peers": page.rows,
        "next_url": page.next_url(here, stage=stage),
        "until": until_said(calibration, day),
        "may_print": calibration.is_closed
        and minutes_seen(scope).filter(pk=calibration.pk).exists(),
        **turn_context(calibration, raters, scope, day),
    }
    if stage == Stage.EVIDENCE:
        return context | evidence_context(calibration, page.rows)
    if stage == Stage.FIGURES:
        return context | figures_context(calibration, page.rows, pack_of(calibration))
    return context | discussion_context(calibration, page.rows, raters, scope)


def until_said(calibration: Calibration, day: date) -> str:
    """Until when predicates wait, or that they do not any more."""
    if calibration.closed_on:
        return _("Ditutup %(day)s.") % {"day": say_day_full(calibration.closed_on)}
    if calibration.until < day:
        return _("Batasnya %(day)s sudah lewat: penilai dapat menetapkan predikat.") % {
            "day": say_day_full(calibration.until)
        }
    return _("Predikat menunggu paling lama sampai %(day)s (%(left)s).") % {
        "day": say_day_long(calibration.until),
        "left": say_left(calibration.until, day),
    }


def steps_of(calibration: Calibration) -> list[Step]:
    """The three stages and the end."""
    stages = list(Stage)
    here = stages.index(Stage(calibration.stage))
    days = {Stage.CLOSED: calibration.closed_on}
    return [
        Step(
            str(stage.label),
            say_day_full(done) if (done := days.get(stage)) else "",
            "done"
            if place < here or calibration.is_closed
            else "current"
            if place == here
            else "todo",
        )
        for place, stage in enumerate(stages)
    ]


def stage_tabs(calibration: Calibration, stage: str) -> list[Tab]:
    """The stages that may be looked at by now."""
    reached = [one for one in Stage if calibration.reached(one)]
    return [Tab(str(one.label), f"?stage={one}", current=one == stage) for one in reached]


def rater_facts(raters: Sequence[CalibrationRater]) -> list[tuple[str, str]]:
    """Who takes part, and who has read the evidence."""
    return [
        (
            row.rater.full_name,
            _("Membaca bukti %(day)s") % {"day": say_day_full(row.read_on)}
            if row.read_on
            else _("Belum mencatat sudah membaca"),
        )
        for row in raters
    ]


def move_traces(calibration: Calibration) -> list[Trace]:
    """How it went from stage to stage, newest first."""
    moves = calibration.moves.select_related("moved_by").order_by("-pk")
    found = [
        Trace(
            _("Tahap %(stage)s") % {"stage": str(move.get_stage_display()).lower()},
            by=move.moved_by.full_name,
            at=move.moved_on,
            quote=move.reason,
        )
        for move in moves
    ]
    opened = Trace(_("Dibuka"), by=calibration.convener.full_name, at=calibration.opened_on)
    return [*found, opened]


def turn_context(
    calibration: Calibration, raters: Sequence[CalibrationRater], scope: Scope, day: date
) -> dict[str, Any]:
    """What the reader may do now."""
    mine = [row for row in raters if row.rater_id in scope.rate_ids]
    leads = can_lead_calibration(scope, calibration) and not calibration.is_closed
    reads = calibration.stage == Stage.EVIDENCE
    takes_part = can_note_calibration(scope, {row.rater_id for row in raters})
    return {
        "leads": leads,
        "may_note": reads and any(row.read_on is None for row in mine),
        "has_read": reads and bool(mine) and all(row.read_on for row in mine),
        "takes_part": takes_part or calibration.convener_id == scope.active_id,
        "unread": sum(row.read_on is None for row in raters) if reads else 0,
        "late": late_raters(calibration) if leads and reads else [],
        "may_advance": leads and calibration.stage in {Stage.EVIDENCE, Stage.FIGURES},
        "may_return": leads and calibration.stage in {Stage.FIGURES, Stage.DISCUSSION},
        "may_close": leads and (calibration.stage == Stage.DISCUSSION or day > calibration.until),
    }


def discussion_context(
    calibration: Calibration,
    peers: Sequence[PeerLine],
    raters: Sequence[CalibrationRater],
    scope: Scope,
) -> dict[str, Any]:
    """Everybody's ratings by name, what was proposed and how it ended; minutes once it is over."""
    changes = changes_in(calibration, scope)
    latest = {change.peer.uuid: change for change in reversed(changes)}
    names = {row.rater.uuid: row.rater.full_name for row in raters}
    is_open = calibration.stage == Stage.DISCUSSION
    answers = [change for change in changes if is_open and _is_mine(change, scope)]
    takes_part = can_note_calibration(scope, {row.rater_id for row in raters})
    may_propose = is_open and (takes_part or calibration.convener_id == scope.active_id)
    return {
        "answers": [_change(change, is_first=not n) for n, change in enumerate(answers)],
        "ratings": ratings_table(
            peers, latest, names, pack_of(calibration), may_propose=may_propose
        ),
        "changes": [change_trace(change) for change in changes],
        "counts": counts_said(changes),
        "is_open": is_open,
    }


def _is_mine(change: CalibrationChange, scope: Scope) -> bool:
    return change.status == Status.PROPOSED and can_agree_calibration(scope, change)


def counts_said(changes: Sequence[CalibrationChange]) -> str:
    """How many were proposed, made, declined and left open."""
    made, declined = (
        sum(change.status == status for change in changes)
        for status in (Status.MADE, Status.DECLINED)
    )
    said = ngettext("%(n)s usulan", "%(n)s usulan", len(changes)) % {"n": len(changes)}
    return _(
        "%(proposed)s: %(made)s diubah penilai, %(declined)s tidak diubah, %(rest)s lainnya."
    ) % {
        "proposed": said,
        "made": made,
        "declined": declined,
        "rest": len(changes) - made - declined,
    }


def ratings_table(
    peers: Sequence[PeerLine],
    latest: dict[Any, CalibrationChange],
    names: dict[Any, str],
    pack: Pack,
    *,
    may_propose: bool,
) -> Table:
    """One row a person by name, never by rating."""
    columns = [
        Column(_("Pegawai"), kind="row"),
        Column(_("Penilai")),
        Column(_("Hasil kerja")),
        Column(_("Perilaku")),
        Column(_("Predikat"), stays=True),
        Column(_("Usulan"), kind="tag", stays=True),
    ]
    short, rows = dict(short_labels(pack, RATINGS)), []
    for peer in peers:
        line, change = peer.line, latest.get(peer.uuid)
        propose = reverse("performance:calibration-propose", args=[peer.uuid])
        tag = Cell()
        if change:
            tag = Cell(str(change.get_status_display()), tag=SHAPES[Status(change.status)])
        elif may_propose:
            tag = Cell(_("Usulkan perubahan"), url=propose)
        name = Cell(line.name, url=propose if may_propose else "", sub=f"{line.post}, {line.unit}")
        rows.append(
            Row(
                cells=[
                    name,
                    names.get(line.rater_uuid, "–"),
                    short.get(line.results_rating, ""),
                    short.get(line.behaviour_rating, ""),
                    label_of(pack, PREDICATES, line.predicate),
                    tag,
                ],
                short=len(peers) > LONG,
            )
        )
    return Table(columns=columns, rows=rows, caption=_("Rating menurut nama"))


def moved_said(change: CalibrationChange) -> str:
    """What a proposal would change."""
    return changed_said(change, pack_named(change.peer.evaluation.pack))


def change_trace(change: CalibrationChange) -> Trace:
    """One proposal with how it ended, for those in the session."""
    name = change.peer.evaluation.plan.employee.full_name
    note = moved_said(change)
    if change.status == Status.DECLINED and change.answer:
        note = _("%(moved)s. Penilai: %(answer)s") % {"moved": note, "answer": change.answer}
    return Trace(
        f"{name}: {ENDS[Status(change.status)]}",
        by=(change.answered_by or change.proposed_by).full_name,
        at=change.answered_on or change.proposed_on,
        note=note,
        quote=change.reason,
    )


def _change(change: CalibrationChange, *, is_first: bool = True) -> dict[str, Any]:
    return {
        "place": ANSWERS if is_first else "",
        "change": change,
        "name": change.peer.evaluation.plan.employee.full_name,
        "moved": moved_said(change),
        "title": _("%(name)s mengusulkan perubahan untuk %(person)s")
        % {
            "name": change.proposed_by.full_name,
            "person": change.peer.evaluation.plan.employee.full_name,
        },
    }


def change_context(change: CalibrationChange) -> dict[str, Any]:
    """The page on which a rater declines."""
    return head_context(change.peer.calibration) | _change(change)


def peer_context(peer: CalibrationPeer) -> dict[str, Any]:
    """The page on which another rating is proposed."""
    evaluation = peer.evaluation
    pack = pack_named(evaluation.pack)
    return head_context(peer.calibration) | {
        "peer": peer,
        "plan": evaluation.plan,
        "evaluation": evaluation,
        "facts": [
            (_("Saran rating hasil kerja"), label_of(pack, RATINGS, evaluation.results_suggested)),
            (_("Rating hasil kerja"), label_of(pack, RATINGS, evaluation.results_rating)),
            (_("Rating perilaku"), label_of(pack, RATINGS, evaluation.behaviour_rating)),
            (_("Predikat"), label_of(pack, PREDICATES, evaluation.predicate)),
        ],
    }


def close_context(calibration: Calibration) -> dict[str, Any]:
    """What closing does to proposals that nobody answered."""
    waiting = CalibrationChange.objects.filter(
        peer__calibration=calibration, status=Status.PROPOSED
    ).count()
    return head_context(calibration) | {"waiting": waiting}
