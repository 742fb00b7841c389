"""Snapshots: the ratings of a nation through the engine, and the snapshot of a large agency, whole and mended.

`python -m bench.snapshots ratings FOLDER ANSWER` and `python -m bench.snapshots agency ANSWER`, each in a process of
its own, so that its memory is its own.
"""

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

PEOPLE = int(os.environ.get("BENCH_RATED", "5000000"))
MONTHS, AGENCIES, UNITS_EACH, TURNS = 12, 600, 35, 3
YEAR, HELD = 2026, "definitif"
MOVED = 200  # people whose rows changed since the last snapshot
MIB = 1 << 20
# A score around 90 with a share of low ones, the predicate by it; about 1 of 50 months without a rating.
RATINGS = """
SELECT {year}::SMALLINT AS year, i % {agencies} AS agency, i % {units} AS unit_id, i + 1 AS employee_id,
  i * {months} + {month} AS id, '{month:02}' AS period, '{held}' AS held, 'set' AS status,
  score::DECIMAL(18,4) AS attainment_sum, (score IS NOT NULL)::INTEGER AS attainments,
  CASE WHEN score IS NULL THEN NULL WHEN score >= 110 THEN '{a}' WHEN score >= 76 THEN '{b}'
       WHEN score >= 61 THEN '{c}' ELSE '{d}' END AS predicate
FROM (SELECT i, CASE WHEN hash(i, {month}) % 50 = 0 THEN NULL
        ELSE 60 + (hash(i, {month}, 1) % 3000 + hash(i, {month}, 2) % 3000) / 100.0 END AS score
      FROM range({people}) t(i))
"""


def _seconds(work: Callable[[], object]) -> float:
    """The middle of some turns, so that one noisy moment does not decide."""
    found = []
    for _turn in range(TURNS):
        began = time.monotonic()
        work()
        found.append(time.monotonic() - began)
    return round(statistics.median(found), 2)


def _megabytes(path: Path) -> int:
    return round(sum(file.stat().st_size for file in path.glob("*.parquet")) / MIB)


def _write_ratings(folder: Path) -> None:
    import duckdb

    from pamong.policy.load import builtin

    codes = list(builtin("id-permenpanrb-6-2022").scales["predicate"].codes)
    named = dict(zip("abcd", codes, strict=False))
    db = duckdb.connect(config={"memory_limit": "3GB", "temp_directory": str(folder / "spill")})
    for month in range(1, MONTHS + 1):
        sql = RATINGS.format(
            year=YEAR,
            agencies=AGENCIES,
            units=AGENCIES * UNITS_EACH,
            months=MONTHS,
            month=month,
            held=HELD,
            people=PEOPLE,
            **named,
        )
        file = folder / "evaluations" / f"{month:02}.parquet"
        db.execute(f"COPY ({sql}) TO '{file}' (FORMAT parquet, COMPRESSION zstd)")
    db.close()


def _write_scores(folder: Path) -> float:
    """The table of buckets as a snapshot keeps it, month by month as its parts come."""
    import duckdb

    from pamong.analytics.snapshot.tables import SCORES

    began = time.monotonic()
    db = duckdb.connect(config={"memory_limit": "3GB", "temp_directory": str(folder / "spill")})
    for file in sorted((folder / "evaluations").glob("*.parquet")):
        db.execute(
            f"CREATE OR REPLACE VIEW evaluations_written AS FROM read_parquet('{file}');"
            f" COPY ({SCORES} ORDER BY ALL) TO '{folder / 'scores' / file.name}'"
            " (FORMAT parquet, COMPRESSION zstd)"
        )
    db.close()
    return round(time.monotonic() - began, 2)


def _snapshot(folder: Path) -> Any:
    from pamong.analytics.snapshot.keeping import Part, Snapshot

    tables = {
        name: {
            number: Part(str(file), 0, file.stat().st_size, "")
            for number, file in enumerate(sorted((folder / name).glob("*.parquet")))
        }
        for name in ("evaluations", "scores")
    }
    at = datetime(2026, 12, 31, tzinfo=UTC)
    return Snapshot("", UUID(int=0), at, 0, at.date(), 0, "", tables, {}, frozenset())


def ratings(folder: Path) -> dict[str, Any]:
    """60,000,000 monthly ratings: predicates with counts and means by agency and unit, and quantiles."""
    from pamong.analytics.engines import expressions as say
    from pamong.analytics.engines.answers import QUANTILE_ERROR, Answers
    from pamong.analytics.engines.cuts import Cut
    from pamong.analytics.engines.opening import opened, said_for

    for name in ("evaluations", "scores"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    _write_ratings(folder)
    found: dict[str, Any] = {"ratings": PEOPLE * MONTHS, "people": PEOPLE}
    found["ratings_mib"] = _megabytes(folder / "evaluations")
    found["buckets_seconds"] = _write_scores(folder)
    found["buckets_mib"] = _megabytes(folder / "scores")
    found["quantile_error"] = float(QUANTILE_ERROR)
    by = ("agency", "unit_id", "predicate")
    with opened() as engine:
        answers = Answers(engine, _snapshot(folder))
        answers.counts(Cut("evaluations"))  # the tables are known, the package is loaded
        asked = said_for(engine, say.scored(say.rows(Cut("evaluations"), {"agency": "int64"}), by))
        found["groups"] = len(engine.ask(asked))
        found["predicates_seconds"] = _seconds(lambda: engine.ask(asked))
        cut = Cut("scores")
        spread = answers.quantiles(cut, ("unit_id",))
        found["quantile_groups"] = len(spread)
        found["quantiles_seconds"] = _seconds(lambda: answers.quantiles(cut, ("unit_id",)))
        found["quantile_error_seen"] = _error_seen(engine, spread)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found | {"peak_mib": round(peak)}


def _error_seen(engine: Any, spread: dict[Any, Any]) -> float:
    """How far the medians of some units are from those of their single scores."""
    sql = (
        "SELECT unit_id, quantile_disc(attainment_sum, 0.5) FROM evaluations"
        " WHERE unit_id < 20 AND attainments > 0 GROUP BY unit_id"
    )
    exact = {unit: Fraction(median) for unit, median in engine.ask(sql)}
    return float(max(abs(Fraction(spread[unit,].at[1]) - exact[unit]) for unit in exact))


def agency() -> dict[str, Any]:
    """The largest agency of the database: its snapshot written whole, then mended for some people."""
    import django

    django.setup()
    from django.db.models import Count

    from pamong.access.clock import now, today
    from pamong.analytics.snapshot.making import make_snapshot
    from pamong.ledger.actions import SHELL, record
    from pamong.people.models import Agency
    from pamong.performance.models import Plan

    large = Agency.objects.annotate(people=Count("employee")).order_by("-people").first()
    assert large is not None
    day = today(large.time_zone)
    whole = make_snapshot(large, day=day, clock=now)
    assert whole is not None
    for plan in Plan.objects.filter(agency=large, year=day.year).order_by("pk")[:MOVED]:
        Plan.objects.filter(pk=plan.pk).update(version=plan.version + 1, agreed_on=day)
        record("performance.plan_revised", plan, by=SHELL, on=day)
    mended = make_snapshot(large, day=day, clock=now)
    assert mended is not None
    assert replace(mended, id="") != replace(whole, id="")
    return {
        "people": large.people,
        "rows": whole.rows,
        "mib": round(whole.size / MIB),
        "seconds": whole.seconds,
        "moved": MOVED,
        "mended_seconds": mended.seconds,
    }


def main() -> None:
    """Which of the two stands in the arguments, and the file for the answer last."""
    what, target = sys.argv[1], Path(sys.argv[-1])
    if what == "ratings":
        import django

        django.setup()
    found = ratings(Path(sys.argv[2])) if what == "ratings" else agency()
    target.write_text(json.dumps(found))


if __name__ == "__main__":
    main()
