"""A web service as a source: page by page, its rows by a path, its token to nobody else."""

import json
import socket
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pamong.documents.outgoing.tests.lines import FakeLine
from pamong.measurement.sources.connectors.service import ServiceConnector, at_path, steps_of
from pamong.measurement.sources.protocol import Asked, SourceError

HOST = "data.wanasari.go.id"
ROWS = [{"kode": "A", "nilai": 12.5, "isi": {"tahun": 2025}, "lain": [1]}]


class Service(FakeLine):
    """Answers by the path that is asked for."""

    def __init__(self, answers: dict[str, Any], status: int = 200) -> None:
        super().__init__(self.say)
        self.answers, self.status = answers, status

    def say(self, theirs: socket.socket) -> None:
        path = self.got[-1].split(b" ")[1].decode()
        told = self.answers.get(path, self.answers.get("*"))
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        head = f"HTTP/1.1 {self.status} OK\r\nContent-Length: {len(body)}\r\n\r\n"
        theirs.sendall(head.encode() + body)


def fetched(line: FakeLine, **told: str) -> str:
    settings = {"address": f"https://{HOST}/angka"} | told
    parcels = ServiceConnector(line).fetch(Asked(settings, {"token": "rahasia"}))
    return "\n".join(one.content.decode() for one in parcels)


def test_rows_at_a_path_become_a_table_with_the_token_sent() -> None:
    line = Service({"/angka": {"data": {"items": ROWS}}})
    assert fetched(line, rows="data.items") == "kode,nilai,isi.tahun\nA,12.5,2025\n"
    assert b"Authorization: Bearer rahasia" in line.got[0]


def test_pages_follow_by_a_link_or_by_their_number() -> None:
    link = {"rows": ROWS, "next": "/angka?ke=2"}
    line = Service({"/angka": link, "/angka?ke=2": {"rows": ROWS, "next": None}})
    assert fetched(line, rows="rows", next="next").count("A,12.5") == 2
    line = Service({"/angka?page=1": ROWS, "/angka?page=2": ROWS, "/angka?page=3": []})
    assert fetched(line, page="page").count("A,12.5") == 2


@pytest.mark.parametrize(
    "link", ["https://lain.example.id/angka", "http://data.wanasari.go.id/angka", "//10.0.0.1/x"]
)
def test_a_link_to_another_server_is_not_followed(link: str) -> None:
    line = Service({"*": {"rows": ROWS, "next": link}})
    with pytest.raises(SourceError, match="server lain"):
        fetched(line, rows="rows", next="next")
    assert len(line.got) == 1


def test_pages_without_an_end_are_an_error() -> None:
    line = Service({"*": {"rows": ROWS, "next": "/angka"}})
    with pytest.raises(SourceError, match="berakhir"):
        fetched(line, rows="rows", next="next")


@pytest.mark.parametrize("limit", ["MOST_BYTES", "ALL_SECONDS"])
def test_all_pages_together_have_a_size_and_a_time(
    monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(f"pamong.measurement.sources.connectors.service.{limit}", 0)
    line = Service({"*": ROWS})
    with pytest.raises(SourceError, match="terlalu banyak"):
        fetched(line, page="page")
    assert len(line.got) == 1


def test_what_is_no_list_no_json_or_no_success_says_what_to_check() -> None:
    with pytest.raises(SourceError, match="jalurnya"):
        fetched(Service({"*": {"data": 1}}), rows="data")
    with pytest.raises(SourceError, match="JSON"):
        fetched(Service({"*": b"<html>"}))
    with pytest.raises(SourceError, match="401") as told:
        fetched(Service({"*": ROWS}, status=401))
    assert "rahasia" not in told.value.sentence
    assert "tokennya" in told.value.sentence
    with pytest.raises(SourceError, match="503: servernya sedang bermasalah") as told:
        fetched(Service({"*": ROWS}, status=503))
    assert "token" not in told.value.sentence


def test_a_private_network_is_not_reached() -> None:
    line = Service({"*": ROWS})
    line.names[HOST] = ["192.168.1.5"]
    with pytest.raises(SourceError, match="jaringan"):
        fetched(line)
    assert not line.got


def test_a_path_is_names_and_places_alone() -> None:
    assert steps_of("data.items[0].isi") == ["data", "items", 0, "isi"]
    assert at_path({"a": [{"b": 1}]}, "a[0].b") == 1
    assert at_path({"a": []}, "a[3].b") is None
    assert at_path([1], "") == [1]
    for text in ("a..b", "a[x]", "a[", "a[?(@.b)]", "a[-1]"):
        with pytest.raises(ValidationError):
            steps_of(text)
