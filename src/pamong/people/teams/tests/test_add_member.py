"""Members: lent by who keeps or rates them, for a time; the team's leader draws nobody."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.ledger.models import Entry
from pamong.people.models import Employee, Team, TeamMember
from pamong.people.naming import index_names
from pamong.people.teams.actions import Span, add_member, end_member
from pamong.people.tests.world import World
from pamong.performance.feedback.queries import circle_of


@pytest.fixture(autouse=True)
def names(world: World) -> None:
    index_names(Employee.objects.filter(words=None))


@pytest.fixture
def team(world: World) -> Team:
    assert world.team is not None
    return world.team


def add(world: World, team: Team, name: str, by: str = "dewi", **more: Any) -> TeamMember:
    given: Any = {"role": "Pengolah data", "span": Span(world.day)} | more
    return add_member(team, world.people[name], by=world.account(by), on=world.day, **given)


@pytest.mark.parametrize(
    ("by", "name"), [("dewi", "wati"), ("rini", "putri"), ("budi", "putri"), ("joko", "hadi")]
)
def test_who_keeps_or_rates_a_person_lends_her(
    world: World, team: Team, by: str, name: str
) -> None:
    made = add(world, team, name, by)
    assert (made.role, made.valid_from, made.valid_to) == ("Pengolah data", world.day, None)
    entry = Entry.objects.get(verb="people.member_added")
    assert (entry.person_uuid, entry.changes["team"]) == (
        world.people[name].uuid,
        [None, str(team.uuid)],
    )
    assert "Pengolah" not in str(entry.changes)
    assert world.people[name].pk in circle_of(world.scope("agus"), world.day).led


@pytest.mark.parametrize(
    ("by", "name"),
    [("agus", "putri"), ("rini", "wati"), ("budi", "wati"), ("tono", "wati"), ("lina", "wati")],
)
def test_nobody_draws_another_ones_people(world: World, team: Team, by: str, name: str) -> None:
    with pytest.raises(PermissionDenied):
        add(world, team, name, by)


def test_on_the_page_only_ones_own_people_are_found(as_: Any, world: World, team: Team) -> None:
    budi, url = as_("budi"), f"/teams/{team.uuid}/members/add"
    data = {"person": "putri", "role": "", "begins": "25-11-2026", "last": "31-12-2026"}
    assert budi.post(url, data | {"person": "wati"}).status_code == 422
    assert budi.post(url, data).status_code == 303
    member = TeamMember.objects.get(employee=world.putri)
    assert (member.valid_from, member.valid_to) == (world.day, date(2027, 1, 1))
    page = budi.get(f"/teams/{team.uuid}").content.decode()
    assert "Putri Ayu" in page
    assert "31 Desember" in page
    assert budi.post(url, data).status_code == 422


@pytest.mark.parametrize(
    ("name", "span", "said"),
    [
        ("sari", Span(date(2026, 12, 1)), "sudah menjadi anggota"),
        ("agus", Span(date(2026, 12, 1)), "sudah memimpin"),
        ("wati", Span(date(2019, 1, 1)), "selama tim ini berjalan"),
        ("wati", Span(date(2026, 12, 1), date(2026, 12, 1)), "tidak boleh sebelum"),
    ],
)
def test_what_cannot_be_is_refused(
    world: World, team: Team, name: str, span: Span, said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        add(world, team, name, span=span)


def test_who_has_left_joins_no_team(world: World, team: Team) -> None:
    Employee.objects.filter(pk=world.wati.pk).update(left_on=world.day)
    world.wati.refresh_from_db()
    with pytest.raises(ValidationError, match="sudah berhenti"):
        add(world, team, "wati")


def test_a_membership_ends_on_its_last_day(as_: Any, world: World, team: Team) -> None:
    url = f"/teams/{team.uuid}/members/{world.sari.uuid}/end"
    budi = as_("budi")
    assert budi.get(url).status_code == 200
    assert budi.post(url, {"last": "kapan"}).status_code == 422
    assert budi.post(url, {"last": "30-11-2026"}).status_code == 303
    assert TeamMember.objects.get().valid_to == date(2026, 12, 1)
    entry = Entry.objects.get(verb="people.member_ended")
    assert (entry.person_uuid, entry.changes["valid_to"]) == (world.sari.uuid, [None, "2026-12-01"])
    assert world.sari.pk not in circle_of(world.scope("agus"), date(2026, 12, 1)).led


def test_only_lenders_and_the_teams_keepers_end_it(as_: Any, world: World, team: Team) -> None:
    url = f"/teams/{team.uuid}/members/{world.sari.uuid}/end"
    for name, status in (("wati", 404), ("sari", 403), ("agus", 403), ("tono", 403), ("lina", 404)):
        assert as_(name).post(url, {"last": "30-11-2026"}).status_code == status
    assert as_("joko").post(url, {"last": "30-11-2026"}).status_code == 303
    assert as_("dewi").get(f"/teams/{team.uuid}/members/{world.wati.uuid}/end").status_code == 404


def test_one_who_is_no_member_cannot_be_ended(world: World, team: Team) -> None:
    by = world.account("dewi")
    with pytest.raises(ValidationError, match="bukan anggota"):
        end_member(team, world.wati, ends=world.day, by=by, on=world.day)
    with pytest.raises(ValidationError, match="tidak boleh sebelum"):
        end_member(team, world.sari, ends=date(2020, 1, 1), by=by, on=world.day)


def test_after_an_end_the_person_may_join_again(world: World, team: Team) -> None:
    by = world.account("dewi")
    end_member(team, world.sari, ends=world.day, by=by, on=world.day)
    again = add(world, team, "sari", span=Span(world.day + timedelta(days=7)))
    assert again.pk != TeamMember.objects.earliest("pk").pk
