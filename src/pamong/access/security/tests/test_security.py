import re
from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from pamong.access.models import User
from pamong.access.security.actions import end_other_sessions, remove_factors
from pamong.access.tests.make import (
    PASSWORD,
    factor_code,
    is_in,
    sign_in,
    with_password,
    with_second_factor,
)
from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.people.tests.world import World

NEW = "hujan di bulan juni"


@pytest.fixture
def sari(world: World) -> User:
    return with_password(world.account("sari"))


@pytest.fixture
def here(sari: User) -> Client:
    client = Client()
    sign_in(client, sari.sign_in_name)
    return client


@pytest.fixture
def elsewhere(sari: User) -> Client:
    client = Client()
    sign_in(client, sari.sign_in_name)
    return client


def code_on(page: Any) -> str:
    """What an authenticator that scanned the page would show."""
    import time

    secret = re.search(r"<code>([A-Z2-7]+=*)</code>", page.content.decode())
    assert secret
    return str(format_hotp_value(hotp_value(secret[1], int(time.time()) // 30)))


def test_changing_the_password_ends_the_other_sessions(
    sari: User, here: Client, elsewhere: Client
) -> None:
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post("/account/password", form)["Location"] == "/account/security"
    assert is_in(here)
    assert not is_in(elsewhere)
    sari.refresh_from_db()
    assert sari.check_password(NEW)
    assert Entry.objects.about(sari.uuid).first().verb == "access.password_changed"  # type: ignore[union-attr]


def test_a_password_changes_only_with_the_old_one(sari: User, here: Client) -> None:
    form = {"oldpassword": "salah", "password1": NEW, "password2": NEW}
    assert here.post("/account/password", form).status_code == 422
    sari.refresh_from_db()
    assert sari.check_password(PASSWORD)


def test_leaving_all_other_devices(sari: User, here: Client, elsewhere: Client) -> None:
    assert here.post("/account/sessions/end")["Location"] == "/account/security"
    assert is_in(here)
    assert not is_in(elsewhere)
    assert Entry.objects.about(sari.uuid).first().verb == "access.sessions_ended"  # type: ignore[union-attr]
    assert here.get("/account/sessions/end").status_code == 405


def test_ending_sessions_touches_nobody_else(world: World, today: date, as_: Any) -> None:
    budi = as_("budi")
    end_other_sessions(world.account("sari"), by=world.account("sari"), on=today)
    assert is_in(budi)


def test_setting_up_the_second_factor(sari: User, here: Client) -> None:
    page = here.get("/account/second-factor/add")
    assert '<svg role="img"' in page.content.decode()
    answer = here.post("/account/second-factor/add", {"code": code_on(page)})
    assert answer["Location"] == "/account/reserve-codes"
    shown = here.get("/account/reserve-codes").content.decode()
    reserve = re.findall(r"<code>(\d{8})</code>", shown)
    assert len(reserve) == 10
    assert not re.findall(
        r"<code>\d{8}</code>", here.get("/account/reserve-codes").content.decode()
    )
    assert Entry.objects.about(sari.uuid).first().verb == "access.second_factor_changed"  # type: ignore[union-attr]
    again = Client()
    sign_in(again, sari.sign_in_name)
    again.post("/account/second-factor", {"code": reserve[0]})
    assert is_in(again)
    once_more = Client()
    sign_in(once_more, sari.sign_in_name)
    once_more.post("/account/second-factor", {"code": reserve[0]})
    assert not is_in(once_more)


def test_a_wrong_first_number_sets_up_nothing(sari: User, here: Client) -> None:
    here.get("/account/second-factor/add")
    assert here.post("/account/second-factor/add", {"code": "000000"}).status_code == 422
    assert not Authenticator.objects.exists()


def test_an_old_session_is_asked_again_before_the_factor_changes(sari: User, here: Client) -> None:
    session = here.session
    session["account_authentication_methods"][0]["at"] -= 600
    session.save()
    to = "/account/reauthenticate?next=%2Faccount%2Fsecond-factor%2Fadd"
    assert here.get("/account/second-factor/add")["Location"] == to
    assert here.post(to, {"password": "salah"}).status_code == 422
    assert here.post(to, {"password": PASSWORD})["Location"] == "/account/second-factor/add"
    assert here.get("/account/second-factor/add").status_code == 200


def test_guessing_at_the_door_does_not_shut_the_question_inside(sari: User, here: Client) -> None:
    for _ in range(8):
        sign_in(Client(), sari.sign_in_name, "salah sekali")
    to = "/account/reauthenticate?next=/account/security"
    assert here.post(to, {"password": PASSWORD})["Location"] == "/account/security"


def test_switching_the_second_factor_off_is_recorded(sari: User) -> None:
    with_second_factor(sari)
    client = Client()
    sign_in(client, sari.sign_in_name)
    client.post("/account/second-factor", {"code": factor_code()})
    assert client.post("/account/second-factor/remove")["Location"] == "/account/security"
    assert not Authenticator.objects.exists()
    last = Entry.objects.about(sari.uuid).first()
    assert last is not None
    assert last.verb == "access.second_factor_changed"
    assert last.changes["second_factor"][1] == ""


def test_a_lost_second_factor_is_taken_away(sari: User, today: date) -> None:
    with_second_factor(sari)
    remove_factors(sari, by=SHELL, on=today)
    client = Client()
    sign_in(client, sari.sign_in_name)
    assert is_in(client)


def test_choosing_the_language(world: World, sari: User, here: Client) -> None:
    answer = here.post("/account/language", {"language": "en", "next": "/account/security"})
    assert answer["Location"] == "/account/security"
    sari.refresh_from_db()
    assert sari.language == "en"
    assert "Account security" in here.get("/account/security").content.decode()
    assert here.post("/account/language", {"language": "xx"}).status_code == 404
    out = here.post("/account/language", {"language": "id", "next": "//evil.example"})
    assert out["Location"] == "/"


def test_the_page_needs_a_sign_in(client: Client, db: None) -> None:
    for path in ("security", "password", "second-factor/add", "reserve-codes"):
        assert client.get(f"/account/{path}").status_code == 302


@pytest.mark.parametrize(("role", "name"), [("hr", "dewi"), ("unit_admin", "rini")])
def test_a_role_that_needs_a_second_factor_sets_it_up_first(
    world: World, as_: Any, settings: Any, role: str, name: str
) -> None:
    with_password(world.account(name))
    settings.MFA_ROLES = [role]
    client = Client()
    sign_in(client, world.account(name).sign_in_name)
    answer = client.get("/roles")
    assert answer["Location"] == "/account/second-factor/add"
    page = client.get("/account/second-factor/add")
    assert "Peran Anda memerlukan" in page.content.decode()
    client.post("/account/second-factor/add", {"code": code_on(page)})
    assert client.get("/roles").headers.get("Location") is None
    assert as_("sari").get("/roles").headers.get("Location") is None


def test_without_the_setting_no_role_needs_it(as_: Any) -> None:
    assert as_("dewi").get("/roles").status_code == 200
