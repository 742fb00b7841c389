"""From a figure to its rows: what was counted, and only what one may see."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pamong.access.clock import now
from pamong.analytics.engines import tracing
from pamong.analytics.engines.answers import Answers
from pamong.analytics.engines.cuts import Cut
from pamong.analytics.engines.opening import opened
from pamong.analytics.engines.tracing import Traced, traced
from pamong.analytics.snapshot.making import make_snapshot
from pamong.people.scope import agency_scope, scope_of
from pamong.people.tests.world import World
from pamong.performance.models import ActionStep, Evaluation, Plan
from pamong.performance.tests.make import make_plan, make_result

DAY = date(2026, 11, 25)
LATE = Cut("steps", condition="late", day=DAY)
SET = Cut("evaluations", condition="set")


@pytest.fixture
def answers(world: World, settings: Any, tmp_path: Path) -> Iterator[Answers]:
    settings.DATA, settings.ANALYTICS = tmp_path, ""
    for person in (world.sari, world.budi):
        plan = make_plan(person, status=Plan.Status.AGREED)
        result = make_result(plan)
        for quarter in (1, 2, 4):
            ActionStep.objects.create(result=result, quarter=quarter, text="x")
        Evaluation.objects.create(
            plan=plan, period="Q1", status="set", status_on=DAY, predicate="baik", pack="p@1"
        )
    snapshot = make_snapshot(world.agency, day=DAY, clock=now)
    assert snapshot is not None
    with opened() as engine:
        yield Answers(engine, snapshot)


def rows(answers: Answers, world: World, who: str, cut: Cut, **asked: int) -> Traced:
    user = world.user(who)
    assert user is not None
    return traced(answers, cut, scope_of(user, DAY), **asked)


def test_a_figure_opens_to_the_rows_that_it_counted(world: World, answers: Answers) -> None:
    assert answers.counts(LATE) == {(): 4}
    found = rows(answers, world, "dewi", LATE)
    assert [(s.quarter, s.result.plan.employee_id) for s in found.rows] == [
        (quarter, person.pk) for person in (world.sari, world.budi) for quarter in (1, 2)
    ]
    assert found.after == 0


def test_each_sees_of_them_what_the_scope_allows(world: World, answers: Answers) -> None:
    def seen(who: str) -> set[int]:
        return {row.plan.employee_id for row in rows(answers, world, who, SET).rows}

    assert seen("dewi") == {world.sari.pk, world.budi.pk}
    assert seen("sari") == {world.sari.pk}
    assert seen("budi") == {world.sari.pk, world.budi.pk}
    assert seen("wati") == set()
    assert seen("lina") == set()  # of another agency


def test_pages_hold_each_row_once(world: World, answers: Answers, monkeypatch: Any) -> None:
    monkeypatch.setattr(tracing, "AT_ONCE", 2)
    found, after = [], 0
    while True:
        page = rows(answers, world, "dewi", LATE, after=after, most=3)
        found += [row.pk for row in page.rows]
        if not page.after:
            break
        after = page.after
    assert found == answers.keys(LATE)


def test_rows_that_are_gone_since_are_not_there(world: World, answers: Answers) -> None:
    ActionStep.objects.filter(quarter=1).delete()
    assert [row.quarter for row in rows(answers, world, "dewi", LATE).rows] == [2, 2]


def test_a_table_without_a_door_is_refused(world: World, answers: Answers) -> None:
    scope = replace(agency_scope(world.agency), is_shell=True)
    with pytest.raises(ValueError, match="expected one of"):
        traced(answers, Cut("readings"), scope)
