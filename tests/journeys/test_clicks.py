"""How many clicks some errands take beside the eleven tasks; typing and the Tab key are free."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from pamong.people.tests.make import make_employee, make_supervision
from pamong.people.tests.world import World
from pamong.performance.models import Plan, RoleCell
from pamong.performance.tests.make import make_complete_plan, make_plan, make_result

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAY = date(2026, 1, 12)
RESULTS = 4
TEAM = 8
AGREE_CLICKS = 12


class Mouse:
    """Counts what is clicked."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def __call__(self, role: Any, name: str, *, within: str = "body") -> None:
        self.on(
            self.page.locator(within).get_by_role(role, name=name).locator("visible=true").first
        )

    def on(self, place: Locator) -> None:
        self.clicks += 1
        place.click()
        self.page.wait_for_load_state()


@pytest.fixture
def january(settings: Any, world: World) -> Plan:
    """Budi's agreed plan, before his people have theirs."""
    settings.TODAY = DAY.isoformat()
    plan = make_plan(world.budi, status=Plan.Status.AGREED, agreed_on=DAY)
    for number in range(1, RESULTS + 1):
        make_result(plan, f"Meningkatnya mutu layanan bagian {number}")
    return plan


def make_team(world: World) -> list[Any]:
    """Eight people whom Budi rates."""
    team = [world.sari, world.putri, world.rini]
    for number in range(TEAM - len(team)):
        person = make_employee(world.clinic, name=f"Perawat {number}")
        make_supervision(person, world.budi, world.joko)
        team.append(person)
    return team


def test_a_leader_agrees_eight_plans(january: Plan, world: World, seat: Any) -> None:
    for person in make_team(world):
        make_complete_plan(person, status=Plan.Status.PROPOSED, proposed_on=DAY)
    page = seat("budi").open("/")
    click = Mouse(page)
    click("link", "SKP bawahan")
    for box in page.locator("main input[type=checkbox]").all():
        if not box.is_checked():
            click.on(box)
    click("button", "Setujui", within="main")
    click("button", f"Setujui {TEAM} SKP", within="main")
    expect(page.locator("main")).to_contain_text("SKP yang Anda setujui")
    assert Plan.objects.filter(status=Plan.Status.AGREED, rater=world.budi).count() == TEAM
    assert click.clicks <= AGREE_CLICKS


def test_the_matrix_is_filled_by_keyboard_in_one_page_load(
    january: Plan, world: World, seat: Any
) -> None:
    make_team(world)
    page = seat("budi").open("/matrix/")
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    page.wait_for_selector("[data-grid][data-started]")
    reach_cell(page)
    for number in range(TEAM * RESULTS):
        page.keyboard.type(f"Peran {number}")
        page.keyboard.press("Tab")
    assert loads == []
    for _step in range(5):
        if page.evaluate("document.activeElement.type") == "submit":
            break
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Matriks tersimpan")
    assert RoleCell.objects.filter(result__plan=january).count() == TEAM * RESULTS


def reach_cell(page: Page) -> None:
    """From the top of the page to the first cell of the grid, with Tab alone."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("Boolean(document.activeElement.closest('[data-grid] td'))"):
            return
    raise AssertionError("the grid is not reached with Tab")


def test_a_wrong_supervisor_is_told_in_two_clicks(january: Plan, world: World, seat: Any) -> None:
    plan = make_complete_plan(world.sari)
    page = seat("sari").open(f"/plans/{plan.uuid}/")
    click = Mouse(page)
    click("link", "Atasan saya keliru", within="main")
    click("button", "Kirim laporan", within="main")
    expect(page.locator("body")).to_contain_text("Laporan terkirim")
    assert click.clicks == 2
