"""A request reaches the address that was checked and no other, within its time, and takes in little."""

import socket
import time
from pathlib import Path
from typing import Any

import pytest

from pamong.documents.outgoing.asking import INTERNET, Sent, ask
from pamong.documents.outgoing.reasons import NotSentError, Reason
from pamong.documents.outgoing.tests.lines import PUBLIC, FakeLine, SecureLine, parsed

HERE = "https://terima.contoh.go.id/kabar?a=1"


def sent(address: str = HERE, **more: Any) -> Sent:
    return Sent("POST", address, {"webhook-id": "msg_1"}, b'{"a":1}', **more)


def why(line: FakeLine, given: Sent | None = None, **more: Any) -> Reason:
    with pytest.raises(NotSentError) as told:
        ask(given or sent(), line=line, **more)
    return told.value.reason


def test_the_request_arrives_as_it_was_given() -> None:
    line = FakeLine()
    assert ask(sent(), line=line).status == 204
    head, _end, body = line.got[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /kabar?a=1 HTTP/1.1\r\n")
    assert body == b'{"a":1}'
    headers = parsed(head)
    assert headers["host"] == "terima.contoh.go.id"
    assert headers["webhook-id"] == "msg_1"
    assert headers["connection"] == "close"


def test_the_name_is_looked_up_once_and_the_checked_address_is_reached() -> None:
    line = FakeLine()
    line.names = {"terima.contoh.go.id": [PUBLIC]}
    ask(sent(), line=line)
    assert line.looked_up == ["terima.contoh.go.id"]
    assert line.reached == [(PUBLIC, 443)]
    assert line.proved == ["terima.contoh.go.id"]


@pytest.mark.parametrize(
    "found",
    [["127.0.0.1"], ["10.0.0.5"], ["::ffff:10.0.0.5"], ["64:ff9b::a00:5"], [PUBLIC, "192.168.1.1"]],
)
def test_a_name_that_leads_inside_is_not_followed(found: list[str]) -> None:
    line = FakeLine()
    line.names = {"terima.contoh.go.id": found}
    assert why(line) == Reason.CLOSED
    assert line.reached == []


def test_a_place_that_the_administrator_lists_is_reached_without_tls(settings: Any) -> None:
    settings.OUTGOING_ALLOW = ["http://dasbor.local:8080"]
    line = FakeLine()
    line.names = {"dasbor.local": ["127.0.0.1"]}
    assert ask(sent("http://dasbor.local:8080/"), line=line).status == 204
    assert line.proved == []
    assert parsed(line.got[0].partition(b"\r\n\r\n")[0])["host"] == "dasbor.local:8080"


def test_a_name_that_nobody_knows_is_said() -> None:
    line = FakeLine()
    line.names = {"terima.contoh.go.id": []}
    assert why(line) == Reason.NAME


def test_a_redirect_is_an_answer_and_nothing_more() -> None:
    line = FakeLine(b"HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/\r\n\r\n")
    assert ask(sent(), line=line).status == 302
    assert len(line.reached) == 1


def test_proxies_of_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    line = FakeLine()
    ask(sent(), line=line)
    assert line.reached == [(PUBLIC, 443)]


def test_an_answer_that_drips_ends_on_time() -> None:
    def drip(theirs: socket.socket) -> None:
        try:
            for _n in range(40):
                theirs.sendall(b"H")
                time.sleep(0.02)
        except OSError:
            pass

    began = time.monotonic()
    assert why(FakeLine(drip), seconds=0.15) == Reason.SLOW
    assert time.monotonic() - began < 0.5


def test_a_look_up_that_never_ends_is_given_up() -> None:
    class Stuck(FakeLine):
        def resolve(self, host: str, port: int) -> list[str]:  # noqa: ARG002 — as every line
            time.sleep(0.5)
            return [PUBLIC]

    assert why(Stuck(), seconds=0.05) == Reason.SLOW


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"\0\0\0\0",
        b"",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 5000,
    ],
)
def test_what_is_no_answer_is_said(answer: bytes) -> None:
    assert why(FakeLine(answer)) in {Reason.REPLY, Reason.UNREACHABLE}


def test_of_a_long_answer_only_the_status_is_taken() -> None:
    def long(theirs: socket.socket) -> None:
        try:
            theirs.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n" + b"x" * 500_000)
        except OSError:
            pass

    answer = ask(sent(), line=FakeLine(long))
    assert (answer.status, answer.body) == (200, b"")


def test_a_body_is_read_as_far_as_it_was_wanted() -> None:
    body = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhalo!"
    assert ask(sent(keep=5), line=FakeLine(body)).body == b"halo!"
    assert why(FakeLine(body), sent(keep=4)) == Reason.REPLY


def test_the_next_address_is_tried_where_one_is_silent() -> None:
    class Half(FakeLine):
        def connect(self, found: str, port: int, seconds: float) -> socket.socket:
            if found == PUBLIC:
                raise ConnectionRefusedError
            return super().connect(found, port, seconds)

    line = Half()
    line.names = {"terima.contoh.go.id": [PUBLIC, "103.10.66.8"]}
    assert ask(sent(), line=line).status == 204
    line.names = {"terima.contoh.go.id": [PUBLIC]}
    assert why(line) == Reason.UNREACHABLE


def test_a_certificate_proves_the_name(tmp_path: Path) -> None:
    assert ask(sent(), line=SecureLine(tmp_path, "terima.contoh.go.id")).status == 204


def test_a_certificate_of_another_name_proves_nothing(tmp_path: Path) -> None:
    line = SecureLine(tmp_path, "lain.contoh.go.id")
    assert why(line) == Reason.TLS
    assert line.got == []


def test_the_real_way_out_keeps_to_the_rules() -> None:
    """Where the test run closes sockets, an address inside is refused before one is opened."""
    assert why(INTERNET, sent("https://localhost/")) == Reason.CLOSED  # type: ignore[arg-type]
