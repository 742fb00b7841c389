"""Every list can be taken along, as XLSX and as CSV, by everybody who sees it; on PostgreSQL by one of them."""

import re
from html import unescape
from typing import Any

from django.db import connection

from pamong.people.tests.world import World
from tests.addresses import is_html, pages, url_of, visitors
from tests.subjects import make_subjects

OUT = re.compile(r'<a href="([^"]*[?;]unduh=(?:xlsx|csv)[^"]*)">')  # a chart goes as a picture too
TABLE = re.compile(r'<table class="pm-table.*?</table>', re.DOTALL)
FIELD = re.compile(r"<(?:textarea|select)|<input(?! class=\"pm-check\")")


def is_list(html: str) -> bool:
    """Whether the page shows tables, none of which is filled in."""
    tables = TABLE.findall(html)
    return bool(tables) and not any(FIELD.search(table) for table in tables)


def test_every_list_leads_to_its_two_files(world: World, as_: Any) -> None:
    subjects, lost, taken = make_subjects(world), set(), set()
    for name in pages():
        for person in visitors(name) if connection.vendor == "sqlite" else visitors(name)[:1]:
            client = as_(person)
            answer = client.get(url_of(name, subjects))
            if not is_html(answer):
                break
            html = answer.content.decode()
            ways = [unescape(way) for way in OUT.findall(html)]
            for way in ways:
                file = client.get(way)
                content = b"".join(file) if file.streaming else file.content
                assert file.status_code == 200, (name, person, way)
                kinds = {b"<s"} if "unduh=svg" in way else {b"PK", b"\xef\xbb"}
                assert content[:2] in kinds, (name, person, way)
                taken.add(name)
            if name.endswith("-list") and not ways and is_list(html):
                lost.add(name)
    assert lost == set()
    assert len(taken) > 30, sorted(taken)
