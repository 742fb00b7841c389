"""Odd input at every address: whatever is sent, the answer is never our own fault (5xx).

Each address gets one of the odd values, always the same; ODD_INPUT=a word chooses others, and
ODD_INPUT=all sends each of them.
"""

import os
import random
import re
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

import pamong
from pamong.people.tests.world import CAST, World
from tests.addresses import TABLE, expected, is_verb, pages, url_of, visitors
from tests.forms import forms_of
from tests.subjects import make_subjects

VALUES = (
    *("", "\0", "a\0b", "😀" * 40, "\u202e\u0645\u0631\u062d\u0628\u0627", "<b>'\";--%s{}", "\r\n"),
    *(
        "-1",
        "1e999",
        "NaN",
        "Infinity",
        "9" * 4000,
        "0000",
        "9999",
        "99999999999999999999",
        "0,5",
        "1.2.3,4,5",
        "32768",
        "2147483648",
        "999999999999",
        "99999999999999,999999",
        "9" * 24,
        "1" * 40,
    ),
    *("2026-02-30", "0000-00-00", "9999-12-31", "31-12-0001", "24.60", "null", "[]", "{}", "on"),
    *("00000000-0000-0000-0000-000000000000", "not-a-uuid", "../../etc/passwd", "x" * 1_000_000),
    *("WyJ4Il0", "W10", "bnVsbA", "!!!", "٣٤", "²", "１２", "\ufeff", "\x1b[31m", "%00", "%ff"),
)
LONG = 5000  # more than a request line may hold
SOME = 1
QUERY = re.compile(r"GET(?:\.get|\.getlist)?[(\[]\"(\w+)\"")
ROLES = ("sari", "budi", "joko", "rini", "dewi", "tono", "lina", "outsider")
FORGED = {
    "headers": {"hx-request": "true", "hx-target": "\0", "referer": "http://[", "cookie": "a"}
}

# Tags that Python writes here; nothing of VALUES holds one.
OUR_MARKUP = re.compile(
    r".{0,60}&lt;/?(?:span|div|p|a|li|ul|small|strong|time|svg)(?: |&gt;).{0,60}"
)


@pytest.fixture(scope="module")
def query_names() -> list[str]:
    """Every name that a view looks for behind the question mark."""
    sources = Path(str(pamong.__file__)).parent.rglob("*.py")
    return sorted({name for path in sources for name in QUERY.findall(path.read_text())})


def some_of(seed: str, values: tuple[Any, ...]) -> list[Any]:
    """Always the same few of the values for one address."""
    chance = os.environ.get("ODD_INPUT", "")
    if chance == "all":
        return list(values)
    return random.Random(seed + chance).sample(values, min(SOME, len(values)))


def where(error: Exception) -> str:
    """The last line of ours on the way to it."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/src/pamong/" in f.filename]
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "outside"


def shown_markup(answer: Any) -> str:
    """Markup of ours that the reader would see as letters, with what stands around it."""
    if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
        return ""
    found = OUR_MARKUP.search(answer.content.decode())
    return found[0] if found else ""


class House:
    """A world in which nothing that is sent stays, and every failure is kept."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.subjects = make_subjects(world)
        self.clients = {person: self._client(person) for person in CAST}
        self.failures: dict[str, str] = {}

    def _client(self, person: str) -> Client:
        client = Client()
        user = self.world.user(person)
        if user is not None:
            client.force_login(user)
        return client

    def send(self, person: str, method: str, *args: Any, **kwargs: Any) -> Any:
        """One request, undone afterwards; the place where it broke is told once."""
        client = self.clients[person]
        with transaction.atomic():
            try:
                answer = getattr(client, method)(*args, **kwargs)
                if answer.streaming:
                    list(answer.streaming_content)
                if answer.status_code >= 500:
                    self.failures[f"{answer.status_code} {args!r:.100}"] = person
                if told := shown_markup(answer):
                    self.failures[f"markup shown as text: {told}"] = f"{method} {args!r:.100}"
            except Exception as error:  # noqa: BLE001 — whatever it is, it is what we look for
                place = f"{where(error)} {type(error).__name__}: {error}"
                sent = f"{method} as {person}: {args!r:.300}"
                self.failures.setdefault(place[:300], sent)
                answer = None
            transaction.set_rollback(True)
        if client.cookies.get(settings.SESSION_COOKIE_NAME, None) and not self.is_in(client):
            self.clients[person] = self._client(person)
        return answer

    def answer_for_all(self) -> None:
        """Fail with one line for each place that broke."""
        lines = [f"{place}\n    {sent}" for place, sent in self.failures.items()]
        assert not lines, "\n" + "\n".join(lines)

    def is_in(self, client: Client) -> bool:
        """Signing out and ending sessions really take the session away."""
        return bool(client.cookies[settings.SESSION_COOKIE_NAME].value)

    def urls(self) -> Iterator[tuple[str, str]]:
        """Every row of the table with its address."""
        for name in sorted(TABLE):
            yield name, url_of(name, self.subjects)


@pytest.fixture
def house(world: World) -> House:
    return House(world)


def who_may(name: str) -> str:
    """Somebody who gets further than the door."""
    statuses = expected(name)
    return next((p for p in ROLES if statuses[p] not in {302, 403, 404, 405}), "sari")


def test_odd_questions_at_every_page(house: House, query_names: list[str]) -> None:
    for name, url in house.urls():
        if is_verb(name):
            continue
        for value in some_of(name, VALUES):
            query = dict.fromkeys(query_names, value[:LONG])
            house.send(who_may(name), "get", url, query)
        house.send("nobody", "get", url, {"next": "\0//evil.example", "after": "\0"})
        house.send(who_may(name), "get", url + "?%ff=%00&after=%ff&q=%c0%af", **FORGED)
    house.answer_for_all()


def test_odd_values_in_every_form(house: House) -> None:
    seen = set()
    for name in pages():
        url = url_of(name, house.subjects)
        for person in visitors(name)[:2]:
            answer = house.send(person, "get", url)
            kind = answer.get("Content-Type", "") if answer else ""
            if not kind.startswith("text/html"):
                continue
            for form in forms_of(answer.content.decode(), url):
                action = urljoin(url, form.action)
                if action in seen or form.method != "post":
                    continue
                seen.add(action)
                send_odd(house, person, action, form.fields)
    assert len(seen) > 30
    house.answer_for_all()


def send_odd(house: House, person: str, action: str, fields: dict[str, list[str]]) -> None:
    """All fields odd at once, then one after the other among those as they stood."""
    path = action.partition("?")[0]
    try:
        resolve(path)
    except Resolver404:
        house.failures[f"leads nowhere: {action}"] = person
        return
    for value in some_of(path, VALUES):
        house.send(person, "post", action, dict.fromkeys(fields, value))
        house.send(person, "post", action, {n: [value, value] for n in fields})
    for field in some_of(path, tuple(fields)):
        value = random.Random(field).choice(VALUES)
        house.send(person, "post", action, fields | {field: [value]})
        house.send(person, "post", action, {k: v for k, v in fields.items() if k != field})
        file = SimpleUploadedFile("😀\u202e.pdf", b"%PDF\0\xff" * 9, "application/pdf")
        house.send(person, "post", action, fields | {field: file})


def test_odd_bodies_at_every_verb(house: House) -> None:
    bodies = (
        (b"\xff\xfe\0=\xff", "application/x-www-form-urlencoded; charset=utf-8"),
        (b"a=1", "application/x-www-form-urlencoded; charset=nonsense"),
        (b"\xff\0{", "application/json"),
        (b'{"fields": ["a"]}', "application/json"),
        (b"[" * 50_000, "application/json"),
        (b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"&".join(b"f%d=1" % n for n in range(6000)), "application/x-www-form-urlencoded"),
        (b"_once=%00&_draft=%00", "application/x-www-form-urlencoded"),
    )
    for name, url in house.urls():
        people = [who_may(name), "nobody"] if is_verb(name) else [who_may(name)]
        for person in people:
            for body, kind in some_of(name, bodies):
                house.send(person, "generic", "POST", url, body, kind)
    house.answer_for_all()


def test_odd_addresses(house: House) -> None:
    odd = ("%00", "99999999999999999999", "0", "-1", "%F0%9F%98%80", "Q9", "x" * 3000, "%ff")
    for name, url in house.urls():
        parts = url.strip("/").split("/")
        for place in range(len(parts)):
            value = some_of(f"{name} {place}", odd)[0]
            path = "/" + "/".join([*parts[:place], value, *parts[place + 1 :]])
            house.send("dewi", "post" if is_verb(name) else "get", path)
    house.answer_for_all()


def test_odd_cookies(house: House) -> None:
    for cookie in ("pamong_session", "pamong_language", "pamong_csrf", "messages"):
        for value in some_of(cookie, VALUES):
            as_sent = value[:LONG].encode().decode("latin-1")
            client = Client(headers={"cookie": f"{cookie}={as_sent}"})
            house.clients["nobody"] = client
            house.send("nobody", "get", "/")
            house.send("nobody", "get", "/account/sign-in")
    house.answer_for_all()
