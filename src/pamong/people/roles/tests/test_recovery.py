"""An agency with one in its personnel office and one head: a lost account takes two, and never one alone."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from pamong.access.models import SignInCode
from pamong.access.scope import Role
from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.people.accounts.actions import issue_code
from pamong.people.models import AccessRequest, Mandate
from pamong.people.roles import actions
from pamong.people.tests.world import World

SEEN = {"was_seen": "on"}


@pytest.fixture
def head(world: World) -> str:
    """Joko heads the agency; Dewi is its whole personnel office, Tono its auditor."""
    since = date(2026, 1, 1)
    actions.give_role(world.account("joko"), Role.AGENCY_HEAD, world.agency, by=SHELL, on=since)
    return "joko"


def asked_by(world: World, who: str, of: str) -> AccessRequest:
    told: dict[str, Any] = {"was_seen": True, "resets_factor": True}
    return actions.ask_code(world.people[of], **told, by=world.account(who), on=world.day)


def test_the_head_and_an_auditor_open_the_account_of_the_only_one_in_the_personnel_office(
    world: World, as_: Any, head: str
) -> None:
    mandate = Mandate.objects.get(user=world.account("dewi"), role=Role.HR)
    page = as_(head).get(f"/roles/{mandate.uuid}").content.decode()
    assert f"/people/{world.dewi.uuid}/code" in page
    page = as_(head).get(f"/people/{world.dewi.uuid}/code").content.decode()
    assert "atau pengawas" in page
    answer = as_(head).post(f"/people/{world.dewi.uuid}/code/ask", SEEN)
    here = answer["Location"]
    assert f"{here}/grant" not in as_(head).get(here).content.decode()
    assert as_(head).post(f"{here}/grant").status_code == 403
    assert as_("tono").post(f"{here}/grant")["Location"] == here
    shown = as_("tono").post(f"{here}/code").content.decode()
    code = re.search(r"<code>(\S+)</code>", shown)
    assert code
    told = {"name": world.dewi.nip, "code": code[1]}
    assert Client().post("/account/code", told).status_code == 303
    actors = Entry.objects.filter(verb__startswith="people.access_").values_list(
        "verb", "actor_uuid"
    )
    assert len(set(actors)) == 2


def test_the_office_and_an_auditor_open_the_account_of_the_head(world: World, head: str) -> None:
    asked = asked_by(world, "dewi", head)
    with pytest.raises(PermissionDenied):
        actions.grant_access(asked, by=world.account("rini"), on=world.day)
    actions.grant_access(asked, by=world.account("tono"), on=world.day)
    told: dict[str, Any] = {"on": world.day, "at": timezone.now()}
    with pytest.raises(PermissionDenied):
        actions.issue_granted_code(asked, by=world.account("dewi"), **told)
    assert actions.issue_granted_code(asked, by=world.account("tono"), **told).text


def test_one_whom_the_office_named_over_a_unit_does_not_ask_on_its_behalf(
    world: World, head: str
) -> None:
    """Else the personnel office alone would be both: it names who asks, and grants."""
    assert world.joko.unit
    unit = world.joko.unit
    actions.give_unit_role(world.account("agus"), unit, by=world.account("dewi"), on=world.day)
    asked = asked_by(world, "agus", head)
    with pytest.raises(PermissionDenied):
        actions.grant_access(asked, by=world.account("dewi"), on=world.day)
    assert not SignInCode.objects.exists()


def test_a_unit_s_administrator_and_the_head_open_the_account_of_the_office(
    world: World, head: str
) -> None:
    assert world.dewi.unit
    actions.give_unit_role(world.account("agus"), world.dewi.unit, by=SHELL, on=world.day)
    asked = asked_by(world, "agus", "dewi")
    with pytest.raises(PermissionDenied):
        actions.grant_access(asked, by=world.account("tono"), on=world.day)
    actions.grant_access(asked, by=world.account(head), on=world.day)


@pytest.mark.parametrize("of", ["sari", "rini"])
def test_the_head_asks_for_nobody_below(world: World, as_: Any, head: str, of: str) -> None:
    person = world.people[of]
    assert as_(head).get(f"/people/{person.uuid}/code").status_code == 403
    assert as_(head).post(f"/people/{person.uuid}/code/ask", SEEN).status_code == 403
    told: dict[str, Any] = {"was_seen": True, "by": world.account(head), "on": world.day}
    with pytest.raises(PermissionDenied):
        issue_code(person, **told, at=timezone.now())


def test_the_head_alone_makes_no_code_and_asks_for_none_of_her_own(world: World, head: str) -> None:
    told: dict[str, Any] = {"was_seen": True, "by": world.account(head), "on": world.day}
    with pytest.raises(PermissionDenied):
        issue_code(world.dewi, **told, at=timezone.now())
    with pytest.raises(PermissionDenied):
        actions.ask_code(world.joko, resets_factor=False, **told)


def test_an_auditor_comes_second_for_no_role_and_no_account_below(world: World, head: str) -> None:
    low = asked_by(world, "dewi", "rini")
    role = actions.ask_role(
        world.account("agus"), Role.HR, world.agency, by=world.account("dewi"), on=world.day
    )
    for asked in (low, role):
        with pytest.raises(PermissionDenied):
            actions.grant_access(asked, by=world.account("tono"), on=world.day)


def test_a_request_of_a_head_who_is_none_any_more_is_not_granted(world: World, head: str) -> None:
    asked = asked_by(world, head, "dewi")
    mandate = Mandate.objects.get(user=world.account(head), role=Role.AGENCY_HEAD)
    actions.end_role(mandate, by=SHELL, on=world.day)
    with pytest.raises((ValidationError, PermissionDenied)):
        actions.grant_access(asked, by=world.account("tono"), on=world.day)
    assert not SignInCode.objects.exists()
