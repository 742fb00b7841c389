"""Each figure against plain Python over the same rows, on DuckDB and, where it is installed, on Spark."""

import random
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from importlib.util import find_spec
from math import floor
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import duckdb
import pytest

from pamong.analytics.engines import opening
from pamong.analytics.engines.answers import QUANTILE_ERROR, Answers, Scored
from pamong.analytics.engines.cuts import Cut, Tree
from pamong.analytics.engines.opening import DuckDB, Engine, NoEngine, Spark, opened
from pamong.analytics.snapshot.keeping import Part, Snapshot, folder_of
from pamong.analytics.snapshot.tables import SCORES

AGENCY = UUID(int=7)
DAY = date(2026, 7, 15)
PREDICATES = ("baik", "sangat_baik", "butuh_perbaikan", None)
NO_SPARK = (
    "pyspark is not installed"
    if find_spec("pyspark") is None
    else "no Java is installed"
    if shutil.which("java") is None
    else ""
)


class Rating(NamedTuple):
    year: int
    employee_id: int
    unit_id: int
    id: int
    rater_id: int
    period: str
    held: str
    status: str
    predicate: str | None
    attainment_sum: Decimal | None
    attainments: int


class Step(NamedTuple):
    year: int
    employee_id: int
    unit_id: int
    id: int
    quarter: int
    amount: Decimal | None
    due_on: date
    entries: int
    done: Decimal | None


def ratings() -> list[Rating]:
    pick = random.Random(4)
    found = []
    for number in range(1, 601):
        predicate = pick.choice(PREDICATES)
        marks = pick.randrange(4) if predicate else 0
        total = sum(
            (Decimal(pick.randrange(200000, 1300000)) / 10000 for _ in range(marks)), Decimal(0)
        )
        found.append(
            Rating(
                pick.choice((2025, 2026)),
                number % 97,
                pick.choice((1, 11, 12, 2)),
                number,
                number % 5 + 1,
                pick.choice(("Q1", "Q2", "Y")),
                "definitif",
                "set" if predicate else "open",
                predicate,
                total if marks else None,
                marks,
            )
        )
    return found


def steps() -> list[Step]:
    pick = random.Random(5)
    ends = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31))
    found = []
    for number in range(1, 201):
        quarter, entries = pick.randrange(1, 5), pick.randrange(3)
        amount = Decimal(pick.randrange(1, 5)) if pick.random() < 0.7 else None
        done = Decimal(entries * pick.randrange(1, 3)) if entries else None
        row = (2026, number % 97, pick.choice((1, 11, 2)), number, quarter, amount)
        found.append(Step(*row, ends[quarter - 1], entries, done))
    return found


UNITS = [(2026, 7, 1, "/1/"), (2026, 7, 11, "/1/11/"), (2026, 7, 12, "/1/12/"), (2026, 7, 2, "/2/")]
RATINGS, STEPS = ratings(), steps()


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A snapshot of invented rows, in the place where one would lie."""
    from django.conf import settings

    settings.DATA = tmp_path_factory.mktemp("snapshots")
    folder = folder_of(AGENCY)
    folder.mkdir(parents=True)
    db = duckdb.connect()
    lay(
        db,
        "evaluations",
        "year SMALLINT, employee_id BIGINT, unit_id BIGINT, id BIGINT, rater_id BIGINT, period VARCHAR, held VARCHAR,"
        " status VARCHAR, predicate VARCHAR, attainment_sum DECIMAL(18,4), attainments INTEGER",
        RATINGS,
    )
    lay(
        db,
        "steps",
        "year SMALLINT, employee_id BIGINT, unit_id BIGINT, id BIGINT, quarter SMALLINT, amount DECIMAL(14,2),"
        " due_on DATE, entries INTEGER, done DECIMAL(18,2)",
        STEPS,
    )
    lay(db, "units", "year SMALLINT, month SMALLINT, unit_id BIGINT, path VARCHAR", UNITS)
    db.execute("CREATE VIEW evaluations_written AS FROM evaluations")
    db.execute(f"CREATE TABLE scores AS {SCORES}")
    tables = {}
    for name in ("evaluations", "steps", "units", "scores"):
        db.execute(f"COPY {name} TO '{folder / name}.parquet' (FORMAT parquet)")
        tables[name] = {2026: Part(f"{name}.parquet", 1, 1, "")}
    db.close()
    at = datetime(2026, 7, 15, tzinfo=UTC)
    return Snapshot("x", AGENCY, at, 1.0, DAY, 1, "", tables, {}, frozenset())


def lay(db: duckdb.DuckDBPyConnection, name: str, columns: str, rows: list[Any]) -> None:
    db.execute(f"CREATE TABLE {name} ({columns})")
    marks = ", ".join("?" for _ in rows[0])
    db.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)


def spark() -> Engine:
    if NO_SPARK:
        pytest.skip(f"the same on Spark: {NO_SPARK}")
    return Spark("local[2]")


# Spark's Python side leaves each answer's socket to be collected; one process starts it, not each.
SPARK = [
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.xdist_group("spark"),
]


@pytest.fixture(scope="module", params=["duckdb", pytest.param("spark", marks=SPARK)])
def ask(request: Any, held: Snapshot) -> Iterator[Answers]:
    engine = spark() if request.param == "spark" else DuckDB()
    yield Answers(engine, held)
    engine.close()


def test_predicates_are_counted_by_unit(ask: Answers) -> None:
    cut = Cut("evaluations", years=(2026,), among=(("period", ("Q1", "Q2")),), condition="set")
    wanted = Counter(
        (r.unit_id, r.predicate)
        for r in RATINGS
        if r.year == 2026 and r.period in {"Q1", "Q2"} and r.predicate
    )
    assert ask.counts(cut, ("unit_id", "predicate")) == wanted
    assert ask.counts(cut) == {(): wanted.total()}


def test_what_is_missing_is_a_group_of_its_own_and_last(ask: Answers) -> None:
    found = ask.counts(Cut("evaluations"), ("predicate",))
    assert found == Counter((r.predicate,) for r in RATINGS)
    assert list(found) == [("baik",), ("butuh_perbaikan",), ("sangat_baik",), (None,)]


def test_means_are_one_exact_division_and_a_trend_is_by_period(ask: Answers) -> None:
    found = ask.scores(Cut("evaluations", condition="set"), ("year", "period"))
    sums: dict[Any, list[Decimal | int]] = defaultdict(lambda: [0, Decimal(0), 0])
    for row in (r for r in RATINGS if r.predicate):
        one = sums[row.year, row.period]
        one[0] += 1
        one[1] += row.attainment_sum or 0
        one[2] += row.attainments
    assert {key: (s.count, s.attainment_sum, s.attainments) for key, s in found.items()} == {
        key: tuple(one) for key, one in sums.items()
    }
    count, total, marks = sums[2026, "Y"]
    exact = Fraction(Decimal(total)) / Fraction(marks)
    assert found[2026, "Y"].mean == (Decimal(exact.numerator) / exact.denominator).quantize(
        Decimal("0.01"), rounding=ROUND_HALF_UP
    )
    assert count
    assert Scored(3, None, 0).mean is None


def test_quantiles_are_off_by_no_more_than_is_said(ask: Answers) -> None:
    shares = (Fraction(1, 10), Fraction(1, 2), Fraction(9, 10))
    found = ask.quantiles(Cut("scores"), ("unit_id",), shares)
    for unit in (1, 2, 11, 12):
        means = sorted(
            Fraction(r.attainment_sum) / r.attainments
            for r in RATINGS
            if r.unit_id == unit and r.attainment_sum is not None
        )
        assert found[unit,].count == len(means)
        for share, said in zip(shares, found[unit,].at, strict=True):
            place = -floor(-share * len(means)) - 1
            assert abs(Fraction(said) - means[place]) <= QUANTILE_ERROR


def test_late_steps_are_past_their_day_and_not_done(ask: Answers) -> None:
    late = [
        s
        for s in STEPS
        if s.due_on < DAY
        and (s.entries == 0 or (s.amount is not None and (s.done or 0) < s.amount))
    ]
    cut = Cut("steps", condition="late", day=DAY)
    assert ask.counts(cut, ("unit_id",)) == Counter((s.unit_id,) for s in late)
    assert ask.keys(cut) == sorted(s.id for s in late)
    with pytest.raises(ValueError, match="expected a day"):
        ask.counts(Cut("steps", condition="late"))


def test_a_unit_is_asked_with_all_below_it(ask: Answers) -> None:
    found = ask.counts(Cut("steps", below=Tree(1, 2026, 7)), ("unit_id",))
    assert found == Counter((s.unit_id,) for s in STEPS if s.unit_id in {1, 11, 12})
    assert ask.counts(Cut("steps", below=Tree(11, 2026, 7))) == {
        (): sum(s.unit_id == 11 for s in STEPS)
    }


def test_keys_come_in_pages(ask: Answers) -> None:
    cut = Cut("evaluations", among=(("unit_id", (12,)),))
    whole = ask.keys(cut, most=1000)
    assert whole == sorted(r.id for r in RATINGS if r.unit_id == 12)
    first = ask.keys(cut, most=10)
    assert first + ask.keys(cut, after=first[-1], most=1000) == whole


def test_nothing_found_is_no_answer(ask: Answers) -> None:
    assert ask.counts(Cut("evaluations", years=(1999,))) == {}
    assert ask.scores(Cut("evaluations", years=(1999,))) == {}
    assert ask.quantiles(Cut("scores", years=(1999,))) == {}
    assert ask.counts(Cut("results")) == {}  # a table that the snapshot does not hold
    with pytest.raises(ValueError, match="expected a cut of scores"):
        ask.quantiles(Cut("steps"))


@pytest.mark.parametrize(
    ("setting", "lacking"), [("", "ibis"), ("", "duckdb"), ("local[2]", "pyspark")]
)
def test_an_install_without_an_engine_says_what_is_missing(
    settings: Any, monkeypatch: pytest.MonkeyPatch, setting: str, lacking: str
) -> None:
    settings.ANALYTICS = setting
    there = find_spec
    monkeypatch.setattr(
        opening, "find_spec", lambda name: None if name == lacking else there("json")
    )
    with pytest.raises(NoEngine) as refused, opened():
        pass
    assert refused.value.part == lacking


def test_without_a_setting_the_engine_is_duckdb(settings: Any, tmp_path: Path) -> None:
    settings.ANALYTICS = ""
    with opened() as engine:
        assert engine.dialect == "duckdb"
        assert engine.ask("SELECT 1") == [(1,)]
