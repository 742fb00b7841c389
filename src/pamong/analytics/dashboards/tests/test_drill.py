"""From the agency to a person: each step shows what one may see there, and counts nobody anew."""

from pathlib import Path
from typing import Any

import pytest

from pamong.access.clock import now
from pamong.access.tests.make import with_key
from pamong.analytics.snapshot.making import make_snapshot
from pamong.ledger.actions import SHELL, record
from pamong.measurement.cards.tests.make import aim, make_card, read
from pamong.people.tests.make import make_employee, make_unit
from pamong.people.tests.world import World
from pamong.performance.models import ActionStep, Evaluation, Plan
from pamong.performance.tests.make import make_plan, make_result

COUNTED = ("Predikat", "Yang tertahan", "Cascading", "Bukti dukung")


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"
    settings.DATA, settings.ANALYTICS, settings.SNAPSHOT_MINUTES = tmp_path, "", 60


@pytest.fixture
def place(world: World) -> World:
    """The clinic with Sari's plan, her late step and her rating, and an indicator of its own."""
    plan = make_plan(world.sari, status=Plan.Status.AGREED)
    ActionStep.objects.create(result=make_result(plan), quarter=1, text="Kelas ibu", amount=4)
    rated = {"status": "set", "status_on": world.day, "predicate": "kurang", "pack": "p@1"}
    Evaluation.objects.create(plan=plan, period="Q3", **rated)
    aim(world, make_card(world, "Balita ditimbang"), 50)
    aim(world, make_card(world, "Guru dilatih", unit=world.school, owner=None), 50)
    make_snapshot(world.agency, day=world.day, clock=now)
    return world


def page(client: Any, **asked: Any) -> Any:
    return client.get("/dashboards", {"year": 2026, "period": "Q3"} | asked)


def html(client: Any, **asked: Any) -> str:
    answer = page(client, **asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_one_goes_from_the_agency_to_an_office_to_a_unit_to_a_person(
    place: World, as_: Any
) -> None:
    client, clinic, health = as_("dewi"), place.clinic, place.health
    top = html(client, about="people")
    assert f"unit={health.uuid}" in top
    office = html(client, about="people", unit=health.uuid)
    assert f"unit={clinic.uuid}" in office
    assert place.budi.full_name in office, "who leads it"
    unit = html(client, about="people", unit=clinic.uuid)
    plan = Plan.objects.get(employee=place.sari)
    rated = Evaluation.objects.get(plan=plan)
    assert f"/plans/{plan.uuid}" in unit
    assert f"/evaluations/{rated.uuid}" in unit
    assert ">Kurang<" not in unit, "a state, and no predicate"
    assert f"unit={health.uuid}" in unit, "the way back up"


def test_below_an_office_people_are_not_counted(place: World, as_: Any) -> None:
    office = html(as_("dewi"), unit=place.health.uuid).partition("<main")[2]
    assert [name for name in COUNTED if f">{name}<" in office] == list(COUNTED)
    for asked in ({}, {"about": "predicates"}, {"about": "waiting"}):
        text = html(as_("dewi"), unit=place.clinic.uuid, **asked)
        assert not [name for name in COUNTED if f">{name}<" in text.partition("<main")[2]]
        assert "Balita ditimbang" in text
        assert "Guru dilatih" not in text


def test_the_head_of_a_unit_has_a_dashboard_of_that_unit(place: World, as_: Any) -> None:
    budi = as_("budi")
    text = html(budi)
    assert place.clinic.name in text
    assert "Balita ditimbang" in text
    assert "Guru dilatih" not in text
    assert 'href="/dashboards"' in text
    assert place.sari.full_name in html(budi, about="people")
    for other in (place.health, place.school):
        assert page(budi, unit=other.uuid).status_code == 404
    assert page(budi, unit="x🎉").status_code == 404
    assert page(as_("sari")).status_code == 403


def test_a_leader_goes_down_and_sees_only_whose_plans_one_may_see(place: World, as_: Any) -> None:
    """The head of the office sees the clinic, and there nobody whose plan is not for the head's eyes."""
    far = make_employee(place.clinic, name="Nona Jauh", rater=place.budi)
    make_plan(far, status=Plan.Status.AGREED)
    text = html(as_("joko"), about="people", unit=place.clinic.uuid)
    shown = Plan.objects.visible_to(place.scope("joko")).filter(unit=place.clinic)
    names = set(shown.values_list("employee__name", flat=True))
    assert [name for name in names if name not in text] == []
    assert ("Nona Jauh" in text) == ("Nona Jauh" in names)


def test_offices_of_the_same_name_are_told_apart(place: World, as_: Any) -> None:
    twins = [make_unit(place.agency, place.root, name="Kantor Kembar") for _n in range(2)]
    record("people.unit_added", twins[0], by=SHELL, on=place.day)
    make_snapshot(place.agency, day=place.day, clock=now)
    text = html(as_("dewi"), about="people")
    assert [one.code for one in twins if f"Kantor Kembar ({one.code})" not in text] == []


def test_each_step_costs_few_queries(
    place: World, as_: Any, django_assert_max_num_queries: Any
) -> None:
    client = as_("dewi")
    for asked in ({}, {"unit": place.health.uuid}, {"unit": place.clinic.uuid}):
        page(client, about="people", **asked)
        with django_assert_max_num_queries(12):
            page(client, about="people", **asked)


def test_a_program_reads_the_figures_of_the_page(place: World, client: Any) -> None:
    read(place, place.agency.card_set.get(indicator__name="Balita ditimbang"), 20)
    make_snapshot(place.agency, day=place.day, clock=now)

    def told(person: str, **asked: Any) -> Any:
        user = place.user(person)
        headers = {"Authorization": f"Bearer {with_key(user)}"} if user else {}
        return client.get("/api/v1/dashboards", {"year": 2026} | asked, headers=headers)

    answer = told("dewi")
    assert answer.status_code == 200
    (chart, *_more) = answer.json()["charts"]
    assert chart["finding"].startswith("Capaian terhitung untuk 1 dari 2 indikator.")
    row = dict(zip(chart["columns"], chart["rows"][0], strict=True))
    assert (row["Indikator"], float(row["Capaian (%)"])) == ("Balita ditimbang", 40.0)
    people = told("tono", about="waiting").json()["charts"][0]
    assert "disamarkan" in str(people["rows"])
    assert told("sari").status_code == 403
    assert told("nobody").status_code == 401
    assert told("budi", unit=place.school.uuid).status_code == 404
    assert told("dewi", about="people").status_code == 404
    assert told("budi", about="predicates").status_code == 404, "people are not counted there"
    assert told("lina").status_code == 404, "no snapshot of that agency"


def test_a_part_that_a_unit_has_not_is_not_silently_another(place: World, as_: Any) -> None:
    said = f"“Predikat” tidak ada untuk {place.clinic.name}, karena pegawai dihitung per perangkat"
    text = html(as_("budi"), about="predicates")
    assert said in text
    assert "Yang tampil: Capaian indikator." in text
    for about in ("", "attainment", "people"):
        assert "tidak ada untuk" not in html(as_("budi"), about=about)
    assert "tidak ada untuk" not in html(as_("dewi"), about="predicates")
    assert "Bagian dasbor itu tidak ada." in html(as_("dewi"), about="x")
