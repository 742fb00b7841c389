"""What somebody without an account meets behind a link, and that nothing inside the house is reached."""

from typing import Any

import pytest

from pamong.documents.outgoing.tests.lines import FakeLine
from pamong.measurement.links.looking import look
from pamong.measurement.links.tests.pages import Pages, answer, to
from pamong.measurement.models.evidence import LinkState

DRIVE = "https://drive.google.com/file/d/1AbC/view"
SIGN_IN = "https://accounts.google.com/v3/signin/identifier?continue=x"


@pytest.mark.parametrize(
    ("pages", "state"),
    [
        ({"drive.google.com/file/d/1AbC/view": answer(200)}, LinkState.OPEN),
        ({"drive.google.com/file/d/1AbC/view": to(SIGN_IN)}, LinkState.SIGN_IN),
        ({"drive.google.com/file/d/1AbC/view": to("/a/login?next=1")}, LinkState.SIGN_IN),
        ({"drive.google.com/file/d/1AbC/view": answer(403)}, LinkState.SIGN_IN),
        ({"drive.google.com/file/d/1AbC/view": answer(401)}, LinkState.SIGN_IN),
        ({"drive.google.com/file/d/1AbC/view": answer(410)}, LinkState.GONE),
        ({}, LinkState.GONE),
        ({"drive.google.com/file/d/1AbC/view": to("/there"), "drive.google.com/there": answer(200)}, LinkState.OPEN),
        ({"drive.google.com/file/d/1AbC/view": answer(502)}, LinkState.UNREACHED),
        ({"drive.google.com/file/d/1AbC/view": to(DRIVE)}, LinkState.UNREACHED),
        ({"drive.google.com/file/d/1AbC/view": to("https://[broken")}, LinkState.UNREACHED),
    ],
)  # fmt: skip
def test_the_answer_says_what_a_reader_meets(pages: dict[str, bytes], state: LinkState) -> None:
    assert look(DRIVE, Pages(pages)).state == state


def test_a_page_is_asked_by_head_and_where_that_is_doubtful_by_get() -> None:
    line = Pages({"HEAD a.id/x": answer(405), "GET a.id/x": answer(200, Content_Length="999999")})
    assert look("https://a.id/x", line).state == LinkState.OPEN
    assert line.asked() == ["HEAD a.id/x", "GET a.id/x"]
    assert len(Pages({"a.id/x": answer(200)}).asked()) == 0


def test_a_link_without_tls_is_asked_with_it() -> None:
    line = Pages({"a.id/x": answer(200)})
    assert look("http://a.id/x", line).state == LinkState.OPEN
    assert line.reached == [("103.10.66.7", 443)]


@pytest.mark.parametrize(
    "inside", ["https://10.0.0.7/x", "http://169.254.169.254/latest", "https://intranet.kantor/x"]
)
def test_a_detour_into_the_house_reaches_nothing(inside: str) -> None:
    line = Pages({"a.id/x": to(inside)})
    line.names["intranet.kantor"] = ["192.168.1.4"]
    assert look("https://a.id/x", line).state == LinkState.UNREACHED
    assert {found for found, _port in line.reached} == {"103.10.66.7"}


def test_nobody_learns_which_names_the_house_knows() -> None:
    line = FakeLine()
    line.names |= {"dalam.kantor": ["192.168.1.4"], "kosong.kantor": []}
    assert look("https://dalam.kantor/", line) == look("https://kosong.kantor/", line)


def test_what_may_pass_is_told_apart_and_a_wish_to_wait_is_heard() -> None:
    seen = look("https://a.id/x", Pages({"a.id/x": answer(429, Retry_After="7200")}))
    assert (seen.is_passing, seen.wait.total_seconds()) == (True, 7200)
    assert not look("https://a.id:8443/x", FakeLine()).is_passing


def test_an_address_with_odd_signs_is_read(settings: Any) -> None:
    settings.OUTGOING_ALLOW = []
    line = Pages({"a.id/berkas%20%F0%9F%98%80?q=1": answer(200)})
    assert look("https://a.id/berkas%20😀?q=1#bagian", line).state == LinkState.OPEN
