from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from pamong.measurement.attainment import low_bound
from pamong.people.tests.world import World
from pamong.performance.models import PlanIndicator, Result
from pamong.performance.plan.content import content_of
from pamong.performance.progress.figures import figure_reasons
from pamong.performance.progress.queries import attainments_of, mean_attainment
from pamong.performance.progress.tests.make import make_line, make_plan, make_reading, make_result
from pamong.performance.rules import pack_named

DAY = date(2026, 11, 25)


@pytest.fixture
def result(world: World) -> Result:
    return make_result(make_plan(world.sari))


def of(line: PlanIndicator, until: date = DAY) -> Any:
    plan = line.result.plan
    return attainments_of(plan, content_of(plan), until=until)[line.pk]


def test_more_is_better(result: Result) -> None:
    line = make_line(result, target=110)
    make_reading(line, 90, date(2026, 9, 30))
    found = of(line)
    assert found.uncapped == found.value == Decimal("81.82")
    assert (found.actual, found.target, found.as_of) == (90, 110, date(2026, 9, 30))
    assert found.outcome.because


def test_what_a_report_adds_up_is_capped_and_the_figure_as_it_is_stays(result: Result) -> None:
    line = make_line(result, target=50)
    make_reading(line, 60, date(2026, 9, 30))
    assert (of(line).value, of(line).uncapped) == (100, 120)


def test_less_is_better(result: Result) -> None:
    line = make_line(result, target=10, direction="less")
    make_reading(line, 12, date(2026, 9, 30))
    assert of(line).uncapped == 80


def test_missing_is_missing_with_its_reason_and_never_nought(result: Result) -> None:
    line = make_line(result, target=10)
    assert of(line).value is None
    assert of(line).uncapped is None
    assert of(line).reason == "Belum ada realisasi."


def test_a_reading_of_nought_is_a_reading(result: Result) -> None:
    line = make_line(result, target=10)
    make_reading(line, 0, date(2026, 9, 30))
    assert of(line).value == 0
    assert of(line).reason == ""


def test_a_target_in_words_is_not_computed(result: Result) -> None:
    line = make_line(result, target=None)
    assert of(line).reason == "Target belum diisi."
    line.indicator.targets.update(text="Laporan lengkap dan rapi")
    assert "berupa teks" in of(line).reason


def test_only_readings_up_to_the_day_count(result: Result) -> None:
    line = make_line(result, target=100)
    make_reading(line, 40, date(2026, 3, 31))
    make_reading(line, 70, date(2026, 9, 30))
    make_reading(line, 10, date(2025, 12, 31))
    assert of(line).actual == 70
    assert of(line, date(2026, 6, 30)).actual == 40
    assert of(line, date(2026, 1, 31)).actual is None


def test_a_replaced_reading_does_not_count(result: Result) -> None:
    line = make_line(result, target=100)
    right = make_reading(line, 40, date(2026, 9, 30))
    make_reading(line, 400, date(2026, 9, 30), replaced_by=right)
    assert of(line).actual == 40


def test_a_milestone_is_reached_by_its_day_or_not_at_all(result: Result) -> None:
    line = make_line(result, target=None, direction="milestone", due_on=date(2026, 6, 30))
    assert "belum jatuh tempo" in of(line, date(2026, 6, 1)).reason
    assert of(line).value == 0
    make_reading(line, 1, date(2026, 6, 29))
    assert of(line).value == 100


def test_a_band_is_full_inside(result: Result) -> None:
    line = make_line(
        result, target=None, direction="band", band_low=90, band_high=110, tolerance=20
    )
    make_reading(line, 120, date(2026, 9, 29))
    assert of(line).value == 50


def test_a_rank_is_reached_without_a_percentage(result: Result) -> None:
    line = make_line(result, target=3, direction="ordinal")
    make_reading(line, 3, date(2026, 9, 29))
    assert of(line).value is None
    assert of(line).is_reached is True


def test_the_bound_of_falling_behind_comes_from_the_pack(result: Result) -> None:
    assert low_bound(pack_named(result.plan.pack)) == 90


def test_a_plan_costs_one_query_beside_its_content(
    result: Result, django_assert_num_queries: Any
) -> None:
    for place in range(4):
        make_reading(make_line(result), place, date(2026, 3, 31))
    content = content_of(result.plan)
    with django_assert_num_queries(1):
        attainments_of(result.plan, content, until=DAY)


def test_means_of_a_team_count_what_is_missing_in_two_queries(
    world: World, result: Result, django_assert_num_queries: Any
) -> None:
    make_reading(make_line(result), 80, date(2026, 9, 30))
    make_reading(make_line(result), 100, date(2026, 9, 30))
    make_line(result)
    empty, other = make_plan(world.putri), make_plan(world.agus)
    make_line(make_result(other))
    with django_assert_num_queries(2):
        found = mean_attainment([result.plan_id, empty.pk, other.pk], 2026, DAY)
    assert found[result.plan_id].value == 90
    assert found[result.plan_id].missing == 1
    assert (found[empty.pk].value, found[other.pk].value) == (None, None)
    assert found[other.pk].missing == 1


def test_the_reasons_say_the_figure_of_the_page_in_words_and_then_the_cap(result: Result) -> None:
    line = make_line(result, target=98)
    make_reading(line, 113, date(2026, 9, 30))
    pack, read = pack_named(result.plan.pack), content_of(result.plan).indicators[0]
    said = [str(one.text) for one in figure_reasons(pack, read, of(line)).because]
    assert "realisasi 113" in said[0].lower()
    assert "capaian 115,31%" in said[0]
    assert "realisasi ÷ target" in said[1]
    assert "paling tinggi 100%: dihitung 100%" in said[2]
    with override("en"):
        words = " ".join(str(one.text) for one in figure_reasons(pack, read, of(line)).because)
    assert "counts as 100%" in words
    assert not {"uncapped", "5650/49", "floor"} & set(words.split())


@pytest.mark.parametrize("direction", ["more", "less", "band", "milestone"])
def test_every_direction_with_a_figure_has_its_words_in_the_pack(
    result: Result, direction: str
) -> None:
    texts = pack_named(result.plan.pack)
    key = f"attainment.{direction}"
    assert key in texts.texts
    assert key in texts.translations["en"]["texts"]


def test_a_figure_within_the_cap_says_nothing_of_the_cap(result: Result) -> None:
    line = make_line(result, target=110)
    make_reading(line, 90, date(2026, 9, 30))
    pack, read = pack_named(result.plan.pack), content_of(result.plan).indicators[0]
    assert len(figure_reasons(pack, read, of(line)).because) == 2
