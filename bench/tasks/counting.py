"""Hands at a browser: each click and key goes through Playwright's mouse and keyboard, and is counted.

What counts, on both sides of the table:

- a click: one press of the mouse. Choosing in a closed list is two, opening it and choosing; a file of one's own is
  three, the field, the file and “Open”. Scrolling is free.
- a key: each character typed, Tab, Enter, Space and arrows. Pasting is two, Ctrl and V, however long the text.
- a load: a page or a printed paper. What is redirected counts once.
- a piece: what a page asks of the server while one stays on it (advice, a kept draft, counts); nobody waits for it.
- bytes: what came over the wire, compressed, from an empty cache of each person.

Signing in and opening the first page are part of no task; the first page's load and bytes are counted.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Request, expect

LOADS, PIECES = {"document"}, {"xhr", "fetch"}
AHEAD = {"purpose", "sec-purpose"}  # what is fetched before anybody asked bears one of these
TABS = 80
WIDTH = 1280  # px; a phone folds the navigation that the scripts use


@dataclass(slots=True)
class Counts:
    """What one task has cost so far."""

    clicks: int = 0
    keys: int = 0
    loads: int = 0
    pieces: int = 0
    bytes: int = 0

    def told(self) -> dict[str, int]:
        """As it is written down."""
        return asdict(self)


class Hand:
    """One person at one browser."""

    def __init__(self, page: Page, home: str, counts: Counts) -> None:
        self.page, self.home, self.counts = page, home, counts
        page.on("request", self._asked)
        listening = page.context.new_cdp_session(page)
        listening.on("Network.loadingFinished", self._arrived)
        listening.send("Network.enable")

    def _asked(self, request: Request) -> None:
        is_ours = request.url.startswith(self.home) and not request.redirected_from
        if is_ours and not AHEAD & set(request.headers):
            self.counts.loads += request.resource_type in LOADS
            self.counts.pieces += request.resource_type in PIECES

    def _arrived(self, event: dict[str, Any]) -> None:
        self.counts.bytes += int(event["encodedDataLength"])

    def open(self, path: str = "/") -> "Hand":
        """The page on which a person begins."""
        self.page.goto(self.home + path)
        return self

    def on(self, place: Locator) -> "Hand":
        """Press the mouse on something."""
        self.counts.clicks += 1
        place.click()
        self.page.wait_for_load_state()
        return self

    def find(self, role: Any, name: str, within: str = "main") -> Locator:
        """What is seen with that name."""
        named = self.page.locator(within).get_by_role(role, name=name)
        return named.locator("visible=true").first

    def go(self, name: str) -> "Hand":
        """Follow a link of the side navigation; a number may stand behind its name."""
        links = self.page.locator("nav").get_by_role("link", name=re.compile(rf"^{name}( \d|$)"))
        return self.on(links.locator("visible=true").first)

    def follow(self, name: str) -> "Hand":
        """Follow a link of the page."""
        return self.on(self.find("link", name))

    def press(self, name: str) -> "Hand":
        """Press a button of the page."""
        return self.on(self.find("button", name))

    def tick(self, value: str, *, name: str = "") -> "Hand":
        """Choose by mouse the box or card of a value; what is chosen already needs no press."""
        return self.take(self.page.locator(f"main input[name='{name}'][value='{value}']"))

    def take(self, place: Locator) -> "Hand":
        """The same by any way of finding it."""
        if not place.is_checked():
            self.counts.clicks += 1
            place.check(force=True)
        return self

    def choose(self, field: str, label: str) -> "Hand":
        """Open a closed list and choose."""
        self.counts.clicks += 2
        self.page.locator(f"main select[name='{field}']").select_option(label=label)
        return self

    def type(self, text: str) -> "Hand":
        """Type into what has the focus."""
        self.counts.keys += len(text)
        self.page.keyboard.type(text)
        return self

    def paste(self, text: str) -> "Hand":
        """Paste into what has the focus."""
        self.counts.keys += 2
        self.page.keyboard.insert_text(text)
        return self

    def key(self, name: str, times: int = 1) -> "Hand":
        """A key that writes nothing."""
        for _time in range(times):
            self.counts.keys += 1
            self.page.keyboard.press(name)
        return self

    def tab_to(self, name: str) -> "Hand":
        """Go on with Tab until the field has the focus."""
        for _step in range(TABS):
            self.key("Tab")
            if self.page.evaluate("document.activeElement.name") == name:
                return self
        raise AssertionError(f"{name} is not reached with Tab")

    def enter(self, name: str, text: str) -> "Hand":
        """Press the mouse on a field and type."""
        return self.on(self.page.locator(f"main [name='{name}']")).type(text)

    def send_file(self, field: str, file: Path) -> "Hand":
        """Choose a file of one's own."""
        self.counts.clicks += 3
        self.page.locator(f"main [name='{field}']").set_input_files(file)
        return self

    @contextmanager
    def printing(self) -> Iterator[list[str]]:
        """A paper comes as a file: its name, and its bytes with what came over the wire."""
        names: list[str] = []
        with self.page.expect_download() as arrived:
            yield names
        download = arrived.value
        names.append(download.suggested_filename)
        self.counts.bytes += Path(download.path()).stat().st_size

    def see(self, *texts: str) -> "Hand":
        """What the page must say now."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(re.compile(re.escape(text)))
        return self


class Room:
    """Where the hands of a task sit: one browser, a context and an empty cache for each person."""

    def __init__(self, browser: Browser, home: str, hands: type[Hand] = Hand) -> None:
        self.browser, self.home, self.hands = browser, home, hands
        self.counts = Counts()

    def seat(self, session: str) -> Hand:
        """Somebody who signed in before."""
        context = self.browser.new_context(
            viewport={"width": WIDTH, "height": 800},
            timezone_id="Asia/Jakarta",
            locale="id-ID",
        )
        context.set_default_timeout(15_000)
        cookies = {"pamong_language": "id", "pamong_session": session}
        context.add_cookies([{"name": n, "value": v, "url": self.home} for n, v in cookies.items()])
        return self.hands(context.new_page(), self.home, self.counts)
