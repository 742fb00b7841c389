"""A phone that is closed and opened again, and a line that is cut."""

import socket
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browsing import CHROMIUM, PHONE, QUIET, until

KEPT = "async (path) => Boolean(await caches.match(path))"
WAITING = """async () => (await Promise.all((await caches.keys()).filter((n) => n.startsWith("pamong-queue-"))
    .map(async (n) => (await (await caches.open(n)).keys()).length))).reduce((a, b) => a + b, 0)"""


class Line:
    """A wire to the server that can be cut; nobody tells the browser."""

    def __init__(self, server: str) -> None:
        parts = urlsplit(server)
        self.server = (parts.hostname or "", parts.port or 0)
        self.port = 0
        self.open: list[socket.socket] = []
        self.restore()

    def restore(self) -> None:
        """Join it again at the same address."""
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._take, args=[self.listener], daemon=True).start()

    def cut(self) -> None:
        """Nothing goes through, not even what is under way."""
        for one in (self.listener, *self.open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self.open.clear()

    def _take(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                here, _address = listener.accept()
                there = socket.create_connection(self.server)
                self.open += [here, there]
                for ends in ((here, there), (there, here)):
                    threading.Thread(target=self._pass, args=ends, daemon=True).start()

    @staticmethod
    def _pass(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)


class Phone:
    """One device at its own line: its browser keeps what it has when it is closed."""

    def __init__(self, browser: Browser, server: str, folder: Path) -> None:
        self.kind, self.line, self.folder = browser.browser_type, Line(server), folder
        self.home = f"http://127.0.0.1:{self.line.port}"
        self.context: BrowserContext | None = None

    def open(self, client: Any) -> Page:
        """A fresh start of the browser, with the session that a person has."""
        self.close()
        self.context = self.kind.launch_persistent_context(
            self.folder,
            executable_path=CHROMIUM,
            args=list(QUIET),
            viewport={"width": PHONE, "height": 800},
            timezone_id="Asia/Jakarta",
        )
        self.context.set_default_timeout(20_000)
        value = client.cookies["pamong_session"].value
        self.context.add_cookies([{"name": "pamong_session", "value": value, "url": self.home}])
        return self.context.pages[0]

    def close(self) -> None:
        """Put it away; its profile stays."""
        if self.context:
            self.context.close()
            self.context = None


def open_and_keep(page: Page, url: str, path: str) -> Page:
    """Open a page of ours with the line up, and wait until the device keeps it."""
    page.goto(url + path)
    until(page, "() => Boolean(navigator.serviceWorker.controller)")
    for kept in ("/offline", path):
        until(page, KEPT, kept)
    return page


def cut(page: Page, *, is_cut: bool = True) -> None:
    """Take the line away, or give it back."""
    page.context.set_offline(is_cut)


def write_line(page: Page, text: str) -> None:
    """One line of the day, saved."""
    page.get_by_label("Kegiatan harian").last.fill(text)
    page.get_by_role("button", name="Simpan progress").click()


def waiting(page: Page) -> int:
    """How many forms wait on the device."""
    return int(page.evaluate(WAITING))
