"""The pages of cards: what stands there, who finds which door, and that a form sent twice does one thing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from pamong.measurement.cards import card_field
from pamong.measurement.cards.tests.make import aim, compose, make_card, read, roll
from pamong.measurement.models import Card, Indicator, Reading, Target
from pamong.people.tests.world import World

JUNE = date(2026, 6, 30)
MOST_QUERIES = 24  # with those of the frame, which every page has


def page(card: Card, name: str = "detail") -> str:
    return reverse(f"measurement:card-{name}", args=[card.uuid])


def filled(world: World) -> Card:
    """A share of two counts, rolled up over two clinics of which one is silent."""
    up, down, other = (make_card(world, f"Balita {n}") for n in "ABC")
    whole = make_card(world, "Balita terdaftar", owner=None, unit=world.root)
    roll(world, whole, "sum", down, other)
    share = make_card(world, "Cakupan", measure="%")
    compose(world, share, "ratio", up, (whole, 1, True), factor=100)
    read(world, up, 30, JUNE)
    read(world, down, 60, JUNE)
    aim(world, share, 80)
    return share


def test_the_list_shows_what_each_card_came_to_and_narrows_by_its_address(
    world: World, as_: Any
) -> None:
    filled(world)
    text = as_("sari").get("/indicators/").content.decode()
    assert "Cakupan" in text
    assert "62,5%" in text
    assert "belum lengkap" in text
    assert "Tambah kartu" not in text
    found = as_("budi").get("/indicators/?q=cakupan&show=mine").content.decode()
    assert ("Cakupan" in found, "Balita A" in found) == (True, False)
    at_school = as_("dewi").get(f"/indicators/?unit={world.school.uuid}").content.decode()
    assert "Balita A" in at_school  # a unit without cards is no filter
    for odd in ("?year=99999&unit=x&show=y&after=z", f"?q={'x' * 10_000}"):
        assert as_("dewi").get(f"/indicators/{odd}").status_code == 200


def test_the_list_holds_a_growing_figure_against_its_quarter_and_names_its_target(
    world: World, as_: Any
) -> None:
    card = make_card(world, "Balita yang ditimbang")
    aim(world, card, 100)
    read(world, card, 40, JUNE)
    text = as_("sari").get("/indicators/?year=2026").content.decode()
    assert "triwulan II: 50 orang" in text
    assert "80,0%" in text
    assert "40,0%" not in text


def test_the_number_of_queries_does_not_grow_with_the_cards(
    world: World, as_: Any, django_assert_max_num_queries: Any
) -> None:
    for _time in range(3):
        filled(world)
    client = as_("budi")
    client.get("/indicators/")
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get("/indicators/")
    card = Card.objects.filter(way="formula").first()
    assert card is not None
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(page(card))


def test_a_card_shows_its_formula_parts_both_figures_and_what_is_missing(
    world: World, as_: Any
) -> None:
    card = filled(world)
    text = as_("wati").get(page(card)).content.decode()
    for part in ("“Balita A” ÷ “Balita terdaftar” × 100", "Kemajuan dari kondisi awal"):
        assert part in text
    assert "Balita terdaftar (belum lengkap)" in text
    assert "capaian = realisasi ÷ target" in text
    assert "Isi realisasi" not in text
    whole = Card.objects.get(indicator__name="Balita terdaftar")
    text = as_("wati").get(page(whole)).content.decode()
    assert "Yang belum ada: Balita C" in text
    assert "setara 1 dari 2 bagian penuh" in text


def test_the_owner_enters_a_figure_once_and_an_odd_one_is_asked_back(
    world: World, as_: Any
) -> None:
    card = make_card(world)
    aim(world, card, 50)
    client, told = as_("budi"), {"period": "2026-Q3", "value": "5000", "confidence": "sure"}
    odd = client.post(page(card, "reading-enter"), told)
    assert odd.status_code == 422
    assert "100 kali targetnya" in odd.content.decode()
    told |= {"value": "48", "_once": "k-1"}
    for _time in range(2):
        assert client.post(page(card, "reading-enter"), told).status_code == 303
    reading = Reading.objects.get(indicator=card.indicator)
    assert (reading.value, reading.as_of) == (Decimal(48), date(2026, 9, 30))
    text = client.get(page(card)).content.decode()
    assert ("48 orang" in text, "Budi Santoso" in text) == (True, True)


@pytest.mark.parametrize(
    "told",
    [
        {"period": "2031-Q1", "value": "1", "confidence": "sure"},
        {"period": "2026-Q1", "value": "banyak", "confidence": "sure"},
        {"period": "2026-Q1", "value": "9" * 30, "confidence": "sure"},
        {"period": "2026-Q1", "value": "1", "confidence": "sure", "obstacle": "a\x00b"},
        {},
    ],
)
def test_odd_input_is_refused_beside_its_field_and_writes_nothing(
    world: World, as_: Any, told: dict[str, str]
) -> None:
    card = make_card(world)
    answer = as_("budi").post(page(card, "reading-enter"), told)
    assert answer.status_code == 422
    assert not Reading.objects.filter(indicator=card.indicator).exists()


def test_a_card_is_made_with_its_owner_by_name_and_then_aimed(world: World, as_: Any) -> None:
    told = {
        "code": "IKU 7",
        "name": "Angka kesakitan 🩺",
        "direction": "less",
        "frequency": "quarter",
        "counting": "own",
        "measure": "kasus",
        "office": str(world.clinic.uuid),
        "person": "budi",
    }
    answer = as_("dewi").post("/indicators/new", told)
    card = Card.objects.get(code="IKU 7")
    assert (answer.status_code, card.owner) == (303, world.budi)
    assert answer["Location"] == page(card, "target")
    aimed = {"year": "2026", "value": "40", "pace": "even"}
    assert as_("dewi").post(page(card, "target"), aimed).status_code == 303
    target = Target.objects.get(indicator=card.indicator)
    assert (target.value, target.q1) == (Decimal(40), Decimal(10))
    wrong = as_("dewi").post("/indicators/new", told | {"code": "iku 7", "person": "siapa"})
    text = wrong.content.decode()
    assert wrong.status_code == 422
    assert "Tidak ada pegawai dengan nama atau NIP itu." in text


def test_a_formula_is_written_in_a_plain_form_and_errors_name_the_indicator(
    world: World, as_: Any
) -> None:
    one, two, share = make_card(world, "Satu"), make_card(world, "Dua"), make_card(world)
    told = {
        "seen": "1",
        "way": "formula",
        "operator": "ratio",
        "factor": "100",
        "card_0": str(one.uuid),
        "side_0": "above",
        "card_1": str(two.uuid),
        "side_1": "below",
    }
    refused = as_("dewi").post(page(share, "compose"), told)
    assert refused.status_code == 422
    assert "Tulis satuan % di kartu." in refused.content.decode()
    Indicator.objects.filter(card=share).update(unit="%")
    assert as_("dewi").post(page(share, "compose"), told).status_code == 303
    card = Card.objects.get(pk=share.pk)
    assert [(part.child, part.is_below) for part in card.parts.all()] == [(one, False), (two, True)]
    stale = as_("dewi").post(page(share, "compose"), told | {"operator": "difference"})
    assert "di tempat lain" in stale.content.decode()


def test_a_card_typed_into_its_own_formula_is_not_said_to_be_missing(
    world: World, as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_field, "MOST_LISTED", 0)
    make_card(world, "Satu", code="A-1")
    own = make_card(world, "Semua", code="A-9")
    told = {"seen": "1", "way": "formula", "operator": "sum", "card_0": "A-1", "card_1": "a-9"}
    said = as_("dewi").post(page(own, "compose"), told).content.decode()
    assert "“Semua” tidak dapat menjadi bagian dari dirinya sendiri." in said
    said = as_("dewi").post(page(own, "compose"), told | {"card_1": "A-8"}).content.decode()
    assert "Tidak ada kartu dengan kode atau nama itu." in said


def test_a_list_leaves_as_a_file(world: World, as_: Any) -> None:
    filled(world)
    answer = as_("dewi").get("/indicators/?unduh=csv")
    assert answer.status_code == 200
    assert b"Cakupan" in b"".join(
        answer.streaming_content if answer.streaming else [answer.content]
    )


def test_a_withheld_attainment_says_why_once_and_the_figure_is_still_there(
    world: World, as_: Any
) -> None:
    whole, here = make_card(world, "Kematian bayi", direction="less"), make_card(world, "Melati")
    roll(world, whole, "sum", here, make_card(world, "Kenanga"))
    read(world, here, 3, date(2026, 6, 30))
    aim(world, whole, 9)
    html = as_("sari").get(f"/indicators/{whole.uuid}/?year=2026").content.decode()
    assert html.count("Capaian belum dihitung. Yang belum ada: Kenanga.") == 1
    assert "3 orang" in html
    assert "Bagaimana dihitung?" not in html


def test_a_card_says_why_a_percentage_stands_far_out_and_calls_no_running_year_behind(
    world: World, as_: Any
) -> None:
    card = make_card(world, "Cakupan", measure="%", baseline=Decimal(49))
    aim(world, card, 50)
    Target.objects.filter(indicator=card.indicator).update(q2=Decimal(10))
    read(world, card, 25, JUNE)
    text = as_("sari").get(page(card)).content.decode()
    assert "Selisih realisasi dan target lebih besar daripada target itu sendiri." in text
    assert "Menjauh dari target: bermula dari 49, target 50." in text
    assert "pm-meter is-low" not in text.partition("target triwulan II")[0], "the year goes on"
