"""The catalogue in a real browser: readable for all, never sideways, and our script at work."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browsing import started

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
FORM = "form[data-draft]"
DRAFT = "/drafts/"


@pytest.fixture
def visit(seat: Any) -> Any:
    """Open the catalogue as Budi at a width, in a language, with or without script."""

    def opened(width: int = 1280, language: str = "id", *, script: bool = True) -> Page:
        page: Page = seat("budi", width=width, language=language, script=script).open("/ui/")
        return page

    return opened


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everybody_can_read_the_catalogue(visit: Any, width: int, language: str) -> None:
    page = visit(width, language)
    page.evaluate(OPEN_ALL)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_page_scrolls_sideways(visit: Any, language: str) -> None:
    page = visit(320, language)
    for width in (320, 360, 768, 1024, 1088, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(OPEN_ALL)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def test_a_short_row_opens_on_a_phone_without_script(visit: Any) -> None:
    page = visit(360, script=False)
    row = page.locator("tr.is-short")
    expect(row.get_by_text("Disusun")).to_be_visible()
    expect(row.get_by_text("Belum ada", exact=True)).to_be_hidden()
    row.get_by_text("Rincian").first.click()
    expect(row.get_by_text("Belum ada", exact=True)).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(row.locator(".pm-more")).to_be_hidden()


def test_what_is_typed_comes_back_and_can_be_dropped(visit: Any) -> None:
    page = started(visit(), FORM)
    page.fill("#satu_result", "Meningkatnya satuan PAUD")
    page.check("#satu_above_1")
    page.wait_for_selector(f"{FORM} [data-draft-status]:has-text('Draf tersimpan pukul')")
    page.reload()
    page.wait_for_selector(f"{FORM} .pm-draft")
    assert page.input_value("#satu_result") == "Meningkatnya satuan PAUD"
    assert page.is_checked("#satu_above_1")
    page.click(f"{FORM} .pm-draft button")
    page.wait_for_selector(f"{FORM} [data-draft-status]:has-text('Draf dibuang')")
    assert page.input_value("#satu_result") == ""
    with page.expect_response(f"**{DRAFT}*") as asked:
        page.reload()
    assert asked.value.status == 204
    assert page.locator(f"{FORM} .pm-draft").count() == 0


def test_what_is_typed_before_the_script_is_there_is_kept(visit: Any, seat: Any) -> None:
    page = started(visit(), FORM)
    page.fill("#satu_result", "Yang lama")
    page.wait_for_selector(f"{FORM} [data-draft-status]:has-text('Draf tersimpan pukul')")
    elsewhere, held = seat("budi"), []

    def hold(script: Route) -> None:
        held.append(script)

    elsewhere.page.route("**/drafts.js", hold)
    with elsewhere.page.expect_request("**/drafts.js"):
        page = elsewhere.open("/ui/")
    page.fill("#satu_result", "Yang baru")
    held[0].continue_()
    started(page, FORM).check("#satu_above_1")
    page.wait_for_selector(f"{FORM} [data-draft-status]:has-text('Draf tersimpan pukul')")
    assert page.input_value("#satu_result") == "Yang baru"
    assert page.locator(f"{FORM} .pm-draft").count() == 0


def test_the_grid_is_walked_by_keys_and_marks_what_changed(visit: Any) -> None:
    page = started(visit(), "[data-grid]")
    page.focus("[name=p1r1]")
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.type("Dasbor")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+ArrowDown")
    assert page.evaluate("document.activeElement.name") == "p2r2"
    assert page.input_value("[name=p1r2]") == "Dasbor\n"
    assert page.locator("td.is-new").count() == 1
    assert page.text_content("[data-grid-status]") == "1 perubahan belum disimpan."


def test_a_pressed_button_keeps_its_width_and_can_be_pressed_again(visit: Any) -> None:
    page = visit()
    button = page.locator(f"{FORM} button[type=submit]")
    page.evaluate(f"document.querySelector('{FORM}').target = 'elsewhere'")
    before = button.bounding_box()["width"]
    # No answer comes. A line that is cut would set the button free: the worker tells the page of it.
    page.context.route("**/*", lambda _route: None)
    button.click(no_wait_after=True)
    expect(button).to_have_attribute("aria-busy", "true")
    assert button.is_enabled()
    assert button.bounding_box()["width"] == before


def test_the_page_works_without_script(visit: Any) -> None:
    page = visit(360, script=False)
    page.click("summary:has-text('Menu')")
    assert page.is_visible("nav .pm-nav-link:has-text('SKP saya')")
    page.click("button:has-text('English')")
    assert page.text_content("h1").strip().startswith("Catalogue of components")


def test_picked_rows_are_counted_beside_the_button(visit: Any) -> None:
    page = started(visit(), "[data-picks]")
    form = page.locator("form:has([data-picks])").first
    boxes, line = form.locator(".pm-pick input"), form.locator("[data-picks]")
    button = form.locator("[data-picked]")
    picked = form.locator(".pm-pick input:checked").count()
    page.wait_for_function(
        "(n) => document.querySelector('[data-picks]').textContent === (n ? `${n} dipilih.` : '')",
        arg=picked,
    )
    for box in boxes.all():
        box.check()
    assert line.text_content() == f"{boxes.count()} dipilih."
    assert button.text_content() == f"Setujui {boxes.count()} SKP"
    boxes.first.uncheck()
    assert button.text_content() == f"Setujui {boxes.count() - 1} SKP"
    for box in boxes.all():
        box.uncheck()
    assert line.text_content() == ""
    assert button.text_content() == "Setujui SKP yang dipilih"


def test_nothing_is_counted_without_script(visit: Any) -> None:
    page = visit(script=False)
    assert page.locator("[data-picks]").first.text_content() == ""
    assert page.locator("[data-picked]").first.text_content() == "Setujui SKP yang dipilih"


def test_a_field_is_copied_by_the_keyboard_and_marked(visit: Any) -> None:
    page = visit()
    page.wait_for_selector("[data-copies] [data-copy=one]:visible")
    page.locator("[data-copies] [data-copy=one]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-copies] [data-copied]")
    assert page.locator("[data-copied]").count() == 1
    assert page.locator("[data-copies] [role=status]").first.text_content() == "Tersalin"
    page.locator("[data-copies] [data-copy=all]").first.click()
    page.locator("[data-copied]").nth(1).wait_for(state="attached")
    assert page.locator("[data-copied]").count() == 2


def test_without_script_the_texts_stand_without_buttons(visit: Any) -> None:
    page = visit(script=False)
    assert not page.locator("[data-copy]").first.is_visible()
    assert page.locator("[data-copy-label]").first.is_visible()


def test_a_text_for_a_group_is_copied_by_one_press(visit: Any) -> None:
    page = visit()
    block = page.locator(".pm-paste").first
    page.wait_for_selector(".pm-paste [data-copy]:visible")
    block.locator("[data-copy]").click()
    expect(block.locator("[role=status]")).to_have_text("Tersalin. Tempelkan di WhatsApp.")
    assert "Buka Pamong: http" in str(block.locator("textarea").text_content())
