"""Pages of the outside for tests: what answers at which address, with no socket of the network."""

import socket
from datetime import date
from typing import Any

from pamong.access.clock import now
from pamong.documents.outgoing.tests.lines import FakeLine, parsed
from pamong.measurement.models import Evidence
from pamong.people.models import Employee

DAY = date(2026, 11, 20)


def answer(status: int, **headers: str) -> bytes:
    lines = [
        f"HTTP/1.1 {status} Said",
        *(f"{k.replace('_', '-')}: {v}" for k, v in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def to(address: str) -> bytes:
    return answer(302, Location=address)


class Pages(FakeLine):
    """`Pages({"host/path": answer(200), "GET host/other": ...})`; all else is not there."""

    def __init__(self, pages: dict[str, bytes]) -> None:
        super().__init__(self._page)
        self.pages = pages

    def _page(self, theirs: socket.socket) -> None:
        method, place = self._asked(self.got[-1])
        found = self.pages.get(f"{method} {place}") or self.pages.get(place) or answer(404)
        theirs.sendall(found)

    def asked(self) -> list[str]:
        """Each request, as `HEAD host/path`."""
        return [" ".join(self._asked(one)) for one in self.got]

    def _asked(self, request: bytes) -> tuple[str, str]:
        head = request.partition(b"\r\n\r\n")[0]
        method, path, _version = head.split(b"\r\n")[0].decode().split(" ")
        return method, parsed(head)["host"] + path


def make_link(owner: Employee, link: str, **more: Any) -> Evidence:
    given = {"title": link, "dated_on": DAY, "link_next_at": now()} | more
    return Evidence.objects.create(owner=owner, link=link, **given)
