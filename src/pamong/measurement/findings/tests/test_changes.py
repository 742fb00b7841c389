"""Questions that corrections raise: changed after the figures were closed, and another figure than the file says."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from pamong.measurement.cards.tests.make import make_card, read
from pamong.measurement.findings.asking import SOURCE, ask_about_card
from pamong.measurement.findings.presentation import question_said
from pamong.measurement.models import Card, Finding, Origin, Reading
from pamong.people.tests.world import World
from pamong.performance.models import Window

MARCH = date(2026, 3, 31)


def closed(world: World, on: date = date(2026, 4, 10)) -> None:
    Window.objects.create(
        agency=world.agency,
        year=2026,
        stage=Window.Stage.READINGS,
        period=Window.Period.Q1,
        opens_on=date(2026, 4, 1),
        closes_on=on,
    )


def entered(value: int, day: date) -> None:
    """The same reading as if it had been entered on the day."""
    at = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    Reading.objects.filter(value=Decimal(value)).update(entered_at=at)


def asked(world: World, card: Card) -> list[str]:
    ask_about_card(card, on=world.day)
    rules = ("changed", "evidence")
    found = Finding.objects.open().filter(source__in=[SOURCE + rule for rule in rules])
    return [question_said(row) for row in found]


def corrected(world: World, first: int, last: int, **more: Any) -> Card:
    card = make_card(world, **more)
    read(world, card, first, MARCH)
    entered(first, date(2026, 4, 5))
    read(world, card, last, MARCH)
    entered(last, date(2026, 5, 20))
    return card


def test_a_figure_changed_after_closing_is_asked_about_with_what_stood_then(world: World) -> None:
    closed(world)
    card = corrected(world, 40, 55)
    (said,) = asked(world, card)
    assert "diubah dari 40 menjadi 55" in said
    assert Finding.objects.get(source=SOURCE + "changed").owner == world.budi
    assert len(asked(world, card)) == 1


@pytest.mark.parametrize(
    ("frequency", "period"), [("month", "03"), ("quarter", "03"), ("month", "Q1"), ("year", "Y")]
)
def test_whatever_the_rhythm_of_windows_a_change_after_closing_is_asked_about(
    world: World, frequency: str, period: str
) -> None:
    closed(world)
    Window.objects.update(period=period)
    assert len(asked(world, corrected(world, 40, 55, frequency=frequency))) == 1


def test_the_window_of_another_month_closes_nothing(world: World) -> None:
    closed(world)
    Window.objects.update(period="02")
    assert asked(world, corrected(world, 40, 55, frequency="month")) == []


@pytest.mark.parametrize("closes", [None, date(2026, 6, 1)])
def test_a_correction_before_closing_or_without_any_is_no_question(
    world: World, closes: date | None
) -> None:
    if closes:
        closed(world, closes)
    assert asked(world, corrected(world, 40, 55)) == []


def test_a_typed_figure_in_the_place_of_another_from_a_file_is_asked_about(world: World) -> None:
    card = corrected(world, 40, 55)
    origin = Origin.objects.create(
        agency=world.agency,
        kind=Origin.Kind.FILE,
        name="lppd.xlsx",
        fetched_at=datetime(2026, 4, 5, tzinfo=UTC),
    )
    Reading.objects.filter(value=40).update(origin=origin, line=7)
    (said,) = asked(world, card)
    assert "diisi 55, padahal lppd.xlsx baris 7 memuat 40" in said
    Reading.objects.filter(value=55).update(origin=origin, line=8)
    assert asked(world, card) == []  # a newer file says so itself


def test_the_first_screen_counts_what_waits_for_its_owner(world: World, as_: Any) -> None:
    closed(world)
    asked(world, corrected(world, 40, 55))
    open_ones = Finding.objects.open().filter(owner=world.budi).count()
    text = as_("budi").get("/").content.decode()
    assert f"Jawab {open_ones} pertanyaan tentang angka" in text
    assert "pertanyaan tentang angka" not in as_("sari").get("/").content.decode()
