import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from pamong.access.models import SignInCode
from pamong.access.scope import Role
from pamong.ledger.actions import SHELL, digest_of
from pamong.ledger.models import Entry
from pamong.people.accounts.actions import issue_code
from pamong.people.models import AccessRequest, Mandate
from pamong.people.roles import actions
from pamong.people.scope import scope_of
from pamong.people.tests.world import World

ENDING = {"day": "25-11-2026", "reason": "Pindah unit"}
SEEN = {"was_seen": "on"}
TERM = {"first": "25-11-2026", "basis": "SK 12/2026"}


@pytest.fixture
def second(world: World, today: date) -> str:
    """Joko heads the agency as well: the second administrator."""
    actions.give_role(
        world.account("joko"), Role.AGENCY_HEAD, world.agency, by=SHELL, on=date(2026, 1, 1)
    )
    return "joko"


def ask_code(world: World, by: str = "dewi", of: str = "rini") -> AccessRequest:
    return actions.ask_code(
        world.people[of],
        was_seen=True,
        resets_factor=False,
        by=world.account(by),
        on=date(2026, 11, 25),
    )


def ask_role(world: World, by: str = "dewi", role: Role = Role.AUDITOR) -> AccessRequest:
    return actions.ask_role(
        world.account("agus"),
        role,
        world.agency,
        by=world.account(by),
        on=date(2026, 11, 25),
    )


def test_two_administrators_open_a_roles_account(as_: Any, world: World, second: str) -> None:
    asked = as_("dewi").post(f"/people/{world.rini.uuid}/code/ask", SEEN)
    request = AccessRequest.objects.get()
    assert asked["Location"] == f"/access-requests/{request.uuid}"
    assert not SignInCode.objects.exists()
    joko = as_(second)
    here = f"/access-requests/{request.uuid}"
    assert joko.post(here + "/grant")["Location"] == here
    assert "Buat kode masuk" in joko.get(here).content.decode()
    assert "Buat kode masuk" not in as_("dewi").get(here).content.decode()
    page = joko.post(here + "/code")
    code = re.search(r"<code>(\S+)</code>", page.content.decode())
    assert code
    answer = Client().post("/account/code", {"name": world.rini.nip, "code": code[1]})
    assert answer.status_code == 303
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"people.access_asked", "people.access_granted", "access.code_issued"} <= verbs


def test_asking_needs_the_statement(as_: Any, world: World) -> None:
    assert as_("dewi").post(f"/people/{world.rini.uuid}/code/ask", {}).status_code == 422
    assert not AccessRequest.objects.exists()


def test_who_asked_does_not_grant(as_: Any, world: World) -> None:
    asked = ask_code(world)
    assert as_("dewi").post(f"/access-requests/{asked.uuid}/grant").status_code == 403
    assert not SignInCode.objects.exists()


def test_the_person_concerned_does_not_grant(as_: Any, world: World) -> None:
    asked = ask_code(world)
    assert as_("rini").post(f"/access-requests/{asked.uuid}/grant").status_code == 403
    assert not SignInCode.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("tono", 403), ("lina", 404), ("sari", 404)])
def test_others_do_not_grant(as_: Any, world: World, name: str, status: int) -> None:
    asked = ask_code(world)
    assert as_(name).post(f"/access-requests/{asked.uuid}/grant").status_code == status
    assert as_(name).post(f"/access-requests/{asked.uuid}/decline").status_code == status
    assert asked.status == AccessRequest.Status.OPEN


def test_the_database_itself_wants_another_person(world: World, today: date) -> None:
    asked = ask_code(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessRequest.objects.filter(pk=asked.pk).update(
            status="granted", answered_by=asked.asked_by
        )


def test_a_unit_administrator_may_come_second_for_own_people(world: World, today: date) -> None:
    actions.give_unit_role(world.account("putri"), world.clinic, by=SHELL, on=today)
    actions.give_unit_role(world.account("sari"), world.clinic, by=SHELL, on=today)
    asked = ask_code(world, by="rini", of="sari")
    asked = actions.grant_access(asked, by=world.account("putri"), on=today)
    putri = world.account("putri")
    assert actions.issue_granted_code(asked, by=putri, on=today, at=timezone.now()).text
    with pytest.raises(PermissionDenied):
        actions.ask_code(
            world.wati, was_seen=True, resets_factor=False, by=world.account("rini"), on=today
        )


def test_one_administrator_alone_does_not_reach_the_account_of_the_office_through_a_unit(
    as_: Any, world: World, second: str, today: date
) -> None:
    """Whom she names over a unit by herself is no second administrator of those above units."""
    assert world.joko.unit
    actions.give_unit_role(
        world.account("agus"), world.joko.unit, by=world.account("dewi"), on=today
    )
    asked = ask_code(world, of="joko")
    here = f"/access-requests/{asked.uuid}"
    assert f"{here}/grant" not in as_("agus").get(here).content.decode()
    assert as_("agus").post(f"{here}/grant").status_code == 403
    asked.refresh_from_db()
    assert asked.status == AccessRequest.Status.OPEN


def test_a_role_that_begins_later_already_takes_two(world: World, today: date) -> None:
    term = actions.Term(today + timedelta(days=1))
    actions.give_unit_role(world.account("agus"), world.clinic, term=term, by=SHELL, on=today)
    with pytest.raises(PermissionDenied):
        issue_code(world.agus, was_seen=True, by=world.account("dewi"), on=today, at=timezone.now())


def test_a_code_given_by_one_ends_when_two_give_a_role(
    world: World, second: str, today: date
) -> None:
    dewi = world.account("dewi")
    issue_code(world.agus, was_seen=True, by=dewi, on=today, at=timezone.now())
    actions.grant_access(ask_role(world), by=world.account(second), on=today)
    assert not SignInCode.objects.open().filter(user=world.account("agus")).exists()


def test_a_request_is_answered_once(world: World, second: str, today: date) -> None:
    asked = ask_code(world)
    actions.grant_access(asked, by=world.account(second), on=today)
    with pytest.raises(ValidationError):
        actions.grant_access(asked, by=world.account(second), on=today)


def test_the_same_is_not_asked_twice(world: World) -> None:
    ask_code(world)
    with pytest.raises(ValidationError):
        ask_code(world)


def test_a_request_dies_with_the_role_of_who_asked(world: World, second: str, today: date) -> None:
    asked = ask_code(world)
    actions.end_role(Mandate.objects.get(user=world.account("dewi")), by=SHELL, on=today)
    with pytest.raises(ValidationError):
        actions.grant_access(asked, by=world.account(second), on=today)


def test_who_asked_takes_it_back(as_: Any, world: World) -> None:
    asked = ask_code(world)
    as_("dewi").post(f"/access-requests/{asked.uuid}/decline")
    asked.refresh_from_db()
    assert asked.status == AccessRequest.Status.DECLINED
    assert Entry.objects.filter(verb="people.access_declined").exists()


def test_a_role_over_the_agency_takes_two(as_: Any, world: World, second: str) -> None:
    form = {"role": "auditor", **TERM}
    asked = as_("dewi").post(f"/people/{world.agus.uuid}/role", form)
    assert not Mandate.objects.filter(user=world.account("agus")).exists()
    as_(second).post(asked["Location"] + "/grant")
    mandate = Mandate.objects.get(user=world.account("agus"))
    assert (mandate.role, mandate.unit, mandate.agency) == ("auditor", None, world.agency)
    assert Entry.objects.filter(verb="people.mandate_given", subject_uuid=mandate.uuid).exists()


def test_a_units_administrator_is_named_by_hr(as_: Any, world: World) -> None:
    form = {"role": "unit_admin", "unit": str(world.health.pk), **TERM}
    assert as_("dewi").post(f"/people/{world.agus.uuid}/role", form)["Location"] == "/roles"
    assert world.clinic.pk in world.scope("agus").unit_ids
    assert as_("dewi").post(f"/people/{world.agus.uuid}/role", form).status_code == 422


def test_a_unit_out_of_the_persons_line_is_no_choice(as_: Any, world: World) -> None:
    form = {"role": "unit_admin", "unit": str(world.school.pk), **TERM}
    assert as_("dewi").post(f"/people/{world.agus.uuid}/role", form).status_code == 422
    form = {"role": "unit_admin", **TERM}
    assert as_("dewi").post(f"/people/{world.agus.uuid}/role", form).status_code == 422


@pytest.mark.parametrize(
    ("name", "status"), [("rini", 404), ("sari", 404), ("tono", 403), ("lina", 404), ("joko", 403)]
)
def test_nobody_else_gives_roles(as_: Any, world: World, name: str, status: int) -> None:
    for role in ({"role": "hr"}, {"role": "unit_admin", "unit": str(world.health.pk)}):
        form = {**role, **TERM}
        assert as_(name).post(f"/people/{world.agus.uuid}/role", form).status_code == status
    assert not Mandate.objects.filter(user=world.account("agus")).exists()


def test_nobody_gives_oneself_a_role(as_: Any, world: World, today: date) -> None:
    assert (
        as_("dewi").post(f"/people/{world.dewi.uuid}/role", {"role": "auditor"}).status_code == 403
    )
    with pytest.raises(PermissionDenied):
        actions.give_role(
            world.account("dewi"), Role.AUDITOR, world.agency, by=world.account("dewi"), on=today
        )


def test_ending_a_role_over_the_agency_takes_two(as_: Any, world: World, second: str) -> None:
    mandate = Mandate.objects.get(user=world.account("tono"))
    asked = as_("dewi").post(f"/roles/{mandate.uuid}/end", ENDING)
    assert "auditor" in world.scope("tono").roles
    as_(second).post(asked["Location"] + "/grant")
    assert world.scope("tono").roles == frozenset()
    assert Entry.objects.filter(verb="people.mandate_ended", subject_uuid=mandate.uuid).exists()


def test_ending_a_units_role_takes_hr_or_its_holder(as_: Any, world: World) -> None:
    mandate = Mandate.objects.get(user=world.account("rini"))
    assert as_("sari").post(f"/roles/{mandate.uuid}/end").status_code == 404
    assert as_("tono").post(f"/roles/{mandate.uuid}/end").status_code == 403
    assert as_("rini").post(f"/roles/{mandate.uuid}/end").status_code == 422
    assert as_("rini").post(f"/roles/{mandate.uuid}/end", ENDING).status_code == 303
    assert not world.scope("rini").unit_ids
    mandate.refresh_from_db()
    assert mandate.end_reason == "Pindah unit"
    entry = Entry.objects.get(verb="people.mandate_ended")
    assert entry.changes["reason"][1] == digest_of("Pindah unit")


def test_a_role_ends_on_the_day_that_is_said_and_not_before_today(
    as_: Any, world: World, today: date
) -> None:
    mandate, rini = Mandate.objects.get(user=world.account("rini")), as_("rini")
    address = f"/roles/{mandate.uuid}/end"
    late = rini.post(address, ENDING | {"day": "24-11-2026"})
    assert late.status_code == 422
    assert "paling awal hari ini" in late.content.decode()
    assert "Pindah unit" in late.content.decode()
    assert rini.post(address, ENDING | {"day": "30-11-2026"}).status_code == 303
    assert world.scope("rini").unit_ids
    assert not scope_of(world.account("rini"), date(2026, 11, 30)).unit_ids
    again = rini.post(address, ENDING | {"day": "15-12-2026"})
    assert "berakhir lebih awal" in again.content.decode()
    assert rini.post(address, ENDING | {"day": "26-11-2026"}).status_code == 303
    assert Entry.objects.filter(verb="people.mandate_ended").count() == 2


def test_the_second_administrator_sees_the_day_and_the_reason_and_the_role_ends_then(
    as_: Any, world: World, second: str, today: date
) -> None:
    mandate = Mandate.objects.get(user=world.account("tono"))
    sent = ENDING | {"day": "30-11-2026"}
    asked = as_("dewi").post(f"/roles/{mandate.uuid}/end", sent)
    page = as_(second).get(asked["Location"]).content.decode()
    assert "30 November 2026" in page
    assert "Pindah unit" in page
    as_(second).post(asked["Location"] + "/grant")
    mandate.refresh_from_db()
    assert (mandate.valid_to, mandate.end_reason) == (date(2026, 11, 30), "Pindah unit")
    assert scope_of(world.account("tono"), today).has(Role.AUDITOR)


def test_a_role_given_today_ends_today(world: World, today: date) -> None:
    mandate = actions.give_unit_role(world.account("agus"), world.health, by=SHELL, on=today)
    actions.end_role(mandate, actions.Ending(today, "Keliru"), by=world.account("dewi"), on=today)
    assert not world.scope("agus").unit_ids
    assert Entry.objects.filter(verb="people.mandate_ended", subject_uuid=mandate.uuid).exists()


def test_the_code_of_an_account_without_an_employee(as_: Any, world: World, second: str) -> None:
    mandate = Mandate.objects.get(user=world.account("tono"))
    asked = as_("dewi").post(f"/roles/{mandate.uuid}/code")
    joko = as_(second)
    joko.post(asked["Location"] + "/grant")
    page = joko.post(asked["Location"] + "/code").content.decode()
    assert "Tono Prakoso" in page
    assert SignInCode.objects.get().user == world.account("tono")


def test_only_the_personnel_office_asks_for_the_code_of_an_outside_account(
    world: World, today: date
) -> None:
    mandate = Mandate.objects.get(user=world.account("tono"))
    with pytest.raises(PermissionDenied):
        actions.ask_account_code(mandate, by=world.account("rini"), on=today)
    asked = actions.ask_account_code(mandate, by=world.account("dewi"), on=today)
    assert Entry.objects.filter(verb="people.access_asked", subject_uuid=asked.uuid).exists()


@pytest.mark.parametrize(
    ("name", "status"),
    [("dewi", 200), ("tono", 200), ("rini", 403), ("sari", 403), ("outsider", 403)],
)
def test_the_page_of_roles(as_: Any, world: World, name: str, status: int) -> None:
    page = as_(name).get("/roles")
    assert page.status_code == status
    if status == 200:
        text = page.content.decode()
        assert "Dewi Anggraini" in text
        assert "Lina Marlina" not in text


def test_the_pages_of_requests_and_roles_open(as_: Any, world: World, second: str) -> None:
    asked = ask_role(world)
    mandate = Mandate.objects.get(user=world.account("tono"))
    for name in ("dewi", second, "tono"):
        client = as_(name)
        assert client.get(f"/access-requests/{asked.uuid}").status_code == 200
        assert client.get("/access-requests").status_code == 200
        assert client.get(f"/roles/{mandate.uuid}").status_code == 200
    assert "Giliran Anda" in as_(second).get(f"/access-requests/{asked.uuid}").content.decode()
    assert "Giliran Anda" not in as_("dewi").get(f"/access-requests/{asked.uuid}").content.decode()
    assert as_("rini").get(f"/access-requests/{asked.uuid}").status_code == 404
    assert as_("lina").get(f"/roles/{mandate.uuid}").status_code == 404
    assert as_("dewi").get(f"/people/{world.agus.uuid}/role").status_code == 200


@pytest.fixture
def granted(world: World, second: str, today: date) -> AccessRequest:
    return actions.grant_access(ask_code(world), by=world.account(second), on=today)


def test_a_granted_code_lost_from_the_screen_is_made_again(
    world: World, granted: AccessRequest, today: date
) -> None:
    joko = world.account("joko")
    old = actions.issue_granted_code(granted, by=joko, on=today, at=timezone.now()).text
    new = actions.issue_granted_code(granted, by=joko, on=today, at=timezone.now()).text
    enter = {"name": world.rini.nip}
    assert Client().post("/account/code", enter | {"code": old}).status_code == 422
    assert Client().post("/account/code", enter | {"code": new}).status_code == 303


def test_a_granted_code_that_was_used_is_not_made_again(
    world: World, granted: AccessRequest, today: date
) -> None:
    joko = world.account("joko")
    actions.issue_granted_code(granted, by=joko, on=today, at=timezone.now())
    SignInCode.objects.update(used_at=timezone.now())
    with pytest.raises(ValidationError):
        actions.issue_granted_code(granted, by=joko, on=today, at=timezone.now())


@pytest.mark.parametrize("name", ["dewi", "rini", "tono"])
def test_only_the_second_makes_the_granted_code(
    as_: Any, world: World, granted: AccessRequest, name: str
) -> None:
    assert as_(name).post(f"/access-requests/{granted.uuid}/code").status_code == 403
    assert not SignInCode.objects.exists()


def test_a_grant_does_not_keep_till_tomorrow(
    world: World, granted: AccessRequest, today: date
) -> None:
    with pytest.raises(PermissionDenied):
        actions.issue_granted_code(
            granted,
            by=world.account("joko"),
            on=today + timedelta(days=1),
            at=timezone.now(),
        )


def test_an_open_request_makes_no_code(world: World, second: str, today: date) -> None:
    asked = ask_code(world)
    with pytest.raises(PermissionDenied):
        actions.issue_granted_code(asked, by=world.account(second), on=today, at=timezone.now())


def test_a_declined_request_is_not_granted(world: World, second: str, today: date) -> None:
    asked = ask_role(world)
    actions.decline_access(asked, by=world.account(second), on=today)
    with pytest.raises(ValidationError):
        actions.grant_access(asked, by=world.account(second), on=today)
    assert not Mandate.objects.filter(user=world.account("agus")).exists()
