"""The snapshot: what it holds, that mending equals writing whole, and that a killed writer harms nothing."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.db import connection

from pamong.analytics.snapshot import keeping
from pamong.analytics.snapshot.keeping import Snapshot, alone, folder_of, snapshot_of
from pamong.analytics.snapshot.making import make_snapshot
from pamong.analytics.snapshot.writing import Desk
from pamong.ledger.actions import SHELL, record
from pamong.measurement.models import Reading
from pamong.people.models import Agency, Assignment, UnitChange
from pamong.people.tests.world import World
from pamong.performance.models import (
    ActionStep,
    DailyEntry,
    Evaluation,
    Goal,
    GoalIndicator,
    Plan,
    ResultRating,
)
from pamong.performance.tests.make import make_indicator, make_plan, make_result

DAY = date(2026, 11, 25)
AT = datetime(2026, 11, 25, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def place(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def made(agency: Agency, day: date = DAY) -> Snapshot:
    found = make_snapshot(agency, day=day, clock=lambda: AT)
    assert found is not None
    return found


def rows(snapshot: Snapshot, table: str, columns: str = "*", where: str = "TRUE") -> list[Any]:
    files = [str(file) for file in snapshot.files(table)]
    db = duckdb.connect()
    try:
        sql = f"SELECT {columns} FROM read_parquet({files}) WHERE {where} ORDER BY ALL"
        return db.execute(sql).fetchall()
    finally:
        db.close()


@pytest.fixture
def year(world: World) -> World:
    """Sari's plan with everything that a year brings, and Budi's that is rated and not yet set."""
    plan = make_plan(world.sari, status=Plan.Status.AGREED, agreed_on=date(2026, 2, 1))
    result = make_result(plan)
    line = make_indicator(result)
    Reading.objects.create(indicator=line.indicator, as_of=date(2026, 6, 30), value=Decimal(40))
    step = ActionStep.objects.create(result=result, quarter=1, text="Posyandu", amount=4)
    for number in (1, 3):
        DailyEntry.objects.create(
            plan=plan, employee=world.sari, step=step, on=date(2026, 3, number), amount=1, text="x"
        )
    rated = Evaluation.objects.create(
        plan=plan, period="Q1", status="set", status_on=DAY, predicate="baik", pack="p@1"
    )
    ResultRating.objects.create(evaluation=rated, result=result, attainment=Decimal("91.2500"))
    boss = make_plan(world.budi, status=Plan.Status.AGREED)
    Evaluation.objects.create(
        plan=boss, period="Q1", status="rated", status_on=DAY, predicate="kurang", pack="p@1"
    )
    goal = Goal.objects.create(
        agency=world.agency, kind="outcome", name="Sehat", first_year=2025, last_year=2029
    )
    GoalIndicator.objects.create(
        goal=goal, indicator=make_indicator(result).indicator, budgets={"2026": "1500000"}
    )
    record("performance.plan_agreed", plan, by=SHELL, on=DAY)
    return world


def touch(world: World, thing: Any) -> None:
    record("performance.plan_revised", thing, by=SHELL, on=DAY)


def test_a_snapshot_holds_the_year_in_figures(year: World) -> None:
    snapshot = made(year.agency)
    sari = f"employee_id = {year.sari.pk}"
    assert rows(snapshot, "plans", "status, held, rater_id", sari) == [
        ("agreed", "definitif", year.budi.pk)
    ]
    columns = "period, predicate, attainment_sum, attainments"
    assert rows(snapshot, "evaluations", columns, sari) == [("Q1", "baik", Decimal("91.25"), 1)]
    assert rows(snapshot, "steps", "due_on, amount, entries, done, last_on", sari) == [
        (date(2026, 3, 31), 4, 2, 2, date(2026, 3, 3))
    ]
    assert rows(snapshot, "targets", "value, direction", sari) == [(80, "more")] * 2
    assert rows(snapshot, "readings", "as_of, value", sari) == [(date(2026, 6, 30), 40)]
    assert rows(snapshot, "results", "indicators, evidence", sari) == [(2, 0)]
    assert rows(snapshot, "goals", "kind, indicators, budget") == [("outcome", 1, 1500000)]
    assert rows(snapshot, "scores", "bucket, people") == [(182, 1)]
    months = rows(snapshot, "person_months", "month, unit_id, kind", sari)
    assert months == [(n, year.sari.unit_id, "pns") for n in range(1, 12)]


def test_a_rating_that_is_not_set_says_nothing(year: World) -> None:
    told = rows(made(year.agency), "evaluations", "*", f"employee_id = {year.budi.pk}")
    assert len(told) == 1
    assert "kurang" not in told[0]


def test_no_name_or_text_of_anybody_is_in_it(year: World, place: Path) -> None:
    snapshot = made(year.agency)
    said = {str(cell) for name in snapshot.tables for row in rows(snapshot, name) for cell in row}
    for hidden in (year.sari.name, year.sari.nip, "Posyandu", "Sehat", "Bayi"):
        assert not any(hidden in one for one in said)
    assert folder_of(year.agency.uuid).stat().st_mode & 0o077 == 0
    assert folder_of(year.agency.uuid).parent.stat().st_mode & 0o077 == 0


def test_the_same_record_has_the_same_id_and_is_not_written_twice(year: World) -> None:
    first = made(year.agency)
    assert made(year.agency) == first == snapshot_of(year.agency.uuid)
    folder = folder_of(year.agency.uuid)
    for path in folder.glob("*.json"):
        path.unlink()
    assert made(year.agency).id == first.id


def change_plan(world: World) -> Any:
    plan = Plan.objects.get(employee=world.sari, year=2026)
    plan.status = Plan.Status.REVISED
    plan.save()
    return plan


def change_reading(world: World) -> Any:
    line = Plan.objects.get(employee=world.sari, year=2026).results.get().indicators.first()
    assert line is not None
    return Reading.objects.create(
        indicator=line.indicator, as_of=date(2026, 9, 30), value=60, entered_by=world.budi
    )


def change_rating(world: World) -> Any:
    rated = Evaluation.objects.get(plan__employee=world.budi)
    rated.status = "set"
    rated.save()
    return rated


def change_unit(world: World) -> Any:
    unit = world.sari.unit
    assert unit is not None
    return UnitChange.objects.create(
        unit=unit,
        what="parent",
        valid_from=date(2026, 7, 1),
        was_parent=unit.parent,
        parent=unit.parent,
        made_on=DAY,
        made_by="Dewi",
        is_begun=True,
    )


def change_post(world: World) -> Any:
    held = Assignment.objects.get(employee=world.sari, kind="definitif")
    held.valid_to = date(2026, 7, 1)
    held.save()
    return held


def change_last_year(world: World) -> Any:
    return make_plan(world.sari, year=2025, status=Plan.Status.AGREED)


CHANGES = (change_plan, change_reading, change_rating, change_unit, change_post, change_last_year)


@pytest.mark.parametrize("change", CHANGES)
def test_mending_gives_what_writing_whole_gives(
    year: World, change: Callable[[World], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_plan(year.sari, year=2024, status=Plan.Status.AGREED)
    first = made(year.agency)
    touch(year, change(year))
    with monkeypatch.context() as patched:
        if change is not change_last_year:  # a year that it never held is read whole
            patched.setattr(Desk, "write_whole", None)
        mended = made(year.agency)
    assert mended.id != first.id
    for path in folder_of(year.agency.uuid).glob("*.json"):
        path.unlink()
    whole = made(year.agency)
    assert whole.tables == mended.tables
    assert whole.id == mended.id


def test_only_parts_whose_rows_changed_are_written(year: World) -> None:
    make_plan(year.sari, year=2025, status=Plan.Status.AGREED)
    touch(year, Plan.objects.filter(employee=year.sari).first())
    first = made(year.agency)
    touch(year, change_reading(year))
    second = made(year.agency)
    changed = [
        (name, number)
        for name, parts in second.tables.items()
        for number, part in parts.items()
        if first.tables[name][number] != part
    ]
    assert changed == [("readings", 2026)]
    assert second.mended == {2026}


def test_many_who_moved_are_read_with_their_year(
    year: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(year.agency)
    touch(year, change_plan(year))
    monkeypatch.setattr("pamong.analytics.snapshot.making.MOST", 0)
    monkeypatch.setattr(Desk, "mend", None)
    assert rows(made(year.agency), "plans", "status", f"employee_id = {year.sari.pk}") == [
        ("revised",)
    ]


def test_what_goes_by_retention_goes_from_the_next_snapshot(year: World) -> None:
    made(year.agency)
    DailyEntry.objects.all().delete()
    record("performance.retention_purged", year.agency, by=SHELL, on=DAY)
    snapshot = made(year.agency)
    assert rows(snapshot, "steps", "entries", f"employee_id = {year.sari.pk}") == [(0,)]


def test_a_new_day_reads_the_running_year_whole_and_what_was_mended(year: World) -> None:
    make_plan(year.sari, year=2024, status=Plan.Status.AGREED)
    made(year.agency)
    next_day = date(2026, 11, 26)
    second = made(year.agency, next_day)
    assert second.whole_on == {2024: DAY, 2026: next_day}
    december = made(year.agency, date(2026, 12, 1))
    assert rows(december, "person_months", "max(month)") == [(12,)]


def test_a_killed_writer_leaves_the_last_snapshot(
    year: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(year.agency)
    touch(year, change_plan(year))

    def killed(_desk: Desk, _years: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Desk, "write_scores", killed)
        with pytest.raises(KeyboardInterrupt):
            made(year.agency)
    assert snapshot_of(year.agency.uuid) == first
    assert rows(first, "plans")
    second = made(year.agency)
    assert second.id != first.id
    assert not (folder_of(year.agency.uuid) / "work").exists()


def test_a_second_writer_leaves_it_to_the_first(year: World) -> None:
    with alone(year.agency.uuid) as work:
        assert work is not None
        assert make_snapshot(year.agency, day=DAY, clock=lambda: AT) is None


def test_older_snapshots_go_with_their_files(year: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "KEPT", 2)
    for number in range(4):
        plan = Plan.objects.get(employee=year.sari, year=2026)
        plan.version += 1
        plan.agreed_on = date(2026, 2, 2 + number)
        plan.save()
        touch(year, plan)
        made(year.agency)
    folder = folder_of(year.agency.uuid)
    assert len([path for path in folder.glob("*.json") if path.name != "current.json"]) == 2
    assert len(list(folder.glob("plans/*.parquet"))) == 2


def test_a_list_that_cannot_be_read_is_written_anew(year: World) -> None:
    first = made(year.agency)
    (folder_of(year.agency.uuid) / "current.json").write_text("{", encoding="utf-8")
    assert snapshot_of(year.agency.uuid) is None
    assert made(year.agency).id == first.id


def test_one_agency_is_not_in_the_snapshot_of_another(year: World) -> None:
    other = Agency.objects.exclude(pk=year.agency.pk).get()
    snapshot = made(other)
    assert {row[0] for row in rows(snapshot, "person_months", "DISTINCT employee_id")} == set(
        other.employee_set.values_list("pk", flat=True)
    )
    assert not any(part.rows for part in snapshot.tables["plans"].values())


def test_the_age_of_a_snapshot_is_read_without_a_query(
    year: World, django_assert_num_queries: Any
) -> None:
    made(year.agency)
    with django_assert_num_queries(0):
        held = snapshot_of(year.agency.uuid)
    assert held is not None
    assert held.made_at == AT
    assert connection.vendor  # and the same on both databases


def test_a_unit_stands_in_each_month_where_it_stood_then(year: World) -> None:
    unit, above = year.sari.unit, Agency.objects.get(pk=year.agency.pk).unit_set.get(parent=None)
    assert unit is not None
    was = unit.parent
    assert was is not None
    assert was != above
    unit.parent = above
    unit.place()
    unit.save()
    UnitChange.objects.create(
        unit=unit,
        what="parent",
        valid_from=date(2026, 7, 1),
        was_parent=was,
        parent=above,
        made_on=DAY,
        made_by="Dewi",
        is_begun=True,
    )
    told = rows(made(year.agency), "units", "month, parent_id, path", f"unit_id = {unit.pk}")
    before, since = f"{was.path}{unit.pk}/", f"{above.path}{unit.pk}/"
    assert told == [(n, was.pk, before) for n in range(1, 7)] + [
        (n, above.pk, since) for n in range(7, 12)
    ]
