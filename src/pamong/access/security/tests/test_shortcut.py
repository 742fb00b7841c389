"""A person turns off the key "/" that leads to the search; Ctrl+K stays."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

SLASH, CTRL = 'aria-keyshortcuts="/ Control+K"', 'aria-keyshortcuts="Control+K"'


def chosen(client: Any, slash: str) -> str:
    sent = client.post("/account/shortcut", {"slash": slash})
    assert (sent.status_code, sent.headers["Location"]) == (303, "/account/security")
    return str(client.get("/account/security").content.decode())


def test_the_choice_is_kept_with_the_account_and_taken_back(as_: Any, world: Any) -> None:
    client, sari = as_("sari"), world.account("sari")
    assert SLASH in client.get("/account/security").content.decode()
    html = chosen(client, "off")
    sari.refresh_from_db()
    assert not sari.has_slash
    assert (SLASH in html, CTRL in html, "<kbd" in html) == (False, True, False)
    assert "Aktifkan tombol /" in html
    chosen(client, "off")  # a stale tab sends the same again
    sari.refresh_from_db()
    assert not sari.has_slash
    assert SLASH in as_("budi").get("/account/security").content.decode()
    assert SLASH in chosen(client, "on")


@pytest.mark.parametrize("slash", ["", "mati", "on\x00", "🙂" * 10])
def test_what_is_no_choice_changes_nothing(as_: Any, world: Any, slash: str) -> None:
    assert as_("sari").post("/account/shortcut", {"slash": slash}).status_code == 404
    assert world.account("sari").has_slash


def test_a_link_cannot_change_it(as_: Any) -> None:
    assert as_("sari").get("/account/shortcut").status_code == 405


def test_the_page_reads_no_more_for_it(as_: Any) -> None:
    client, counts = as_("sari"), []
    for slash in ("on", "off"):
        chosen(client, slash)
        with CaptureQueriesContext(connection) as read:
            client.get("/account/security")
        counts.append(len(read))
    assert counts[0] == counts[1]
