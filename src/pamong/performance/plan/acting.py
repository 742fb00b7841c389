"""Acting posts (Plt, Plh) beside one's plans: which may have a plan of their own, and what it rests on."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.people.models import Assignment
from pamong.people.raters.queries import rater_for
from pamong.performance.models import Plan
from pamong.ui.components import Task
from pamong.ui.dates import say_day_full, say_last


def year_of(day: date) -> tuple[date, date]:
    """The first and the last day of the year that holds the day."""
    return date(day.year, 1, 1), date(day.year, 12, 31)


def acting_offers(posts: Iterable[Assignment], plans: Sequence[Plan]) -> list[Task]:
    """A way to a plan for each acting post that has none for its days."""
    return [
        Task(
            _("Buat SKP %(post)s") % {"post": post.said},
            reverse("performance:acting-plan-draft", args=[post.uuid]),
            f"{post.unit.name}, {_held_said(post)}",
        )
        for post in posts
        if not any(_is_for(plan, post) for plan in plans)
    ]


def _is_for(plan: Plan, post: Assignment) -> bool:
    same = (plan.held, plan.unit_id, plan.position_id) == (
        post.kind,
        post.unit_id,
        post.position_id,
    )
    ends = post.valid_to or date.max
    return same and plan.starts_on < ends and plan.ends_on >= post.valid_from


def _held_said(post: Assignment) -> str:
    since = say_day_full(post.valid_from)
    if not post.valid_to:
        return _("sejak %(since)s") % {"since": since}
    return _("sejak %(since)s, berakhir %(until)s") % {
        "since": since,
        "until": say_last(post.valid_to),
    }


def acting_facts(post: Assignment, on: date) -> list[tuple[Any, ...]]:
    """What the plan will rest on: the post, its days, and who rates the work in it."""
    rater, superior = rater_for(post, max(on, post.valid_from))
    source = _("ditetapkan administrator") if post.rater else _("usulan: kepala unit di atasnya")
    return [
        (_("Jabatan"), post.said, post.unit.name),
        (_("Dijabat"), _held_said(post)),
        (
            _("Penilai"),
            rater.full_name if rater else _("belum tercatat"),
            source if rater else "",
        ),
        (_("Atasan pejabat penilai"), superior.full_name if superior else _("belum ada")),
    ]
