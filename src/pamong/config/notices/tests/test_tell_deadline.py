"""Who has not done a step is told once before it closes, on a day of work, and nobody else is."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from pamong.access.models import Notice, NoticeChoice
from pamong.access.scope import Role
from pamong.config.notices.kinds import DEADLINE
from pamong.config.notices.nearing import tell_deadline, tell_deadlines
from pamong.ledger.models import Entry
from pamong.people.models import Agency, Contract, Employee, Leave, OwnDay
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import final, give_role, make_rated_plan
from pamong.performance.models import DeadlineTelling, FollowUp, Plan, Window
from pamong.performance.tests.make import make_complete_plan, make_plan
from pamong.performance.windows.actions import ask_extension, grant_reopening

As = Callable[[str], Client]
STAGE, PERIOD = Window.Stage, Window.Period
# Wednesday 30 September 2026 closes; three working days before is Friday the 25th.
CLOSES, NEAR = date(2026, 9, 30), date(2026, 9, 25)
EVERYBODY = {"sari", "budi", "joko", "wati", "rini", "agus", "putri", "hadi", "dewi"}


@pytest.fixture
def on(settings: Any) -> Callable[[date], None]:
    """Put the day."""

    def put(day: date) -> None:
        settings.TODAY = day.isoformat()

    put(NEAR)
    return put


def window(world: World, stage: str = STAGE.PLANNING, **overrides: Any) -> Window:
    given = {"year": 2026, "period": PERIOD.YEAR, "opens_on": date(2026, 9, 1)}
    return Window.objects.create(
        **{"agency": world.agency, "stage": stage, "closes_on": CLOSES, **given, **overrides}
    )


def round_of() -> list[str]:
    """One round and what a worker does after it."""
    said = list(tell_deadlines())
    for task in DBTaskResult.objects.filter(task_path=tell_deadline.module_path).order_by("pk"):
        tell_deadline.func(*task.args_kwargs["args"])
    DBTaskResult.objects.all().delete()
    return said


def told(world: World) -> set[str]:
    users = set(Notice.objects.filter(kind=DEADLINE).values_list("user_id", flat=True))
    return {name for name, person in world.people.items() if person.user_id in users}


def test_who_has_not_proposed_a_plan_is_told_and_who_has_is_not(world: World, on: Any) -> None:
    window(world)
    make_complete_plan(world.sari, status=Plan.Status.PROPOSED)
    make_complete_plan(world.rini, status=Plan.Status.RETURNED)
    round_of()
    assert {"rini", "agus"} <= told(world)
    assert not {"sari", "lina"} & told(world)  # done; another agency


def test_nobody_is_told_before_the_days_of_the_rules_or_after_the_last(
    world: World, on: Any
) -> None:
    window(world)
    on(NEAR - timedelta(days=1))
    assert round_of() == []
    on(CLOSES + timedelta(days=1))
    assert round_of() == []
    assert not Notice.objects.exists()


def test_a_last_day_is_told_once_whatever_runs_again(world: World, on: Any) -> None:
    window(world)
    round_of()
    count = Notice.objects.count()
    tell_deadline.func(DeadlineTelling.objects.get().pk)
    assert round_of() == []  # the same day
    on(CLOSES)
    assert round_of()
    assert Notice.objects.count() == count > 0
    assert Entry.objects.filter(verb="performance.deadline_neared").count() == 1


def test_an_extension_tells_anew_only_those_whose_last_day_moved(world: World, on: Any) -> None:
    held = window(world)
    give_role(world, "joko", Role.AGENCY_HEAD)
    round_of()
    first = Notice.objects.count()
    until = date(2026, 10, 6)
    asked = ask_extension(
        held, world.clinic, reason="Banjir", until=until, by=world.account("dewi"), on=NEAR
    )
    grant_reopening(asked, by=world.account("joko"), on=NEAR)
    on(date(2026, 10, 1))
    round_of()
    again = Notice.objects.order_by("pk")[first:]
    users = {notice.user_id for notice in again}
    clinic = Employee.objects.filter(unit__path__startswith=world.clinic.path)
    assert users
    assert users <= set(clinic.values_list("user_id", flat=True))
    assert {notice.entry.changes["closes_on"] for notice in again} == {"2026-10-06"}


def test_who_is_on_leave_is_told_on_coming_back(world: World, on: Any) -> None:
    window(world)
    Leave.objects.create(
        employee=world.sari, kind="tahunan", valid_from=NEAR, valid_to=date(2026, 9, 29)
    )
    round_of()
    assert "sari" not in told(world)
    on(date(2026, 9, 29))
    round_of()
    assert "sari" in told(world)


def test_nobody_is_told_on_a_day_off(world: World, on: Any) -> None:
    window(world)
    on(date(2026, 9, 27))  # a Sunday
    round_of()
    assert not Notice.objects.exists()
    OwnDay.objects.create(
        agency=world.agency, first=CLOSES, last=CLOSES, kind=OwnDay.Kind.OFF, name="Hari jadi"
    )
    Agency.objects.filter(pk=world.agency.pk).update(calendar_mark="dua")
    on(CLOSES)
    round_of()
    assert not Notice.objects.exists()


def test_whose_contract_or_service_ends_before_the_year_owes_no_plan(world: World, on: Any) -> None:
    window(world, year=2027)
    begins = date(2027, 1, 1)
    Contract.objects.create(employee=world.sari, valid_from=date(2026, 1, 1), valid_to=begins)
    Contract.objects.create(employee=world.rini, valid_from=date(2026, 1, 1), valid_to=begins)
    Contract.objects.create(employee=world.rini, valid_from=begins, valid_to=date(2028, 1, 1))
    Employee.objects.filter(pk=world.agus.pk).update(leaves_on=begins)
    round_of()
    assert not {"sari", "agus"} & told(world)
    assert "rini" in told(world)


def test_who_lacks_a_figure_of_the_period_is_told(world: World, on: Any) -> None:
    window(world, STAGE.READINGS, period=PERIOD.Q3)
    make_rated_plan(world.sari, "80", None)
    make_rated_plan(world.rini, "80")
    from pamong.measurement.models import Reading

    Reading.objects.update(as_of=date(2026, 9, 20))
    round_of()
    assert told(world) == {"sari"}


def test_the_rater_who_has_not_set_a_predicate_is_told(world: World, on: Any) -> None:
    window(world, STAGE.EVALUATION, period=PERIOD.Q3)
    make_rated_plan(world.sari)
    round_of()
    assert told(world) == {"budi"}


def test_a_rater_who_is_done_is_told_nothing(world: World, on: Any) -> None:
    final(world)
    window(world, STAGE.EVALUATION, period=PERIOD.Q3)
    round_of()
    assert told(world) == set()


def test_who_is_to_follow_up_is_told(world: World, on: Any) -> None:
    evaluation = final(world)
    FollowUp.objects.all().delete()
    FollowUp.objects.create(
        evaluation=evaluation, kind="pembinaan", text="Latihan", owner=world.joko, due_on=CLOSES
    )
    window(world, STAGE.FOLLOW_UP, period=PERIOD.Q3)
    round_of()
    assert told(world) == {"joko"}


def test_who_does_not_want_to_hear_of_deadlines_is_not_told(world: World, on: Any) -> None:
    window(world)
    NoticeChoice.objects.create(user=world.account("sari"), kind=DEADLINE, way=NoticeChoice.Way.OFF)
    round_of()
    assert "sari" not in told(world)
    assert "rini" in told(world)


def test_the_notice_says_the_stage_and_the_day_and_leads_on(world: World, as_: As, on: Any) -> None:
    window(world, STAGE.EVALUATION, period=PERIOD.Q3)
    make_rated_plan(world.sari)
    round_of()
    page = as_("budi").get("/notices/").content.decode()
    assert "Batas waktu mendekat" in page
    assert "Penilaian triwulan III 2026, paling lambat 30 September 2026" in page
    notice = Notice.objects.get(user=world.account("budi"))
    gone = as_("budi").get(f"/notices/{notice.uuid}")
    assert gone["Location"].endswith("/evaluations/")


def test_many_people_ask_no_more_queries_than_one(world: World, on: Any) -> None:
    window(world, STAGE.EVALUATION, period=PERIOD.Q3)
    make_plan(world.sari, status=Plan.Status.AGREED, rater=world.budi)
    list(tell_deadlines())
    key = DeadlineTelling.objects.get().pk
    with CaptureQueriesContext(connection) as one:
        tell_deadline.func(key)
    Notice.objects.all().delete()
    Window.objects.update(stage=STAGE.PLANNING, period=PERIOD.YEAR)
    with CaptureQueriesContext(connection) as many:
        tell_deadline.func(key)
    assert Notice.objects.count() > 3
    assert len(many) == len(one)
