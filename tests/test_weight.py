"""What a page weighs over the wire: a first visit 100 kB, a later page 25 kB, nothing from elsewhere."""

import gzip
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from pamong.people.tests.world import World
from tests.addresses import is_html, pages, url_of, visitors
from tests.subjects import make_subjects

pytestmark = pytest.mark.sqlite  # a page weighs the same on either database
FIRST_VISIT, LATER = 100_000, 25_000
HEAD = 1_500  # what the answer's headers take, rounded up
PARTS = re.compile(r'<(?:script|link|img|source|iframe)\b[^>]*?\b(?:src|href)="([^"]+)"')
IMPORTS = re.compile(r'(?:from|import\() ?"\./([^"]+)"')
ELSEWHERE = re.compile(r'(?:url\(|@import |\bsrc=|\baction=)\s*["\']?(?:https?:)?//')


@cache
def weight_of(path: str) -> int:
    """A static file over the wire."""
    return HEAD + len(gzip.compress(content_of(path), 9))


@cache
def content_of(path: str) -> bytes:
    found = finders.find(path)
    assert isinstance(found, str), path
    return Path(found).read_bytes()


def parts_of(html: str) -> set[str]:
    """The static files that a page loads, with what they import in turn."""
    found: set[str] = set()
    waiting = [url.removeprefix("/static/") for url in PARTS.findall(html) if "/static/" in url]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        text = content_of(path).decode()
        folder = path.rpartition("/")[0]
        waiting += [f"{folder}/{name}" for name in IMPORTS.findall(text)]
        assert not ELSEWHERE.search(text), path
    return found


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_is_light_and_asks_no_other_host(world: World, as_: Any, language: str) -> None:
    subjects, heavy = make_subjects(world), {}
    for name in pages():
        for person in visitors(name)[:2]:
            client = as_(person)
            client.cookies["pamong_language"] = language
            url = url_of(name, subjects)
            answer = client.get(url, headers={"accept-encoding": "gzip"})
            if not is_html(answer):
                break
            sent = HEAD + len(answer.content)
            html = gzip.decompress(answer.content).decode()
            assert not ELSEWHERE.search(html), name
            first = sent + sum(weight_of(path) for path in parts_of(html))
            if sent > LATER or first > FIRST_VISIT:
                heavy[f"{name} as {person}"] = (sent, first)
    assert heavy == {}


def test_a_long_list_is_light_too(world: World, as_: Any) -> None:
    """The catalogue holds every component at once; no page of ours is longer."""
    answer = as_("budi").get("/ui/", headers={"accept-encoding": "gzip"})
    assert HEAD + len(answer.content) <= LATER


def test_only_pages_are_squeezed(db: None, client: Client) -> None:
    answer = client.get("/healthz", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
    answer = client.get("/account/sign-in", headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
