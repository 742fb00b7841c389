"""An account of angka kredit by the worked figures of the regulation; nothing here asks a database."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from pamong.performance.credit.account import Account, Begins, Lacking, account_of
from pamong.performance.credit.conversions import Counted
from pamong.performance.credit.facts import Carried, Facts, Lived, Past, Post, Said
from pamong.performance.credit.pace import pace_of, reach
from pamong.performance.models import RankHeld
from pamong.performance.months import last_of

TODAY = date(2026, 11, 25)
NURSE = Post(date(2020, 1, 1), None, "Perawat Ahli Pertama", "Ahli Pertama", True)


def year_of(
    year: int,
    predicate: str = "baik",
    level: str = "Ahli Pertama",
    *,
    months: tuple[int, int] = (1, 12),
    periodic: Sequence[tuple[int, str]] = (),
) -> Lived:
    first, last = date(year, months[0], 1), last_of(date(year, months[1], 1))
    said = (
        [Said(uuid4(), date(year, 1, 1), date(year, 12, 31), True, predicate)] if predicate else []
    )
    for quarter, word in periodic:
        begin, end = date(year, quarter * 3 - 2, 1), last_of(date(year, quarter * 3, 1))
        said.append(Said(uuid4(), begin, end, False, word))
    return Lived(first, last, f"Perawat {level}", level, said)


def balance(
    credit: Any = None, as_of: date = date(2022, 12, 31), level: str = "ahli_pertama", **given: Any
) -> Carried:
    told = {"credit": str(credit)} if credit is not None else given
    return Carried(uuid4(), "integrasi", level, as_of, told)


def account(**facts: Any) -> Account:
    told = {"posts": (NURSE,), "rank": "III/a"} | facts
    return account_of(Facts(1, "pns", (), **told), TODAY)


def figures(one: Account) -> dict[str, Any]:
    assert one.standing
    return dict(one.standing.value)


def test_a_year_and_two_months_of_the_slide_stay_exact_until_the_total() -> None:
    plans = [year_of(2023, "sangat_baik"), year_of(2024, "baik", months=(1, 2))]
    one = account(plans=plans, carried=[balance(0)])
    assert [c.outcome.value["credit"] for c in one.conversions if c.outcome] == [
        Decimal("18.75"),
        Decimal("2.08"),
    ]
    assert figures(one)["total"] == Decimal("20.83")


def test_a_conventional_balance_leaves_the_base_behind() -> None:
    one = account(carried=[balance(conventional="132.5")], plans=[year_of(2023)])
    assert one.opening
    assert one.opening.credit == Decimal("32.5")
    assert figures(one)["total"] == Decimal("45.00")
    assert figures(one)["rank_missing"] == Decimal("5.00")


def test_a_transfer_brings_its_years_and_the_base_of_the_rank() -> None:
    post = Post(date(2024, 1, 1), None, "Perawat Ahli Muda", "Ahli Muda", True)
    before = Post(date(2015, 1, 1), date(2024, 1, 1), "Kepala Seksi", "", False)
    moved = Carried(
        uuid4(), "perpindahan", "ahli_muda", date(2023, 12, 31),
        {"rank": "III/d", "predicate": "baik", "years_in_rank": "3"},
    )  # fmt: skip
    one = account(posts=(post, before), rank="III/d", carried=[moved])
    assert figures(one)["total"] == Decimal(175)
    assert figures(one)["rank_missing"] == Decimal(25)


def test_the_yearly_conversion_replaces_the_periodic_ones() -> None:
    plan = year_of(2025, "baik", periodic=[(1, "sangat_baik"), (2, "sangat_baik")])
    one = account(plans=[plan], carried=[balance(0)])
    assert [(c.state, c.is_yearly) for c in one.conversions] == [(Counted.YES, True)]
    assert figures(one)["total"] == Decimal("12.50")


def test_periodic_conversions_wait_and_are_named_where_they_reach_a_threshold() -> None:
    running = year_of(2026, "", periodic=[(1, "baik"), (2, "baik"), (3, "baik")])
    short = account(plans=[running], carried=[balance(10)])
    assert figures(short)["total"] == 10
    assert not short.needs_early
    near = account(plans=[running], carried=[balance(42)])
    assert figures(near)["rank_reached"] is False
    assert near.early
    assert near.early.value["rank_reached"] is True
    assert near.early.value["total"] == Decimal("51.38")
    assert near.needs_early


def test_a_promotion_of_level_begins_at_nought_and_drops_what_was_before() -> None:
    old = Post(date(2019, 1, 1), date(2025, 7, 1), "Perawat Ahli Pertama", "Ahli Pertama", True)
    new = Post(date(2025, 7, 1), None, "Perawat Ahli Muda", "Ahli Muda", True)
    plans = [
        year_of(2024),
        year_of(2025, "", months=(1, 6), periodic=[(1, "baik"), (2, "baik")]),
        year_of(2025, "baik", "Ahli Muda", months=(7, 12)),
    ]
    one = account(posts=(new, old), rank="III/c", plans=plans, carried=[balance(60)])
    assert one.opening
    assert (one.opening.how, one.opening.credit) == (Begins.PROMOTED, Decimal(0))
    states = [(c.state, c.length.counted) for c in one.conversions]
    assert states == [
        (Counted.OTHER_LEVEL, 12),
        (Counted.OTHER_LEVEL, 3),
        (Counted.OTHER_LEVEL, 3),
        (Counted.YES, 6),
    ]
    assert figures(one)["total"] == Decimal("12.50")


def test_two_plans_of_one_level_make_one_year_also_where_a_month_is_shared() -> None:
    parts = [
        Lived(date(2025, 1, 1), date(2025, 9, 15), "Perawat Ahli Pertama", "Ahli Pertama"),
        Lived(
            date(2025, 9, 16), date(2025, 12, 31), "Perawat Ahli Pertama", "Ahli Pertama",
            year_of(2025).said,
        ),
    ]  # fmt: skip
    one = account(plans=parts, carried=[balance(0)])
    assert [c.length.counted for c in one.conversions] == [12]
    assert figures(one)["total"] == Decimal("12.50")


def test_a_determination_inside_a_year_leaves_the_months_after_it() -> None:
    one = account(plans=[year_of(2025)], carried=[balance(40, date(2025, 6, 30))])
    assert [(c.length.counted, c.is_cut) for c in one.conversions] == [(6, True)]
    assert figures(one)["total"] == Decimal("46.25")


def test_without_a_balance_of_the_years_before_there_is_no_total_and_no_nought() -> None:
    one = account(plans=[year_of(2025)])
    assert one.standing is None
    assert one.lacking == Lacking.BALANCE
    assert [c.state for c in one.conversions] == [Counted.YES]


def test_somebody_appointed_since_begins_at_nought() -> None:
    post = Post(date(2024, 4, 1), None, "Perawat Ahli Pertama", "Ahli Pertama", True)
    plan = year_of(2024, "baik", months=(4, 12))
    one = account(posts=(post,), joined_on=date(2024, 4, 1), plans=[plan])
    assert one.opening
    assert one.opening.how == Begins.APPOINTED
    assert figures(one)["total"] == Decimal("9.38")


def test_a_post_without_a_level_is_said_and_not_guessed() -> None:
    one = account(posts=(Post(date(2020, 1, 1), None, "Analis", "", True),))
    assert one.lacking == Lacking.LEVEL
    assert account(posts=(Post(date(2020, 1, 1), None, "Camat", "", False),)).lacking == "post"


def test_without_a_rank_of_the_level_only_the_level_is_measured() -> None:
    none = account(carried=[balance(60)], rank="")
    assert (none.unranked, figures(none)["level_missing"]) == (Lacking.RANK, Decimal(40))
    foreign = account(carried=[balance(60)], rank="IV/a")
    assert foreign.unranked == Lacking.FOREIGN_RANK


def test_the_rank_of_the_day_comes_from_its_history() -> None:
    told = [(date(2022, 4, 1), "III/a"), (date(2026, 4, 1), "III/b")]
    ranks = [RankHeld(starts_on=day, rank=rank) for day, rank in told]
    one = account(carried=[balance(60)], ranks=ranks, rank="III/a")
    assert (one.rank, one.rank_since) == ("III/b", date(2026, 4, 1))
    assert figures(one)["rank_missing"] == Decimal(40)


def test_a_year_from_a_file_counts_at_the_level_of_the_post_then() -> None:
    past = [Past(uuid4(), date(year, 1, 1), date(year, 12, 31), "baik") for year in (2022, 2023)]
    one = account(past=past, carried=[balance(0)])
    assert [c.first.year for c in one.conversions] == [2023]
    assert figures(one)["total"] == Decimal("12.50")


def test_the_pace_is_that_of_the_last_year_and_says_the_month() -> None:
    one = account(plans=[year_of(2025, "sangat_baik")], carried=[balance(20)])
    pace = pace_of(one)
    assert pace
    assert (pace.predicate, pace.is_own, pace.yearly) == ("sangat_baik", True, Decimal("18.75"))
    next_rank = reach(one, pace, "rank")
    assert next_rank
    assert (next_rank.missing, next_rank.months) == (Decimal("11.25"), 8)
    assert (next_rank.month, next_rank.is_near) == (date(2026, 8, 1), True)
    assert not reach(one, pace, "level").is_near  # type: ignore[union-attr]


def test_without_a_year_yet_the_usual_predicate_is_assumed() -> None:
    pace = pace_of(account(carried=[balance(20)]))
    assert pace
    assert (pace.predicate, pace.is_own) == ("baik", False)


def test_an_unconfirmed_minimum_is_marked() -> None:
    post = Post(date(2020, 1, 1), None, "Perawat Terampil", "Terampil", True)
    one = account(posts=(post,), rank="II/c", carried=[balance(35, level="terampil")])
    assert one.standing
    assert one.standing.unconfirmed == ("credit_ranks.terampil.II/c",)
