"""What is copied for a messenger group: counts, days and a link, and of nobody by name or number."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from pamong.people.tests.world import World
from pamong.performance.models import Plan, Window
from pamong.performance.tests.make import make_plan

TEXTAREA = re.compile(r"<textarea[^>]*data-copy-label[^>]*>\s*(.*?)</textarea>", re.DOTALL)


@pytest.fixture
def planning(world: World) -> Window:
    return Window.objects.create(
        agency=world.agency,
        year=2026,
        stage=Window.Stage.PLANNING,
        opens_on=date(2026, 11, 1),
        closes_on=date(2026, 11, 30),
    )


def told_on(as_: Any, name: str, url: str) -> str:
    found = TEXTAREA.search(as_(name).get(url).content.decode())
    return unescape(found[1]) if found else ""


def names_in(world: World, text: str) -> list[str]:
    people = world.people.values()
    return [p.name for p in people if p.name in text or (p.nip and p.nip in text)]


def test_the_team_board_counts_who_has_not_proposed(
    world: World, as_: Any, planning: Window
) -> None:
    text = told_on(as_, "budi", reverse("performance:team"))
    assert "3 pegawai belum mengajukan SKP 2026, paling lambat Senin, 30 November 2026" in text
    assert text.splitlines()[-1].startswith("Buka Pamong: http")
    assert names_in(world, text) == []


def test_the_first_screen_tells_the_next_deadlines(
    world: World, as_: Any, planning: Window
) -> None:
    text = told_on(as_, "sari", "/")
    assert "paling lambat Senin, 30 November 2026" in text


def test_the_windows_of_the_year_are_told_without_those_that_are_over(
    world: World, as_: Any, planning: Window
) -> None:
    url = reverse("performance:window-list")
    assert "1 November 2026 sampai 30 November 2026" in told_on(as_, "dewi", url)
    Window.objects.update(closes_on=date(2026, 11, 24))
    assert told_on(as_, "dewi", url) == ""


def test_who_waits_for_whom_is_told_in_numbers(world: World, as_: Any) -> None:
    make_plan(world.sari, status=Plan.Status.PROPOSED, proposed_on=date(2026, 11, 20))
    text = told_on(as_, "dewi", reverse("people:blocking-list"))
    assert "SKP menunggu jawaban: 1, paling lama 5 hari" in text
    assert names_in(world, text) == []


def test_one_person_is_reminded_by_a_link_to_the_page_of_the_deed(world: World, as_: Any) -> None:
    plan = make_plan(world.sari, status=Plan.Status.RETURNED)
    url = reverse("performance:team-remind", args=[world.sari.uuid])
    text = told_on(as_, "budi", url)
    assert "SKP 2026 dikembalikan" in text
    detail = reverse("performance:plan-detail", args=[plan.uuid])
    assert text.endswith(detail)
    assert names_in(world, text) == []
    assert as_("sari").get(detail).status_code == 200
    assert as_("wati").get(detail).status_code == 404


def test_who_has_no_plan_is_led_to_make_one(world: World, as_: Any) -> None:
    text = told_on(as_, "budi", reverse("performance:team-remind", args=[world.putri.uuid]))
    assert "SKP 2026 belum dibuat" in text
    assert text.endswith("?year=2026")


def test_nobody_is_reminded_of_what_waits_for_the_rater(world: World, as_: Any) -> None:
    make_plan(world.sari, status=Plan.Status.PROPOSED, proposed_on=date(2026, 11, 20))
    url = reverse("performance:team-remind", args=[world.sari.uuid])
    assert "SKP" not in told_on(as_, "budi", url)


def test_the_text_for_one_person_is_the_raters_alone(world: World, as_: Any) -> None:
    url = reverse("performance:team-remind", args=[world.sari.uuid])
    for name in ("sari", "wati", "dewi", "joko"):
        assert as_(name).get(url).status_code == 404


def test_the_link_for_one_person_stands_on_the_board(world: World, as_: Any) -> None:
    html = as_("budi").get(reverse("performance:team")).content.decode()
    assert reverse("performance:team-remind", args=[world.sari.uuid]) in html
