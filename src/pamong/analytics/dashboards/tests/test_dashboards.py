"""Dashboards: who reads them, that each sentence is true against its table, and that nobody is counted out of them."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pamong.access.clock import now
from pamong.analytics.dashboards.offices import (
    People,
    Things,
    by_office,
    predicates_told,
    sizes_of,
    things_told,
    work_told,
)
from pamong.analytics.dashboards.quarters import quarters_of
from pamong.analytics.dashboards.told import OTHERS, WHOLE, tell
from pamong.analytics.snapshot.making import make_snapshot
from pamong.analytics.snapshot.tasks import write_snapshot
from pamong.people.models import Unit
from pamong.people.tests.make import make_employee, make_unit
from pamong.people.tests.world import World
from pamong.performance.cascade.tests.make import make_goal
from pamong.performance.models import ActionStep, Evaluation, Plan
from pamong.performance.tests.make import make_plan, make_result
from pamong.stats.rows import ALL
from pamong.stats.suppression import MINIMUM

DAY = date(2026, 11, 25)
PARTS = ("attainment", "predicates", "waiting", "cascade", "evidence", "budget")
STATES = ("a", "b", "c")
GIVEN = ["baik"] * 12 + ["sangat_baik"] * 11 + ["kurang"]


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"
    settings.DATA, settings.ANALYTICS, settings.SNAPSHOT_MINUTES = tmp_path, "", 60


@pytest.fixture
def year(world: World) -> World:
    """Three offices of 24 people and one of 2, each with a plan, a result, a step, and a rating in the third quarter."""
    for n, people in enumerate((24, 24, 24, 2)):
        unit = make_unit(world.agency, world.root, name=f"Kantor {n}")
        for place in range(people):
            plan = make_plan(make_employee(unit), status=Plan.Status.AGREED)
            result = make_result(plan)
            ActionStep.objects.create(result=result, quarter=1, text="x")
            Evaluation.objects.create(
                plan=plan,
                period="Q3",
                status="set",
                status_on=DAY,
                predicate=GIVEN[place],
                pack="p@1",
            )
    make_snapshot(world.agency, day=DAY, clock=now)
    return world


def page(client: Any, **asked: Any) -> Any:
    return client.get("/dashboards", {"year": 2026, "period": "Q3"} | asked)


def table_of(client: Any, chart: str, **asked: Any) -> list[list[str]]:
    answer = page(client, unduh="csv", tabel=f"charts-{chart}", **asked)
    assert answer.status_code == 200, (chart, asked, answer.status_code)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return [re.split("[;,]", line) for line in text.splitlines()]


def tables(count: int) -> Iterator[dict[tuple[int, str], int]]:
    for seed in range(count):
        dice = random.Random(seed)
        yield {
            (unit, state): dice.choice((0, 0, 1, 3, 9, 10, 14, 40))
            for unit in range(1, dice.randint(2, 6))
            for state in STATES
        }


def people_told(counts: dict[tuple[int, str], int]) -> People:
    """Predicates, told for the first time."""
    rows = by_office({unit: str(unit) for unit, _s in counts}, counts)
    return predicates_told(tell(rows, sizes_of(rows), STATES, DAY), STATES)


def work_of(counts: dict[tuple[int, str], int]) -> People:
    rows = by_office({unit: str(unit) for unit, _s in counts}, counts)
    return work_told(rows, STATES, sizes_of(rows))


def test_no_count_of_few_people_is_told_nor_given_back_by_adding_up() -> None:
    told = 0
    for counts in tables(60):
        people = people_told(counts)
        cells = {(row, state): n for row, told in people.rows.items() for state, n in told.items()}
        assert not [n for n in cells.values() if n is not None and 0 < n < MINIMUM]
        rows = people.offices
        told += len(rows)
        for state in (*people.states, ALL) if rows else ():
            assert sum(cells[row, state] or 0 for row in rows) == cells[WHOLE, state]
        for row in rows:
            filled = [n for state in people.states if (n := people.of(row)[state])]
            assert len(filled) != 1, "all of one mind"
    assert told > 20


def test_work_is_told_of_large_offices_and_of_all_others_as_one() -> None:
    people = work_of({(1, "a"): 390, (1, "b"): 3, (2, "a"): 60, (3, "b"): 17, (4, "a"): 40})
    assert people.of("1") == {"a": 390, "b": 3, "c": 0, ALL: 393}
    assert people.of("2")[ALL] == 60
    assert set(people.of("3").values()) == {None} == set(people.of("4").values())
    assert people.of(OTHERS) == {"a": 40, "b": 17, "c": 0, ALL: 57}
    assert people.of(WHOLE)[ALL] == 510
    assert people.offices == ["1", "2", OTHERS]
    small = work_of({(1, "a"): 20, (1, "b"): 4, (2, "a"): 12})
    assert set(small.of(WHOLE).values()) == {None}
    assert work_of({(1, "a"): 20, (2, "a"): 12}).of(WHOLE)[ALL] == 32


def test_things_are_told_only_of_offices_whose_people_are() -> None:
    offices = {1: "1", 2: "2", 3: "3"}
    people = work_of({(1, "a"): 60, (2, "a"): 44, (3, "a"): 12})
    told = things_told({1: 3, 2: 4, 3: 0}, {1: 30, 2: 4, 3: 9}, offices, people)
    assert told == {WHOLE: Things(7, 43), "1": Things(3, 30), OTHERS: Things(4, 13)}


def test_each_page_is_shown_with_its_charts(year: World, as_: Any) -> None:
    client = as_("dewi")
    for part in PARTS:
        html = page(client, about=part).content.decode()
        assert "<figure" in html, part
        assert "potret data" in html
    names = re.findall(r"grafik=([a-z]+)", page(client, about="waiting").content.decode())
    assert set(names) == {"skp", "penilaian", "terlambat"}
    for name in set(names):
        assert "<svg" in page(client, about="waiting", grafik=name).content.decode()


def test_the_sentences_are_true_against_their_tables(year: World, as_: Any) -> None:
    client = as_("dewi")
    html = page(client, about="predicates").content.decode()
    rows = table_of(client, "predikat", about="predicates")
    whole = dict(zip(rows[0], rows[1], strict=True))
    assert whole["Baik"] == "38"
    assert "Paling banyak “Baik”: 38 dari 74 (51,4%)." in html
    html = page(client, about="waiting").content.decode()
    waits = (
        "“Menunggu penilai menetapkan”: 0 dari 74 (0,0%). “Menunggu pegawai menerima”: 74 dari 74"
    )
    assert waits in html
    late = table_of(client, "terlambat", about="waiting")
    offices = [[f"Kantor {n}", *["2" if n == 3 else "24"] * 2] for n in range(4)]
    assert [row[:3] for row in late[1:]] == [["Seluruh instansi", "74", "74"], *offices]
    assert "Rencana aksi lewat waktu: 74 dari 74 (100,0%)." in html


def test_who_sees_each_person_reads_everything_and_the_auditor_what_is_told(
    year: World, as_: Any
) -> None:
    for about, chart in (("predicates", "predikat"), ("waiting", "skp"), ("waiting", "penilaian")):
        exact = table_of(as_("dewi"), chart, about=about)
        assert [row[0] for row in exact[1:]] == [
            "Seluruh instansi",
            *(f"Kantor {n}" for n in range(4)),
        ]
        assert exact[-1][-1] == "2"
        assert "disamarkan" not in str(exact)
        told = table_of(as_("tono"), chart, about=about)
        assert told[1][-1] == exact[1][-1] == "74", "the agency"
        assert "Kantor 3" not in str(told)
    html = page(as_("dewi"), about="predicates").content.decode()
    assert "Lengkap bagi Anda yang boleh melihat orang per orang" in html
    assert "kurang dari 10 orang disamarkan" in page(as_("tono"), about="waiting").content.decode()
    assert "orang per orang" not in page(as_("dewi"), about="budget").content.decode()


def told(client: Any) -> dict[tuple[str, str, str], str]:
    """Every cell that a page, a file or a filter gives: each is told in one way alone."""
    found: dict[tuple[str, str, str], str] = {}
    units = [{}, *({"unit": one.uuid} for one in Unit.objects.filter(name__startswith="Kantor"))]
    for about, chart in (("predicates", "predikat"), ("waiting", "skp"), ("waiting", "penilaian")):
        for unit in units:
            rows = table_of(client, chart, about=about, **unit)
            for row in rows[1:]:
                for state, count in zip(rows[0][1:], row[1:], strict=True):
                    assert found.setdefault((chart, row[0], state), count) == count
    return found


def test_two_people_of_an_office_are_counted_out_of_nothing(year: World, as_: Any) -> None:
    found = told(as_("tono"))
    numbers = {key: int(value) for key, value in found.items() if value.isdigit()}
    assert not [key for key, n in numbers.items() if 0 < n < MINIMUM]
    small = {key for key in found if key[1] == "Kantor 3"}
    assert small
    assert not small & set(numbers)
    for chart, state in {(key[0], key[2]) for key in numbers}:
        column = {k[1]: n for k, n in numbers.items() if (k[0], k[2]) == (chart, state)}
        whole = column.pop("Seluruh instansi", None)
        if whole is not None:
            rest = whole - sum(column.values())
            assert rest == 0 or rest >= MINIMUM, (chart, state)


def test_a_drawing_says_no_more_than_its_table(year: World, as_: Any) -> None:
    office = Unit.objects.get(name="Kantor 3")
    for name in ("skp", "penilaian"):
        svg = page(as_("tono"), about="waiting", grafik=name, unit=office.uuid).content.decode()
        assert "disamarkan" in svg
        assert not re.search(r">2( |<)", svg)


def test_the_head_of_an_office_sees_that_one_alone(year: World, as_: Any) -> None:
    health, other = year.health, Unit.objects.get(name="Kantor 0")
    joko = as_("joko")
    html = page(joko, about="waiting").content.decode()
    assert health.name in html
    assert 'href="/dashboards"' in html, "an entry at the side"
    assert "Kantor 0" not in html
    assert page(joko, about="waiting", unit=other.uuid).status_code == 404
    rows = table_of(joko, "skp", about="waiting")
    assert [row[0] for row in rows[1:]] == [health.name]
    assert page(as_("sari")).status_code == 403
    assert 'href="/dashboards"' not in as_("sari").get("/").content.decode()
    assert page(as_("dewi"), unit="x🎉").status_code == 404
    assert page(as_("dewi"), unit=year.other_agency.uuid).status_code == 404


def test_odd_addresses_show_the_first_part(year: World, as_: Any) -> None:
    for asked in (
        {"about": "x"},
        {"year": "9" * 40},
        {"period": "🎉"},
        {"indicator": "x" * 9000},
    ):
        assert page(as_("dewi"), **asked).status_code == 200


def test_money_without_a_result_is_listed_and_not_drawn(world: World, as_: Any) -> None:
    goal = make_goal(world, name="Layanan dasar")
    make_snapshot(world.agency, day=DAY, clock=now)
    html = page(as_("dewi"), about="budget").content.decode()
    assert "Belum ada sasaran yang anggarannya diisi" in html
    assert goal.name not in html


def test_without_a_snapshot_the_page_says_so_and_asks_for_one_once(world: World, as_: Any) -> None:
    from django_tasks_db.models import DBTaskResult

    for _time in range(2):
        html = page(as_("dewi")).content.decode()
        assert "sedang disiapkan" in html
    rows = DBTaskResult.objects.filter(task_path=write_snapshot.module_path)
    assert Counter(rows.values_list("task_path", flat=True)) == {write_snapshot.module_path: 1}


def test_a_page_costs_few_queries(
    year: World, as_: Any, django_assert_max_num_queries: Any
) -> None:
    client = as_("dewi")
    for part in PARTS:
        page(client, about=part)
        with django_assert_max_num_queries(12):
            page(client, about=part)


def test_a_quarter_has_its_last_figure() -> None:
    read = [
        (date(2026, 1, 31), Decimal(1)),
        (date(2026, 3, 31), Decimal(3)),
        (date(2026, 7, 1), Decimal(7)),
    ]
    assert quarters_of(read) == {(2026, 1): Decimal(3), (2026, 3): Decimal(7)}
