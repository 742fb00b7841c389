"""Notices in words: what happened, about what as far as one may see it, and where one goes on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.models import Notice
from pamong.config.notices.kinds import DEADLINE
from pamong.config.notices.queries import KIND_OF, Subject
from pamong.config.notices.table import NOTICES
from pamong.performance.models import Dialogue, Evaluation, FollowUp, Objection, Plan, Window
from pamong.performance.periods import say_period
from pamong.ui.components import Task
from pamong.ui.dates import day_of, say_clock, say_day_full, say_day_long

Subjects = Mapping[UUID, Subject]
PAGES: dict[type[Any], str] = {
    Plan: "performance:plan-detail",
    Evaluation: "performance:evaluation-detail",
    Objection: "performance:objection-detail",
}
STAGES: dict[str, str] = {
    Window.Stage.EVALUATION: "performance:evaluation-list",
    Window.Stage.FOLLOW_UP: "performance:follow-up-list",
}


def days_told(notices: Sequence[Notice], subjects: Subjects) -> list[tuple[str, list[Task]]]:
    """The notices by day, the newest first."""
    found: dict[date, list[Task]] = {}
    for notice in notices:
        found.setdefault(day_of(notice.told_at), []).append(notice_task(notice, subjects))
    return [(say_day_long(day), tasks) for day, tasks in found.items()]


def notice_task(notice: Notice, subjects: Subjects) -> Task:
    """One notice; of what one may no longer see it says nothing."""
    url = reverse("notice-open", args=[notice.uuid])
    tag = None if notice.read_at else ("wait", _("Baru"))
    due = say_clock(notice.told_at)
    if is_hidden(notice, subjects):
        return Task(
            _("Pemberitahuan lama"), url, _("Isinya tidak lagi dapat Anda lihat."), tag, due
        )
    return Task(str(NOTICES[notice.entry.verb].text), url, _about(notice, subjects), tag, due)


def is_hidden(notice: Notice, subjects: Subjects) -> bool:
    """Whether it is about a thing that one may no longer see, or tells what nothing tells any more."""
    is_shown = notice.entry.subject_uuid in subjects
    is_single = notice.count == 1 and notice.entry.subject_kind in KIND_OF
    return notice.entry.verb not in NOTICES or (is_single and not is_shown)


def _about(notice: Notice, subjects: Subjects) -> str:
    if notice.count > 1:
        return ngettext("%(n)d sekaligus", "%(n)d sekaligus", notice.count) % {"n": notice.count}
    if notice.kind == DEADLINE:
        return deadline_said(notice)
    subject = subjects.get(notice.entry.subject_uuid)
    return subject.title if subject else ""


def deadline_said(notice: Notice) -> str:
    """`Penilaian triwulan III 2026, paling lambat 30 Oktober 2026`, from the codes of the record."""
    told = notice.entry.changes
    return _("%(stage)s %(period)s, paling lambat %(day)s") % {
        "stage": Window.Stage(told["stage"]).label,
        "period": say_period(told["year"], told["period"]),
        "day": say_day_full(date.fromisoformat(told["closes_on"])),
    }


def place_of(notice: Notice, subjects: Subjects) -> str:
    """Where one goes on: the page of the one thing, else the list in which it stands; "" where neither is."""
    if is_hidden(notice, subjects):
        return ""
    subject = subjects.get(notice.entry.subject_uuid)
    if subject and notice.count == 1:
        model = KIND_OF[subject.kind]
        if model in PAGES:
            return reverse(PAGES[model], args=[notice.entry.subject_uuid])
        if model is Dialogue:
            return reverse("performance:dialogue-list", args=[subject.plan])
        assert model is FollowUp
    page = NOTICES[notice.entry.verb].page
    if notice.kind == DEADLINE:
        page = STAGES.get(notice.entry.changes["stage"], page)
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""
