"""A real browser for the tests that need one; each gives what a person would see on a page of ours."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from pamong.people.tests.world import World

CHROMIUM = os.environ.get("PAMONG_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
DESK, PHONE = 1280, 360
# Only what is wrong is told of in full: to tell of all that is right takes most of the time.
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
OPEN_ALL = "document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process.

    The server of a session starts before a test can say that nothing is collected, and the
    browser's driver runs a loop in our thread, which Django would take for an async view.
    """
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as play:
            opened = play.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
            yield opened
            opened.close()


def started(page: Page, mark: str) -> Page:
    """Wait until our script is at work on what bears the mark; a page is there before its parts are."""
    page.wait_for_selector(f"{mark}[data-started]", state="attached")
    return page


def until(page: Page, question: str, given: Any = None) -> None:
    """Ask the page again and again; its own waiting takes a promise for a yes."""
    for _n in range(100):
        if page.evaluate(question, given):
            return
        page.wait_for_timeout(100)
    raise AssertionError(question)


@dataclass
class Seat:
    """One person at one browser: the page, and what went wrong on it."""

    page: Page
    home: str
    faults: list[str] = field(default_factory=list)

    def listen(self) -> "Seat":
        """Keep errors of the console, failed files, and whatever is asked of another host."""
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", self._asked)
        return self

    def _heard(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"console: {message.text} {message.location.get('url', '')}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.home, "blob:", "data:")):
            self.faults.append(f"outside: {request.url}")

    def open(self, path: str) -> Page:
        """Go to a path of ours."""
        self.page.goto(self.home + path)
        return self.page


Seats = Callable[..., Seat]


@pytest.fixture
def seat(browser: Browser, live_server: Any, world: World, as_: Any) -> Iterator[Seats]:
    """`seat("sari", width=360, language="en")`: one of the cast signed in at a browser."""
    contexts: list[BrowserContext] = []

    def taken(
        name: str = "nobody", *, width: int = DESK, language: str = "id", script: bool = True
    ) -> Seat:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=script,
            timezone_id="Asia/Jakarta",
        )
        contexts.append(context)
        cookies = {"pamong_language": language}
        if name != "nobody":
            cookies["pamong_session"] = as_(name).cookies["pamong_session"].value
        context.add_cookies(
            [{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()]
        )
        context.set_default_timeout(20_000)
        return Seat(context.new_page(), live_server.url).listen()

    yield taken
    for context in contexts:
        context.close()
