"""Public pages: read by anybody, without a cookie, in two languages, kept by browsers until something changes."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from pamong.documents.checking import slowing
from pamong.people.tests.world import World
from pamong.transparency.actions import take_down
from pamong.transparency.models import PublishedIndicator, PublishedVersion
from pamong.transparency.release import Issuer
from pamong.transparency.tests.make import AT, ON, make_release
from pamong.ui.charts.inline_trends import Trend, TrendPoint, trend

OTHER = Issuer(UUID(int=8), "lain", "Kabupaten Lain")


def url_of(of: PublishedIndicator, language: str = "id") -> str:
    named = {"language": language, "code": of.publisher.code, "uuid": of.uuid}
    return reverse("transparency:indicator", kwargs=named)


@pytest.fixture
def released(db: None) -> PublishedIndicator:
    """Two years, the newer one corrected."""
    of = make_release(year=2025, value="120", target="150", points=[])
    make_release(uuid=of.uuid)
    return make_release(uuid=of.uuid, number=2, value="152", note="Dua posyandu terlewat.")


def test_one_agency_is_shown_at_once_and_several_to_choose_from(
    client: Client, released: PublishedIndicator
) -> None:
    assert client.get("/publik/").headers["Location"] == "/publik/wanasari/"
    make_release(OTHER)
    body = client.get("/publik/").content.decode()
    assert "/publik/wanasari/" in body
    assert "/publik/lain/" in body


def test_an_install_without_a_published_figure_says_so(db: None, client: Client) -> None:
    assert "Belum ada angka yang diterbitkan" in client.get("/publik/").content.decode()


def test_the_agency_shows_its_newest_figures_with_target_day_and_quality(
    client: Client, released: PublishedIndicator
) -> None:
    body = client.get("/publik/wanasari/").content.decode()
    told = (
        "Kesehatan ibu dan anak membaik",
        "152 posyandu",
        "200 posyandu",
        "30 Juni 2026",
        "Baik",
    )
    assert [text for text in told if text not in body] == []
    assert "<svg" in body


def test_an_indicator_shows_its_years_and_every_version(
    client: Client, released: PublishedIndicator
) -> None:
    body = client.get(url_of(released)).content.decode()
    told = (
        "2026 versi 1",
        "2026 versi 2",
        "2025 versi 1",
        "Dua posyandu terlewat.",
        "150 posyandu",
    )
    assert [text for text in told if text not in body] == []
    assert "Dari 120 posyandu (2025) menjadi 152 posyandu (2026)" in body
    assert "<script" not in body


def test_english_has_its_own_address_and_each_page_leads_to_the_other(
    client: Client, released: PublishedIndicator
) -> None:
    english = client.get(url_of(released, "en"))
    assert english.headers["Content-Language"] == "en"
    assert "Every version" in english.content.decode()
    assert url_of(released) in english.content.decode()
    client.cookies["pamong_language"] = "en"  # the address says the language, not the browser
    assert client.get(url_of(released)).headers["Content-Language"] == "id"


def test_what_is_withdrawn_is_told_without_its_figure(
    client: Client, released: PublishedIndicator
) -> None:
    version = PublishedVersion.objects.get(year=2026, is_current=True)
    take_down(version.uuid, "Sumbernya keliru.", on=ON, at=AT + timedelta(hours=1))
    body = client.get(url_of(released)).content.decode()
    assert "Sumbernya keliru." in body
    assert "152" not in body


@pytest.mark.parametrize(
    "path", ["/publik/", "/publik/wanasari/", "/publik/metode", "/public/open-data"]
)
def test_no_page_sets_or_reads_a_cookie(
    as_: Any, released: PublishedIndicator, world: World, path: str
) -> None:
    signed_in, nobody = as_("dewi"), Client()
    answers = [one.get(path) for one in (signed_in, nobody)]
    for answer in answers:
        assert not answer.cookies
        assert "cookie" not in answer.headers.get("Vary", "").lower()
        assert answer.headers["Cache-Control"].startswith("public")
    assert answers[0].content == answers[1].content
    assert b"Dewi" not in answers[0].content


@pytest.mark.parametrize(
    "path", ["/publik/nowhere/", "/publik/a/b/c", "/open/v1/nowhere/indicators.csv"]
)
def test_what_is_not_there_is_told_without_a_cookie(
    client: Client, released: PublishedIndicator, path: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert not answer.cookies
    assert "Halaman tidak ditemukan" in answer.content.decode()


def test_an_address_without_its_last_sign_is_understood(
    client: Client, released: PublishedIndicator
) -> None:
    assert client.get("/publik/wanasari").headers["Location"] == "/publik/wanasari/"


def test_an_unchanged_page_is_not_sent_again(client: Client, released: PublishedIndicator) -> None:
    first = client.get("/publik/wanasari/")
    mark = {"if-none-match": first.headers["ETag"]}
    assert client.get("/publik/wanasari/", headers=mark).status_code == 304
    make_release(OTHER)
    version = PublishedVersion.objects.filter(is_current=True).first()
    assert version is not None
    take_down(version.uuid, "Keliru.", on=ON, at=AT + timedelta(hours=1))
    assert client.get("/publik/wanasari/", headers=mark).status_code == 200


def test_who_asks_too_often_waits(
    client: Client, released: PublishedIndicator, monkeypatch: Any
) -> None:
    monkeypatch.setattr(slowing, "MOST", 1)
    assert client.get("/publik/metode").status_code == 200
    answer = client.get("/publik/metode")
    assert answer.status_code == 429
    assert not answer.cookies


def test_pages_cost_the_same_at_many_indicators(
    client: Client, released: PublishedIndicator, django_assert_max_num_queries: Any
) -> None:
    url = url_of(released)
    for _n in range(45):
        make_release()
    with django_assert_max_num_queries(4):
        body = client.get("/publik/wanasari/").content.decode()
    assert "?after=" in body
    with django_assert_max_num_queries(4):
        client.get(url)


def test_only_reading_is_answered(client: Client, released: PublishedIndicator) -> None:
    assert client.post("/publik/wanasari/").status_code == 405
    assert client.head("/publik/wanasari/").status_code == 200
    assert client.get("/publik/wanasari/?after=%F0%9F%98%80").status_code == 200


def test_names_below_a_trend_stand_apart() -> None:
    def names(*given: str) -> list[str]:
        points = [TrendPoint(name, Decimal(n), str(n)) for n, name in enumerate(given)]
        return re.findall(r'y="172"[^>]*>([^<]+)<', trend(Trend(points, "Naik.")))

    quarters = [f"Triwulan {n} 2026" for n in ("I", "II", "III", "IV")]
    assert names(*quarters) == [quarters[0], quarters[-1]]
    assert names("2024", "2025", "2026") == ["2024", "2025", "2026"]
    assert names("2026") == ["2026"]
