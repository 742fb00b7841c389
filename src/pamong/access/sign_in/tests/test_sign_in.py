from typing import Any

import pytest
from django.test import Client

from pamong.access.models import User
from pamong.access.tests.make import (
    PASSWORD,
    factor_code,
    is_in,
    sign_in,
    with_password,
    with_second_factor,
)

NIP = "198003142006042007"


@pytest.fixture
def ani(db: None) -> User:
    user = User.objects.create_user(NIP, name="Ani Suryani", email="Ani@Contoh.go.id")
    return with_password(user)


@pytest.mark.parametrize(
    "typed", [NIP, "19800314 200604 2 007", f"  {NIP} ", "ani@contoh.go.id", "ANI@contoh.go.id"]
)
def test_by_nip_with_or_without_spaces_or_by_mail(client: Client, ani: User, typed: str) -> None:
    assert sign_in(client, typed)["Location"] == "/"
    assert is_in(client)


def answer_without_marks(response: Any, typed: str) -> str:
    """The page without what differs on every page: keys, and what was typed."""
    import re

    text = response.content.decode().replace(typed, "…")
    return re.sub(r'value="[0-9A-Za-z]{32,}"', "", text)


@pytest.mark.parametrize("known", [NIP, "ani@contoh.go.id"])
def test_unknown_and_wrong_get_the_same_answer(client: Client, ani: User, known: str) -> None:
    unknown = "tono@contoh.go.id" if "@" in known else "199001012015011001"
    wrong = sign_in(client, known, "salah semua")
    nobody = sign_in(Client(), unknown, "salah semua")
    assert wrong.status_code == nobody.status_code == 422
    assert answer_without_marks(wrong, known) == answer_without_marks(nobody, unknown)
    assert "tidak cocok" in wrong.content.decode()


@pytest.mark.parametrize("known", [NIP, "ani@contoh.go.id", "199001012015011001", "x@contoh.id"])
def test_every_attempt_costs_one_lookup_and_one_hash(
    client: Client, ani: User, known: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: Any, password: str, salt: str) -> str:
        hashed.append(password)
        return str(encode(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    sign_in(client, known, "salah semua")
    assert len(hashed) == 1


def test_without_a_password_of_ones_own_nothing_opens(client: Client, db: None) -> None:
    User.objects.create_user(NIP, name="Ani")
    for password in ("", NIP, "!", "password"):
        assert sign_in(client, NIP, password).status_code == 422


def test_an_inactive_account_stays_out(client: Client, ani: User) -> None:
    User.objects.filter(pk=ani.pk).update(is_active=False)
    assert sign_in(client, NIP)["Location"] == "/account/inactive"
    assert not is_in(client)


def test_the_session_is_a_new_one(client: Client, ani: User) -> None:
    client.get("/account/sign-in")
    session = client.session
    session["planted"] = "yes"
    session.save()
    planted = session.session_key
    client.cookies["pamong_session"] = str(planted)
    sign_in(client, NIP)
    assert client.cookies["pamong_session"].value != planted
    stranger = Client()
    stranger.cookies["pamong_session"] = str(planted)
    assert not is_in(stranger)


def test_staying_signed_in_is_a_choice(client: Client, ani: User) -> None:
    sign_in(client, NIP)
    assert client.cookies["pamong_session"]["max-age"] == ""
    other = Client()
    sign_in(other, NIP, remember="on")
    assert other.cookies["pamong_session"]["max-age"] == 14 * 24 * 60 * 60
    assert other.cookies["pamong_session"]["httponly"]
    assert other.cookies["pamong_session"]["samesite"] == "Lax"


@pytest.mark.parametrize(
    "to",
    [
        *("https://evil.example", "//evil.example", "/\\evil.example", "///evil.example"),
        *(
            "javascript:alert(1)",
            "http://testserver.evil.example",
            " //evil.example",
            "\t//evil.id",
        ),
        "http://localhost/anywhere",
    ],
)
def test_next_leads_nowhere_outside(client: Client, ani: User, to: str) -> None:
    assert sign_in(client, NIP, next=to)["Location"] == "/"


def test_next_leads_back_inside(client: Client, ani: User) -> None:
    assert client.get("/account/security")["Location"] == "/account/sign-in?next=/account/security"
    assert sign_in(client, NIP, next="/account/security")["Location"] == "/account/security"


@pytest.mark.parametrize(
    ("referer", "to"),
    [
        ("http://testserver/account/security?of=all#end", "/account/security%3Fof%3Dall"),
        ("https://evil.example/account/security", "/"),
        ("http://[", "/"),
        ("", "/"),
    ],
)
def test_what_was_sent_without_a_session_leads_back_to_its_page(
    client: Client, referer: str, to: str
) -> None:
    answer = client.post("/account/sessions/end", headers={"referer": referer})
    assert answer["Location"] == f"/account/sign-in?next={to}"


def test_the_second_factor_is_asked_before_anything_opens(client: Client, ani: User) -> None:
    with_second_factor(ani)
    assert sign_in(client, NIP)["Location"] == "/account/second-factor"
    assert not is_in(client)
    assert client.get("/account/second-factor").status_code == 200
    assert client.post("/account/second-factor", {"code": "000000"}).status_code == 422
    assert not is_in(client)
    assert client.post("/account/second-factor", {"code": factor_code()})["Location"] == "/"
    assert is_in(client)


def test_a_code_of_the_authenticator_opens_once(ani: User) -> None:
    with_second_factor(ani)
    code = factor_code()
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, NIP)
        client.post("/account/second-factor", {"code": code})
    assert is_in(first)
    assert not is_in(second)


def test_guessing_the_second_factor_is_slowed(client: Client, ani: User) -> None:
    with_second_factor(ani)
    sign_in(client, NIP)
    for _ in range(5):
        client.post("/account/second-factor", {"code": "000000"})
    assert client.post("/account/second-factor", {"code": factor_code()}).status_code == 422


def test_signing_out_is_a_post(client: Client, ani: User) -> None:
    sign_in(client, NIP)
    assert client.get("/account/sign-out").status_code == 200
    assert is_in(client)
    assert client.post("/account/sign-out")["Location"] == "/account/sign-in"
    assert not is_in(client)


def test_there_is_no_sign_up(client: Client, db: None) -> None:
    for path in ("/account/signup", "/account/signup/", "/account/sign-up"):
        assert client.get(path).status_code == 404


def test_a_form_from_elsewhere_is_refused(ani: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict, NIP).status_code == 403


@pytest.mark.parametrize(
    "path", ["sign-in", "code", "password/reset", "password/reset/sent", "password/reset/done"]
)
def test_every_page_at_the_door_speaks_both_languages(client: Client, db: None, path: str) -> None:
    indonesian = client.get(f"/account/{path}").content.decode()
    client.cookies["pamong_language"] = "en"
    english = client.get(f"/account/{path}").content.decode()
    assert 'lang="id"' in indonesian
    assert 'lang="en"' in english
    assert indonesian != english


def test_the_chosen_language_comes_with_the_account(client: Client, ani: User) -> None:
    User.objects.filter(pk=ani.pk).update(language="en")
    assert sign_in(client, NIP).cookies["pamong_language"].value == "en"


def test_the_password_is_in_no_page(client: Client, ani: User) -> None:
    assert PASSWORD not in sign_in(client, NIP + "1").content.decode()


def test_pages_of_one_person_stay_in_no_cache(client: Client, ani: User) -> None:
    sign_in(client, NIP)
    assert client.get("/")["Cache-Control"] == "private, no-cache"
    gone = client.post("/account/sign-out")
    assert gone["Clear-Site-Data"] == '"cache", "storage"'
