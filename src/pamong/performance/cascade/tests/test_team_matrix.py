"""The matrix of a team across units: shared by its leader, taken into plans, seen by the rater."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.models import Employee, Team, TeamMember
from pamong.people.tests.make import START, make_employee, make_supervision
from pamong.people.tests.world import World
from pamong.performance.cascade.role_actions import (
    CellInput,
    candidates_for,
    share_team_roles,
    take_role,
)
from pamong.performance.cascade.tests.make import make_plan
from pamong.performance.models import Plan, RoleCell

ROLE = "Data 80 balita diukur lengkap"


@pytest.fixture
def team(world: World) -> Team:
    assert world.team is not None
    TeamMember.objects.create(team=world.team, employee=world.wati, valid_from=START)
    return world.team


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world.agus, "Terkendalinya stunting", "Data stunting terpadu")


def share(world: World, team: Team, plan: Plan, name: str = "sari", by: str = "agus") -> None:
    cells = [CellInput(plan.results.get(place=1).pk, world.people[name].pk, ROLE)]
    share_team_roles(team, plan, cells, by=world.account(by), on=world.day)


def test_the_leader_fills_the_matrix_of_members_of_several_units(
    as_: Any, world: World, team: Team, plan: Plan
) -> None:
    agus = as_("agus")
    page = agus.get(reverse("performance:team-matrix", args=[team.uuid])).content.decode()
    assert "Bagikan ke 2 anggota" in page
    assert "Dinas Pendidikan" in page
    assert page.count("<textarea") == 4
    url = reverse("performance:team-roles-share", args=[team.uuid, plan.uuid])
    first = plan.results.get(place=1).pk
    data = {"seen": "{}", f"t{first}-{world.sari.pk}": ROLE, f"t{first}-{world.wati.pk}": "Sekolah"}
    assert agus.post(url, data).status_code == 303
    assert set(RoleCell.objects.values_list("employee__name", "team")) == {
        ("Sari Lestari", team.pk),
        ("Wati Kusuma", team.pk),
    }
    entry = Entry.objects.get(verb="performance.team_roles_shared")
    assert entry.changes["team"] == str(team.uuid)
    assert Entry.objects.filter(verb="performance.role_given").count() == 2


def test_only_its_leader_opens_and_shares_it(
    as_: Any, world: World, team: Team, plan: Plan
) -> None:
    url = reverse("performance:team-matrix", args=[team.uuid])
    for name, status in (("sari", 403), ("joko", 403), ("dewi", 403), ("hadi", 404), ("lina", 404)):
        assert as_(name).get(url).status_code == status
    for name in ("joko", "budi", "dewi", "sari"):
        with pytest.raises(PermissionDenied):
            share(world, team, plan, by=name)


def test_another_ones_plan_is_not_shared_out(
    as_: Any, world: World, team: Team, plan: Plan
) -> None:
    joko = make_plan(world.joko, "Derajat kesehatan")
    with pytest.raises(PermissionDenied):
        share(world, team, joko)
    url = reverse("performance:team-roles-share", args=[team.uuid, joko.uuid])
    assert as_("agus").post(url, {"seen": "{}"}).status_code == 404
    asked = reverse("performance:team-matrix", args=[team.uuid]) + f"?plan={joko.uuid}"
    assert as_("agus").get(asked).status_code == 404


def test_only_members_of_the_day_get_roles(world: World, team: Team, plan: Plan) -> None:
    with pytest.raises(ValidationError, match="sudah berubah"):
        share(world, team, plan, "rini")
    TeamMember.objects.filter(employee=world.sari).update(valid_to=world.day)
    with pytest.raises(ValidationError, match="sudah berubah"):
        share(world, team, plan)
    Team.objects.filter(pk=team.pk).update(valid_to=world.day)
    team.refresh_from_db()
    with pytest.raises(ValidationError, match="tidak berjalan"):
        share(world, team, plan, "wati")


def test_a_role_lands_in_the_plan_and_the_rater_sees_from_which_team(
    as_: Any, world: World, team: Team, plan: Plan
) -> None:
    share(world, team, plan)
    own = make_plan(world.sari)
    sari = as_("sari")
    offered = sari.get(reverse("performance:plan-detail", args=[own.uuid])).content.decode()
    assert "Dari tim kerja: Tim Stunting" in offered
    (candidate,) = candidates_for(own)
    result = take_role(own, candidate, by=world.account("sari"), on=world.day)
    assert (result.text, result.serves) == (ROLE, plan.results.get(place=1))
    assert candidates_for(own) == []
    Plan.objects.filter(pk=own.pk).update(status=Plan.Status.PROPOSED)
    seen = as_("budi").get(reverse("performance:plan-detail", args=[own.uuid])).content.decode()
    assert "Dari tim kerja Tim Stunting, RHK ketua tim: Terkendalinya stunting" in seen


def test_changing_the_sentence_keeps_what_it_serves(
    as_: Any, world: World, team: Team, plan: Plan
) -> None:
    share(world, team, plan)
    own = make_plan(world.sari)
    result = take_role(own, candidates_for(own)[0], by=world.account("sari"), on=world.day)
    url = reverse("performance:result-change", args=[own.uuid, result.uuid])
    assert "Terkendalinya stunting" in as_("sari").get(url).content.decode()
    own.refresh_from_db()
    data = {
        "seen": own.version,
        "kind": "utama",
        "text": "Data 90 balita lengkap",
        "serves": str(plan.results.get(place=1).uuid),
        "i-TOTAL_FORMS": 0,
        "i-INITIAL_FORMS": 0,
    }
    assert as_("sari").post(url, data).status_code == 303
    result.refresh_from_db()
    assert (result.text, result.serves) == ("Data 90 balita lengkap", plan.results.get(place=1))
    assert result.role_cell is not None


def test_a_team_role_is_offered_only_to_plans_of_the_time_in_the_team(
    world: World, team: Team, plan: Plan
) -> None:
    share(world, team, plan)
    own = make_plan(world.sari)
    assert candidates_for(own)
    TeamMember.objects.filter(employee=world.sari).update(valid_to=date(2025, 6, 1))
    assert candidates_for(own) == []


def test_the_raters_own_matrix_stays_apart(world: World, team: Team, plan: Plan, as_: Any) -> None:
    share(world, team, plan, "sari")
    text = as_("agus").get(reverse("performance:matrix") + f"?plan={plan.uuid}").content.decode()
    assert ROLE not in text


def test_the_leader_without_a_plan_is_told_what_to_do(as_: Any, world: World, team: Team) -> None:
    page = as_("agus").get(reverse("performance:team-matrix", args=[team.uuid]))
    assert "Susun SKP Anda dahulu" in page.content.decode()


def test_many_members_cost_no_more_queries(
    as_: Any, world: World, team: Team, plan: Plan, django_assert_max_num_queries: Any
) -> None:
    for name in ("rini", "putri", "hadi", "joko", "budi"):
        TeamMember.objects.create(team=team, employee=world.people[name], valid_from=START)
    agus, url = as_("agus"), reverse("performance:team-matrix", args=[team.uuid])
    with django_assert_max_num_queries(12):
        assert agus.get(url).status_code == 200


def test_a_long_matrix_is_narrowed_to_a_name_and_what_is_sent_touches_only_those_shown(
    as_: Any, world: World
) -> None:
    plan = make_plan(world.budi, "Terkendalinya stunting")
    first = plan.results.get(place=1)
    page = as_("budi").get(reverse("performance:matrix")).content.decode()
    assert "cari-q" not in page
    assert world.sari.unit
    for n in range(12):
        person = make_employee(world.sari.unit, name=f"Pegawai {n:02d}")
        make_supervision(person, world.budi)
    RoleCell.objects.create(result=first, employee=world.sari, text=ROLE)
    page = as_("budi").get(reverse("performance:matrix")).content.decode()
    assert "cari-q" in page
    assert "<details><summary>" in page
    narrowed = as_("budi").get(reverse("performance:matrix"), {"q": "PEGAWAI 07"}).content.decode()
    assert narrowed.count("<textarea") == plan.results.count()
    assert "Bagikan ke 1 pegawai" in narrowed
    assert f"?plan={plan.uuid}#p-" in narrowed
    none = as_("budi").get(reverse("performance:matrix"), {"q": "\U0001f600"}).content.decode()
    assert "Tidak ada nama atau jabatan" in none
    url = f"{reverse('performance:roles-share', args=[plan.uuid])}?q=Pegawai+07"
    seventh = Employee.objects.get(name="Pegawai 07")
    answer = as_("budi").post(url, {"seen": "{}", f"t{first.pk}-{seventh.pk}": "Sekolah"})
    assert answer.headers["Location"].endswith("&q=Pegawai+07")
    assert set(RoleCell.objects.values_list("text", flat=True)) == {ROLE, "Sekolah"}
