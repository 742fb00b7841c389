"""The search is one key away, and no key is taken from somebody who types."""

from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOCUSED = "document.activeElement.getAttribute('name')"


def test_slash_and_ctrl_k_lead_to_the_box(seat: Any) -> None:
    page = seat("dewi").open("/people")
    for key in ("/", "Control+k"):
        page.locator("h1").click()
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED) == "q"
        page.keyboard.type("sari/")
        assert page.locator(".pm-search input").first.input_value().endswith("sari/")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/search?q=sari")


def test_on_a_phone_the_box_stands_in_the_menu(seat: Any) -> None:
    page = seat("dewi", width=360, script=False).open("/people")
    page.locator("summary", has_text="Menu").click()
    box = page.locator(".pm-menu-box .pm-search input")
    box.fill("sari")
    box.press("Enter")
    page.wait_for_url("**/people/search?q=sari")
