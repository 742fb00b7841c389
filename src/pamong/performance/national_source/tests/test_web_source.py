"""The adapter over HTTP: pages, retries, refusals, and no secret in what is said."""

import logging
from collections.abc import Collection
from decimal import Decimal
from typing import Any

import pytest

from pamong.performance.national_source.gathering import gather
from pamong.performance.national_source.protocol import (
    Kind,
    NationalPage,
    NationalSource,
    SourceError,
)
from pamong.performance.national_source.tests.conftest import Answers
from pamong.performance.national_source.web import WebSource

SECRET = "rahasia-sekali"


def made(**changes: Any) -> WebSource:
    waits: list[float] = []
    source = WebSource(sleep=waits.append)
    source.timeout = 2.0
    for name, value in changes.items():
        setattr(source, name, value)
    source.waits = waits  # type: ignore[attr-defined]
    return source


def test_pages_are_asked_for_until_none_is_left(national: Answers) -> None:
    national.add({"records": [{"NIP": "1", "SKOR": 1.5}], "cursor": "b"})
    national.add({"records": [{"NIP": "2"}], "cursor": "", "marker": "2026-11-25"})
    found = gather(made(), "people", "2026-11-01")
    assert found.records == [{"NIP": "1", "SKOR": Decimal("1.5")}, {"NIP": "2"}]
    assert found.marker == "2026-11-25"
    first, second = national.asked
    assert first == ("/v1/people", {"since": "2026-11-01"}, f"Bearer {SECRET}")
    assert second[1] == {"since": "2026-11-01", "cursor": "b"}


def test_it_tries_again_where_that_may_help(national: Answers) -> None:
    national.add({}, 503)
    national.add({}, 429, Retry_After="7")
    national.add({"records": []})
    source = made()
    assert source.fetch("plans", since="", cursor="").records == []
    assert source.waits == [1.0, 7.0]  # type: ignore[attr-defined]


def test_it_gives_up_after_its_tries(national: Answers) -> None:
    for _try in range(3):
        national.add({}, 500)
    with pytest.raises(SourceError, match="menjawab 500"):
        made().fetch("people", since="", cursor="")
    assert len(national.asked) == 3


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_token_is_said_and_not_shown(national: Answers, status: int) -> None:
    national.add({"error": SECRET}, status)
    with pytest.raises(SourceError) as caught:
        made().fetch("people", since="", cursor="")
    assert "menolak tokennya" in caught.value.sentence
    assert SECRET not in caught.value.sentence
    assert len(national.asked) == 1


def test_a_redirect_does_not_carry_the_token_away(national: Answers) -> None:
    national.add({}, 302, Location=f"{national.url}/elsewhere")
    with pytest.raises(SourceError, match="302"):
        made().fetch("people", since="", cursor="")
    assert len(national.asked) == 1


@pytest.mark.parametrize("body", [b"<html>", {"data": []}, {"records": 3}, []])
def test_an_answer_that_is_not_understood_is_no_empty_page(national: Answers, body: Any) -> None:
    national.add(body)
    with pytest.raises(SourceError, match="jawabannya"):
        made().fetch("people", since="", cursor="")


def test_silence_ends_after_its_time(national: Answers) -> None:
    national.add({"records": []}, 200)
    with pytest.raises(SourceError, match="tidak menjawab"):
        made(address="http://127.0.0.1:1", tries=2).fetch("people", since="", cursor="")


def test_a_plain_address_elsewhere_is_refused(settings: Any) -> None:
    settings.NATIONAL_URL = "http://siasn.example.go.id"
    with pytest.raises(SourceError, match="https"):
        WebSource()


def test_pages_that_never_end_are_an_error(national: Answers) -> None:
    for _page in range(2):
        national.add({"records": [], "cursor": "a"})
    with pytest.raises(SourceError, match="tidak pernah berakhir"):
        gather(made(), "people", "")


class Broken:
    """An adapter with a fault of its own, whose text holds a secret."""

    name = "Broken"

    def kinds(self) -> Collection[Kind]:
        return ["people"]

    def fetch(self, kind: Kind, *, since: str, cursor: str) -> NationalPage:
        raise RuntimeError(f"token {SECRET} {kind} {since} {cursor}")


def test_a_fault_of_an_adapter_is_named_without_its_text(caplog: Any) -> None:
    source = Broken()
    assert isinstance(source, NationalSource)
    with caplog.at_level(logging.DEBUG), pytest.raises(SourceError) as caught:
        gather(source, "people", "")
    assert "RuntimeError" in caught.value.sentence
    assert SECRET not in caught.value.sentence + caplog.text
