"""Whole plans one below the other, for whoever answers several at once: nobody agrees what was not shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from pamong.performance.models import Plan
from pamong.performance.plan.content import PlanContent, contents_of
from pamong.performance.plan.presentation import (
    annex_facts,
    behaviour_facts,
    results_table,
)
from pamong.performance.plan.rules import summary_of
from pamong.performance.rules import pack_named
from pamong.ui.tables import Table

AT_ONCE = 20  # beyond it the page names whom to open first


@dataclass(frozen=True, slots=True)
class Whole:
    """What one plan holds, to be read."""

    name: str
    lead: str
    tables: list[Table]  # main results, then additional ones where there are any
    sides: list[tuple[str, str]]


def wholes_of(plans: Sequence[Plan]) -> list[Whole]:
    """The content of plans with their people and posts, in three queries for each year."""
    found: dict[int, PlanContent] = {}
    for year in sorted({plan.year for plan in plans}):
        found |= contents_of([plan.pk for plan in plans if plan.year == year], year)
    wholes = []
    for plan in plans:
        content, pack = found[plan.pk], pack_named(plan.pack)
        parts = [part for part in (content.main, content.additional) if part]
        tables = [results_table(plan, part, pack, editable=False) for part in parts]
        sides = [*behaviour_facts(content, pack), *annex_facts(content, pack)]
        lead = f"{plan.post_name}. {summary_of(content)}"
        wholes.append(Whole(plan.employee.full_name, lead, tables, sides))
    return wholes
