"""The key "/" at a keyboard: to the search while it is on, nowhere once its owner turned it off."""

from typing import Any

import pytest

pytestmark = pytest.mark.browser
AT_SEARCH = "document.activeElement.matches('[type=search]')"


def test_the_key_leads_to_the_search_until_it_is_turned_off(seat: Any) -> None:
    sari = seat("sari")
    page = sari.open("/account/security")
    page.keyboard.press("/")
    assert page.evaluate(AT_SEARCH)
    page.keyboard.type("a/k")
    assert page.input_value("[data-find]:visible") == "a/k"
    page.get_by_role("button", name="Matikan tombol /").click()
    page.get_by_role("button", name="Aktifkan tombol /").wait_for()
    page.wait_for_load_state()  # with its script
    for key in ("/", "k", "Control+/"):
        page.keyboard.press(key)
        assert not page.evaluate(AT_SEARCH), key
    page.keyboard.press("Control+k")
    assert page.evaluate(AT_SEARCH)
    assert sari.faults == []
