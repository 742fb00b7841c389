from typing import Any

from pamong.ledger.actions import SHELL, record
from pamong.people.tests.world import World


def test_what_was_done_with_an_account_is_said_in_words(world: World, as_: Any) -> None:
    sari = world.account("sari")
    for verb in ("access.account_added", "access.password_changed", "people.role_given"):
        record(verb, sari, by=SHELL, on=world.day)
    page = as_("sari").get("/account/security").content.decode()
    for said in ("Akun dibuat", "Kata sandi diganti", "Akun diubah"):
        assert said in page
    assert "role_given" not in page
