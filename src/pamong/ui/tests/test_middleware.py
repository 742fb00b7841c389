"""What every answer carries: its policy, and its packing."""

import gzip
from typing import Any

import pytest
from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import FileResponse, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.safestring import SafeString

from pamong.ui.middleware import squeeze

PAGE = b"<p>Kinerja pegawai</p>" * 40


def _through(middleware: type, answer: Any, encoding: str = "gzip") -> Any:
    """What comes out for an answer, or for what makes one of the request."""
    view = answer if callable(answer) else lambda _request: answer
    return middleware(view)(RequestFactory().get("/", headers={"accept-encoding": encoding}))


def test_a_policy_names_the_nonce_of_its_page_and_no_other() -> None:
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(str(request.csp_nonce))  # type: ignore[attr-defined]
        return HttpResponse(SafeString("x"))

    answers = [_through(CSPMiddleware, view) for _time in range(2)]
    assert seen[0] != seen[1]
    for nonce, answer in zip(seen, answers, strict=True):
        assert sorted(answer[HEADER].split("; ")) == sorted(build_policy(nonce=nonce).split("; "))


def test_a_page_without_a_nonce_allows_none_and_an_own_policy_stays() -> None:
    plain = _through(CSPMiddleware, HttpResponse("x"))
    assert "nonce" not in plain[HEADER]
    own = _through(CSPMiddleware, HttpResponse("x", headers={HEADER: "sandbox"}))
    assert own[HEADER] == "sandbox"


def test_a_page_is_packed_for_who_takes_it_and_its_length_varies() -> None:
    answers = [_through(squeeze, HttpResponse(PAGE)) for _time in range(40)]
    assert {gzip.decompress(answer.content) for answer in answers} == {PAGE}
    assert {answer["Content-Encoding"] for answer in answers} == {"gzip"}
    assert all(answer["Content-Length"] == str(len(answer.content)) for answer in answers)
    assert len({len(answer.content) for answer in answers}) > 1
    plain = _through(squeeze, HttpResponse(PAGE), "br")
    assert (plain.content, plain["Vary"]) == (PAGE, "Accept-Encoding")


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse(b"<p>short</p>"),
        HttpResponse(PAGE, content_type="text/csv"),
        HttpResponse(PAGE, headers={"Content-Encoding": "br"}),
        FileResponse(iter([PAGE]), content_type="text/html"),
    ],
)
def test_what_is_short_or_no_page_stays_as_it_is(answer: HttpResponse) -> None:
    before = answer.headers.copy()
    assert _through(squeeze, answer).headers == before


def test_an_address_with_a_slash_too_many_leads_to_the_one_meant(as_: Any, world: Any) -> None:
    dewi = as_("dewi")
    answer = dewi.get("/problems/?kind=rater")
    assert (answer.status_code, answer["Location"]) == (301, "/problems?kind=rater")
    assert dewi.post("/problems/").status_code == 404
    assert dewi.get("/no-such-place/").status_code == 404
