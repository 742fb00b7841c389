"""What cards come to: entered, by a formula, rolled up; what is missing is named and is no nought."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pamong.measurement.cards.figures import Figure, Reached, figures_for
from pamong.measurement.cards.forms import CardTargetForm
from pamong.measurement.cards.reading_actions import CardReading, enter_card_reading
from pamong.measurement.cards.tests.make import aim, compose, make_card, read, roll
from pamong.measurement.models import Card
from pamong.measurement.pace import Wish
from pamong.people.tests.world import World
from pamong.policy.choose import pack_on
from pamong.policy.evaluate import evaluate

MARCH, JUNE, SEPTEMBER = date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)


def stood(world: World, card: Card, on: date | None = None) -> tuple[Figure, Reached]:
    day = on or world.day
    card = Card.objects.select_related("indicator").get(pk=card.pk)
    figures = figures_for([card], year=day.year, on=day, pack=pack_on("attainment", world.day))
    figure = figures.of(card)
    return figure, figures.reached(card, figure)


def test_the_last_figure_since_the_beginning_of_the_year_counts(world: World) -> None:
    card = make_card(world)
    read(world, card, 10, MARCH)
    read(world, card, 25, JUNE)
    figure, _reached = stood(world, card)
    assert (figure.value, figure.as_of, figure.missing) == (Decimal(25), JUNE, ())


def test_figures_of_their_period_alone_add_up_and_missing_ones_are_named(world: World) -> None:
    card = make_card(world, counting="own")
    read(world, card, 10, MARCH)
    read(world, card, 30, date(2026, 9, 15))
    read(world, card, 25, SEPTEMBER)
    figure, _reached = stood(world, card)
    assert figure.value == 35
    assert figure.missing == ("Triwulan II 2026",)
    assert figure.is_partial


def test_without_a_reading_there_is_no_figure(world: World) -> None:
    figure, reached = stood(world, make_card(world))
    assert (figure.value, figure.fault) == (None, "Belum ada realisasi.")
    assert reached.year.uncapped is None


def test_a_ratio_is_computed_with_its_trace(world: World) -> None:
    up, down = make_card(world, "Balita ditimbang"), make_card(world, "Balita terdaftar")
    share = make_card(world, "Cakupan penimbangan", measure="%")
    compose(world, share, "ratio", up, (down, 1, True), factor=100)
    read(world, up, 80, JUNE)
    read(world, down, 160, MARCH)
    aim(world, share, 60)
    figure, reached = stood(world, share)
    assert (figure.value, figure.as_of) == (Decimal(50), MARCH)
    assert [(part.card.indicator.name, part.figure.value) for part in figure.parts] == [
        ("Balita ditimbang", Decimal(80)),
        ("Balita terdaftar", Decimal(160)),
    ]
    assert reached.year.uncapped == Decimal("83.33")


def test_a_divisor_of_nought_is_named_and_gives_no_figure(world: World) -> None:
    up, down = make_card(world, "Balita ditimbang"), make_card(world, "Balita terdaftar")
    share = make_card(world, "Cakupan", measure="%")
    compose(world, share, "ratio", up, (down, 1, True), factor=100)
    read(world, up, 80)
    read(world, down, 0)
    figure, _reached = stood(world, share)
    assert figure.value is None
    assert "“Balita terdaftar” bernilai 0" in figure.fault


def test_a_formula_with_a_missing_part_has_no_figure_and_says_which(world: World) -> None:
    one, two = make_card(world, "Satu"), make_card(world, "Dua")
    whole = make_card(world, "Jumlah")
    compose(world, whole, "sum", one, two)
    read(world, one, 5)
    figure, _reached = stood(world, whole)
    assert (figure.value, figure.missing) == (None, ("Dua",))
    assert "“Dua”" in figure.fault


def test_a_roll_up_over_clinics_names_the_one_that_is_missing(world: World) -> None:
    clinics = [make_card(world, f"Balita di Puskesmas {name}") for name in "ABC"]
    whole = make_card(world, "Balita di kabupaten", unit=world.root, owner=None)
    roll(world, whole, "sum", (clinics[0], 50), clinics[1], clinics[2])
    read(world, clinics[0], 200, JUNE)
    read(world, clinics[1], 30, MARCH)
    figure, _reached = stood(world, whole)
    assert (figure.value, figure.as_of) == (Decimal(130), MARCH)
    assert figure.missing == ("Balita di Puskesmas C",)
    assert figure.covered == (Decimal(150), Decimal(250))
    above = make_card(world, "Balita di provinsi", unit=world.root, owner=None)
    roll(world, above, "mean", whole)
    figure, _reached = stood(world, above)
    assert figure.missing == ("Balita di kabupaten (belum lengkap)",)


def test_those_that_reached_their_target_are_counted(world: World) -> None:
    good, bad = make_card(world, "Tercapai"), make_card(world, "Belum tercapai")
    low = make_card(world, "Angka kematian", direction="less")
    for card, target, actual in ((good, 10, 12), (bad, 10, 9), (low, 5, 4)):
        aim(world, card, target)
        read(world, card, actual)
    whole = make_card(world, "Indikator yang tercapai", measure="indikator")
    compose(world, whole, "reached", good, bad, low)
    assert stood(world, whole)[0].value == 2


def test_a_correction_of_a_part_is_in_the_whole_at_once(world: World) -> None:
    part, whole = make_card(world), make_card(world, "Rangkuman")
    roll(world, whole, "last", part)
    read(world, part, 7, JUNE)
    assert stood(world, whole)[0].value == 7
    read(world, part, 8, JUNE)
    assert stood(world, whole)[0].value == 8


@pytest.mark.parametrize(
    ("told", "actual", "uncapped", "capped"),
    [
        ({"direction": "less", "target": 10}, 12, "80", "80"),
        ({"direction": "less", "target": 10}, 25, "-50", "0"),
        ({"direction": "more", "target": 80}, 88, "110", "100"),
        ({"direction": "more", "target": 0}, 5, None, None),
        ({"direction": "band", "band": (80, 100, 20)}, 95, "100", "100"),
        ({"direction": "band", "band": (80, 100, 20)}, 75, "75", "75"),
        ({"direction": "band", "band": (80, 100, 20)}, 130, "-50", "0"),
    ],
)
def test_attainment_is_the_pack_s_and_the_figure_as_it_is_stays(
    world: World, told: dict[str, Any], actual: int, uncapped: str | None, capped: str | None
) -> None:
    band = told.get("band")
    names = ("band_low", "band_high", "tolerance")
    given = dict(zip(names, map(Decimal, band), strict=True)) if band else {}
    card = make_card(world, direction=told["direction"], band=given)
    aim(world, card, told.get("target"))
    read(world, card, actual)
    found = stood(world, card)[1].year
    assert found.uncapped == (None if uncapped is None else Decimal(uncapped))
    assert found.value == (None if capped is None else Decimal(capped))
    if "target" in told:  # as the command line answers
        asked = {"direction": told["direction"], "target": told["target"], "actual": actual}
        answer = evaluate(pack_on("attainment", world.day), "attainment", asked, on=world.day)
        assert answer.value.get("uncapped") == found.uncapped


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "uncapped", "capped"),
    [
        (20, 10, 14, "60", "60"),
        (10, 20, 25, "150", "100"),
        (20, 10, 25, "-50", "0"),
        (10, 10, 10, None, None),
    ],
)
def test_progress_stands_beside_attainment_falling_or_rising(
    world: World, baseline: int, target: int, actual: int, uncapped: Any, capped: Any
) -> None:
    direction = "less" if target < baseline else "more"
    card = make_card(world, direction=direction, baseline=Decimal(baseline), counting="state")
    aim(world, card, target)
    read(world, card, actual)
    found = stood(world, card)[1].progress
    assert found.uncapped == (None if uncapped is None else Decimal(uncapped))
    assert found.value == (None if capped is None else Decimal(capped))
    assert (found.reason != "") == (uncapped is None)


@pytest.mark.parametrize(
    ("counting", "measure", "day", "is_there"),
    [
        ("running", "orang", date(2026, 11, 25), False),
        ("own", "orang", date(2026, 11, 25), False),
        ("running", "orang", date(2026, 12, 31), True),
        ("state", "orang", date(2026, 11, 25), True),
        ("running", "%", date(2026, 11, 25), True),  # a percentage does not add up
    ],
)
def test_what_adds_up_over_a_year_is_not_held_against_a_whole_year_before_it_is_over(
    world: World, counting: str, measure: str, day: date, is_there: bool
) -> None:
    card = make_card(world, counting=counting, measure=measure, baseline=Decimal(80))
    aim(world, card, 100)
    read(world, card, 40, JUNE)
    found = figures_for([card], year=2026, on=day, pack=pack_on("attainment", day))
    way = found.reached(card, found.of(card)).progress
    assert (way.uncapped is not None) == is_there
    assert ("masih bertambah" in way.reason) != is_there


def test_a_figure_of_june_is_held_against_the_second_quarter_too(world: World) -> None:
    card = make_card(world)
    aim(world, card, 100, wish=Wish("even"))
    read(world, card, 40, JUNE)
    reached = stood(world, card)[1]
    assert (reached.year.uncapped, reached.year.target) == (Decimal(40), Decimal(100))
    assert reached.quarter is not None
    assert (reached.quarter.uncapped, reached.quarter.quarter) == (Decimal(80), 2)


def test_a_milestone_is_judged_by_its_day(world: World) -> None:
    card = make_card(world, "Perda terbit", direction="milestone", measure="")
    aim(world, card, None, due_on=JUNE)
    assert stood(world, card)[1].year.uncapped == 0
    given = CardReading(Decimal(1), MARCH)
    enter_card_reading(card, given, by=world.account("budi"), on=world.day)
    assert stood(world, card)[1].year.uncapped == 100


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("due_on", "2026-02-30"),
        ("text", "2026-02-30"),
        ("text", "30/06/2026"),
        ("due_on", "31/4/2026"),
    ],
)
def test_a_day_that_there_is_not_or_in_another_place_is_no_target_of_a_milestone(
    world: World, field: str, text: str
) -> None:
    card = make_card(world, "Perda terbit", direction="milestone", measure="")
    form = CardTargetForm({"year": "2026", field: text}, card=card)
    assert list(form.errors) == [field]


def part_of_year(world: World, name: str, value: int | None, **more: Any) -> Card:
    card = make_card(world, name, **more)
    if value is not None:
        read(world, card, value, JUNE)
    return card


@pytest.mark.parametrize("direction", ["less", "band"])
def test_a_sum_that_lacks_a_part_withholds_what_would_look_good(
    world: World, direction: str
) -> None:
    band = (
        {"band_low": Decimal(1), "band_high": Decimal(9), "tolerance": Decimal(1)}
        if direction == "band"
        else {}
    )
    whole = make_card(world, "Kematian bayi", direction=direction, band=band)
    here = part_of_year(world, "Kematian bayi Melati", 2)
    there = part_of_year(world, "Kematian bayi Kenanga", None)
    roll(world, whole, "sum", here, there)
    if direction == "less":
        aim(world, whole, 9)
    figure, reached = stood(world, whole)
    assert (figure.value, figure.missing) == (Decimal(2), ("Kematian bayi Kenanga",))
    for part in (reached.year, reached.progress):
        assert (part.actual, part.value, part.uncapped, part.is_reached) == (
            Decimal(2),
            None,
            None,
            None,
        )
        assert "Kematian bayi Kenanga" in part.reason
    assert reached.quarter is None
    read(world, there, 3, JUNE)
    figure, reached = stood(world, whole)
    assert (figure.value, figure.is_short) == (Decimal(5), False)
    assert reached.year.uncapped is not None


def test_a_sum_that_lacks_a_month_withholds_it_too_and_so_does_what_is_computed_from_it(
    world: World,
) -> None:
    month = make_card(world, "Kecelakaan kerja", direction="less", counting="own")
    per = make_card(world, "Kecelakaan per unit", direction="less")
    units = part_of_year(world, "Unit", 4)
    compose(world, per, "ratio", month, (units, 1, True))
    read(world, month, 1, MARCH)
    read(world, month, 2, SEPTEMBER)  # the second quarter is not there
    for card in (month, per):
        aim(world, card, 9)
        figure, reached = stood(world, card)
        assert figure.is_short
        assert reached.year.uncapped is None
    assert "Triwulan II 2026" in stood(world, month)[1].year.reason


def test_a_partial_sum_where_more_is_better_and_a_partial_mean_keep_their_attainment(
    world: World,
) -> None:
    here = part_of_year(world, "Melati", 2)
    there = part_of_year(world, "Kenanga", None)
    for operator, direction in (("sum", "more"), ("mean", "less")):
        whole = make_card(world, operator, direction=direction)
        roll(world, whole, operator, (here, 50), (there, 50))
        aim(world, whole, 4)
        figure, reached = stood(world, whole)
        assert figure.is_partial
        assert reached.year.uncapped is not None
