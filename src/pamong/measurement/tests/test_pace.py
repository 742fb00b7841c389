"""The way to a year's target: proposals are even and never ask too much; what is typed stands."""

from decimal import Decimal
from typing import Any

import pytest

from pamong.measurement.models import Pace
from pamong.measurement.pace import NOTHING, Wish, is_state, stages_of

ALL = range(1, 5)


def spread(
    target: str, pace: str = Pace.PROPOSED, *, unit: str = "dokumen", less: bool = False
) -> Any:
    direction = "less" if less else "more"
    return stages_of(Decimal(target), Wish(pace), unit=unit, direction=direction, quarters=ALL)


@pytest.mark.parametrize(
    ("target", "stages"),
    [("24", (6, 12, 18)), ("10", (2, 5, 7)), ("1", (0, 0, 0)), ("2.5", ("0.62", "1.25", "1.87"))],
)
def test_what_grows_is_spread_evenly_and_rounded_down(target: str, stages: tuple[str, ...]) -> None:
    assert spread(target) == tuple(Decimal(value) for value in stages)


def test_what_should_stay_small_is_rounded_up() -> None:
    assert spread("10", unit="kasus", less=True) == (3, 5, 8)


@pytest.mark.parametrize(
    ("unit", "less", "held"),
    [
        ("%", False, True),
        ("Indeks", False, True),
        ("hari kerja", True, True),
        ("menit", True, True),
        ("jam pelajaran", False, False),
        ("orang", False, False),
        ("", False, False),
        ("kasus", True, False),
    ],
)
def test_what_is_measured_anew_each_time_is_held(unit: str, *, less: bool, held: bool) -> None:
    assert is_state(unit, "less" if less else "more") == held
    assert (spread("80", unit=unit, less=less) == (80, 80, 80)) == held


def test_somebodys_own_way_wins_over_the_unit() -> None:
    assert spread("80", Pace.EVEN, unit="%") == (20, 40, 60)
    assert spread("80", Pace.HELD) == (80, 80, 80)
    assert spread("80", Pace.NONE) == NOTHING
    wish = Wish(Pace.OWN, (Decimal(5), None, Decimal(60)))
    found: Any = stages_of(Decimal(80), wish, unit="%", direction="more", quarters=ALL)
    assert found == (5, None, 60)


def test_a_shorter_period_is_spread_over_its_own_quarters() -> None:
    made: Any = stages_of(Decimal(12), Wish(), unit="orang", direction="more", quarters=range(2, 4))
    assert made == (None, 6, 12)


@pytest.mark.parametrize("direction", ["band", "milestone", "ordinal"])
def test_a_range_a_date_and_a_rank_have_no_quarters(direction: str) -> None:
    made = stages_of(Decimal(3), Wish(Pace.EVEN), unit="", direction=direction, quarters=ALL)
    assert made == NOTHING


def test_no_target_has_no_quarters() -> None:
    assert stages_of(None, Wish(), unit="%", direction="more", quarters=ALL) == NOTHING


@pytest.mark.parametrize(
    ("begun", "target", "less", "stages"),
    [
        ("900", "800", True, (875, 850, 825)),
        ("100", "90", True, (98, 95, 93)),
        ("40", "50", False, (42, 45, 47)),
        ("800", "900", True, (825, 850, 875)),
    ],
)
def test_a_state_on_a_day_goes_from_where_the_year_begins_and_never_asks_too_much(
    begun: str, target: str, less: bool, stages: tuple[int, ...]
) -> None:
    direction = "less" if less else "more"
    wish = Wish(Pace.PROPOSED, is_state=True, begun=Decimal(begun))
    known: Any = {"unit": "anak", "direction": direction, "quarters": ALL}
    assert stages_of(Decimal(target), wish, **known) == tuple(map(Decimal, stages))
    held = Wish(Pace.PROPOSED, is_state=True)
    assert stages_of(Decimal(target), held, **known) == (Decimal(target),) * 3
