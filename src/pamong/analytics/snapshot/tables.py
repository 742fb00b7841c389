"""The tables of a snapshot: each one statement over what was read, and the order of its rows.

The order is whole, so that the same rows make the same file. A table of people can be mended for some of them
alone; the others are small and are written anew each time.
"""

from dataclasses import dataclass

from pamong.analytics.snapshot.computed import COLUMNS, FIGURES, PARTS

# A month's people stand where they stand on its last day, of the month that runs today.
_MONTHS = """
SELECT m.year, p.employee_id, p.unit_id, m.month, p.position_id,
  coalesce((SELECT arg_min(f.kind, f.until) FROM former f
            WHERE f.employee_id = p.employee_id AND f.until > m.day), e.kind) AS kind
FROM months m
JOIN posts p ON p.valid_from <= m.day AND (p.valid_to IS NULL OR p.valid_to > m.day)
JOIN people e ON e.employee_id = p.employee_id
QUALIFY row_number() OVER (PARTITION BY m.year, m.month, p.employee_id
                           ORDER BY p.valid_from DESC, p.id DESC) = 1
"""
# The score is left as sum and count, so that every mean over it is one exact division.
_EVALUATIONS = """
SELECT e.*, k.attainment_sum, coalesce(k.attainments, 0)::INTEGER AS attainments
FROM evaluations e LEFT JOIN (
  SELECT evaluation_id, sum(attainment)::DECIMAL(18,4) AS attainment_sum, count(*) AS attainments
  FROM marks GROUP BY evaluation_id) k ON k.evaluation_id = e.id
"""
_RESULTS = """
SELECT r.*, coalesce(p.evidence, 0)::INTEGER AS evidence,
  coalesce(t.indicators, 0)::INTEGER AS indicators
FROM results r LEFT JOIN proofs p ON p.result_id = r.id
LEFT JOIN (SELECT result_id, count(*) AS indicators FROM targets GROUP BY result_id) t
  ON t.result_id = r.id
"""
_TARGETS = """
SELECT t.*, a.* EXCLUDE (indicator_id, year)
FROM targets t LEFT JOIN aims a ON a.indicator_id = t.indicator_id AND a.year = t.year
"""
# A step is owed by the end of its quarter, or of a plan that ends sooner.
_STEPS = """
SELECT s.* EXCLUDE (ends_on),
  least(s.ends_on, last_day(make_date(s.year, s.quarter * 3, 1))) AS due_on,
  coalesce(d.entries, 0)::INTEGER AS entries, d.done, d.last_on
FROM steps s LEFT JOIN entries d ON d.step_id = s.id
"""
# The tree as it was on the day of each month on which people are counted.
_UNITS = """
SELECT m.year, m.month, u.unit_id, u.parent_id, u.path, u.kind, u.code
FROM units u JOIN all_months m ON m.day BETWEEN u.first AND u.last
  AND u.valid_from <= m.day AND (u.valid_to IS NULL OR u.valid_to > m.day)
"""
BUCKETS_A_POINT = 2
# Quantiles are read from this: a value is off by half a bucket at most, a quarter of a point.
SCORES = f"""
SELECT year, unit_id, period, held,
  floor(attainment_sum * {BUCKETS_A_POINT} / attainments)::INTEGER AS bucket, count(*) AS people
FROM evaluations_written WHERE attainments > 0 GROUP BY ALL
"""


@dataclass(frozen=True, slots=True)
class Table:
    """The sources that it rests on, the statement over them, and the columns that set its rows in order."""

    sources: tuple[str, ...]
    sql: str
    order: tuple[str, ...]
    of_people: bool = True


TABLES: dict[str, Table] = {
    "person_months": Table(("people", "former", "posts"), _MONTHS, ("employee_id", "month")),
    "plans": Table(("plans",), "FROM plans", ("employee_id", "id")),
    "evaluations": Table(("evaluations", "marks"), _EVALUATIONS, ("employee_id", "id")),
    "results": Table(("results", "proofs", "targets"), _RESULTS, ("employee_id", "id")),
    "targets": Table(("targets", "aims"), _TARGETS, ("employee_id", "id")),
    "readings": Table(("readings",), "FROM readings", ("employee_id", "id", "target_id")),
    "steps": Table(("steps", "entries"), _STEPS, ("employee_id", "id")),
    "units": Table((), _UNITS, ("month", "unit_id"), of_people=False),
    "goals": Table((), "FROM goals", ("id",), of_people=False),
    "levels": Table(("levels",), "FROM levels", ("id",), of_people=False),
    FIGURES: Table((), f"FROM {FIGURES}", ("id",), of_people=False),
    PARTS: Table((), f"FROM {PARTS}", ("card_id", "place"), of_people=False),
    **{
        name: Table((name,), f"FROM {name}", ("id",), of_people=False)
        for name in ("goal_targets", "goal_readings", "card_targets", "card_readings")
    },
}
OF_PEOPLE = [name for name, table in TABLES.items() if table.of_people]
OF_AGENCY = [name for name, table in TABLES.items() if not table.of_people]
DERIVED = "scores"  # from the evaluations as they are written
DERIVED_ORDER = ("unit_id", "period", "held", "bucket")
# What the program itself lays beside the sources: too crooked for one query, and small.
LAID: dict[str, tuple[tuple[str, str], ...]] = {
    **COLUMNS,
    "units": (
        ("unit_id", "BIGINT"),
        ("parent_id", "BIGINT"),
        ("path", "VARCHAR"),
        ("kind", "VARCHAR"),
        ("code", "VARCHAR"),
        ("valid_from", "DATE"),
        ("valid_to", "DATE"),
        ("first", "DATE"),
        ("last", "DATE"),
    ),
    "goals": (
        ("year", "SMALLINT"),
        ("id", "BIGINT"),
        ("unit_id", "BIGINT"),
        ("kind", "VARCHAR"),
        ("parents", "SMALLINT"),
        ("share", "DECIMAL(7,2)"),
        ("indicators", "SMALLINT"),
        ("budget", "DECIMAL(20,2)"),
    ),
}
