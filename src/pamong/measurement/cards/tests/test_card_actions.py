"""Cards are added, changed, composed, put away and handed over; each refusal says what to do."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.config.notices import audience
from pamong.ledger.models import Entry
from pamong.measurement.cards.actions import (
    CardInput,
    add_card,
    change_card,
    close_card,
    mend_card_owner,
    reopen_card,
)
from pamong.measurement.cards.compose_actions import FormulaInput, compose_card
from pamong.measurement.cards.queries import LACKING, CardFilter, cards_for
from pamong.measurement.cards.reading_actions import (
    CardReading,
    CardTarget,
    enter_card_reading,
    set_card_target,
)
from pamong.measurement.cards.tests.make import aim, compose, make_card, read, roll
from pamong.measurement.models import Card, CardPart, Pace, Reading, Target
from pamong.measurement.pace import Wish
from pamong.people.models import DataProblem, Employee
from pamong.people.problems.finding import find_problems, find_problems_of
from pamong.people.tests.world import World

JUNE = date(2026, 6, 30)


def given(world: World, card: Card, **more: Any) -> CardInput:
    told = CardInput(
        code=card.code,
        name=card.indicator.name,
        measure=card.indicator.unit,
        unit=card.unit,
        owner=card.owner,
    )
    return replace(told, **more)


@pytest.mark.parametrize("name", ["sari", "budi", "rini", "tono", "lina"])
def test_only_who_keeps_the_cascade_adds_composes_and_puts_away(world: World, name: str) -> None:
    card, by = make_card(world), world.account(name)
    for verb in (close_card, mend_card_owner):
        with pytest.raises(PermissionDenied):
            verb(card, by=by, on=world.day)
    with pytest.raises(PermissionDenied):
        add_card(world.agency, given(world, card, code="X"), by=by, on=world.day)
    with pytest.raises(PermissionDenied):
        compose_card(card, FormulaInput("read"), by=by, on=world.day)
    with pytest.raises(PermissionDenied):
        set_card_target(card, CardTarget(2026, Decimal(1)), by=by, on=world.day)


def test_the_owner_words_the_card_and_who_it_binds_does_not_count_it_otherwise(
    world: World,
) -> None:
    card = make_card(world)
    told = given(world, card, name="Balita ditimbang", measure="%", baseline=Decimal(3))
    change_card(card, told, by=world.account("budi"), on=world.day)
    card = Card.objects.select_related("indicator").get(pk=card.pk)
    assert (card.indicator.name, card.indicator.unit) == ("Balita ditimbang", "orang")
    assert card.indicator.baseline is None
    with pytest.raises(PermissionDenied):
        change_card(card, told, by=world.account("sari"), on=world.day)


def test_a_code_is_borne_once_in_an_agency_capitals_aside(world: World) -> None:
    make_card(world, code="IKU 1")
    with pytest.raises(ValidationError, match="sudah dipakai"):
        make_card(world, "Lain", code="iku  1")


def test_a_stale_form_is_told_and_nothing_is_written(world: World) -> None:
    card = make_card(world)
    by = world.account("dewi")
    change_card(card, given(world, card, name="Pertama"), by=by, on=world.day, seen=1)
    with pytest.raises(ValidationError, match="di tempat lain"):
        change_card(card, given(world, card, name="Kedua"), by=by, on=world.day, seen=1)
    assert Card.objects.get(pk=card.pk).indicator.name == "Pertama"
    change_card(card, given(world, card, name="Pertama"), by=by, on=world.day, seen=2)
    assert Entry.objects.filter(verb="measurement.card_changed").count() == 1


def test_a_circle_is_refused_with_the_names_in_it(world: World) -> None:
    one, two, three = (make_card(world, name) for name in ("Satu", "Dua", "Tiga"))
    compose(world, one, "sum", two)
    compose(world, two, "sum", three)
    with pytest.raises(ValidationError) as refusal:
        compose(world, three, "sum", one)
    assert "“Tiga” → “Satu” → “Dua” → “Tiga”" in refusal.value.messages[0]
    with pytest.raises(ValidationError, match="dirinya sendiri"):
        compose(world, three, "sum", three)


def test_a_formula_that_is_nought_whatever_comes_is_refused(world: World) -> None:
    one, two, whole = (make_card(world, name) for name in ("Satu", "Dua", "Semua"))
    with pytest.raises(ValidationError, match="hasilnya selalu 0"):
        compose(world, whole, "sum", one, two, factor=0)


def test_a_formula_is_at_most_four_steps_deep_from_either_end(world: World) -> None:
    cards = [make_card(world, f"Tingkat {n}") for n in range(6)]
    for upper, lower in ((0, 1), (1, 2), (3, 4), (4, 5)):
        compose(world, cards[upper], "sum", cards[lower])
    with pytest.raises(ValidationError, match="lebih dari 4 tingkat"):
        compose(world, cards[2], "sum", cards[3])


def test_units_that_clash_are_refused_with_both_names(world: World) -> None:
    people, share = make_card(world, "Penduduk"), make_card(world, "Cakupan", measure="%")
    whole = make_card(world, "Semua")
    with pytest.raises(ValidationError) as refusal:
        compose(world, whole, "sum", people, share)
    assert "“Penduduk” dihitung dalam orang, “Cakupan” dalam %" in refusal.value.messages[0]
    with pytest.raises(ValidationError, match="Samakan satuannya"):
        compose(world, share, "sum", people)
    other = make_card(world, "Lain")
    with pytest.raises(ValidationError, match="Tulis satuan %"):
        compose(world, whole, "ratio", people, (other, 1, True), factor=100)


def test_a_changed_unit_must_still_fit_the_formulas_around(world: World) -> None:
    one, two, whole = make_card(world), make_card(world, "Dua"), make_card(world, "Jumlah")
    compose(world, whole, "sum", one, two)
    told = given(world, one, measure="kg")
    with pytest.raises(ValidationError, match="Samakan satuannya"):
        change_card(one, told, by=world.account("dewi"), on=world.day)


def test_a_ratio_needs_both_sides_and_a_sum_none(world: World) -> None:
    one, two, whole = make_card(world), make_card(world), make_card(world, measure="")
    with pytest.raises(ValidationError, match="pembaginya"):
        compose(world, whole, "ratio", one, two)
    with pytest.raises(ValidationError, match="pengurang atau pembagi"):
        compose(world, whole, "product", one, (two, 1, True))
    with pytest.raises(ValidationError, match="dipilih dua kali"):
        compose(world, whole, "product", one, one)
    assert not CardPart.objects.exists()


def test_the_shares_of_a_part_stay_within_the_whole(world: World) -> None:
    part, one, two = make_card(world, "Puskesmas"), make_card(world), make_card(world)
    roll(world, one, "sum", (part, 70))
    with pytest.raises(ValidationError, match="tinggal 30 persen"):
        roll(world, two, "sum", (part, 40))
    roll(world, two, "sum", (part, 30))
    roll(world, one, "sum", (part, 60))


def test_what_is_computed_is_not_entered_and_a_formula_can_be_taken_back(world: World) -> None:
    part, whole = make_card(world), make_card(world, "Jumlah")
    read(world, whole, 3, JUNE)
    compose(world, whole, "sum", part)
    with pytest.raises(ValidationError, match="dihitung dari indikator lain"):
        read(world, whole, 4)
    compose(world, whole, "", way="read")
    assert Reading.objects.standing().get(indicator=whole.indicator_id).value == 3
    assert not CardPart.objects.exists()


def test_a_reading_is_corrected_by_another_and_the_same_twice_is_once(world: World) -> None:
    card = make_card(world)
    assert read(world, card, 5, JUNE)
    assert read(world, card, 5, JUNE) is None
    read(world, card, 6, JUNE)
    rows = Reading.objects.filter(indicator=card.indicator_id).order_by("pk")
    assert [(row.value, row.replaced_by_id) for row in rows] == [
        (Decimal(5), rows[1].pk),
        (Decimal(6), None),
    ]
    verbs = Entry.objects.filter(subject_uuid=card.uuid).order_by("sequence")
    assert [entry.verb.removeprefix("measurement.") for entry in verbs] == [
        "card_added",
        "card_reading_entered",
        "card_reading_corrected",
    ]
    assert rows[1].entered_by == world.budi


@pytest.mark.parametrize("name", ["sari", "rini", "joko", "lina", "tono"])
def test_only_the_owner_and_the_keepers_enter_figures(world: World, name: str) -> None:
    told = CardReading(Decimal(1), JUNE)
    with pytest.raises(PermissionDenied):
        enter_card_reading(make_card(world), told, by=world.account(name), on=world.day)


def test_a_figure_of_a_day_to_come_is_refused(world: World) -> None:
    with pytest.raises(ValidationError, match="belum tiba"):
        read(world, make_card(world), 1, world.day + timedelta(days=1))


def test_a_card_in_a_formula_is_put_away_only_after_it(world: World) -> None:
    part, whole = make_card(world), make_card(world, "Jumlah")
    compose(world, whole, "sum", part)
    by = world.account("dewi")
    with pytest.raises(ValidationError, match="“Jumlah”"):
        close_card(part, by=by, on=world.day)
    close_card(whole, by=by, on=world.day)
    close_card(part, by=by, on=world.day)
    with pytest.raises(ValidationError, match="sudah ditutup"):
        read(world, part, 1)
    with pytest.raises(ValidationError, match="sudah ditutup"):
        aim(world, part, 1)
    reopen_card(part, by=by, on=world.day)
    assert read(world, part, 1)


def test_an_owner_who_left_or_moved_is_found_and_handed_over_in_one_click(world: World) -> None:
    card = make_card(world, owner=world.sari)
    scope = world.scope("dewi")
    assert not cards_for(scope, CardFilter(show=LACKING), "").rows
    Employee.objects.filter(pk=world.sari.pk).update(unit=world.school)
    assert list(cards_for(scope, CardFilter(show=LACKING), "").rows) == [card]
    mend_card_owner(card, by=world.account("dewi"), on=world.day)
    assert Card.objects.get(pk=card.pk).owner == world.budi
    with pytest.raises(ValidationError, match="sudah punya"):
        mend_card_owner(card, by=world.account("dewi"), on=world.day)
    alone = make_card(world, unit=None, owner=None)
    with pytest.raises(ValidationError, match="belum ada yang memimpin"):
        mend_card_owner(alone, by=world.account("dewi"), on=world.day)


def test_an_owner_is_of_the_card_s_unit_or_below(world: World) -> None:
    make_card(world, unit=world.health, owner=world.budi)
    with pytest.raises(ValidationError, match="atau unit di bawahnya"):
        make_card(world, unit=world.health, owner=world.wati)


def test_targets_spread_over_the_quarters_as_asked(world: World) -> None:
    card = make_card(world)
    aim(world, card, 40, wish=Wish("proposed"))
    target = Target.objects.get(indicator=card.indicator)
    stages = [str(stage) for stage in (target.q1, target.q2, target.q3)]
    assert stages == ["10.000000", "20.000000", "30.000000"]


def test_a_state_where_less_is_better_declines_from_the_year_before(world: World) -> None:
    """Children out of school are no sum that grows from nought through the year."""
    told = {"measure": "anak", "direction": "less", "counting": "state"}
    card = make_card(world, "Anak tidak sekolah", baseline=Decimal(900), **told)
    aim(world, card, 800, year=2026)
    aim(world, card, 600, year=2027)
    rows = card.indicator.targets.order_by("year").values_list("q1", "q2", "q3")
    assert [int(one or 0) for row in rows for one in row] == [875, 850, 825, 750, 700, 650]
    other = make_card(world, "Tanpa kondisi awal", **told)
    aim(world, other, 800)
    assert other.indicator.targets.get().q1 == 800


def test_who_left_or_moved_and_still_answers_for_cards_is_a_problem_of_the_data(
    world: World,
) -> None:
    make_card(world, code="IKU-A")
    make_card(world, code="IKU-B")
    kind = DataProblem.Kind.CARD_OWNER
    rows = DataProblem.objects.filter(kind=kind)
    find_problems(world.agency, world.day)
    assert not rows.exists()
    Employee.objects.filter(pk=world.budi.pk).update(unit=world.school)
    find_problems_of(world.agency, [world.budi.pk], world.day)
    assert list(rows.values_list("employee", "unit", "detail")) == [
        (world.budi.pk, world.clinic.pk, "IKU-A, IKU-B")
    ]
    Employee.objects.filter(pk=world.budi.pk).update(unit=world.clinic)
    find_problems(world.agency, world.day)
    assert not rows.exists()


def test_whoever_answers_for_an_indicator_from_now_on_is_told_and_nobody_else(world: World) -> None:
    card = make_card(world)
    entries = list(Entry.objects.filter(verb="measurement.card_added"))
    told = audience.card_owner(entries)
    assert told == {entries[0].pk: {world.account("budi").pk}}
    told_so = given(world, card, name="Balita ditimbang")
    change_card(card, told_so, by=world.account("dewi"), on=world.day)
    assert audience.card_owner(list(Entry.objects.filter(verb="measurement.card_changed"))) == {}


def test_a_state_that_is_to_fall_is_held_or_falls_from_where_it_begins_and_never_rises(
    world: World,
) -> None:
    card = make_card(world, "Anak tidak sekolah", direction="less", counting="state")
    aim(world, card, 120)
    target = Target.objects.get(indicator=card.indicator)
    assert {target.q1, target.q2, target.q3} == {Decimal(120)}
    with pytest.raises(ValidationError, match="Isi kondisi awal"):
        aim(world, card, 120, wish=Wish(Pace.EVEN))
    aim(world, card, 200, year=2025)
    aim(world, card, 120, wish=Wish(Pace.EVEN))
    target.refresh_from_db()
    assert [target.q1, target.q2, target.q3] == [Decimal(180), Decimal(160), Decimal(140)]
