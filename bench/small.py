"""The small agency that the large ones are made of: the demonstration with 1,000 people, and a month of days."""

import time
from collections.abc import Callable
from datetime import date

import django
from django.db import connection, transaction

PEOPLE = 1000
# One or two lines on each working day; what is older than a week was confirmed by the rater.
MONTH = """
INSERT INTO performance_dailyentry (uuid, plan_id, employee_id, "on", begins, ends, text, amount, unit,
    status, reviewed_by_id, reviewed_on, review_note, entered_at)
SELECT gen_random_uuid(), plan.id, plan.employee_id, day::date, make_time(7 + line::int, 0, 0),
    make_time(8 + line::int, 30, 0), result.text, line, 'kegiatan',
    CASE WHEN day < %(old)s THEN 'confirmed' ELSE 'recorded' END,
    CASE WHEN day < %(old)s THEN plan.rater_id END, CASE WHEN day < %(old)s THEN %(old)s END, '', now()
FROM performance_plan AS plan
CROSS JOIN generate_series(date_trunc('month', %(today)s::date), %(today)s::date - 1, interval '1 day') AS day
CROSS JOIN LATERAL generate_series(1, 1 + (plan.id + extract(day FROM day)::int) %% 2) AS line
CROSS JOIN LATERAL (
    SELECT text FROM performance_result WHERE plan_id = plan.id ORDER BY place OFFSET line - 1 LIMIT 1
) AS result
WHERE plan.status IN ('agreed', 'revised') AND plan.year = extract(year FROM %(today)s::date)
    AND extract(isodow FROM day) < 6
    AND NOT EXISTS (SELECT 1 FROM performance_dailyentry AS entry WHERE entry.plan_id = plan.id)
"""

# So many NIPs are odd that their list fills a page here too: else that of a larger agency is longer, not slower.
ODD = "UPDATE people_employee SET nip = overlay(nip PLACING '7' FROM 15 FOR 1) WHERE id % 25 = 0 AND length(nip) = 18"


def make_small(today: date, tell: Callable[[str], None]) -> None:
    """Fill an empty database; a filled one is kept."""
    from pamong.cli.demo import at_speed
    from pamong.config.upkeep import migrate_if_needed
    from pamong.demo.fill import FULL, fill, state_of_install
    from pamong.people.models import Agency
    from pamong.people.problems.finding import find_problems

    migrate_if_needed()
    if state_of_install() == FULL:
        return
    with at_speed():
        fill(PEOPLE, today, lambda _line: None)
    tell(f"{PEOPLE} people with two years of work")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(MONTH, {"today": today, "old": today.replace(day=max(today.day - 7, 1))})
        tell(f"{cursor.rowcount} lines of days")
        cursor.execute(ODD)
    tell(f"{find_problems(Agency.objects.get(), today)} problems of data")


def main() -> None:
    """As a command of its own."""
    django.setup()
    from pamong.access.clock import today

    began = time.monotonic()
    make_small(
        today(), lambda line: print(f"  {time.monotonic() - began:6.1f} s  {line}", flush=True)
    )


if __name__ == "__main__":
    main()
