"""Plans to improve as values for the component tags."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.scope import Scope
from pamong.performance.improvement.permissions import (
    can_acknowledge_improvement,
    can_add_milestone,
    can_cancel_improvement,
    can_note_milestone,
    can_open_improvement,
)
from pamong.performance.improvement.queries import (
    OVER,
    RUNNING,
    Side,
    Status,
    improvements_after,
    last_end,
    milestones_of,
    months_of,
    opens_plan,
    outcome_of,
    unnoted,
)
from pamong.performance.models import (
    Evaluation,
    ImprovementMilestone,
    ImprovementNote,
    ImprovementPlan,
)
from pamong.performance.periods import say_period
from pamong.performance.rules import label_of, pack_named
from pamong.ui.components import Tab, Trace
from pamong.ui.dates import say_day_full, say_left
from pamong.ui.reasons import Explained, Reason
from pamong.ui.tables import Cell, Column, Row, Table

SHAPES = {
    Status.RUNNING: "running",
    Status.JUDGED: "wait",
    Status.ACKNOWLEDGED: "agreed",
    Status.CANCELLED: "none",
}
PREDICATES, SUPPORTS = "predicate", "follow_up"
Outcome = ImprovementMilestone.Outcome


def tag_of(plan: ImprovementPlan) -> tuple[str, str]:
    """Shape and word of a state."""
    return SHAPES[Status(plan.status)], str(plan.get_status_display())


def tabs_of(show: str) -> list[Tab]:
    """Those that run, and those that are over."""
    words = {RUNNING: _("Berjalan"), OVER: _("Selesai")}
    return [Tab(text, f"?show={name}", current=name == show) for name, text in words.items()]


def improvements_table(plans: Sequence[ImprovementPlan], day: date) -> Table:
    """Each plan with its goal, its last day and how it stands."""
    return Table(
        columns=[
            Column(_("Pegawai"), kind="row"),
            Column(_("Penilai")),
            Column(_("Sampai")),
            Column(_("Status"), kind="tag"),
        ],
        rows=[_row(plan, day) for plan in plans],
        caption=_("Rencana perbaikan"),
    )


def _row(plan: ImprovementPlan, day: date) -> Row:
    rater = plan.employee.rater
    shape, word = tag_of(plan)
    left = say_left(plan.ends_on, day) if plan.is_running else ""
    return Row(
        cells=[
            Cell(plan.employee.full_name, url=address_of(plan), sub=plan.goal),
            rater.full_name if rater else "–",
            Cell(say_day_full(plan.ends_on), sub=left),
            Cell(word, tag=shape, sub=result_said(plan)),
        ]
    )


def address_of(plan: ImprovementPlan) -> str:
    """The page of one plan."""
    return reverse("performance:improvement-detail", args=[plan.uuid])


def result_said(plan: ImprovementPlan) -> str:
    """What came of it; nothing while it runs."""
    return str(plan.get_result_display()) if plan.result else ""


def why_of(evaluation: Evaluation, on: date) -> Explained:
    """Why a plan may be opened, and until when at most."""
    pack, outcome = pack_named(evaluation.pack), outcome_of(evaluation)
    months = months_of(pack)
    named = {"predicate": label_of(pack, PREDICATES, evaluation.predicate)}
    first = _("Predikat %(predicate)s memberi kesempatan memperbaiki kinerja.") % named
    until = {"months": months.value, "day": say_day_full(last_end(evaluation, on))}
    second = _("Paling lama %(months)s bulan, jadi sampai %(day)s.") % until
    marks = (
        [_("predikat yang membuka rencana perbaikan")] if outcome and outcome.unconfirmed else []
    )
    marks += [_("lama kesempatan memperbaiki kinerja")] if months.unconfirmed else []
    return Explained(
        (Reason(first, months.citation), Reason(second, months.citation)), tuple(marks)
    )


def improvement_context(evaluation: Evaluation, scope: Scope) -> dict[str, Any]:
    """What the page of an evaluation says of plans to improve, and whether one may be opened."""
    if not opens_plan(evaluation):
        return {"improvements": [], "may_improve": False}
    was = getattr(evaluation, "was_improved", True)  # as the row was read for its page
    plans = improvements_after(evaluation) if was else []
    may = can_open_improvement(scope, evaluation) and not any(one.is_running for one in plans)
    return {
        "improvements": [
            (plan, address_of(plan), tag_of(plan), result_said(plan)) for plan in plans
        ],
        "may_improve": may,
    }


def detail_context(plan: ImprovementPlan, scope: Scope, day: date) -> dict[str, Any]:
    """Everything on the page of one plan, with whose turn it is."""
    milestones = milestones_of(plan)
    evaluation = plan.evaluation
    leads = plan.is_running and can_add_milestone(scope, plan)
    missing = unnoted(milestones)
    is_person = scope.employee_id == plan.employee_id
    may_judge = leads and bool(milestones) and not missing
    return {
        "plan": plan,
        "employee": plan.employee,
        "tag": tag_of(plan),
        "facts": facts_of(plan),
        "result_facts": result_facts(plan),
        "milestones": milestones_table(plan, milestones, scope, day),
        "has_milestones": bool(milestones),
        "leads": leads,
        "may_judge": may_judge,
        "may_acknowledge": plan.status == Status.JUDGED
        and can_acknowledge_improvement(scope, plan),
        "may_cancel": plan.is_running and can_cancel_improvement(scope, plan),
        "turn": turn_said(plan, milestones, scope, day),
        "traces": traces_of(plan, milestones),
        "is_person": is_person,
        "predicate": label_of(pack_named(evaluation.pack), PREDICATES, evaluation.predicate),
    }


def turn_said(
    plan: ImprovementPlan, milestones: Sequence[ImprovementMilestone], scope: Scope, day: date
) -> str:
    """What the reader has to do now; empty where it is not his turn."""
    if not plan.is_running:
        return ""
    leads = can_add_milestone(scope, plan)
    if leads and not milestones:
        return _("Tambahkan tonggak: apa yang dikerjakan, kapan, dan dengan ukuran apa.")
    side = Side.RATER if leads else Side.EMPLOYEE
    if not leads and scope.employee_id != plan.employee_id:
        return ""
    due = [one for one in milestones if one.due_on <= day and _waits_for(one, side)]
    if due:
        said = ngettext(
            "%(n)d tonggak menunggu catatan Anda.", "%(n)d tonggak menunggu catatan Anda.", len(due)
        )
        return said % {"n": len(due)}
    if leads and not unnoted(milestones):
        return _("Semua tonggak sudah dicatat. Tetapkan hasilnya bila waktunya sudah tiba.")
    return ""


def _waits_for(milestone: ImprovementMilestone, side: str) -> bool:
    if milestone.outcome:
        return False
    return side == Side.RATER or not any(note.side == side for note in milestone.notes.all())


def facts_of(plan: ImprovementPlan) -> list[tuple[str, Any]]:
    """The goal, the support and what it rests on."""
    evaluation = plan.evaluation
    pack = pack_named(evaluation.pack)
    period = say_period(evaluation.plan.year, evaluation.period)
    predicate = label_of(pack, PREDICATES, evaluation.predicate)
    rater = plan.employee.rater
    support = ", ".join(label_of(pack, SUPPORTS, code) for code in plan.support)
    rows: list[tuple[str, Any]] = [
        (_("Yang harus membaik"), plan.goal),
        (_("Dukungan"), f"{support}. {plan.support_note}" if plan.support_note else support),
        (_("Berlangsung"), f"{say_day_full(plan.opened_on)} – {say_day_full(plan.ends_on)}"),
        (
            _("Dasar"),
            _("Predikat %(predicate)s, %(period)s") % {"predicate": predicate, "period": period}
            if predicate
            else period,
        ),
        (_("Penilai"), rater.full_name if rater else "–"),
    ]
    if rater is None or plan.opened_by_id != rater.pk:
        rows.append((_("Dibuka oleh"), plan.opened_by.full_name))
    return rows


def result_facts(plan: ImprovementPlan) -> list[tuple[str, Any]]:
    """What came of it, by whom, and the person's words; nothing while it runs."""
    if plan.judged_on is None:
        return []
    by = plan.judged_by.full_name if plan.judged_by else "–"
    said = result_said(plan) or str(plan.get_status_display())
    rows: list[tuple[str, Any]] = [
        (_("Hasil"), said),
        (_("Alasan"), plan.reason),
        (_("Oleh"), f"{by}, {say_day_full(plan.judged_on)}"),
    ]
    if plan.acknowledged_on:
        rows.append((_("Diterima pegawai"), say_day_full(plan.acknowledged_on)))
    if plan.acknowledged_note:
        rows.append((_("Kata pegawai"), plan.acknowledged_note))
    return rows


def milestones_table(
    plan: ImprovementPlan, milestones: Sequence[ImprovementMilestone], scope: Scope, day: date
) -> Table:
    """Each milestone with both sides' last word; the reader's side is a link while it runs."""
    return Table(
        columns=[
            Column(_("Yang dikerjakan"), kind="row"),
            Column(_("Dikerjakan oleh")),
            Column(_("Tanggal")),
            Column(_("Catatan pegawai")),
            Column(_("Catatan penilai")),
            Column(_("Status"), kind="tag"),
        ],
        rows=[_milestone(plan, one, scope, day) for one in milestones],
        caption=_("Tonggak"),
    )


def _milestone(plan: ImprovementPlan, one: ImprovementMilestone, scope: Scope, day: date) -> Row:
    one.plan = plan
    may = plan.is_running and can_note_milestone(scope, one)
    url = reverse("performance:milestone-note", args=[one.uuid]) if may else ""
    notes = list(one.notes.all())
    return Row(
        cells=[
            Cell(one.text, url=url, sub=measure_said(one)),
            str(one.get_who_display()),
            say_day_full(one.due_on),
            last_word(notes, Side.EMPLOYEE),
            last_word(notes, Side.RATER),
            _state(one, day, running=plan.is_running),
        ]
    )


def measure_said(milestone: ImprovementMilestone) -> str:
    """What is measured; of a dialogue that it is one."""
    if milestone.kind == ImprovementMilestone.Kind.TALK:
        return str(milestone.get_kind_display())
    return _("Ukuran: %(measure)s") % {"measure": milestone.measure}


def last_word(notes: Sequence[ImprovementNote], side: str) -> Cell:
    """What one side noted last, or a dash."""
    own = [note for note in notes if note.side == side]
    if not own:
        return Cell("–")
    return Cell(str(own[-1].get_outcome_display()), sub=own[-1].text)


def _state(one: ImprovementMilestone, day: date, *, running: bool) -> Cell:
    if one.outcome == Outcome.MET:
        return Cell(str(one.get_outcome_display()), tag="agreed")
    if one.outcome:
        return Cell(str(one.get_outcome_display()), tag="returned")
    if running and one.is_late(day):
        return Cell(_("Lewat waktu"), tag="late")
    return Cell(_("Berjalan") if running else "–", tag="running" if running else "none")


def traces_of(plan: ImprovementPlan, milestones: Sequence[ImprovementMilestone]) -> list[Trace]:
    """Every note of both sides, newest first, then the opening."""
    notes = [(note, one) for one in milestones for note in one.notes.all()]
    notes.sort(key=lambda pair: pair[0].pk, reverse=True)
    found = [_noted(note, one) for note, one in notes]
    opening = Trace(_("Rencana dibuka"), by=plan.opened_by.full_name, at=plan.opened_on)
    return [*found, opening]


def _noted(note: ImprovementNote, milestone: ImprovementMilestone) -> Trace:
    told = {"side": note.get_side_display(), "outcome": note.get_outcome_display()}
    moved = ""
    if note.moved_from:
        moved = _(", dari %(day)s") % {"day": say_day_full(note.moved_from)}
    return Trace(
        _("%(side)s mencatat: %(outcome)s") % told,
        by=note.noted_by.full_name,
        at=note.noted_on,
        note=f"{milestone.text}{moved}",
        quote=note.text,
    )
