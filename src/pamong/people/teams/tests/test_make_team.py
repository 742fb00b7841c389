"""Teams: who makes, changes and ends them, and what the record says."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.ledger.models import Entry
from pamong.people.models import Assignment, Employee, Team, TeamMember
from pamong.people.naming import index_names
from pamong.people.teams.actions import About, change_team, end_team, make_team
from pamong.people.tests.make import START, make_employee, make_unit
from pamong.people.tests.world import World


@pytest.fixture(autouse=True)
def names(world: World) -> None:
    index_names(Employee.objects.filter(words=None))


def made(world: World, by: str, leader: str) -> Team:
    return make_team(
        world.people[leader],
        About("Tim Posyandu"),
        begins=world.day,
        by=world.account(by),
        on=world.day,
    )


def team_of(world: World) -> Team:
    assert world.team is not None
    return world.team


@pytest.mark.parametrize(
    ("by", "leader"),
    [("dewi", "wati"), ("rini", "sari"), ("budi", "budi"), ("budi", "sari"), ("putri", "sari")],
)
def test_keepers_and_leaders_make_teams_of_their_people(world: World, by: str, leader: str) -> None:
    team = made(world, by, leader)
    assert (team.leader, team.unit) == (world.people[leader], world.people[leader].unit)
    entry = Entry.objects.get(verb="people.team_made")
    assert entry.changes["leader"] == [None, str(world.people[leader].uuid)]
    assert "Posyandu" not in str(entry.changes)


@pytest.mark.parametrize(
    ("by", "leader"),
    [("rini", "wati"), ("budi", "wati"), ("sari", "sari"), ("tono", "sari"), ("lina", "sari")],
)
def test_others_do_not(world: World, by: str, leader: str) -> None:
    with pytest.raises(PermissionDenied):
        made(world, by, leader)


def test_a_leader_makes_a_team_on_the_page(as_: Any, world: World) -> None:
    budi = as_("budi")
    assert budi.get("/teams/make").status_code == 200
    data = {"name": "Tim Gizi", "person": "budi santoso", "begins": "01-12-2026"}
    answer = budi.post("/teams/make", data)
    assert answer.status_code == 303
    page = budi.get(answer.headers["Location"]).content.decode()
    assert "Tim Gizi" in page
    assert "Belum ada anggota" in page
    assert "Tim Gizi" in budi.get("/teams").content.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"name": "", "person": "budi", "begins": "01-12-2026"}, "Isi “Nama tim”"),
        ({"name": "T", "person": "wati", "begins": "01-12-2026"}, "Tidak ada pegawai Anda"),
        ({"name": "T", "person": "budi", "begins": "31-02-2026"}, "tanggal"),
        ({"name": "T" * 300, "person": "budi", "begins": "01-12-2026"}, "200"),
        ({"name": "T", "person": "\U0001f600", "begins": "01-12-2026"}, "Tidak ada pegawai Anda"),
    ],
)
def test_what_cannot_be_used_is_said_beside_the_field(
    as_: Any, world: World, data: dict[str, str], said: str
) -> None:
    answer = as_("budi").post("/teams/make", data)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_of_two_with_one_name_one_is_picked(as_: Any, world: World) -> None:
    twin = make_employee(world.clinic, name="Sari Lestari")
    index_names(Employee.objects.filter(words=None))
    dewi = as_("dewi")
    data = {"name": "Tim", "person": "sari", "begins": "25-11-2026"}
    answer = dewi.post("/teams/make", data)
    assert answer.status_code == 422
    assert "Ada beberapa orang dengan nama itu" in answer.content.decode()
    assert dewi.post("/teams/make", data | {"pick": str(twin.uuid)}).status_code == 303
    assert Team.objects.latest("pk").leader == twin
    assert dewi.post("/teams/make", data | {"pick": "x"}).status_code == 422


def test_too_many_of_a_name_ask_for_the_nip(as_: Any, world: World) -> None:
    people = [make_employee(world.clinic, name=f"Ani {n}") for n in range(10)]
    index_names(Employee.objects.filter(words=None))
    data = {"name": "Tim", "person": "ani", "begins": "25-11-2026"}
    assert "Tulis NIP-nya" in as_("dewi").post("/teams/make", data).content.decode()
    assert as_("dewi").post("/teams/make", data | {"person": people[3].nip}).status_code == 303


def test_a_member_who_comes_to_lead_is_no_member_any_more(world: World) -> None:
    team = team_of(world)
    change_team(team, About("Tim Baru"), leader=world.sari, by=world.account("dewi"), on=world.day)
    team.refresh_from_db()
    assert (team.name, team.leader) == ("Tim Baru", world.sari)
    assert TeamMember.objects.get().valid_to == world.day
    changes = Entry.objects.get(verb="people.team_changed").changes
    assert changes["leader"] == [str(world.agus.uuid), str(world.sari.uuid)]


def test_saving_the_same_again_leaves_no_entry(world: World) -> None:
    team = team_of(world)
    change_team(team, About(team.name), leader=world.agus, by=world.account("dewi"), on=world.day)
    assert not Entry.objects.exists()


def test_who_rates_the_leader_changes_the_team_and_others_do_not(as_: Any, world: World) -> None:
    url = f"/teams/{team_of(world).uuid}/change"
    assert as_("joko").post(url, {"name": "Tim Stunting II", "person": ""}).status_code == 303
    assert Team.objects.get().name == "Tim Stunting II"
    for name, status in (("budi", 403), ("rini", 403), ("agus", 403), ("sari", 403), ("lina", 404)):
        assert as_(name).post(url, {"name": "X", "person": ""}).status_code == status
    with pytest.raises(PermissionDenied):
        change_team(
            team_of(world),
            About("X"),
            leader=world.wati,
            by=world.account("joko"),
            on=world.day,
        )


def test_a_team_ends_with_every_membership(as_: Any, world: World) -> None:
    dewi, url = as_("dewi"), f"/teams/{team_of(world).uuid}"
    assert dewi.post(f"{url}/end", {"last": "30-11-2026"}).status_code == 303
    team = Team.objects.get()
    assert team.valid_to == date(2026, 12, 1)
    assert TeamMember.objects.get().valid_to == date(2026, 12, 1)
    assert {entry.verb for entry in Entry.objects.all()} == {
        "people.member_ended",
        "people.team_ended",
    }
    assert "Tim Stunting" in dewi.get("/teams").content.decode()


def test_an_ended_team_is_closed(as_: Any, world: World) -> None:
    team, by = team_of(world), world.account("dewi")
    with pytest.raises(ValidationError, match="sebelum tim dimulai"):
        end_team(team, ends=START, by=by, on=world.day)
    end_team(team, ends=world.day, by=by, on=world.day)
    with pytest.raises(ValidationError, match="sudah berakhir"):
        end_team(team, ends=world.day + timedelta(days=1), by=by, on=world.day)
    dewi = as_("dewi")
    assert "Tim Stunting" not in dewi.get("/teams").content.decode()
    assert "Tim Stunting" in dewi.get("/teams?state=ended").content.decode()
    page = dewi.get(f"/teams/{team.uuid}").content.decode()
    assert "Tambah anggota" not in page
    assert "Pernah menjadi anggota" in page


def test_members_read_their_team_and_change_nothing(as_: Any, world: World) -> None:
    sari = as_("sari")
    page = sari.get(f"/teams/{team_of(world).uuid}")
    assert page.status_code == 200
    assert "Tambah anggota" not in page.content.decode()
    listed = sari.get("/teams")
    assert "Tim Stunting" in listed.content.decode()
    assert "Buat tim" not in listed.content.decode()
    assert as_("hadi").get(f"/teams/{team_of(world).uuid}").status_code == 404


def test_its_leader_finds_the_team_in_the_navigation_and_others_do_not(
    as_: Any, world: World
) -> None:
    for name, finds in (("agus", True), ("sari", True), ("hadi", False)):
        assert ('href="/teams"' in as_(name).get("/").content.decode()) is finds
    end_team(team_of(world), ends=world.day, by=world.account("dewi"), on=world.day)
    for name in ("agus", "sari"):
        assert as_(name).get("/teams").status_code == 403


def test_a_team_names_its_paper_and_the_unit_it_belongs_to(as_: Any, world: World) -> None:
    dewi, url = as_("dewi"), f"/teams/{team_of(world).uuid}"
    data = {"name": "Tim Stunting", "mandate": "SK 800/12/2026", "person": "", "unit": "pendidikan"}
    assert dewi.post(f"{url}/change", data).status_code == 303
    page = dewi.get(url).content.decode()
    assert "SK 800/12/2026" in page
    assert "Dinas Pendidikan" in page
    changes = Entry.objects.get(verb="people.team_changed").changes
    assert changes["unit"] == [None, str(world.school.uuid)]
    assert "800" not in str(changes)
    make_unit(world.agency, world.root, name="Dinas Pendidikan Dua")
    assert "Ada beberapa unit" in dewi.post(f"{url}/change", data).content.decode()
    picked = data | {"unit_pick": str(world.health.uuid)}
    assert dewi.post(f"{url}/change", picked).status_code == 422
    none = dewi.post(f"{url}/change", data | {"unit": "tidak ada"})
    assert "Tidak ada unit Anda" in none.content.decode()


def test_the_head_of_the_units_team_changes_it(as_: Any, world: World) -> None:
    team = team_of(world)
    Team.objects.filter(pk=team.pk).update(unit=world.school)
    Assignment.objects.get_or_create(
        employee=world.wati,
        unit=world.school,
        position=world.wati.position,
        defaults={"valid_from": START, "kind": Assignment.Kind.DEFINITIVE},
    )
    data = {"name": "Tim Stunting II", "mandate": "", "person": ""}
    assert as_("wati").post(f"/teams/{team.uuid}/change", data).status_code == 303
    assert as_("budi").post(f"/teams/{team.uuid}/change", data).status_code == 403


def test_a_leader_places_teams_only_where_she_works(world: World) -> None:
    about = About("Tim Posyandu", unit=world.school)
    given: Any = {"begins": world.day, "on": world.day}
    with pytest.raises(PermissionDenied):
        make_team(world.budi, about, by=world.account("budi"), **given)
    made = make_team(world.budi, about, by=world.account("dewi"), **given)
    assert made.unit == world.school


@pytest.mark.parametrize("query", ["q=%F0%9F%98%80", "after=zz", "state=x", "q=%25_"])
def test_odd_addresses_are_no_fault(as_: Any, world: World, query: str) -> None:
    assert as_("dewi").get(f"/teams?{query}").status_code == 200


def test_pages_cost_few_queries(as_: Any, world: World, django_assert_max_num_queries: Any) -> None:
    team = team_of(world)
    for n in range(30):
        person = make_employee(world.clinic, name=f"Anggota {n}")
        TeamMember.objects.create(team=team, employee=person, valid_from=START)
        Team.objects.create(agency=world.agency, name=f"Tim {n}", leader=person, valid_from=START)
    dewi = as_("dewi")
    for url in ("/teams", "/teams?q=tim&state=ended", f"/teams/{team.uuid}"):
        with django_assert_max_num_queries(12):
            assert dewi.get(url).status_code == 200


def test_many_members_come_by_the_page_and_the_file_holds_all(as_: Any, world: World) -> None:
    team = team_of(world)
    TeamMember.objects.filter(team=team).delete()
    for n in range(30):
        for place, ends in (("Anggota", None), ("Mantan", world.day)):
            person = make_employee(world.clinic, name=f"{place} {n:02}")
            TeamMember.objects.create(team=team, employee=person, valid_from=START, valid_to=ends)
    dewi, address = as_("dewi"), f"/teams/{team.uuid}"
    first = dewi.get(address)
    second = dewi.get(first.context["more_members"]).content.decode()
    past = dewi.get(first.context["more_past"]).content.decode()
    seen = first.content.decode()
    for n in range(30):
        assert (f"Anggota {n:02}" in seen, f"Mantan {n:02}" in seen) == (n < 25, n < 25)
        assert (f"Anggota {n:02}" in second, f"Mantan {n:02}" in past) == (n >= 25, n >= 25)
    file = b"".join(dewi.get(f"{address}?unduh=csv&tabel=members")).decode()
    assert all(f"Anggota {n:02}" in file for n in range(30))
