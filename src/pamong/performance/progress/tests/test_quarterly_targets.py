"""A figure of a quarter is held against the target of that quarter, never the year's."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pamong.measurement.attainment import Mean
from pamong.measurement.models import Pace, Target
from pamong.people.tests.world import World
from pamong.performance.evaluation.suggestion import attained as judged
from pamong.performance.models import Plan, PlanIndicator
from pamong.performance.plan.content import content_of
from pamong.performance.plan.revision_actions import answer_revision, ask_revision
from pamong.performance.progress.queries import attainments_of, mean_attainment
from pamong.performance.progress.tests.make import make_line, make_plan, make_reading, make_result

As = Callable[[str], Client]
DAY = date(2026, 11, 25)
MARCH, SEPTEMBER = date(2026, 3, 31), date(2026, 9, 30)


def line_with(plan: Plan, *stages: int | None, target: int = 24, **more: Any) -> PlanIndicator:
    line = make_line(make_result(plan), target=target, unit="dokumen", **more)
    first, second, third = stages
    Target.objects.filter(indicator=line.indicator).update(
        pace=Pace.OWN, q1=first, q2=second, q3=third
    )
    return line


def on_page(line: PlanIndicator, until: date = DAY) -> Any:
    plan = line.result.plan
    return attainments_of(plan, content_of(plan), until=until)[line.pk]


def in_period(line: PlanIndicator, period: str) -> Any:
    plan = line.result.plan
    parts, _rows = judged(plan, period, content_of(plan))
    return parts[line.pk]


def test_a_figure_of_a_quarter_meets_that_quarters_target(world: World) -> None:
    line = line_with(make_plan(world.sari), 6, 12, 18)
    make_reading(line, 6, MARCH)
    assert (in_period(line, "Q1").uncapped, in_period(line, "Q1").target) == (100, 6)
    assert on_page(line, MARCH).quarter == 1


def test_a_figure_of_september_read_in_november_is_held_against_september(world: World) -> None:
    line = line_with(make_plan(world.sari), 6, 12, 18)
    make_reading(line, 18, SEPTEMBER)
    assert on_page(line).uncapped == 100
    assert mean_attainment([line.result.plan_id], 2026, DAY)[line.result.plan_id].value == 100


def test_the_year_is_held_against_the_years_target(world: World) -> None:
    line = line_with(make_plan(world.sari), 6, 12, 18)
    make_reading(line, 18, SEPTEMBER)
    assert (in_period(line, "Y").uncapped, in_period(line, "Y").target) == (75, 24)
    make_reading(line, 18, date(2026, 12, 31))
    assert in_period(line, "Q4").uncapped == 75


def test_an_old_figure_is_none_of_a_later_quarter_anywhere(world: World) -> None:
    line = line_with(make_plan(world.sari), 6, 12, 18)
    make_reading(line, 6, MARCH)
    plan = line.result.plan
    _parts, rows = judged(plan, "Q3", content_of(plan))
    assert [row["attainments"] for row in rows] == [[None]]
    for found in (in_period(line, "Q3"), on_page(line)):
        assert (found.uncapped, found.actual, found.as_of) == (None, None, None)
        assert found.last_on == MARCH
        assert found.reason == "Belum diisi untuk triwulan III 2026; angka terakhir 31 Maret."
    assert mean_attainment([plan.pk], 2026, DAY)[plan.pk] == Mean(None, 0, 1)
    assert on_page(line, MARCH).uncapped == 100


def test_a_figure_after_the_quarter_is_none_of_it_and_counts_from_its_day(world: World) -> None:
    line = line_with(make_plan(world.sari), 6, 12, 18)
    make_reading(line, 6, MARCH)
    make_reading(line, 18, date(2026, 10, 20))
    assert in_period(line, "Q3").uncapped is None
    assert on_page(line).uncapped == 75


def test_what_is_measured_anew_is_read_again_each_quarter(world: World) -> None:
    line = make_line(make_result(make_plan(world.sari)), target=80)
    make_reading(line, 80, MARCH)
    assert in_period(line, "Q2").uncapped is None


def test_what_was_done_by_its_day_stays_done(world: World) -> None:
    line = make_line(
        make_result(make_plan(world.sari)),
        target=None,
        due_on=date(2026, 6, 30),
        direction="milestone",
    )
    make_reading(line, 1, MARCH)
    assert (in_period(line, "Q3").uncapped, on_page(line).uncapped) == (100, 100)


def test_the_pages_say_for_which_quarter_the_figure_is_missing(world: World, as_: As) -> None:
    line = line_with(make_plan(world.sari), 6, 12, 18)
    make_reading(line, 12, date(2026, 6, 30))
    said = "Belum diisi untuk triwulan III 2026; angka terakhir 30 Juni."
    address = reverse("performance:readings-enter", args=[line.result.plan.uuid])
    page = as_("sari").get(address, {"q": "3"}).content.decode()
    assert said in page
    assert "Sesuai" not in page
    home = as_("sari").get("/").content.decode()
    assert said in home
    assert f"{address}?q=3" in home
    assert "Triwulan III 2026: " in home


def test_without_a_quarters_target_the_year_does_not_judge_the_quarter(world: World) -> None:
    line = line_with(make_plan(world.sari), None, None, None)
    make_reading(line, 18, SEPTEMBER)
    found = in_period(line, "Q3")
    assert found.uncapped is None
    assert (found.actual, found.target) == (18, None)
    assert found.reason.startswith("Target triwulan belum ada")
    assert in_period(line, "Y").uncapped == 75


def test_nothing_aimed_at_by_a_quarter_is_said_so(world: World) -> None:
    line = line_with(make_plan(world.sari), 0, 0, 12)
    make_reading(line, 1, MARCH)
    assert in_period(line, "Q1").reason == "Sampai triwulan ini belum ada yang ditargetkan."


def test_the_last_quarter_of_a_shorter_plan_has_the_whole_target(world: World) -> None:
    plan = make_plan(world.sari, ends_on=date(2026, 6, 30))
    line = line_with(plan, 6, None, None, target=12)
    make_reading(line, 12, date(2026, 6, 30))
    assert in_period(line, "Q2").uncapped == 100
    assert in_period(line, "Y").uncapped == 100


def test_a_plan_that_a_move_closed_is_held_against_what_was_aimed_at_until_then(
    world: World,
) -> None:
    plan = make_plan(world.sari)
    line = line_with(plan, 6, 12, 18)
    make_reading(line, 12, date(2026, 6, 30))
    Plan.objects.filter(pk=plan.pk).update(ends_on=date(2026, 6, 30))
    line.result.plan.refresh_from_db()
    assert in_period(line, "Q2").uncapped == 100
    assert in_period(line, "Y").uncapped == 100
    assert on_page(line).uncapped == 100


def test_a_range_is_judged_in_every_quarter(world: World) -> None:
    bounds = {"band_low": 10, "band_high": 20, "tolerance": 5}
    line = line_with(make_plan(world.sari), None, None, None, direction="band", **bounds)
    make_reading(line, 15, MARCH)
    assert in_period(line, "Q1").uncapped == 100


def post_result(client: Client, plan: Plan, **typed: str) -> Any:
    fields = {
        "kind": "utama",
        "serves": "later",
        "text": "Meningkatnya cakupan imunisasi dasar",
        "i-TOTAL_FORMS": "1",
        "i-INITIAL_FORMS": "0",
        "i-0-name": "Laporan imunisasi",
        "i-0-aspect": "kuantitas",
        "i-0-target": "24",
        "i-0-unit": "laporan",
    }
    return client.post(reverse("performance:result-add", args=[plan.uuid]), fields | typed)


@pytest.mark.parametrize(
    ("typed", "pace", "stages"),
    [
        ({}, Pace.PROPOSED, (6, 12, 18)),
        ({"i-0-unit": "%"}, Pace.PROPOSED, (24, 24, 24)),
        ({"i-0-pace": "held"}, Pace.HELD, (24, 24, 24)),
        ({"i-0-pace": "none"}, Pace.NONE, (None, None, None)),
        ({"i-0-q2": "10"}, Pace.OWN, (None, 10, None)),
    ],
)
def test_quarters_are_proposed_or_typed_in_the_form(
    world: World, as_: As, typed: dict[str, str], pace: str, stages: tuple[int | None, ...]
) -> None:
    plan = make_plan(world.sari, status=Plan.Status.DRAFTED)
    assert post_result(as_("sari"), plan, **typed).status_code == 303
    line = content_of(plan).indicators[0]
    assert (line.pace, line.q1, line.q2, line.q3) == (pace, *stages)


def test_a_proposal_is_shown_as_one_and_own_quarters_must_be_typed(world: World, as_: As) -> None:
    plan = make_plan(world.sari, status=Plan.Status.DRAFTED)
    post_result(as_("sari"), plan)
    page = as_("sari").get(reverse("performance:plan-detail", args=[plan.uuid])).content.decode()
    assert "Target triwulan I 6 · II 12 · III 18 (usulan)" in page
    answer = post_result(as_("sari"), plan, **{"i-0-pace": "own"})
    assert answer.status_code == 422
    assert "paling sedikit satu target triwulan" in answer.content.decode()


def test_a_revised_target_leaves_the_quarters_that_are_over(world: World) -> None:
    plan = make_plan(world.sari)
    line = line_with(plan, 6, 12, 18)
    Target.objects.filter(indicator=line.indicator).update(pace=Pace.EVEN)
    sari, budi = world.account("sari"), world.account("budi")
    on = date(2026, 8, 20)
    asked = ask_revision(line, new_value=Decimal(12), reason="Anggaran turun", by=sari, on=on)
    answer_revision(asked, is_granted=True, answer="", by=budi, on=on)
    found: Any = content_of(plan).indicators[0]
    assert (found.target, found.q1, found.q2, found.q3) == (12, 6, 12, 9)
