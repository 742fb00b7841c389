"""Objections as values for the component tags."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.scope import Scope
from pamong.people.models import recall_names
from pamong.performance.evaluation.permissions import must_state_purpose_for
from pamong.performance.models import Evaluation, Objection
from pamong.performance.objection.permissions import (
    can_decide_objection,
    can_explain_objection,
    can_file_objection,
    can_withdraw_objection,
)
from pamong.performance.objection.queries import object_by, objection_days
from pamong.performance.periods import say_period
from pamong.performance.rules import label_of, pack_named
from pamong.ui.components import Trace
from pamong.ui.dates import say_ago, say_day_full
from pamong.ui.paging import COUNTED
from pamong.ui.reasons import Reason
from pamong.ui.tables import Cell, Column, Row, Table

Status = Objection.Status
SHAPES = {
    Status.FILED: "wait",
    Status.WITHDRAWN: "none",
    Status.UPHELD: "agreed",
    Status.CHANGED: "agreed",
}
RATINGS, PREDICATES = "rating", "predicate"


def tag_of(objection: Objection) -> tuple[str, str]:
    """Shape and word of a state."""
    return SHAPES[Status(objection.status)], str(objection.get_status_display())


def waiting_said(number: int) -> str:
    """How many wait for a decision."""
    if not number:
        return _("Tidak ada keberatan yang menunggu keputusan.")
    if number > COUNTED:
        return _("Lebih dari %(n)s keberatan menunggu keputusan.") % {"n": COUNTED}
    said = ngettext(
        "%(n)s keberatan menunggu keputusan.", "%(n)s keberatan menunggu keputusan.", number
    )
    return said % {"n": number}


def objections_table(objections: Sequence[Objection], day: date) -> Table:
    """Each objection with who decides and how long it waits."""
    recall_names(one.evaluation.plan.unit for one in objections)
    return Table(
        columns=[
            Column(_("Pegawai"), kind="row"),
            Column(_("Diajukan")),
            Column(_("Penilai")),
            Column(_("Yang memutuskan")),
            Column(_("Status"), kind="tag"),
        ],
        rows=[_row(objection, day) for objection in objections],
        caption=_("Keberatan atas penilaian"),
    )


def _row(objection: Objection, day: date) -> Row:
    evaluation = objection.evaluation
    plan = evaluation.plan
    shape, word = tag_of(objection)
    waits = objection.status == Status.FILED
    period = say_period(plan.year, evaluation.period)
    return Row(
        cells=[
            Cell(
                plan.employee.full_name,
                url=reverse("performance:objection-detail", args=[objection.uuid]),
                sub=f"{period[:1].upper()}{period[1:]}, {evaluation.unit_name}",
            ),
            Cell(
                say_day_full(objection.filed_on),
                sub=say_ago(objection.filed_on, day) if waits else "",
            ),
            evaluation.rater.full_name if evaluation.rater else "–",
            decider_said(objection),
            Cell(
                word,
                tag=shape,
                sub=say_day_full(objection.decided_on) if objection.decided_on else "",
            ),
        ]
    )


def decider_said(objection: Objection) -> str:
    """Who decided, or who is to."""
    if objection.decided_by:
        return objection.decided_by.full_name
    evaluation = objection.evaluation
    plan = evaluation.plan
    if plan.superior and plan.superior_id not in {plan.rater_id, evaluation.rater_id}:
        return plan.superior.full_name
    return _("Pimpinan instansi atau bagian kepegawaian")


def detail_context(objection: Objection, scope: Scope, day: date) -> dict[str, Any]:
    """Everything on the page of one objection, with whose turn it is."""
    evaluation = objection.evaluation
    plan, pack = evaluation.plan, pack_named(evaluation.pack)
    waits = objection.status == Status.FILED
    return {
        "objection": objection,
        "evaluation": evaluation,
        "plan": plan,
        "period": say_period(plan.year, evaluation.period),
        "tag": tag_of(objection),
        "decider": decider_said(objection),
        "facts": [
            (_("Rating hasil kerja"), label_of(pack, RATINGS, evaluation.results_rating)),
            (_("Rating perilaku"), label_of(pack, RATINGS, evaluation.behaviour_rating)),
            (_("Predikat"), label_of(pack, PREDICATES, evaluation.predicate)),
            (_("Penilai"), evaluation.rater.full_name if evaluation.rater else "–"),
        ],
        "new_facts": version_facts(objection.new_version) if objection.new_version else [],
        "traces": traces_of(objection),
        "may_explain": waits and can_explain_objection(scope, objection),
        "may_decide": waits and can_decide_objection(scope, objection),
        "may_withdraw": waits and can_withdraw_objection(scope, objection),
        "waits": waits,
        "may_print": objection.decided_on is not None
        and not must_state_purpose_for(scope, plan.employee),
        "waited": waited_said(objection, day),
        "object_by": object_by(evaluation),
        "why": days_said(evaluation),
    }


def waited_said(objection: Objection, day: date) -> str:
    """Since when it waits for a decision; no text says by when one is due. Empty once it is answered."""
    if objection.status != Status.FILED:
        return ""
    return _("Menunggu sejak %(day)s, %(ago)s.") % {
        "day": say_day_full(objection.filed_on),
        "ago": say_ago(objection.filed_on, day),
    }


def version_facts(version: Evaluation) -> list[tuple[str, str]]:
    """The ratings of the version that the decision made."""
    pack = pack_named(version.pack)
    return [
        (_("Rating hasil kerja"), label_of(pack, RATINGS, version.results_rating)),
        (_("Rating perilaku"), label_of(pack, RATINGS, version.behaviour_rating)),
        (_("Predikat"), label_of(pack, PREDICATES, version.predicate)),
    ]


def days_said(evaluation: Evaluation) -> list[Reason]:
    """Where the last day to object comes from."""
    number = objection_days(pack_named(evaluation.pack))
    named = {"days": number.value, "day": say_day_full(object_by(evaluation))}
    if number.unit == "working day":
        said = _("%(days)s hari kerja sejak hasil diterima, jadi sampai %(day)s.")
    else:
        said = _("%(days)s hari kalender sejak hasil diterima, jadi sampai %(day)s.")
    return [Reason(said % named, number.citation)]


def traces_of(objection: Objection) -> list[Trace]:
    """What happened, newest first, with each side's words."""
    found = []
    if objection.decided_on and objection.decided_by:
        found.append(
            Trace(
                str(objection.get_status_display()),
                by=objection.decided_by.full_name,
                at=objection.decided_on,
                quote=objection.decision,
            )
        )
    if objection.explained_on and objection.explained_by:
        found.append(
            Trace(
                _("Penjelasan penilai"),
                by=objection.explained_by.full_name,
                at=objection.explained_on,
                quote=objection.explanation,
            )
        )
    found.append(
        Trace(
            _("Keberatan diajukan"),
            by=objection.evaluation.plan.employee.full_name,
            at=objection.filed_on,
            quote=objection.reason,
        )
    )
    return found


def objection_context(
    evaluation: Evaluation, objections: Sequence[Objection], scope: Scope, day: date
) -> dict[str, Any]:
    """What the page of an evaluation says about objections, and whether one may still object."""
    spoken = [row for row in objections if row.status != Status.WITHDRAWN]
    last = object_by(evaluation)
    may_file = (
        can_file_objection(scope, evaluation)
        and evaluation.replaced_by_id is None
        and not spoken
        and day <= last
    )
    shown = spoken[0] if spoken else None
    return {
        "objection": shown,
        "objection_tag": tag_of(shown) if shown else None,
        "objection_waited": waited_said(shown, day) if shown else "",
        "may_object": may_file,
        "object_by": last,
        "object_why": days_said(evaluation),
    }
