"""One walk through every page of the access table, in both languages, with a real browser.

Each page: readable for all (axe), never sideways on a phone, one heading, a title, and nothing in
the console. The Indonesian walk is on a desk with axe, the English one on a phone.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from playwright.sync_api import Error, Page

from pamong.people.tests.world import World
from tests.addresses import pages, url_of, visitors
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
# A tag in another state than these is grey and without a shape.
STYLE = Path(str(finders.find("ui/pamong.css"))).read_text(encoding="utf-8")
LOOKS = set(re.findall(r'\.pm-tag\[data-s="([a-z]+)"\]', STYLE))
TAGS = "Array.from(document.querySelectorAll('.pm-tag'), (one) => one.dataset.s)"
# What is right or does not apply stays in the page: to bring it here takes longer than most rules.
BROKEN = "([place, rules]) => axe.run(place ?? document, rules).then((found) => found.violations)"
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
    """What axe finds on a page that brought it; a frame that it has seen is looked at again only beside what it frames."""

    def __init__(self) -> None:
        self.frames = set[str]()

    def at(self, page: Page) -> list[str]:
        """The rules that are broken, each with its first place."""
        frame = page.evaluate(FRAME_HERE, [*FRAME])
        known = frame in self.frames
        self.frames.add(frame)
        around = {"exclude": [[one] for one in FRAME]} if known else None
        found = page.evaluate(BROKEN, [around, AXE])
        if known:
            found += page.evaluate(BROKEN, [None, TOGETHER])
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def is_page(seat: Seat, url: str) -> bool:
    """Whether a page opens there, and not a file."""
    try:
        answer = seat.page.goto(seat.home + url)
    except Error as error:
        if "Download is starting" in error.message:
            return False
        raise
    return answer is not None and answer.headers["content-type"].startswith("text/html")


def faults_of(seat: Seat, look: Look, *, is_phone: bool) -> list[str]:
    """What is wrong with the page that is open; details are opened first."""
    page, faults = seat.page, list(seat.faults)
    seat.faults.clear()
    if page.locator("h1").count() != 1:
        faults.append(f"{page.locator('h1').count()} h1")
    if not re.fullmatch(r"\S.* · Pamong", page.title().strip()):
        faults.append(f"title: {page.title()!r}")
    if nowhere := page.locator('a[href=""]').all_inner_texts():
        faults.append(f"links that lead nowhere: {nowhere}")
    page.evaluate(OPEN_ALL)
    faults += look.at(page)
    faults += [f"a tag that is {one}" for one in {*page.evaluate(TAGS)} - LOOKS]
    for width in (PHONE, DESK) if is_phone else (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate(WIDTH) > width:
            faults.append(f"{page.evaluate(WIDTH)} px wide at {width}")
    return faults


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_can_be_read_by_everybody(
    world: World, seat: Any, language: str, share: int
) -> None:
    subjects, seats, faults = make_subjects(world), {}, {}
    is_phone, look, axe = language == "en", Look(), Axe().axe_script
    for name in pages()[share::SHARES]:
        person, url = visitor(name, language), url_of(name, subjects)
        if person not in seats:
            seats[person] = seat(person, width=PHONE if is_phone else DESK, language=language)
            seats[person].page.add_init_script(axe)  # sent once, not with each page
        here = seats[person]
        here.page.set_viewport_size({"width": PHONE if is_phone else DESK, "height": 800})
        if not is_page(here, url):
            # What a browser says of a file, soon or late, is none of ours.
            seats.pop(person).page.context.close()
        elif found := faults_of(here, look, is_phone=is_phone):
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
