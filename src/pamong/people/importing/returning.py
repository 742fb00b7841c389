"""Whom a head who comes by the file gets back from whoever stands in until then."""

from collections.abc import Iterator

from pamong.people.importing.places import Posts, Units
from pamong.people.importing.plan import NOBODY, GivenBack, Holding, ImportPlan, PersonChange
from pamong.people.models import Employee, Supervision
from pamong.people.vacancies.queries import stood_in_under


def find_returns(plan: ImportPlan, units: Units, posts: Posts) -> list[GivenBack]:
    """The people of each post that the file fills, once each; who gets another rater by the file stays there."""
    filled = [
        (change, holding)
        for change, holding in _held(plan)
        if holding.unit > NOBODY and posts.heads.get(holding.position)
    ]
    if not filled:
        return []
    rows = stood_in_under([holding.unit for _change, holding in filled], plan.on, plan.on)
    told = {change.ref: change for change in plan.people}
    found, seen = [], set[int]()
    for change, holding in filled:
        people = [
            row.employee
            for row in rows[holding.unit]
            if row.employee_id not in seen and _comes_back(row, change, told.get(row.employee_id))
        ]
        seen |= {one.pk for one in people}
        if people:
            unit = units.names[holding.unit]
            found.append(GivenBack(change.ref, change.name, unit, tuple(people)))
    _follow(found, told)
    return found


def _held(plan: ImportPlan) -> Iterator[tuple[PersonChange, Holding]]:
    """Every post of the file; definitive ones first."""
    for change in plan.people:
        if change.holding:
            yield change, change.holding
    for change in plan.people:
        for holding in change.extra:
            yield change, holding


def _comes_back(row: Supervision, head: PersonChange, told: PersonChange | None) -> bool:
    if head.ref in {row.employee_id, row.rater_id}:
        return False
    if told is None:
        return True
    assert row.employee.unit_id is not None
    has_rater = told.rating is not None and told.rating.rater != row.rater_id
    return not has_rater and told.unit == row.employee.unit_id and "left_on" not in told.fields


def _follow(found: list[GivenBack], told: dict[int, PersonChange]) -> None:
    """The new rater comes with the post, so the row of the person itself tells of none."""
    people: list[Employee] = [one for given in found for one in given.people]
    for person in people:
        if change := told.get(person.pk):
            change.rating = None
            change.shown.pop("rater_superior", None)
