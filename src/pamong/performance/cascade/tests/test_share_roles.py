"""The leader's matrix: shared whole, safe against a second hand, taken into plans."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.cascade.role_actions import (
    CellInput,
    candidates_for,
    share_roles,
    take_role,
)
from pamong.performance.cascade.tests.make import make_plan
from pamong.performance.models import Plan, Result, RoleCell
from pamong.performance.tests.make import make_indicator, make_result


@pytest.fixture
def matrix(world: World) -> Plan:
    return make_plan(world.budi, "Meningkatnya cakupan imunisasi", "Terkendalinya stunting")


def cell(plan: Plan, place: int, person: Employee, text: str, seen: int = 0) -> CellInput:
    return CellInput(plan.results.get(place=place).pk, person.pk, text, seen)


def test_all_cells_are_stored_with_one_entry_and_one_for_each_person(
    world: World, matrix: Plan
) -> None:
    cells = [
        cell(matrix, 1, world.sari, "Imunisasi dasar lengkap 120 bayi"),
        cell(matrix, 2, world.sari, "Data tumbuh kembang 80 balita lengkap"),
        cell(matrix, 1, world.rini, ""),
        cell(matrix, 2, world.putri, "Laporan stunting terbit tiap bulan"),
    ]
    share_roles(matrix, cells, by=world.account("budi"), on=world.day)
    assert RoleCell.objects.count() == 3
    assert Entry.objects.filter(verb="performance.roles_shared").count() == 1
    told = Entry.objects.filter(verb="performance.role_given")
    assert sorted(told.values_list("person_name", flat=True)) == [
        "Putri Ayu",
        "Sari Lestari, A.Md.Keb.",
    ]


def test_the_same_matrix_again_writes_nothing(world: World, matrix: Plan) -> None:
    by, on = world.account("budi"), world.day
    share_roles(matrix, [cell(matrix, 1, world.sari, "Peran")], by=by, on=on)
    entries = Entry.objects.count()
    share_roles(matrix, [cell(matrix, 1, world.sari, " Peran ", seen=1)], by=by, on=on)
    assert Entry.objects.count() == entries


def test_a_stale_cell_changes_nothing_at_all(world: World, matrix: Plan) -> None:
    by, on = world.account("budi"), world.day
    share_roles(matrix, [cell(matrix, 1, world.sari, "Teks pertama")], by=by, on=on)
    typed = [cell(matrix, 1, world.sari, "Teks lain"), cell(matrix, 2, world.rini, "Baru")]
    with pytest.raises(ValidationError, match="Sari Lestari"):
        share_roles(matrix, typed, by=by, on=on)
    assert [row.text for row in RoleCell.objects.all()] == ["Teks pertama"]


def test_an_emptied_cell_takes_the_role_back_and_a_changed_one_rises(
    world: World, matrix: Plan
) -> None:
    by, on = world.account("budi"), world.day
    both = [cell(matrix, 1, world.sari, "Satu"), cell(matrix, 2, world.sari, "Dua")]
    share_roles(matrix, both, by=by, on=on)
    after = [cell(matrix, 1, world.sari, "", 1), cell(matrix, 2, world.sari, "Dua lagi", 1)]
    share_roles(matrix, after, by=by, on=on)
    row = RoleCell.objects.get()
    assert (row.text, row.version) == ("Dua lagi", 2)


def test_the_delegate_shares_in_the_leaders_place(world: World, matrix: Plan) -> None:
    cells = [cell(matrix, 1, world.sari, "Peran")]
    share_roles(matrix, cells, by=world.account("putri"), on=world.day)
    assert RoleCell.objects.exists()


@pytest.mark.parametrize("name", ["sari", "joko", "wati", "rini", "dewi", "tono", "hadi"])
def test_nobody_else_shares(world: World, matrix: Plan, name: str) -> None:
    with pytest.raises(PermissionDenied):
        share_roles(matrix, [], by=world.account(name), on=world.day)


def test_a_person_of_another_leader_gets_no_role(world: World, matrix: Plan) -> None:
    cells = [cell(matrix, 1, world.agus, "Peran")]
    with pytest.raises(ValidationError, match="sudah berubah"):
        share_roles(matrix, cells, by=world.account("budi"), on=world.day)


def test_a_role_becomes_a_result_that_serves_the_leaders(world: World, matrix: Plan) -> None:
    text = "Imunisasi dasar lengkap 120 bayi"
    cells = [cell(matrix, 1, world.sari, text)]
    share_roles(matrix, cells, by=world.account("budi"), on=world.day)
    plan = make_plan(world.sari)
    (candidate,) = candidates_for(plan)
    result = take_role(plan, candidate, by=world.account("sari"), on=world.day)
    assert (result.text, result.serves) == (text, matrix.results.get(place=1))
    assert result.role_cell == candidate
    assert candidates_for(plan) == []
    assert Entry.objects.filter(verb="performance.role_taken", person_uuid=world.sari.uuid).exists()
    with pytest.raises(ValidationError, match="sudah diambil"):
        take_role(plan, candidate, by=world.account("sari"), on=world.day)


def test_a_result_drafted_before_the_matrix_is_joined_not_doubled(
    world: World, matrix: Plan
) -> None:
    text = "Imunisasi dasar lengkap 120 bayi"
    plan = make_plan(world.sari)
    drafted = Result.objects.create(plan=plan, text=text, place=1)
    share_roles(matrix, [cell(matrix, 1, world.sari, text)], by=world.account("budi"), on=world.day)
    (candidate,) = candidates_for(plan)
    result = take_role(plan, candidate, by=world.account("sari"), on=world.day)
    assert result == drafted
    drafted.refresh_from_db()
    assert (drafted.serves, drafted.role_cell) == (matrix.results.get(place=1), candidate)
    assert plan.results.count() == 1
    entry = Entry.objects.get(verb="performance.role_taken")
    assert entry.changes["serves"] == [None, str(candidate.result.uuid)]


def test_a_role_of_somebody_else_or_another_year_is_not_taken(world: World, matrix: Plan) -> None:
    cells = [cell(matrix, 1, world.rini, "Peran Rini"), cell(matrix, 1, world.sari, "Peran Sari")]
    share_roles(matrix, cells, by=world.account("budi"), on=world.day)
    last_year = make_plan(world.sari, year=2025)
    assert candidates_for(last_year) == []
    rini = RoleCell.objects.get(employee=world.rini)
    with pytest.raises(ValidationError):
        take_role(make_plan(world.sari), rini, by=world.account("sari"), on=world.day)


def test_only_the_owner_takes_a_role_and_only_while_the_plan_is_open(
    world: World, matrix: Plan
) -> None:
    cells = [cell(matrix, 1, world.sari, "Peran")]
    share_roles(matrix, cells, by=world.account("budi"), on=world.day)
    plan, candidate = make_plan(world.sari), RoleCell.objects.get()
    with pytest.raises(PermissionDenied):
        take_role(plan, candidate, by=world.account("budi"), on=world.day)
    Plan.objects.filter(pk=plan.pk).update(status=Plan.Status.AGREED)
    with pytest.raises(PermissionDenied):
        take_role(plan, candidate, by=world.account("sari"), on=world.day)
    assert not Result.objects.filter(plan=plan).exists()


def test_the_plan_offers_the_roles_that_are_not_taken_yet(
    world: World, matrix: Plan, as_: Callable[[str], Client]
) -> None:
    text = "Imunisasi dasar lengkap 120 bayi"
    share_roles(matrix, [cell(matrix, 1, world.sari, text)], by=world.account("budi"), on=world.day)
    plan, client = make_plan(world.sari), as_("sari")
    page = reverse("performance:plan-detail", args=[plan.uuid])
    (candidate,) = candidates_for(plan)
    take = reverse("performance:role-take", args=[plan.uuid, candidate.uuid])
    shown = client.get(page).content.decode()
    assert text in shown
    assert take in shown
    assert take not in as_("budi").get(page).content.decode()
    assert client.post(take).status_code == 303
    assert take not in client.get(page).content.decode()


def test_the_plan_explains_what_could_be_better_and_blocks_nothing(
    world: World, as_: Callable[[str], Client]
) -> None:
    plan = make_plan(world.sari)
    make_indicator(make_result(plan, "Melaksanakan rapat koordinasi"))
    client = as_("sari")
    page = client.get(reverse("performance:plan-detail", args=[plan.uuid])).content.decode()
    assert "Saran mutu" in page
    assert "menyebut kegiatan" in page
    assert client.post(reverse("performance:plan-propose", args=[plan.uuid])).status_code == 303
