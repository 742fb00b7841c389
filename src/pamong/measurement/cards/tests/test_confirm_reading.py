"""A figure of a card is confirmed by somebody who did not enter it, and says so wherever it stands."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from pamong.ledger.models import Entry
from pamong.measurement.cards.confirmed import Confirmed, confirmed_in
from pamong.measurement.cards.figures import figures_for
from pamong.measurement.cards.reading_actions import confirm_card_reading
from pamong.measurement.cards.rulewords import attaining_pack
from pamong.measurement.cards.tests.make import compose, confirm, make_card, read_of
from pamong.measurement.models import Card, Reading
from pamong.people.tests.world import World

MARCH = date(2026, 3, 31)


def confirmed(world: World, card: Card) -> Confirmed:
    """How the card's figure of the year stands."""
    figures = figures_for([card], year=2026, on=world.day, pack=attaining_pack(world.day, ()))
    return confirmed_in(figures.of(card))


def test_another_confirms_a_figure_once_and_the_record_says_which(world: World) -> None:
    card = make_card(world)
    reading = read_of(world, card, 12)
    by = world.account("dewi")
    found = confirm_card_reading(reading, by=by, on=world.day)
    assert (found.confirmed_by, found.confirmed_on) == (world.dewi, world.day)
    entry = Entry.objects.get(verb="measurement.card_reading_confirmed")
    assert (entry.subject_uuid, entry.changes["reading"]) == (card.uuid, [None, str(reading.uuid)])
    with pytest.raises(ValidationError, match="sudah dikonfirmasi atau diganti"):
        confirm_card_reading(reading, by=world.account("joko"), on=world.day)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("dewi", True),
        ("joko", True),
        ("budi", False),
        ("sari", False),
        ("wati", False),
        ("lina", False),
    ],
)
def test_who_keeps_the_cards_or_leads_the_owner_confirms_and_never_who_entered_it(
    world: World, who: str, may: bool
) -> None:
    reading = read_of(world, make_card(world), 12)  # by Budi
    if may:
        assert confirm_card_reading(reading, by=world.account(who), on=world.day).confirmed_on
    else:
        with pytest.raises(PermissionDenied):
            confirm_card_reading(reading, by=world.account(who), on=world.day)


def test_the_owner_confirms_what_another_entered_and_the_database_refuses_ones_own(
    world: World,
) -> None:
    reading = read_of(world, make_card(world), 12)
    Reading.objects.filter(pk=reading.pk).update(entered_by=world.dewi)
    with pytest.raises(PermissionDenied):
        confirm_card_reading(reading, by=world.account("dewi"), on=world.day)
    assert confirm_card_reading(reading, by=world.account("budi"), on=world.day).confirmed_by
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.filter(pk=reading.pk).update(confirmed_by=world.dewi)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.filter(pk=reading.pk).update(confirmed_on=None)


def test_a_correction_waits_for_a_look_again_and_what_it_replaced_is_not_confirmed_any_more(
    world: World,
) -> None:
    card = make_card(world)
    old = read_of(world, card, 12)
    confirm(world, card)
    assert confirmed(world, card) == Confirmed(1, 1)
    read_of(world, card, 13)
    assert confirmed(world, card) == Confirmed(1, 0)
    with pytest.raises(ValidationError):
        confirm_card_reading(old, by=world.account("joko"), on=world.day)


def test_a_computed_figure_counts_what_its_parts_rest_on(world: World) -> None:
    one, two = make_card(world, "Satu"), make_card(world, "Dua")
    whole = compose(world, make_card(world, "Jumlah"), "sum", one, two)
    read_of(world, one, 1)
    read_of(world, two, 2)
    confirm(world, one)
    assert confirmed(world, whole) == Confirmed(2, 1)
    assert confirmed(world, whole).said == "1 dari 2 angka dikonfirmasi"
    assert Confirmed(0, 0).said == ""


def test_the_page_leads_to_the_look_and_says_afterwards_who_confirmed(
    world: World, as_: Any
) -> None:
    card = make_card(world)
    reading = read_of(world, card, 12, MARCH)
    own, dewi = as_("budi"), as_("dewi")
    address = f"/indicators/{card.uuid}/readings/{reading.uuid}/confirm"
    page = f"/indicators/{card.uuid}/?year=2026"
    assert address not in own.get(page).content.decode()
    text = dewi.get(page).content.decode()
    assert address in text
    assert "belum dikonfirmasi" in text
    look = dewi.get(address).content.decode()
    assert "31 Maret 2026" in look
    assert world.budi.full_name in look
    assert not Reading.objects.filter(confirmed_by__isnull=False).exists()
    assert dewi.post(address).status_code == 303
    text = dewi.get(page).content.decode()
    assert "sudah dikonfirmasi" in text
    assert f"{world.dewi.full_name}, " in text
    assert dewi.post(address).status_code == 422
    assert own.post(address).status_code == 403


def test_a_reading_of_another_card_is_not_found_at_this_one(world: World, as_: Any) -> None:
    card, other = make_card(world), make_card(world, "Yang lain")
    reading = read_of(world, other, 3)
    address = f"/indicators/{card.uuid}/readings/{reading.uuid}/confirm"
    assert as_("dewi").get(address).status_code == 404
    assert as_("dewi").post(address).status_code == 404


def test_the_list_shows_what_waits_for_a_confirmation(world: World, as_: Any) -> None:
    waits, sure = make_card(world, "Yang menunggu"), make_card(world, "Yang pasti")
    for card in (waits, sure):
        read_of(world, card, 12, MARCH)
    confirm(world, sure)
    text = as_("dewi").get("/indicators/?show=unconfirmed&year=2026").content.decode()
    assert "Yang menunggu" in text
    assert "Yang pasti" not in text
