"""What the server tells a device: whose a page is, whether it may stay there, and what is served to it."""

import gzip
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.messages import INFO
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpResponse
from django.test import Client, RequestFactory

from pamong.access.offline.keeping import typed_at
from pamong.access.offline.told import device_said
from pamong.access.offline.worker import GONE, SCRIPT, worker_script
from pamong.people.tests.world import World

HEAVIEST = 3_000


def test_a_page_names_its_account_by_a_mark_and_nobody_before_the_sign_in(
    as_: Any, client: Client
) -> None:
    marks = {as_(name).get("/").headers["Pamong-Account"] for name in ("sari", "budi", "sari")}
    assert len(marks) == 2
    assert "Pamong-Account" not in client.get("/account/sign-in").headers


def test_a_page_that_only_the_device_fetches_takes_no_news_away(as_: Any) -> None:
    sari = as_("sari")
    request = RequestFactory().get("/")
    request.session = sari.session
    news = SessionStorage(request)
    news.add(INFO, "Laporan terkirim.")
    news.update(HttpResponse())
    request.session.save()
    assert "Laporan terkirim." not in sari.get("/offline", headers={"Pamong-Renew": "1"}).text
    assert "Laporan terkirim." in sari.get("/").text
    assert "Laporan terkirim." not in sari.get("/").text


@pytest.mark.parametrize("path", ["/", "/help", "/account/security", "/people/"])
def test_other_pages_are_never_kept(as_: Any, path: str) -> None:
    assert "Pamong-Keep" not in as_("dewi").get(path).headers


def test_the_install_turns_it_off_for_everybody(as_: Any, settings: Any) -> None:
    settings.OFFLINE = False
    assert "Pamong-Keep" not in as_("sari").get("/offline").headers
    assert as_("sari").get("/worker.js").content.decode() == GONE


def test_the_worker_names_its_files_and_stays_small(client: Client, db: None) -> None:
    answer = client.get("/worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    text = answer.content.decode()
    assert '"/static/ui/pamong.js"' in text
    assert '"page": "/offline"' in text
    assert len(gzip.compress(SCRIPT.read_bytes(), 9)) <= HEAVIEST
    assert SCRIPT.read_text(encoding="utf-8").count("\n") <= 200
    assert text == worker_script()


def test_the_token_is_told_with_whose_it_is(as_: Any, client: Client) -> None:
    told = as_("sari").get("/device")
    assert told.json()["account"] == as_("sari").get("/").headers["Pamong-Account"]
    assert "no-store" in told.headers["Cache-Control"]
    assert client.get("/device").json()["account"] == ""


@pytest.mark.parametrize("told", ["", "kemarin", "2026-11-25T10:00:00", "9" * 99, "٢٠٢٦-11-25"])
def test_a_time_that_cannot_be_read_is_no_time(told: str) -> None:
    assert typed_at(RequestFactory().post("/", headers={"Pamong-Typed-At": told})) is None


def test_the_devices_time_is_written_down_as_it_was_told(world: World) -> None:
    request = RequestFactory().post("/", headers={"Pamong-Typed-At": "2026-11-25T03:10:00.123Z"})
    at = typed_at(request)
    assert at == datetime(2026, 11, 25, 3, 10, 0, 123000, tzinfo=UTC)
    assert device_said(at) == {"typed_at": [None, "2026-11-25T03:10:00+00:00"]}
    assert device_said(None) == {}
