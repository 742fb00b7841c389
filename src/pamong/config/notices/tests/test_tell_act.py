"""What an act means for others is told once, to whom it concerns and to nobody else."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from pamong.access.clock import now
from pamong.access.forgetting import forget
from pamong.access.models import Notice, NoticeChoice
from pamong.access.scope import Role
from pamong.analytics.annual.actions import (
    approve_annual_report,
    propose_annual_report,
    reopen_annual_report,
)
from pamong.analytics.annual.tests.make import bare_report, head_of
from pamong.config.notices.audience import paths_above
from pamong.config.notices.kinds import KINDS, PLAN, PLAN_WAITS
from pamong.config.notices.silence import SILENT
from pamong.config.notices.table import NOTICES
from pamong.config.notices.telling import tell_act
from pamong.config.verbs import VERBS
from pamong.ledger.actions import Draft, record, record_all
from pamong.ledger.models import Entry
from pamong.people.raters.actions import report_supervisor
from pamong.people.tests.world import World
from pamong.performance.correction.actions import ask_correction
from pamong.performance.evaluation.tests.make import final, give_role
from pamong.performance.models import FeedbackAsk, Plan
from pamong.performance.objection.actions import file_objection
from pamong.performance.plan.actions import agree_plan, propose_plan, return_plan
from pamong.performance.predicates.tests.test_set_predicates import rated_clinic, set_all
from pamong.performance.tests.make import make_complete_plan, make_plan


def run_told() -> None:
    """What a worker does with the tasks that tell."""
    for task in DBTaskResult.objects.filter(task_path=tell_act.module_path).order_by("pk"):
        tell_act.func(*task.args_kwargs["args"])


def told(verb: str) -> set[str]:
    """The accounts that were told of a verb."""
    run_told()
    rows = Notice.objects.filter(entry__verb=verb)
    return set(rows.values_list("user__name", flat=True))


def names(world: World, *people: str) -> set[str]:
    return {world.account(name).name for name in people}


def proposed(world: World) -> Plan:
    return propose_plan(make_complete_plan(world.sari), by=world.account("sari"), on=world.day)


def test_every_verb_tells_somebody_or_says_why_nobody() -> None:
    verbs = {verb.ledger for verb in VERBS}
    assert verbs - set(NOTICES) - set(SILENT) == set(), "name it in table.py, or in silence.py"
    assert set(NOTICES) & set(SILENT) == set()
    assert set(SILENT) <= verbs
    assert {one.kind for one in NOTICES.values()} == set(KINDS)


def test_the_rater_and_whoever_answers_in_that_place_are_told_of_a_plan(world: World) -> None:
    proposed(world)
    assert told("performance.plan_proposed") == names(world, "budi", "putri")


def test_the_person_is_told_of_the_answer_and_the_rater_is_not(world: World) -> None:
    agree_plan(proposed(world), by=world.account("budi"), on=world.day)
    assert told("performance.plan_agreed") == names(world, "sari")


def test_a_notice_keeps_no_name_and_no_word(world: World) -> None:
    return_plan(proposed(world), reason="Tambah target", by=world.account("budi"), on=world.day)
    run_told()
    held = str(list(Notice.objects.values()))
    assert "Sari" not in held
    assert "Tambah" not in held


def test_a_task_that_runs_twice_tells_once(world: World) -> None:
    proposed(world)
    run_told()
    first = set(Notice.objects.values_list("pk", flat=True))
    Notice.objects.update(read_at=now())
    run_told()
    assert set(Notice.objects.values_list("pk", flat=True)) == first
    assert not Notice.objects.unread().exists()


def test_an_act_that_is_taken_back_leaves_no_task(world: World) -> None:
    plan = make_plan(world.sari)
    with pytest.raises(ValidationError):
        propose_plan(plan, by=world.account("sari"), on=world.day)
    assert not DBTaskResult.objects.exists()


def test_many_of_one_act_are_one_notice_with_their_number(world: World) -> None:
    plans = [make_plan(person) for person in (world.sari, world.rini)]
    drafts = [Draft("performance.plan_proposed", plan) for plan in plans]
    record_all(drafts, by=world.account("dewi"), on=world.day)
    run_told()
    assert DBTaskResult.objects.count() == 1
    notice = Notice.objects.get(user=world.account("budi"))
    assert notice.count == 2


def test_each_person_of_a_team_is_told_of_the_own_rating(world: World) -> None:
    rated_clinic(world)
    set_all(world)
    assert told("performance.predicate_set") == names(world, "sari", "putri", "rini")
    assert set(Notice.objects.values_list("count", flat=True)) == {1}


def test_an_act_for_three_asks_no_more_queries_than_for_one(world: World) -> None:
    rated_clinic(world)
    set_all(world)
    entries = Entry.objects.filter(verb="performance.predicate_set").order_by("sequence")
    agency, places = str(world.agency.uuid), [entry.sequence for entry in entries]
    with CaptureQueriesContext(connection) as one:
        tell_act.func(agency, "performance.predicate_set", places[0], places[0])
    with CaptureQueriesContext(connection) as three:
        tell_act.func(agency, "performance.predicate_set", places[0], places[-1])
    assert len(three) == len(one)


def test_an_objection_is_told_to_the_rater_and_the_one_above(world: World) -> None:
    file_objection(final(world), reason="Data kurang", by=world.account("sari"), on=world.day)
    assert told("performance.objection_filed") == names(world, "budi", "joko")


def test_an_objection_without_one_above_is_told_to_the_head_of_the_agency(world: World) -> None:
    evaluation = final(world)
    give_role(world, "wati", Role.AGENCY_HEAD)
    Plan.objects.filter(pk=evaluation.plan_id).update(superior=None)
    file_objection(evaluation, reason="Data kurang", by=world.account("sari"), on=world.day)
    assert "Wati Kusuma" in told("performance.objection_filed")


def test_a_second_person_is_told_and_whoever_asked_is_not(world: World) -> None:
    give_role(world, "wati", Role.AGENCY_HEAD)
    joko, day = world.account("joko"), world.day
    ask_correction(final(world), reason="Salah", until=day, by=joko, on=day)
    assert told("performance.correction_asked") == names(world, "dewi", "wati")


def test_a_wrong_superior_is_told_to_those_who_mend_it(world: World) -> None:
    report_supervisor(world.sari, suggested=None, note="", by=world.account("sari"), on=world.day)
    assert told("people.supervisor_reported") == names(world, "dewi", "rini")


def test_the_giver_is_told_that_feedback_is_asked(world: World) -> None:
    plan = make_plan(world.sari)
    ask = FeedbackAsk.objects.create(
        plan=plan, giver=world.wati, asked_by=world.sari, asked_on=world.day
    )
    record("performance.feedback_asked", ask, by=world.account("sari"), on=world.day)
    assert told("performance.feedback_asked") == names(world, "wati")


def test_who_does_not_want_to_hear_of_a_kind_is_not_told(world: World) -> None:
    off = NoticeChoice.Way.OFF
    NoticeChoice.objects.create(user=world.account("sari"), kind=PLAN, way=off)
    NoticeChoice.objects.create(user=world.account("budi"), kind=PLAN_WAITS, way=off)
    agree_plan(proposed(world), by=world.account("budi"), on=world.day)
    assert told("performance.plan_agreed") == set()
    assert "Budi Santoso" in told("performance.plan_proposed")  # somebody waits for him


def test_a_closed_account_and_who_left_are_told_nothing(world: World) -> None:
    plan = proposed(world)
    world.account("putri").__class__.objects.filter(name="Putri Ayu").update(is_active=False)
    type(world.budi).objects.filter(pk=world.budi.pk).update(left_on=world.day)
    assert told("performance.plan_proposed") == set()
    assert plan.pk


def test_history_that_is_filled_in_tells_nobody(world: World) -> None:
    draft = Draft("performance.plan_agreed", make_plan(world.sari))
    record_all([draft], by=world.account("budi"), on=world.day, is_history=True)
    assert not DBTaskResult.objects.exists()


def test_notices_are_kept_for_a_year(world: World) -> None:
    proposed(world)
    run_told()
    forget(now() + timedelta(days=360))
    assert Notice.objects.exists()
    forget(now() + timedelta(days=370))
    assert not Notice.objects.exists()


def test_units_above_are_found_by_the_path() -> None:
    assert paths_above("/1/7/12/") == ["/1/", "/1/7/", "/1/7/12/"]
    assert paths_above("") == []


def test_the_head_is_told_of_a_report_that_waits_and_the_office_of_the_answer(
    world: World,
) -> None:
    dewi, head = world.account("dewi"), head_of(world)
    report = propose_annual_report(bare_report(world), by=dewi, on=world.day)
    assert told("analytics.annual_report_proposed") == {head.name}
    report = reopen_annual_report(report, "Bab tiga kosong", by=head, on=world.day)
    assert told("analytics.annual_report_reopened") == {dewi.name}
    report = propose_annual_report(report, by=dewi, on=world.day)
    approve_annual_report(report, by=head, on=world.day)
    assert told("analytics.annual_report_approved") == {dewi.name}
