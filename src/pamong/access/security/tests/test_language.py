"""A person chooses the language of the interface, in the footer of every page."""

from typing import Any

import pytest


def test_the_chosen_language_is_kept_with_the_account(as_: Any, world: Any) -> None:
    client = as_("sari")
    response = client.post("/account/language", {"language": "en", "next": "/account/security"})
    assert response.status_code == 303
    assert response.headers["Location"] == "/account/security"
    sari = world.account("sari")
    sari.refresh_from_db()
    assert sari.language == "en"
    assert b'lang="en"' in client.get("/account/security").content


@pytest.mark.parametrize(
    "url", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""]
)
def test_the_way_back_stays_in_the_house(as_: Any, url: str) -> None:
    response = as_("sari").post("/account/language", {"language": "en", "next": url})
    assert response.headers["Location"] == "/"


def test_an_unknown_language_changes_nothing(as_: Any) -> None:
    response = as_("sari").post("/account/language", {"language": "xx", "next": "/ui/"})
    assert "pamong_language" not in response.cookies


def test_a_link_cannot_change_the_language(as_: Any) -> None:
    assert as_("sari").get("/account/language").status_code == 405


def test_a_stranger_may_choose_too(as_: Any) -> None:
    assert as_("nobody").post("/account/language", {"language": "en"}).status_code == 303
