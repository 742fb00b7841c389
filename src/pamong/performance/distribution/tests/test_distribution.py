import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from pamong.people.tests.make import make_unit
from pamong.people.tests.world import World
from pamong.performance.distribution import queries
from pamong.performance.distribution.presentation import (
    setting_trace,
    unit_context,
    units_table,
)
from pamong.performance.distribution.queries import (
    DEPARTS,
    SMALL,
    UNSET,
    levels_shown,
    sums_of,
    unit_lines,
)
from pamong.performance.evaluation.distribution import distribution_of
from pamong.performance.evaluation.tests.make import (
    ABOVE,
    WHEN,
    final,
    level_of,
    opened,
    rated,
)
from pamong.performance.models import PredicateSetting, UnitLevel
from pamong.performance.objection.actions import Decision, decide_objection, file_objection
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.predicates.repeating import repeat_settings
from pamong.policy.evaluate import evaluate
from pamong.policy.load import builtin

As = Callable[[str], Client]
PAGE = "/distribution/?year=2026&period=Q3"
MOST_QUERIES = 12


def text_of(page: Any) -> str:
    return str(page.content.decode())


def given(world: World, level: str = "baik") -> UnitLevel:
    found = level_of(world, level)
    for name in ("sari", "putri", "rini"):
        rated(world, opened(world, name))
    set_predicates(world.budi, WHEN, reason="Tim kecil.", by=world.account("budi"), on=world.day)
    return found


def test_the_auditor_does_not_read_whose_predicate_is_which_off_the_counts_of_few(
    world: World, as_: As
) -> None:
    level = given(world)
    here = f"/distribution/{level.unit.uuid}/2026/Q3"
    setting = PredicateSetting.objects.select_related("rater").get()
    told = setting_trace(setting, counts=True).note
    assert told in text_of(as_("dewi").get(here))
    assert told not in text_of(as_("tono").get(here))
    (line,) = unit_lines([level], WHEN)
    counts = [str(bar.count) for bar in line.distribution.bars]
    assert [str(c) for c in units_table([line], WHEN).rows[0].cells[2:-1]] == counts
    (line,) = unit_lines([level], WHEN, scope=world.scope("tono"))
    assert not any(units_table([line], WHEN).rows[0].cells[2:-1])
    assert unit_context(line, [setting], WHEN)["distribution"] == []


@pytest.mark.parametrize("name", ["dewi", "tono"])
def test_personnel_and_auditor_see_what_was_given_and_why(world: World, as_: As, name: str) -> None:
    level = given(world)
    page = text_of(as_(name).get(PAGE))
    assert "UPTD Puskesmas Cempaka" in page
    assert "Berbeda" in page
    unit = as_(name).get(f"/distribution/{level.unit.uuid}/2026/Q3")
    assert "Tim kecil." in text_of(unit)
    assert "SE MenPANRB 3/2023" in text_of(unit)
    assert "belum terkonfirmasi" in text_of(unit).lower()
    assert "Sari Lestari" not in text_of(unit)


def _told(world: World, as_: As, name: str) -> tuple[list[str], str, str]:
    """The numbers in the row of the list, its workbook or page, and the page of the unit."""
    unit = f"/distribution/{world.clinic.uuid}/2026/Q3"
    page = text_of(as_(name).get(f"{PAGE}&show=all"))
    cells = re.findall(r"<td[^>]*>\s*(\d+)\s*</td>", page.partition("<tbody")[2])
    return cells, page, text_of(as_(name).get(unit))


def test_of_few_the_auditor_reads_no_predicate_without_a_purpose(world: World, as_: As) -> None:
    given(world)
    cells, _page, unit = _told(world, as_, "dewi")
    assert sorted(cells, reverse=True) == ["3", "0", "0", "0", "0"]
    assert "Baik 3" in unit
    cells, page, unit = _told(world, as_, "tono")
    assert cells == []
    assert "Terlalu sedikit orang" in page
    assert "predikat satu orang dapat terbaca" in unit
    assert not re.search(r"Baik \d", unit)
    assert "Tim kecil." in unit


def test_nor_of_many_for_the_dashboard_of_the_office_less_this_unit_tells_of_others(
    world: World, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(world)
    monkeypatch.setattr(queries, "MINIMUM", 3)
    cells, page, unit = _told(world, as_, "tono")
    assert cells == []
    assert "Sesuai pola" in page or "Berbeda" in page
    assert not re.search(r"Baik \d", unit)


def test_who_leads_an_office_reads_no_predicate_of_few_whom_he_may_not_see(world: World) -> None:
    level = given(world)
    line = unit_lines([level], WHEN, scope=world.scope("sari"))[0]
    assert (line.unseen, line.is_hidden) == (2, True)
    line = unit_lines([level], WHEN, scope=world.scope("budi"))[0]
    assert (line.unseen, line.is_hidden) == (0, False)
    assert unit_lines([level], WHEN, scope=world.scope("dewi"))[0].unseen == 0


@pytest.mark.parametrize("name", ["sari", "budi", "rini", "outsider"])
def test_others_may_not(world: World, as_: As, name: str) -> None:
    level = given(world)
    assert as_(name).get(PAGE).status_code == 403
    assert as_(name).get(f"/distribution/{level.unit.uuid}/2026/Q3").status_code == 403


def test_another_agency_sees_nothing_of_ours(world: World, as_: As) -> None:
    level = given(world)
    assert "Cempaka" not in text_of(as_("lina").get(PAGE))
    assert as_("lina").get(f"/distribution/{level.unit.uuid}/2026/Q3").status_code == 404


def test_the_tabs_part_who_left_the_pattern(world: World) -> None:
    given(world)
    assert not levels_shown(world.agency.pk, WHEN, DEPARTS)
    assert [row.unit for row in levels_shown(world.agency.pk, WHEN, SMALL)] == [world.clinic]
    PredicateSetting.objects.update(people=10)
    repeat_settings(PredicateSetting.objects.all())
    assert [row.unit for row in levels_shown(world.agency.pk, WHEN, DEPARTS)] == [world.clinic]
    assert not levels_shown(world.agency.pk, WHEN, SMALL)
    for path in ("", world.health.path):
        sums = sums_of(world.scope("dewi"), WHEN, world.day, path)
        assert (sums.levels, sums.departs, sums.small, sums.unset) == (1, 1, 0, 0)


@pytest.mark.parametrize("few", [0, 500])
def test_a_tab_shows_the_same_units_whether_few_or_many_are_under_it(
    world: World, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(queries, "FEW", few)
    told = UnitLevel.objects.filter(pk=given(world).pk).values("level", "set_by_id", "set_on").get()
    year, period = WHEN
    when = {"year": year, "period": period}
    UnitLevel.objects.create(unit=world.school, people=12, departs=True, **when, **told)
    UnitLevel.objects.create(unit=world.health, **when, **told)
    UnitLevel.objects.create(unit=world.health, **(when | {"period": "Q1"}), **told)
    other = make_unit(world.other_agency, name="Lain")
    UnitLevel.objects.create(unit=other, **when, **told)
    shown = {
        show: [row.unit for row in levels_shown(world.agency.pk, WHEN, show).order_by("unit__path")]
        for show in (DEPARTS, SMALL, UNSET)
    }
    assert shown == {DEPARTS: [world.school], SMALL: [world.clinic], UNSET: [world.health]}
    below = levels_shown(world.agency.pk, WHEN, UNSET, world.clinic.path)
    assert not below.exists()


def test_of_few_people_nothing_is_said_about_the_pattern(world: World, as_: As) -> None:
    given(world)
    page = text_of(as_("dewi").get(f"{PAGE}&show=small"))
    assert "kurang dari 10 pegawai" in page
    assert "tercatat" not in page


def test_what_stands_counts_not_what_was_first_given(world: World) -> None:
    evaluation = final(world, level="baik")
    level = UnitLevel.objects.get(unit=world.clinic)
    assert unit_lines([level], WHEN)[0].distribution.bars[1].count == 1
    objection = file_objection(
        evaluation, reason="Bukti baru", by=world.account("sari"), on=world.day
    )
    decision = Decision("Sah.", ABOVE, ABOVE)
    decide_objection(objection, decision, by=world.account("joko"), on=world.day)
    bars = unit_lines([level], WHEN)[0].distribution.bars
    assert [bar.count for bar in bars] == [1, 0, 0, 0, 0]


def test_a_unit_where_nobody_is_set_shows_no_noughts(world: World, as_: As) -> None:
    level_of(world)
    page = text_of(as_("dewi").get(PAGE))
    assert "Predikat belum ditetapkan" in page
    assert ">0<" not in page.partition("<tbody")[2]


def test_forty_units_cost_no_more_queries_than_one(world: World, as_: As) -> None:
    given(world)
    dewi = as_("dewi")

    def queries() -> int:
        dewi.get(PAGE)
        with CaptureQueriesContext(connection) as seen:
            dewi.get(PAGE)
        return len(seen)

    before = queries()
    for number in range(20):
        unit = make_unit(world.agency, world.health, name=f"Unit {number}")
        UnitLevel.objects.create(
            unit=unit, year=2026, period="Q3", level="baik", set_by=world.joko, set_on=world.day
        )
    assert queries() == before <= MOST_QUERIES


def test_a_level_that_is_set_is_said_also_where_nobody_counts_yet(world: World, as_: As) -> None:
    level = level_of(world)
    page = text_of(as_("dewi").get(f"/distribution/{level.unit.uuid}/2026/Q3"))
    assert "Capaian organisasi: Baik." in page
    assert "Capaian organisasi belum ditetapkan" not in page
    assert "0 dari 0" not in page


def test_what_leaves_the_pattern_is_said_in_the_language_of_the_page() -> None:
    pack = builtin("id-permenpanrb-6-2022")
    given = ["sangat_baik"] * 4 + ["baik"]
    with translation.override("en"):
        (said,) = distribution_of(pack, "istimewa", given, total=5).findings[:1]
    assert said.startswith("Very good: at most ")
    assert "of 5 people" in said


def test_of_nobody_there_is_nothing_to_compare() -> None:
    pack = builtin("id-permenpanrb-6-2022")
    for level in pack.patterns["distribution_pattern"].limits:
        counts = dict.fromkeys(pack.scales["predicate"].codes, 0)
        told = evaluate(pack, "distribution", {"level": level, "counts": counts}).value
        assert (told["fits"], told["findings"]) == (True, [])
