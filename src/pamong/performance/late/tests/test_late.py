"""Late steps: which ones, whose, who reads them, and that nobody is named in what is pasted."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pamong.access.kept import gather
from pamong.access.scope import Scope
from pamong.people.figures import figure_key
from pamong.people.models import Unit
from pamong.people.tests.make import make_employee
from pamong.people.tests.world import World
from pamong.performance.late.queries import (
    WHO,
    Wanted,
    counts_late,
    late_steps,
    people_late,
    who_is_late,
)
from pamong.performance.models import ActionStep, DailyEntry, Plan
from pamong.performance.tests.make import make_plan, make_result
from pamong.ui.paging import SIZE

URL = "/steps/late"
IN_MAY = date(2026, 5, 4)


def step(plan: Plan, text: str, quarter: int = 1, amount: int | None = 4) -> ActionStep:
    result = plan.results.first() or make_result(plan)
    return ActionStep.objects.create(result=result, quarter=quarter, text=text, amount=amount)


def enter(one: ActionStep, amount: int | None, status: str = "confirmed") -> None:
    plan = one.result.plan
    DailyEntry.objects.create(
        plan=plan,
        employee=plan.employee,
        step=one,
        on=date(2026, 3, 2),
        amount=amount,
        text="x",
        status=status,
    )


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world.sari, status=Plan.Status.AGREED)


def late(day: date = IN_MAY) -> set[str]:
    return set(late_steps(2026, day).values_list("text", flat=True))


def test_what_is_past_its_quarter_with_less_done_than_planned_is_late(plan: Plan) -> None:
    enter(step(plan, "Cukup"), 4)
    enter(step(plan, "Separuh"), 2)
    enter(step(plan, "Dikembalikan"), 4, status="returned")
    enter(step(plan, "Tanpa target", amount=None), None)
    step(plan, "Belum ada")
    step(plan, "Belum waktunya", quarter=2)
    assert late() == {"Separuh", "Dikembalikan", "Belum ada"}
    assert counts_late([plan.pk], 2026, IN_MAY) == {plan.pk: 3}
    assert late(date(2026, 3, 31)) == set()


def test_a_plan_that_ends_sooner_owes_its_steps_by_then(plan: Plan) -> None:
    plan.ends_on = date(2026, 5, 1)
    plan.save()
    step(plan, "Sebelum pindah", quarter=2)
    assert late() == {"Sebelum pindah"}


def test_the_leader_sees_what_waits_since_when_and_whose_result_waits(
    world: World, plan: Plan, as_: Any
) -> None:
    above = make_result(make_plan(world.budi, status=Plan.Status.AGREED), "Ibu hamil terlayani")
    result = make_result(plan)
    result.serves = above
    result.save()
    ActionStep.objects.create(result=result, quarter=3, text="Kelas ibu", amount=Decimal(6))
    html = as_("budi").get(URL).content.decode()
    for said in ("Kelas ibu", world.sari.full_name, "Ibu hamil terlayani", "30 September 2026"):
        assert said in html
    assert "0 dari 6" in html
    assert "56 hari lalu" in html
    pasted = html.partition("<textarea")[2].partition("</textarea>")[0]
    assert "1 rencana aksi dari 1 pegawai" in pasted
    assert world.sari.name not in pasted


def test_only_who_sees_the_plan_sees_its_late_steps(world: World, plan: Plan, as_: Any) -> None:
    step(plan, "Kelas ibu")
    for person in ("budi", "dewi", "tono"):
        assert "Kelas ibu" in as_(person).get(URL).content.decode(), person
    assert "Kelas ibu" not in as_("wati").get(URL).content.decode()
    assert as_("sari").get(URL).status_code == 403
    other = Unit.objects.get(agency=world.other_agency, parent=None)
    for unit in (other.uuid, "x🎉"):
        assert as_("dewi").get(URL, {"unit": unit}).status_code == 404
    school = as_("dewi").get(URL, {"unit": world.school.uuid}).content.decode()
    assert "Kelas ibu" not in school
    assert "Kelas ibu" in as_("dewi").get(URL, {"unit": world.health.uuid}).content.decode()


def test_odd_addresses_are_taken_as_none(world: World, plan: Plan, as_: Any) -> None:
    step(plan, "Kelas ibu")
    for asked in ({"after": "x"}, {"q": "\x01" * 90}, {"q": "🎉" * 9000}, {"year": "9" * 40}):
        assert as_("dewi").get(URL, asked).status_code == 200


def test_a_long_list_goes_on_by_name_and_costs_the_same(
    world: World, as_: Any, django_assert_max_num_queries: Any
) -> None:
    for n in range(SIZE + 1):
        person = make_employee(world.clinic, name=f"Pegawai {n:02}", rater=world.budi)
        step(make_plan(person, status=Plan.Status.AGREED), f"Langkah {n:02}.")
    scope = world.scope("dewi")
    page, _held = people_late(scope, 2026, IN_MAY, Wanted(), "")
    assert len(page.rows) == SIZE
    client = as_("dewi")
    client.get(URL)
    with django_assert_max_num_queries(12):
        html = client.get(URL).content.decode()
    assert "Masih ada yang lain" in html
    assert f"Langkah {SIZE:02}." not in html
    more = client.get(URL, {"after": page.next_cursor}).content.decode()
    assert f"Langkah {SIZE:02}." in more
    assert reverse("performance:late-steps") == URL


def who(scope: Scope) -> list[str]:
    page, held = people_late(scope, 2026, IN_MAY, Wanted(), "")
    assert held
    return [row["name"] for row in page.rows]


def test_of_a_large_agency_those_who_were_late_are_asked_whether_they_are_so_still(
    world: World, plan: Plan
) -> None:
    one = step(plan, "Kelas ibu")
    scope = replace(world.scope("dewi"), is_gathered=True)
    gather(figure_key(WHO, scope.agency_id, IN_MAY), lambda: who_is_late(scope, IN_MAY))
    step(make_plan(world.joko, status=Plan.Status.AGREED), "Sejak itu")
    with CaptureQueriesContext(connection) as asked:
        assert who(scope) == [world.sari.name]
    assert f"IN ({world.sari.pk})" in asked[-1]["sql"]
    enter(one, 4)
    assert who(scope) == []


def test_of_many_late_ones_nobody_is_kept_and_all_are_found(
    world: World, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pamong.performance.late.queries.FEW", 1)
    step(plan, "Kelas ibu")
    step(make_plan(world.joko, status=Plan.Status.AGREED), "Panen")
    scope = replace(world.scope("dewi"), is_gathered=True)
    found = who_is_late(scope, IN_MAY)
    assert found == {2026: None, 2025: []}
    gather(figure_key(WHO, scope.agency_id, IN_MAY), lambda: found)
    assert set(who(scope)) == {world.sari.name, world.joko.name}
