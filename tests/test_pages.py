"""One walk through every page of the access table, in both languages, with a real browser.

Each page: readable for all (axe), never sideways on a phone, one heading, a title, and nothing in
the console. The Indonesian walk is on a desk with axe, the English one on a phone.
"""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from pamong.people.tests.world import World
from tests.addresses import is_page, pages, url_of, visitors
from tests.browsing import AXE, DESK, OPEN_ALL, PHONE, WIDTH, Seat
from tests.subjects import make_subjects

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHARES = 2  # each language is walked by two processes
# Who goes first: the walks see a page with different eyes where several people may see it.
FIRST = {
    "id": ("budi", "dewi", "joko", "sari", "rini", "tono", "nobody"),
    "en": ("sari", "rini", "dewi", "joko", "budi", "tono", "nobody"),
}

# What stands around every page, as a person sees it there.
FRAME = (".pm-bar", ".pm-side")
FRAME_HERE = """(frame) => frame.map((one) => {
    const copy = document.querySelector(one)?.cloneNode(true);
    copy?.querySelectorAll("[type=hidden]").forEach((hidden) => { hidden.value = ""; });
    return copy?.outerHTML;
}).join()"""
# What a frame and a page can only have wrong together.
TOGETHER = {
    "runOnly": [
        *("accesskeys", "duplicate-id-aria", "heading-order", "landmark-banner-is-top-level"),
        *("landmark-main-is-top-level", "landmark-no-duplicate-banner", "landmark-unique"),
        *("landmark-no-duplicate-main", "skip-link"),
    ],
    "resultTypes": ["violations"],
}


def visitor(name: str, language: str) -> str:
    """Who goes to a page in a walk."""
    people = visitors(name)
    return next((person for person in FIRST[language] if person in people), people[0])


class Look:
    """What axe finds on a page; a frame that it has seen is looked at again only beside what it frames."""

    def __init__(self) -> None:
        self.axe, self.frames = Axe(), set[str]()

    def at(self, page: Page) -> list[str]:
        """The rules that are broken, each with its first place."""
        frame = page.evaluate(FRAME_HERE, [*FRAME])
        known = frame in self.frames
        self.frames.add(frame)
        around = {"exclude": [[one] for one in FRAME]} if known else None
        found = self.axe.run(page, around, AXE).response["violations"]
        if known:
            found += page.evaluate("(rules) => axe.run(rules)", TOGETHER)["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def faults_of(seat: Seat, look: Look, *, is_phone: bool) -> list[str]:
    """What is wrong with the page that is open; details are opened first."""
    page, faults = seat.page, list(seat.faults)
    seat.faults.clear()
    if page.locator("h1").count() != 1:
        faults.append(f"{page.locator('h1').count()} h1")
    if not re.fullmatch(r"\S.* · Pamong", page.title().strip()):
        faults.append(f"title: {page.title()!r}")
    page.evaluate(OPEN_ALL)
    faults += look.at(page)
    for width in (PHONE, DESK) if is_phone else (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate(WIDTH) > width:
            faults.append(f"{page.evaluate(WIDTH)} px wide at {width}")
    return faults


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_can_be_read_by_everybody(
    world: World, as_: Any, seat: Any, language: str, share: int
) -> None:
    subjects, seats, faults = make_subjects(world), {}, {}
    is_phone, look = language == "en", Look()
    for name in pages()[share::SHARES]:
        person, url = visitor(name, language), url_of(name, subjects)
        if not is_page(as_(person), url):
            continue
        if person not in seats:
            seats[person] = seat(person, width=PHONE if is_phone else DESK, language=language)
        here = seats[person]
        here.page.set_viewport_size({"width": PHONE if is_phone else DESK, "height": 800})
        here.open(url)
        if found := faults_of(here, look, is_phone=is_phone):
            faults[f"{name} as {person}"] = found
    assert faults == {}


@pytest.mark.parametrize("person", ["dewi", "budi"])
def test_the_menu_of_a_phone_stays_within_the_screen_with_its_groups_open(
    seat: Any, person: str
) -> None:
    page = seat(person, width=PHONE).open("/")
    page.evaluate(
        "document.querySelectorAll('.pm-phone, .pm-phone details').forEach(one => { one.open = true; })"
    )
    assert page.locator(".pm-phone details[open]").count() > 0
    assert page.evaluate(WIDTH) <= PHONE
