from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pamong.access import adapter
from pamong.access.models import User
from pamong.access.sign_in.actions import issue_codes
from pamong.access.sign_in.slowing import note_failure, seconds_to_wait
from pamong.access.tests.make import is_in, sign_in, with_password
from pamong.ledger.actions import SHELL

OFFICE = "203.0.113.7"


def person(number: int) -> User:
    user = User.objects.create_user(
        f"1980010120060410{number:02}", name=f"Pegawai {number}", email=f"p{number}@contoh.id"
    )
    return with_password(user)


def test_an_office_of_sixty_signs_in_while_a_guesser_is_slowed(db: None) -> None:
    office = [person(number) for number in range(60)]
    victim = with_password(User.objects.create_user("boss", name="Kepala"))
    guesser = Client(REMOTE_ADDR=OFFICE)
    for number, user in enumerate(office):
        for guess in range(4):
            sign_in(guesser, "boss", f"tebakan {number} {guess}")
        client = Client(REMOTE_ADDR=OFFICE)
        if number % 4 == 0:
            assert sign_in(client, user.sign_in_name, "salah ketik").status_code == 422
        assert sign_in(client, user.sign_in_name).status_code == 302, number
        assert is_in(client)
    answer = sign_in(guesser, "boss")
    assert answer.status_code == 422
    assert "Terlalu banyak percobaan" in answer.content.decode()
    assert victim.check_password("sawah hijau pagi hari")


def test_the_owner_still_enters_by_code(db: None, today: date) -> None:
    boss = with_password(User.objects.create_user("boss", name="Kepala"))
    guesser = Client(REMOTE_ADDR=OFFICE)
    for guess in range(30):
        sign_in(guesser, "boss", f"tebakan {guess}")
        guesser.post("/account/code", {"name": "boss", "code": f"AAAA-AAAA-AA{guess:02}"})
    [code] = issue_codes({boss: boss}, by=SHELL, on=today, at=timezone.now())
    owner = Client(REMOTE_ADDR=OFFICE)
    assert sign_in(owner, "boss").status_code == 422
    answer = owner.post("/account/code", {"name": "boss", "code": code.text})
    assert answer["Location"] == "/account/code/password"
    new = {"password1": "hujan di bulan juni", "password2": "hujan di bulan juni"}
    assert owner.post("/account/code/password", new)["Location"] == "/"
    assert is_in(owner)


def test_the_names_of_an_account_share_one_count(db: None) -> None:
    user = person(1)
    names = [user.sign_in_name, user.email, user.email.upper()]
    for guess in range(5):
        sign_in(Client(REMOTE_ADDR=f"198.51.100.{guess}"), names[guess % 3], "salah sekali")
    for name in names:
        assert sign_in(Client(REMOTE_ADDR="198.51.100.99"), name).status_code == 422


def test_the_names_of_an_account_share_one_count_at_one_address(db: None) -> None:
    user = person(1)
    names = [user.sign_in_name, user.email, user.email.upper()]
    for guess in range(5):
        sign_in(Client(REMOTE_ADDR=OFFICE), names[guess % 3], "salah sekali")
    for name in names:
        answer = sign_in(Client(REMOTE_ADDR=OFFICE), name)
        assert "Terlalu banyak percobaan" in answer.content.decode()


def test_a_stranger_elsewhere_shuts_nobody_out(db: None) -> None:
    user = person(1)
    stranger = Client(REMOTE_ADDR="198.51.100.1")
    for guess in range(12):
        sign_in(stranger, user.sign_in_name, f"tebakan {guess}")
    assert sign_in(stranger, user.sign_in_name).status_code == 422
    assert sign_in(Client(REMOTE_ADDR=OFFICE), user.sign_in_name).status_code == 302


def test_guessing_from_many_addresses_makes_the_account_wait_a_little(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    user, start = person(1), timezone.now()
    for guess in range(40):
        address = f"198.51.100.{guess}"
        sign_in(Client(REMOTE_ADDR=address), user.sign_in_name, "salah sekali")
    answer = sign_in(Client(REMOTE_ADDR=OFFICE), user.sign_in_name)
    assert answer.status_code == 422
    assert "dari beberapa tempat" in answer.content.decode()
    later = timezone.now() + timedelta(seconds=6)
    assert later - start < timedelta(minutes=5)
    monkeypatch.setattr(adapter, "now", lambda: later)
    assert sign_in(Client(REMOTE_ADDR=OFFICE), user.sign_in_name).status_code == 302


def test_the_wait_grows_with_wrong_passwords_and_ends_within_a_minute(db: None) -> None:
    waits = []
    for count in range(1, 201):
        note_failure("account:1", OFFICE, 1000.0 + count)
        waits.append(seconds_to_wait("account:1", 1000.0 + count))
    assert [waits[count - 1] for count in (39, 40, 80, 160, 200)] == [0, 5, 20, 60, 60]
    assert seconds_to_wait("account:1", 1261.0) == 0
    assert seconds_to_wait("account:2", 1200.0) == 0


def test_guessing_at_one_account_leaves_its_neighbour_alone(db: None) -> None:
    first, second = person(1), person(2)
    client = Client(REMOTE_ADDR=OFFICE)
    for _ in range(6):
        sign_in(client, first.sign_in_name, "salah sekali")
    assert sign_in(client, second.sign_in_name).status_code == 302


def test_right_sign_ins_are_not_counted(db: None) -> None:
    user = person(1)
    for _ in range(8):
        assert sign_in(Client(), user.sign_in_name).status_code == 302


def test_an_unknown_name_is_slowed_like_a_known_one(db: None) -> None:
    person(1)
    answers = [sign_in(Client(), "199001012015011001", "salah").content.decode() for _ in range(6)]
    assert "Terlalu banyak percobaan" in answers[5]
    assert "Terlalu banyak percobaan" not in answers[4]


def test_a_flood_from_one_address_gets_429(db: None, settings: Any) -> None:
    limits = settings.ACCOUNT_RATE_LIMITS
    assert limits["sign_in_code"] == "600/m/ip"
    settings.ACCOUNT_RATE_LIMITS = limits | {"sign_in_code": "5/h/ip"}
    client = Client(REMOTE_ADDR=OFFICE)
    statuses = [client.post("/account/code", {}).status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    assert Client(REMOTE_ADDR="198.51.100.1").post("/account/code", {}).status_code == 422
