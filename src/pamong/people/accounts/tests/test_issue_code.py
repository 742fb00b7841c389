import re
from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from pamong.access.models import SignInCode
from pamong.access.tests.make import with_password, with_second_factor
from pamong.ledger.models import Entry
from pamong.people.accounts.actions import issue_code
from pamong.people.models import Employee
from pamong.people.tests.world import World

SEEN = {"was_seen": "on"}


def url_of(person: Employee) -> str:
    return f"/people/{person.uuid}/code"


def test_after_seeing_the_person_a_new_code_is_shown(as_: Any, world: World) -> None:
    with_password(world.account("sari"))
    rini = as_("rini")
    assert "Saya sudah bertemu langsung" in rini.get(url_of(world.sari)).content.decode()
    page = rini.post(url_of(world.sari) + "/issue", SEEN)
    code = re.search(r"<code>(\S+)</code>", page.content.decode())
    assert code
    answer = Client().post("/account/code", {"name": world.sari.nip, "code": code[1]})
    assert answer.status_code == 303
    entry = Entry.objects.get(verb="access.code_issued")
    assert (entry.subject_uuid, entry.actor_name) == (world.sari.uuid, "Rini Astuti")
    assert world.account("sari").has_usable_password()


def test_without_the_statement_nothing_is_made(as_: Any, world: World, today: date) -> None:
    assert as_("rini").post(url_of(world.sari) + "/issue", {}).status_code == 422
    with pytest.raises(ValidationError):
        issue_code(
            world.sari, was_seen=False, by=world.account("rini"), on=today, at=timezone.now()
        )
    assert not SignInCode.objects.exists()


@pytest.mark.parametrize(
    ("name", "person", "status"),
    [
        ("rini", "wati", 404),  # another unit's
        ("rini", "joko", 404),
        ("rini", "rini", 403),  # oneself
        ("dewi", "dewi", 403),
        ("budi", "sari", 403),  # the rater sees her and may not
        ("tono", "sari", 403),  # so does the auditor
        ("lina", "sari", 404),
        ("sari", "budi", 404),
        ("outsider", "sari", 404),
    ],
)
def test_who_may_not(as_: Any, world: World, name: str, person: str, status: int) -> None:
    client = as_(name)
    assert client.get(url_of(world.people[person])).status_code == status
    assert client.post(url_of(world.people[person]) + "/issue", SEEN).status_code == status
    assert not SignInCode.objects.exists()


def test_hr_may_for_the_whole_agency(as_: Any, world: World) -> None:
    assert as_("dewi").post(url_of(world.wati) + "/issue", SEEN).status_code == 200


def test_a_roles_account_is_not_opened_by_one_alone(as_: Any, world: World, today: date) -> None:
    dewi = as_("dewi")
    assert "Perlu dua administrator" in dewi.get(url_of(world.rini)).content.decode()
    assert dewi.post(url_of(world.rini) + "/issue", SEEN).status_code == 403
    with pytest.raises(PermissionDenied):
        issue_code(world.rini, was_seen=True, by=world.account("dewi"), on=today, at=timezone.now())
    assert not SignInCode.objects.exists()


def test_who_has_left_gets_no_code(as_: Any, world: World, today: date) -> None:
    Employee.objects.filter(pk=world.sari.pk).update(left_on=today)
    answer = as_("rini").post(url_of(world.sari) + "/issue", SEEN)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Orang ini sudah berhenti" in page
    assert "Saya sudah bertemu langsung" in page  # the form itself, with what was ticked


def test_a_lost_phone_ends_the_second_factor(as_: Any, world: World) -> None:
    with_second_factor(world.account("sari"))
    rini = as_("rini")
    assert "Ponsel" in rini.get(url_of(world.sari)).content.decode()
    rini.post(url_of(world.sari) + "/issue", SEEN)
    assert Authenticator.objects.exists()
    rini.post(url_of(world.sari) + "/issue", SEEN | {"resets_factor": "on"})
    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(verb="access.second_factor_changed").exists()


@pytest.mark.parametrize("name", ["rini", "dewi"])
def test_the_list_offers_no_code_for_oneself_and_says_why(
    as_: Any, world: World, name: str
) -> None:
    me = world.people[name]
    assert me.unit
    page = as_(name).get(f"/units/{me.unit.uuid}/accounts").content.decode()
    assert url_of(me) not in page
    assert f"/people/{me.uuid}/role" not in page
    assert "minta kode kepada administrator lain" in page
    others = re.findall(r'href="(/people/[^"]+/code)"', page)
    assert all(as_(name).get(other).status_code == 200 for other in others)


def test_the_list_offers_a_code_for_everyone_else(as_: Any, world: World) -> None:
    assert world.sari.unit
    page = as_("rini").get(f"/units/{world.sari.unit.uuid}/accounts").content.decode()
    assert url_of(world.sari) in page
