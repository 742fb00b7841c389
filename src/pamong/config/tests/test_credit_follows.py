"""The list of angka kredit follows when predicates are decided."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from pamong.config.reactions import REACTIONS
from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.credit.tasks import refresh_rated
from pamong.performance.credit.tests.make import make_credited
from pamong.performance.evaluation.tests.make import level_of, opened, rated
from pamong.performance.models import CreditStanding, Evaluation
from pamong.performance.predicates.tests.test_set_predicates import rated_clinic, set_all


def test_one_task_computes_anew_where_those_stand_whose_predicates_were_set(world: World) -> None:
    make_credited(world)
    rated_clinic(world)
    CreditStanding.objects.all().delete()
    (setting,) = set_all(world)
    (task,) = DBTaskResult.objects.filter(task_path=refresh_rated.module_path)
    assert task.args_kwargs["args"] == ["setting__uuid", str(setting.uuid)]
    refresh_rated.func(*task.args_kwargs["args"])
    people = {row.employee for row in CreditStanding.objects.all()}
    assert people == {world.putri, world.rini, world.sari}


def test_many_are_computed_with_as_many_queries_as_one(world: World) -> None:
    people = rated_clinic(world)
    (setting,) = set_all(world)
    with CaptureQueriesContext(connection) as one:
        refresh_rated.func("uuid", str(people[0].uuid))
    with CaptureQueriesContext(connection) as three:
        refresh_rated.func("setting__uuid", str(setting.uuid))
    assert len(one) == len(three)


@pytest.mark.parametrize("verb", ["evaluation_closed", "objection_decided"])
def test_other_acts_that_decide_a_predicate_lead_to_it_too(world: World, verb: str) -> None:
    level_of(world)
    evaluation = rated(world, opened(world, "sari"))
    (enqueue,) = REACTIONS[f"performance.{verb}"]
    enqueue(Entry(verb=f"performance.{verb}", subject_uuid=evaluation.uuid))
    way, uuid = DBTaskResult.objects.get().args_kwargs["args"]
    assert uuid == str(evaluation.uuid)
    assert not Evaluation.objects.filter(**{way: uuid4()}).exists()
