from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from pamong.measurement.models import Evidence
from pamong.people.models import Leave
from pamong.people.tests.make import make_employee, make_supervision
from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.progress.tests.make import make_line, make_plan, make_reading, make_result
from pamong.performance.team.presentation import ORDERS
from pamong.performance.team.queries import TeamRow, board_plans, board_years, team_rows

DAY = date(2026, 11, 25)


@pytest.fixture
def plan(world: World) -> Plan:
    plan = make_plan(world.sari)
    make_reading(make_line(make_result(plan), target=100), 80, date(2026, 9, 30))
    return plan


def rows(world: World, name: str = "budi", plan_year: int = 2026) -> dict[str, TeamRow]:
    scope = world.scope(name)
    found = team_rows(scope, board_plans(scope, DAY), plan_year=plan_year, year=2026, day=DAY)
    return {row.name: row for row in found}


SARI, PUTRI = "Sari Lestari, A.Md.Keb.", "Putri Ayu"


def test_everybody_one_rates_is_there_also_without_a_plan(world: World, plan: Plan) -> None:
    assert set(rows(world)) == {SARI, PUTRI, "Rini Astuti"}
    assert rows(world)[PUTRI].waits_for_person
    assert rows(world)[PUTRI].mean.value is None


def test_who_leads_two_units_tells_their_people_apart_on_one_board(
    world: World, plan: Plan
) -> None:
    assert world.clinic.name not in rows(world)[PUTRI].position
    make_supervision(make_employee(world.health, name="Tuti Alawiyah"), world.budi)
    assert rows(world)[PUTRI].position.endswith(f", {world.clinic.name}")
    assert rows(world)["Tuti Alawiyah"].position.endswith(f", {world.health.name}")


def test_a_delegate_sees_the_people_of_the_one_who_is_away_but_not_himself(
    world: World, plan: Plan
) -> None:
    assert set(rows(world, "putri")) == {SARI, "Rini Astuti"}


def test_attainment_below_the_packs_bound_is_behind(world: World, plan: Plan) -> None:
    row = rows(world)[SARI]
    assert row.mean.value == 80
    assert row.is_behind
    assert not row.waits_for_me


def test_the_last_evidence_tells_who_is_silent(world: World, plan: Plan) -> None:
    assert rows(world)[SARI].is_stale
    Evidence.objects.create(
        owner=world.sari, title="Foto", link="https://x.id", dated_on=date(2026, 11, 11)
    )
    assert not rows(world)[SARI].is_stale


def test_next_years_plans_are_shown_beside_this_years_attainment(world: World, plan: Plan) -> None:
    scope = world.scope("budi")
    assert board_years(board_plans(scope, DAY), DAY) == (2026, 2026)
    make_plan(world.sari, year=2027, status=Plan.Status.PROPOSED, status_on=date(2026, 11, 16))
    assert board_years(board_plans(scope, DAY), DAY) == (2027, 2026)
    row = rows(world, plan_year=2027)[SARI]
    assert row.waits_for_me
    assert row.mean.value == 80


def test_the_board_picks_only_what_can_be_agreed(world: World, as_: Any, plan: Plan) -> None:
    make_plan(world.putri, status=Plan.Status.PROPOSED, status_on=date(2026, 11, 16))
    address = reverse("performance:team")
    text = as_("budi").get(address).content.decode()
    assert text.count('name="plan"') == 1
    assert "9 hari" in text
    assert "Setujui SKP yang dipilih" in text
    picked = as_("budi").get(f"{address}?all=1").content.decode()
    assert picked.count(" checked>") == 1
    assert 'data-picked="Setujui {n} SKP">Setujui SKP yang dipilih<' in picked


def test_the_board_agrees_through_the_verb_of_plans(world: World, as_: Any) -> None:
    proposed = make_plan(world.putri, status=Plan.Status.PROPOSED)
    data = {"plan": [str(proposed.uuid)], "next": "performance:team"}
    budi = as_("budi")
    shown = budi.post(reverse("performance:plan-agree-many"), data).content.decode()
    assert 'name="next" value="performance:team"' in shown
    answer = budi.post(reverse("performance:plan-agree-many"), {**data, "sure": "1"})
    assert "1 SKP disetujui." in budi.get(answer["Location"]).content.decode()
    proposed.refresh_from_db()
    assert proposed.status == Plan.Status.AGREED


@pytest.mark.parametrize("name", ["performance:plan-agree-many", "performance:plan-return-many"])
def test_who_picked_nothing_is_told_so(world: World, as_: Any, name: str) -> None:
    budi = as_("budi")
    answer = budi.post(reverse(name), {"next": "https://evil.example/"})
    assert answer["Location"] == reverse("performance:plan-subordinates")
    assert "Belum ada SKP yang dipilih" in budi.get(answer["Location"]).content.decode()


def test_tabs_search_and_order(world: World, as_: Any, plan: Plan) -> None:
    address = reverse("performance:team")

    def names(query: str) -> list[str]:
        return [row.name for row in as_("budi").get(address + query).context["rows"]]

    assert names("?tab=behind") == [SARI]
    assert names("?tab=theirs") == [PUTRI, "Rini Astuti"]
    assert names("?tab=nobody") == [SARI]
    assert names("?tab=nonsense&sort=nonsense") == [PUTRI, "Rini Astuti", SARI]
    assert names("?q=lestari") == [SARI]
    assert names("?sort=low")[0] == SARI


def test_who_rates_nobody_is_told_so(as_: Any, world: World) -> None:
    assert "Belum ada pegawai yang Anda nilai" in as_("sari").get(
        reverse("performance:team")
    ).content.decode()  # fmt: skip


def test_sixty_people_cost_the_same_queries_as_three(
    world: World, as_: Any, plan: Plan, django_assert_max_num_queries: Any
) -> None:
    for number in range(57):
        person = make_employee(world.clinic, name=f"Pegawai {number}", nip="")
        make_supervision(person, world.budi)
        make_reading(make_line(make_result(make_plan(person))), number, date(2026, 9, 30))
    client = as_("budi")
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("performance:team"))
    assert len(answer.context["rows"]) == 60


def test_the_longest_wait_comes_first_and_titles_do_not_order(world: World) -> None:
    make_employee(world.clinic, name="Zaenab", title_before="drg.", rater=world.budi)
    for person, day in ((world.sari, 20), (world.putri, 2), (world.rini, 11)):
        make_plan(person, status=Plan.Status.PROPOSED, status_on=date(2026, 11, day))
    found = list(rows(world).values())
    shown = [row.name for row in sorted(found, key=ORDERS[""])]
    assert shown[:3] == [PUTRI, "Rini Astuti", SARI]


def on_leave(world: World, first: date, last: date) -> None:
    until = last + timedelta(days=1)
    Leave.objects.create(employee=world.sari, kind="cuti_tahunan", valid_from=first, valid_to=until)


def test_a_person_on_leave_waits_for_nothing_and_the_board_says_so(
    world: World, as_: Any, plan: Plan
) -> None:
    Plan.objects.filter(pk=plan.pk).update(status=Plan.Status.DRAFTED)
    assert rows(world)[SARI].waits_for_person
    on_leave(world, world.day, date(2026, 12, 4))
    row = rows(world)[SARI]
    assert (row.waits_for_person, row.is_stale) == (False, False)
    page = as_("budi").get(reverse("performance:team")).content.decode()
    assert "Cuti tahunan sampai 4 Desember" in page


def test_days_of_leave_make_no_evidence_old(world: World, plan: Plan) -> None:
    Evidence.objects.create(
        owner=world.sari, title="Rekap", link="https://contoh.example", dated_on=date(2026, 11, 5)
    )
    assert rows(world)[SARI].is_stale
    on_leave(world, date(2026, 11, 10), date(2026, 11, 16))
    assert not rows(world)[SARI].is_stale
