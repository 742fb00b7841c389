"""The screen in an office: it turns by itself, names nobody, ends when it is taken back, over, or its maker leads no more."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from pamong.access.clock import now
from pamong.access.models import WallKey
from pamong.analytics.snapshot.making import make_snapshot
from pamong.ledger.models import Entry
from pamong.measurement.cards.tests.make import aim, make_card, read
from pamong.people.models import Assignment
from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.tests.make import make_plan


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"
    settings.DATA, settings.ANALYTICS, settings.SNAPSHOT_MINUTES = tmp_path, "", 60


@pytest.fixture
def told(world: World) -> World:
    make_plan(world.sari, status=Plan.Status.AGREED)
    for name, unit in (("Balita ditimbang", world.clinic), ("Guru dilatih", world.school)):
        card = make_card(world, name, unit=unit, owner=None)
        aim(world, card, 50)
    card = make_card(world, "Ibu diperiksa")
    aim(world, card, 40)
    read(world, card, 20)
    make_snapshot(world.agency, day=world.day, clock=now)
    return world


def made(client: Client) -> str:
    html = client.post("/dashboards/wall/make").content.decode()
    found = re.search(r"/wall/[\w-]{43}", html)
    assert found
    return found[0]


def test_a_screen_turns_through_the_charts_of_its_maker_without_signing_in(
    told: World, as_: Any
) -> None:
    url = made(as_("budi"))
    html = Client().get(url).content.decode()
    assert told.clinic.name in html
    assert "Capaian terhitung untuk 1 dari 2 indikator." in html
    assert "<svg" in html
    assert 'hx-get="?page=' in html
    assert '<noscript><meta http-equiv="refresh"' in html
    pages = int(re.search(r"Grafik 1 dari (\d+)", html)[1])  # type: ignore[index]
    whole = "".join(Client().get(url, {"page": n}).content.decode() for n in range(pages + 2))
    assert "Guru dilatih" not in whole, "of another unit"
    assert not [one.name for one in (told.sari, told.budi) if one.name in whole]
    assert "Belum terhubung ke atas" not in whole, "only attainment, trends and what is held up"
    still = Client().get(url, {"stay": 1}).content.decode()
    assert "hx-trigger" not in still
    assert "refresh" not in still


def test_few_people_are_withheld_on_the_screen_too(told: World, as_: Any) -> None:
    url = made(as_("dewi"))
    pages = [Client().get(url, {"page": n}).content.decode() for n in range(1, 9)]
    assert any("disamarkan" in page for page in pages)


def test_an_address_that_was_taken_back_or_is_over_opens_nothing(
    told: World, as_: Any, settings: Any
) -> None:
    dewi = as_("dewi")
    first, second = made(dewi), made(dewi)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    settings.TODAY = (told.day + timedelta(days=91)).isoformat()
    assert Client().get(second).status_code == 404
    settings.TODAY = told.day.isoformat()
    for _time in range(2):
        assert dewi.post("/dashboards/wall/end").status_code == 303
    assert Client().get(second).status_code == 404
    shown = Client().get(second, headers={"HX-Request": "true"})
    assert shown.headers["HX-Refresh"] == "true", "the screen lets go of its last page"
    verbs = Entry.objects.filter(verb__startswith="access.wall").order_by("pk")
    names = [verb.partition(".")[2] for verb in verbs.values_list("verb", flat=True)]
    assert names == ["wall_made", "wall_made", "wall_ended"]


def test_the_secret_is_kept_nowhere(told: World, as_: Any) -> None:
    secret = made(as_("dewi")).rpartition("/")[2]
    assert secret not in str(list(WallKey.objects.values()))
    assert secret not in str(list(Entry.objects.values_list("changes", flat=True)))


def test_who_leads_no_more_has_no_screen(told: World, as_: Any) -> None:
    url = made(as_("budi"))
    Assignment.objects.filter(employee=told.budi).update(valid_to=told.day)
    assert Client().get(url).status_code == 404
    assert as_("sari").post("/dashboards/wall/make").status_code == 403
    for odd in ("x", "🎉", "a" * 5000):
        assert Client().get(f"/wall/{odd}").status_code == 404
    assert Client().get("/wall/%00").status_code == 400


def test_without_a_snapshot_there_is_no_screen(world: World, as_: Any) -> None:
    assert Client().get(made(as_("dewi"))).status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1024, 768)])
def test_the_drawing_fills_the_screen_and_nothing_is_scrolled(
    told: World, as_: Any, seat: Any, size: tuple[int, int]
) -> None:
    url = made(as_("budi"))
    page = seat().page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for number in (1, 2, 3):
        page.goto(f"{seat().home}{url}?stay=1&page={number}")
        room = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        assert page.evaluate(room) == list(size)
        boxes = [one.bounding_box() for one in page.locator("h1, main p, svg").all()]
        assert all(box and box["y"] + box["height"] <= size[1] for box in boxes)
        drawn = page.locator(".pm-drawing").bounding_box()
        assert drawn
        assert drawn["width"] * drawn["height"] > size[0] * size[1] / 2.2
