from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from pamong.access.codes import ALPHABET, new_code, tidy
from pamong.access.models import SignInCode, User
from pamong.access.sign_in.actions import change_password, issue_codes, set_password_by_code
from pamong.access.tests.make import factor_code, is_in, sign_in, with_password, with_second_factor
from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.people.tests.world import World

NEW = "hujan di bulan juni"
TWICE = {"password1": NEW, "password2": NEW}


def give(user: User, on: date) -> str:
    return issue_codes({user: user}, by=SHELL, on=on, at=timezone.now())[0].text


def enter(client: Client, user: User, code: str) -> Any:
    return client.post("/account/code", {"name": user.sign_in_name, "code": code})


def test_a_code_has_fifty_bits_and_no_look_alikes() -> None:
    assert len(ALPHABET) ** 12 >= 2**50
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert not set(ALPHABET) & set("01258OILSZBUVAEiouae")
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(set(tidy(code)) <= set(ALPHABET) and len(code) == 14 for code in codes)


def test_a_code_leads_to_a_password_and_in(client: Client, world: World, today: date) -> None:
    sari = world.account("sari")
    assert not sari.has_usable_password()
    answer = enter(client, sari, give(sari, today))
    assert answer["Location"] == "/account/code/password"
    assert not is_in(client)
    assert sari.name in client.get("/account/code/password").content.decode()
    assert client.post("/account/code/password", TWICE)["Location"] == "/"
    assert is_in(client)
    sari.refresh_from_db()
    assert sari.check_password(NEW)
    verbs = list(Entry.objects.about(sari.uuid).values_list("verb", flat=True))
    assert verbs == ["access.password_changed", "access.code_used", "access.code_issued"]


@pytest.mark.parametrize("shape", [str.lower, lambda c: c.replace("-", ""), lambda c: f" {c} "])
def test_a_code_may_be_typed_in_any_shape(
    client: Client, world: World, today: date, shape: Any
) -> None:
    sari = world.account("sari")
    assert enter(client, sari, shape(give(sari, today))).status_code == 303


def test_a_code_opens_once(world: World, today: date) -> None:
    sari = world.account("sari")
    code = give(sari, today)
    first, second = Client(), Client()
    enter(first, sari, code)
    enter(second, sari, code)
    first.post("/account/code/password", TWICE)
    assert second.post("/account/code/password", TWICE)["Location"] == "/account/code"
    assert enter(Client(), sari, code).status_code == 422


def test_a_code_runs_out_after_fourteen_days(client: Client, world: World, today: date) -> None:
    sari = world.account("sari")
    code = give(sari, today)
    row = SignInCode.objects.get()
    assert row.expires_at - row.issued_at == timedelta(days=14)
    SignInCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert enter(client, sari, code).status_code == 422


def test_a_new_code_ends_the_old(client: Client, world: World, today: date) -> None:
    sari = world.account("sari")
    old, new = give(sari, today), give(sari, today)
    assert enter(client, sari, old).status_code == 422
    assert enter(client, sari, new).status_code == 303
    assert Entry.objects.about(sari.uuid).first().changes["ends_older"] is True  # type: ignore[union-attr]


def test_a_code_opens_no_other_account(client: Client, world: World, today: date) -> None:
    code = give(world.account("sari"), today)
    assert enter(client, world.account("budi"), code).status_code == 422


def test_a_code_of_an_inactive_account_opens_nothing(
    client: Client, world: World, today: date
) -> None:
    sari = world.account("sari")
    code = give(sari, today)
    User.objects.filter(pk=sari.pk).update(is_active=False)
    assert enter(client, sari, code).status_code == 422


def test_a_weak_password_keeps_the_code(client: Client, world: World, today: date) -> None:
    sari = world.account("sari")
    enter(client, sari, give(sari, today))
    for weak in ("pendek", "password123", "1234567890123", sari.sign_in_name):
        form = {"password1": weak, "password2": weak}
        assert client.post("/account/code/password", form).status_code == 422
    form = {"password1": NEW, "password2": NEW + "x"}
    assert client.post("/account/code/password", form).status_code == 422
    assert client.post("/account/code/password", TWICE).status_code == 302


def test_a_code_does_not_pass_the_second_factor(client: Client, world: World, today: date) -> None:
    sari = with_password(world.account("sari"))
    with_second_factor(sari)
    enter(client, sari, give(sari, today))
    answer = client.post("/account/code/password", TWICE)
    assert answer["Location"] == "/account/second-factor"
    assert not is_in(client)
    client.post("/account/second-factor", {"code": factor_code()})
    assert is_in(client)


def test_without_a_code_the_password_page_leads_back(client: Client, world: World) -> None:
    assert client.get("/account/code/password")["Location"] == "/account/code"
    assert client.post("/account/code/password", TWICE)["Location"] == "/account/code"


def test_the_proved_code_is_forgotten_after_a_quarter_of_an_hour(
    client: Client, world: World, today: date
) -> None:
    sari = world.account("sari")
    enter(client, sari, give(sari, today))
    session = client.session
    session["access.code"] |= {"at": timezone.now().timestamp() - 16 * 60}
    session.save()
    assert client.get("/account/code/password")["Location"] == "/account/code"


def test_the_session_changes_when_a_code_is_right(
    client: Client, world: World, today: date
) -> None:
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies["pamong_session"] = str(session.session_key)
    sari = world.account("sari")
    enter(client, sari, give(sari, today))
    proved = client.cookies["pamong_session"].value
    assert proved != session.session_key
    client.post("/account/code/password", TWICE)
    assert client.cookies["pamong_session"].value != proved


def test_unknown_and_wrong_get_the_same_answer(world: World, today: date) -> None:
    sari = world.account("sari")
    give(sari, today)
    answers = [
        Client().post("/account/code", {"name": name, "code": "7KQM-3XWD-94TR"})
        for name in (sari.sign_in_name, world.account("budi").sign_in_name, "nobody-here")
    ]
    assert {answer.status_code for answer in answers} == {422}
    assert all("tidak cocok" in answer.content.decode() for answer in answers)


def test_the_database_holds_no_code(world: World, today: date, settings: Any) -> None:
    sari = world.account("sari")
    code = give(sari, today)
    row = SignInCode.objects.get()
    assert tidy(code) not in row.digest.upper()
    assert len(row.digest) == 64
    assert code not in str(Entry.objects.get(verb="access.code_issued").changes)
    settings.SECRET_KEY = "another install's secret"
    assert enter(Client(), sari, code).status_code == 422


def test_a_new_password_ends_open_codes(world: World, today: date) -> None:
    sari = world.account("sari")
    give(sari, today)
    change_password(sari, NEW, by=sari, on=today, at=timezone.now())
    assert not SignInCode.objects.valid(timezone.now()).exists()


def test_the_action_takes_nobody_elses_code(world: World, today: date) -> None:
    give(world.account("sari"), today)
    code = SignInCode.objects.get()
    budi = world.account("budi")
    with pytest.raises(ValidationError):
        set_password_by_code(code, NEW, by=budi, on=today, at=timezone.now())
    assert not budi.has_usable_password()


def test_the_name_may_be_in_the_address_and_the_code_never_is(client: Client, db: None) -> None:
    page = client.get("/account/code?name=198003142006042007&code=7KQM-3XWD-94TR").content.decode()
    assert 'value="198003142006042007"' in page
    assert 'value="7KQM' not in page
    hostile = client.get('/account/code?name="><script>alert(1)</script>').content.decode()
    assert "<script>alert" not in hostile


def test_a_code_replaces_a_forgotten_password(client: Client, world: World, today: date) -> None:
    sari = with_password(world.account("sari"))
    elsewhere = Client()
    sign_in(elsewhere, sari.sign_in_name)
    assert is_in(elsewhere)
    enter(client, sari, give(sari, today))
    client.post("/account/code/password", TWICE)
    assert is_in(client)
    assert not is_in(elsewhere)
