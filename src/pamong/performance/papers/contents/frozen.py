"""A plan as it was agreed on a day, from its frozen copies, for whoever judged it then."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pamong.performance.models import Plan, PlanSnapshot
from pamong.performance.plan.content import (
    IndicatorLine,
    PlanContent,
    ResultLine,
    contents_of,
)

FIGURES = (
    *("baseline", "target", "stretch", "q1", "q2", "q3"),
    *("band_low", "band_high", "tolerance"),
)


def contents_on(asked: Mapping[int, tuple[Plan, date]]) -> dict[int, PlanContent]:
    """Some plans each as it stood on a day, by the key it was asked under; without a copy as it stands."""
    copies: dict[int, list[tuple[date, PlanContent]]] = {}
    rows = PlanSnapshot.objects.filter(plan_id__in={plan.pk for plan, _day in asked.values()})
    for key, made_on, plain in rows.order_by("plan_id", "version").values_list(
        "plan_id", "made_on", "content"
    ):
        copies.setdefault(key, []).append((made_on, content_from(plain)))
    standing = standing_contents(plan for plan, _day in asked.values() if plan.pk not in copies)
    return {
        key: _copy_on(copies[plan.pk], day) if plan.pk in copies else standing[plan.pk]
        for key, (plan, day) in asked.items()
    }


def _copy_on(copies: Sequence[tuple[date, PlanContent]], day: date) -> PlanContent:
    """The last one made by the day, else the first."""
    return next((made for on, made in reversed(copies) if on <= day), copies[0][1])


def standing_contents(plans: Iterable[Plan]) -> dict[int, PlanContent]:
    """The content of some plans as it stands, in three queries for each year among them."""
    by_year: dict[int, set[int]] = {}
    for plan in plans:
        by_year.setdefault(plan.year, set()).add(plan.pk)
    found: dict[int, PlanContent] = {}
    for year, keys in by_year.items():
        found |= contents_of(keys, year)
    return found


def content_from(plain: Mapping[str, Any]) -> PlanContent:
    """A frozen copy as a content; its lines have no database keys, but those of their own order."""
    number = 0
    results = []
    for place, row in enumerate(plain["results"], start=1):
        lines = []
        for one in row["indicators"]:
            number += 1
            lines.append(_indicator(number, one))
        told = {name: value for name, value in row.items() if name != "indicators"}
        results.append(ResultLine(pk=place, serves_id=None, indicators=tuple(lines), **told))
    annexes = {kind: tuple(lines) for kind, lines in plain["annexes"].items()}
    return PlanContent(tuple(results), dict(plain["expectations"]), annexes)


def _indicator(number: int, plain: Mapping[str, Any]) -> IndicatorLine:
    figures = {name: None if plain[name] is None else Decimal(plain[name]) for name in FIGURES}
    due_on = date.fromisoformat(plain["due_on"]) if plain["due_on"] else None
    return IndicatorLine(
        **{**plain, **figures, "due_on": due_on, "pk": number, "indicator_id": number}
    )
