"""What the pages of feedback and dialogue show."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.measurement.attainment import Attainment
from pamong.performance.feedback.forms import FeedbackForm
from pamong.performance.feedback.permissions import can_finish_action, can_hold_dialogue
from pamong.performance.feedback.queries import Circle, Side, Spoken, TalkLine, side_of, talk_lines
from pamong.performance.models import Dialogue, DialogueAction, Plan
from pamong.performance.plan.aims import aim_said
from pamong.performance.plan.content import PlanContent
from pamong.performance.progress.figures import value_said
from pamong.performance.rules import label_of, pack_named, scale
from pamong.ui.components import Task, Trace
from pamong.ui.dates import say_day_full, say_left
from pamong.ui.tables import Cell, Column, Row, Table


@dataclass(frozen=True, slots=True)
class Subject:
    """A result or a value with what was said about it, and the reader's field."""

    title: str
    said: list[Trace] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    field: BoundField | None = None


def side_said(one: Spoken) -> str:
    """`Pimpinan: Budi`, as the form of the regulation writes it."""
    return f"{one.get_side_display()}: {one.giver.full_name}"


def told(rows: Sequence[Spoken]) -> list[Trace]:
    """Words as quotations, newest first."""
    return [Trace(verb=side_said(one), at=one.on, quote=one.text) for one in rows]


def subjects_of(
    plan: Plan,
    content: PlanContent,
    feedback: Sequence[Spoken],
    form: FeedbackForm | None,
    attainments: dict[int, Attainment] | None,
) -> tuple[list[Subject], list[Subject]]:
    """Results and values; readings only where the reader's side needs them."""
    pack = pack_named(plan.pack)
    by_result: dict[int | None, list[Spoken]] = defaultdict(list)
    by_value: dict[str, list[Spoken]] = defaultdict(list)
    for one in feedback:
        by_result[one.result_id].append(one)
        by_value[one.value].append(one)
    results = [
        Subject(
            f"{number}. {result.text}",
            told(by_result[result.pk]),
            [
                (line.name, _stands(line, attainments[line.pk]))
                for line in result.indicators
                if attainments is not None
            ],
            form.of_result(result.pk) if form else None,
        )
        for number, result in enumerate(content.results, start=1)
    ]
    values = [
        Subject(
            label_of(pack, "behaviour_value", code),
            told(by_value[code]),
            field=form.of_value(code) if form else None,
        )
        for code in scale(pack, "behaviour_value").codes
    ]
    return results, values


def _stands(line: Any, found: Attainment) -> str:
    if found.last_on:
        return found.reason
    return _("%(value)s, target %(target)s") % {
        "value": value_said(line, found.actual),
        "target": aim_said(line, found),
    }


def people_table(plans: Sequence[Plan], scope: Scope, circle: Circle) -> Table:
    """Whom one may speak about, and from which side."""
    sides = dict(Side.choices)
    return Table(
        columns=[Column(_("Pegawai"), kind="row"), Column(_("Anda sebagai"))],
        rows=[
            Row(
                cells=[
                    Cell(
                        plan.employee.full_name,
                        url=reverse("performance:feedback-give", args=[plan.uuid]),
                        sub=plan.post_name,
                    ),
                    str(sides.get(side_of(scope, plan, circle), "–")),
                ]
            )
            for plan in plans
        ],
    )


def received_traces(rows: Sequence[Spoken]) -> list[Trace]:
    """The newest words one received, with what they are about."""
    return [
        Trace(
            verb=side_said(one),
            at=one.on,
            note=one.result.text
            if one.result
            else label_of(pack_named(one.plan.pack), "behaviour_value", one.value),
            quote=one.text,
        )
        for one in rows
    ]


@dataclass(frozen=True, slots=True)
class Talk:
    """A dialogue as shown."""

    dialogue: Dialogue
    tag: tuple[str, str]
    hold_url: str
    actions: list[tuple[DialogueAction, str, bool]]


def talks(dialogues: Sequence[Dialogue], scope: Scope, day: date) -> list[Talk]:
    """Dialogues with what one may do about each."""
    shown = []
    for one in dialogues:
        is_held = one.status == Dialogue.Status.HELD
        may_hold = not is_held and can_hold_dialogue(scope, one)
        shown.append(
            Talk(
                one,
                ("agreed" if is_held else "wait", one.get_status_display()),
                reverse("performance:dialogue-hold", args=[one.uuid]) if may_hold else "",
                [(a, _due(a, day), _may_finish(scope, one, a)) for a in one.actions.all()],
            )
        )
    return shown


def _may_finish(scope: Scope, dialogue: Dialogue, action: DialogueAction) -> bool:
    action.dialogue = dialogue
    return action.done_on is None and can_finish_action(scope, action)


def _due(action: DialogueAction, day: date) -> str:
    if action.done_on:
        return _("Selesai %s") % say_day_full(action.done_on)
    return f"{say_day_full(action.due_on)}, {say_left(action.due_on, day)}"


def talk_tasks(scope: Scope, day: date) -> list[Task]:
    """Talks that the other asked for, and agreed actions of one's own: for the first page."""
    return [_talk_task(line, day) for line in talk_lines(scope)]


def _talk_task(line: TalkLine, day: date) -> Task:
    url = reverse("performance:dialogue-list", args=[line.plan_uuid])
    if line.due_on is None:
        words = _("Lakukan dialog kinerja dengan %s") % line.asked_by
        tag = ("wait", str(Dialogue.Status.ASKED.label))
        return Task(words, url, line.text, tag, say_day_full(line.asked_on))
    late = ("late", _("Lewat waktu")) if line.due_on < day else None
    return Task(line.text, url, _("Kesepakatan dialog kinerja"), late, say_day_full(line.due_on))
