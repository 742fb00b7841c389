"""Lampiran SKP: support, accountability and consequences, for whoever needs them apart from the plan."""

from collections.abc import Iterator, Sequence
from typing import Any

from pamong.performance.models import Plan
from pamong.performance.papers.contents import blocks
from pamong.performance.papers.contents.evaluation import RATED, RATER
from pamong.performance.papers.contents.frozen import standing_contents
from pamong.performance.papers.contents.persons import Held, plan_persons, plan_posts
from pamong.performance.papers.contents.skp import ANNEXES, annex_part
from pamong.performance.plan.content import PlanContent
from pamong.performance.rules import pack_named


def annex_contents(plans: Sequence[Plan]) -> Iterator[dict[str, Any]]:
    """The three annexes of each plan, in a fixed number of queries for each year among them."""
    contents, posts = standing_contents(plans), plan_posts(plans)
    for plan in plans:
        yield _content(plan, contents[plan.pk], posts)


def _content(plan: Plan, content: PlanContent, posts: Held) -> dict[str, Any]:
    pack = pack_named(plan.pack)
    part = annex_part(content, pack)
    return {
        "heading": part["title"],
        "period": blocks.period_said(plan.starts_on, plan.ends_on),
        "persons": plan_persons(plan, posts),
        "parts": part["parts"],
        "unconfirmed": blocks.unconfirmed_scales(pack, (ANNEXES,)),
        "signs": [
            blocks.sign_of(RATED, plan.employee),
            blocks.sign_of(RATER, plan.rater, plan.agreed_on),
        ],
    }
