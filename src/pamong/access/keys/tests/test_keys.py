from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from pamong.access.keys.actions import AT_MOST, KeyInput, make_key, revoke_key
from pamong.access.keys.queries import key_named
from pamong.access.models import ApiKey, User
from pamong.access.security.actions import end_other_sessions
from pamong.access.tests.make import sign_in, with_password
from pamong.ledger.models import Entry
from pamong.people.tests.world import World

READING = {"plans": "read"}
FORM = {"name": "Laporan bulanan", "days": "90", "reads": ["plans"]}


@pytest.fixture
def sari(world: World) -> User:
    return with_password(world.account("sari"))


@pytest.fixture
def here(sari: User) -> Client:
    client = Client()
    sign_in(client, sari.sign_in_name)
    return client


def given(**more: Any) -> KeyInput:
    told: dict[str, Any] = {"name": "Laporan", "days": 90, "levels": READING}
    return KeyInput(**told | more)


def test_a_key_is_made_and_only_its_hash_is_kept(world: World, sari: User) -> None:
    made = make_key(sari, given(), by=sari, on=world.day)
    assert made.written.startswith(f"pamong_{made.key.prefix}_")
    kept = ApiKey.objects.values().get()
    assert made.written not in str(kept)
    assert key_named(made.written, world.day) == made.key
    entry = Entry.objects.get(verb="access.key_made")
    assert entry.subject_uuid == entry.actor_uuid == sari.uuid
    assert entry.changes["grants"] == [None, "plans:read"]
    assert made.written not in str(entry.changes)


def test_nobody_makes_or_revokes_the_key_of_another(world: World, sari: User) -> None:
    budi = world.account("budi")
    with pytest.raises(PermissionDenied):
        make_key(sari, given(), by=budi, on=world.day)
    key = make_key(sari, given(), by=sari, on=world.day).key
    with pytest.raises(PermissionDenied):
        revoke_key(key, by=budi, on=world.day)
    assert not Entry.objects.filter(verb="access.key_revoked").exists()


@pytest.mark.parametrize(
    "more",
    [
        {"name": " "},
        {"days": 0},
        {"days": 366},
        {"days": 10**30},
        {"levels": {}},
        {"levels": {"plans": "own"}},
        {"levels": {"moon": "read"}},
    ],
)
def test_what_a_key_may_not_be_is_refused(world: World, sari: User, more: Any) -> None:
    with pytest.raises(ValidationError):
        make_key(sari, given(**more), by=sari, on=world.day)
    assert not ApiKey.objects.exists()


def test_nobody_holds_keys_without_end(world: World, sari: User) -> None:
    for _ in range(AT_MOST):
        make_key(sari, given(), by=sari, on=world.day)
    with pytest.raises(ValidationError):
        make_key(sari, given(), by=sari, on=world.day)


def test_a_revoked_key_opens_nothing_and_is_revoked_once(world: World, sari: User) -> None:
    made = make_key(sari, given(), by=sari, on=world.day)
    revoke_key(made.key, by=sari, on=world.day)
    revoke_key(made.key, by=sari, on=world.day + timedelta(days=1))
    assert key_named(made.written, world.day) is None
    assert ApiKey.objects.get().revoked_on == world.day
    assert Entry.objects.filter(verb="access.key_revoked").count() == 1


def test_a_key_ends_with_its_owners_sessions(world: World, sari: User) -> None:
    made = make_key(sari, given(), by=sari, on=world.day)
    end_other_sessions(sari, by=sari, on=world.day)
    assert key_named(made.written, world.day) is None


def test_another_secret_with_the_same_beginning_opens_nothing(world: World, sari: User) -> None:
    made = make_key(sari, given(), by=sari, on=world.day)
    other = made.written[:-1] + ("A" if made.written[-1] != "A" else "B")
    assert key_named(other, world.day) is None


def test_a_key_that_writes_reads_as_well(world: World, sari: User) -> None:
    key = make_key(sari, given(levels={"plans": "write"}), by=sari, on=world.day).key
    assert key.allows("plans", writing=True)
    assert key.allows("plans", writing=False)
    assert not key.allows("people", writing=False)


def test_the_page_shows_a_new_key_once(here: Client) -> None:
    answer = here.post("/account/keys/make", FORM)
    key = ApiKey.objects.get()
    assert f"pamong_{key.prefix}_" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    listed = here.get("/account/keys").content.decode()
    assert key.name in listed
    assert f"pamong_{key.prefix}_…" in listed


def test_the_page_says_what_is_missing(here: Client) -> None:
    answer = here.post("/account/keys/make", {"name": "", "days": "90"})
    assert answer.status_code == 422
    assert "Pilih paling sedikit satu bagian" in answer.content.decode()
    assert not ApiKey.objects.exists()


def test_who_signed_in_long_ago_is_asked_again(here: Client, sari: User) -> None:
    session = here.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session["account_authentication_methods"] = session["account_authentication_methods"]
    session.save()
    for send in (here.get, here.post):
        answer = send("/account/keys/make", FORM)
        assert answer.status_code == 302
        assert "reauthenticate" in answer.headers["Location"]
    assert not ApiKey.objects.exists()


def test_a_key_is_revoked_from_its_page(here: Client) -> None:
    here.post("/account/keys/make", FORM)
    key = ApiKey.objects.get()
    assert here.get(f"/account/keys/{key.uuid}/revoke").status_code == 200
    answer = here.post(f"/account/keys/{key.uuid}/revoke", follow=True)
    assert "dicabut" in answer.content.decode()
    key.refresh_from_db()
    assert key.revoked_on is not None
