"""One walk through every page of the access table, in both languages, with a real browser.

Each page: readable for all (axe), never sideways on a phone, one heading, a title, and nothing in
the console. The Indonesian walk is on a desk with axe, the English one on a phone.
"""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

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


def visitor(name: str, language: str) -> str:
    """Who goes to a page in a walk."""
    people = visitors(name)
    return next((person for person in FIRST[language] if person in people), people[0])


def faults_of(seat: Seat, axe: Axe, *, is_phone: bool) -> list[str]:
    """What is wrong with the page that is open; details are opened first."""
    page, faults = seat.page, list(seat.faults)
    seat.faults.clear()
    if page.locator("h1").count() != 1:
        faults.append(f"{page.locator('h1').count()} h1")
    if not re.fullmatch(r"\S.* · Pamong", page.title().strip()):
        faults.append(f"title: {page.title()!r}")
    page.evaluate(OPEN_ALL)
    found = axe.run(page, options=AXE).response["violations"]
    faults += [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
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
    is_phone, axe = language == "en", Axe()
    for name in pages()[share::SHARES]:
        person, url = visitor(name, language), url_of(name, subjects)
        if not is_page(as_(person), url):
            continue
        if person not in seats:
            seats[person] = seat(person, width=PHONE if is_phone else DESK, language=language)
        here = seats[person]
        here.page.set_viewport_size({"width": PHONE if is_phone else DESK, "height": 800})
        here.open(url)
        if found := faults_of(here, axe, is_phone=is_phone):
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
