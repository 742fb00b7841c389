"""What an act writes for the addresses that hear of it, and what it costs where nobody listens."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from pamong.access.clock import now
from pamong.access.models import Area
from pamong.config import trace_words
from pamong.config.verb import Verb
from pamong.config.webhooks import table
from pamong.config.webhooks.actions import pause_webhook, resume_webhook
from pamong.config.webhooks.models import WebhookDelivery
from pamong.config.webhooks.table import BESIDE, areas_of_entries, is_unheard
from pamong.config.webhooks.tests.make import make_webhook
from pamong.ledger.actions import Draft, record, record_all
from pamong.ledger.models import Head
from pamong.people.tests.world import World

AGREED = "performance.plan_agreed"


def act(world: World, verb: str = AGREED, who: str = "sari") -> Any:
    return record(verb, getattr(world, who), by=world.account("budi"), on=world.day)


def test_an_act_is_noted_for_who_hears_of_its_part(world: World) -> None:
    endpoint = make_webhook(world).endpoint
    make_webhook(world, "pay", name="Gaji")
    entry = act(world)
    delivery = WebhookDelivery.objects.get()
    assert delivery.endpoint == endpoint
    assert (delivery.verb, delivery.sequence, delivery.count) == (AGREED, entry.sequence, 1)
    assert delivery.subjects == [["people.employee", str(world.sari.uuid)]]
    assert DBTaskResult.objects.filter(task_path__endswith="send_waiting").count() == 1


def test_what_is_taken_back_was_never_noted(world: World) -> None:
    make_webhook(world)
    with transaction.atomic():
        act(world)
        transaction.set_rollback(True)
    assert not WebhookDelivery.objects.exists()


def test_another_agency_hears_nothing(world: World) -> None:
    make_webhook(world)
    act(world, who="lina")
    assert not WebhookDelivery.objects.exists()


def test_where_nobody_listens_a_write_costs_what_it_did(world: World) -> None:
    act(world)
    with CaptureQueriesContext(connection) as before:
        act(world)
    endpoint = make_webhook(world).endpoint
    act(world)
    assert WebhookDelivery.objects.count() == 1
    pause_webhook(endpoint, by=world.account("dewi"), on=world.day)
    with CaptureQueriesContext(connection) as after:
        act(world)
    assert len(after) == len(before)
    assert not any("webhook" in query["sql"] for query in after)
    assert WebhookDelivery.objects.count() == 1


def test_the_chain_knows_whether_somebody_listens(world: World) -> None:
    def is_heard() -> bool:
        return Head.objects.get(agency_uuid=world.agency.uuid).is_heard

    dewi = world.account("dewi")
    first = make_webhook(world).endpoint
    second = make_webhook(world, name="Lain").endpoint
    assert is_heard()
    pause_webhook(first, by=dewi, on=world.day)
    assert is_heard()
    pause_webhook(second, by=dewi, on=world.day)
    assert not is_heard()
    resume_webhook(first, by=dewi, on=world.day, at=now())
    assert is_heard()


def test_a_large_act_is_one_delivery_with_its_number(world: World) -> None:
    endpoint = make_webhook(world).endpoint
    drafts = [Draft(AGREED, world.sari)] * 60
    for _part in range(3):
        record_all(drafts, by=world.account("budi"), on=world.day)
    last = Head.objects.get(agency_uuid=world.agency.uuid).sequence
    delivery = endpoint.deliveries.get()
    assert (delivery.count, delivery.sequence, delivery.subjects) == (180, last, [])
    endpoint.deliveries.update(tries=1)
    record_all(drafts, by=world.account("budi"), on=world.day)
    assert endpoint.deliveries.count() == 2


def test_a_few_at_once_are_named(world: World) -> None:
    endpoint = make_webhook(world).endpoint
    record_all(
        [Draft(AGREED, world.sari), Draft(AGREED, world.rini)],
        by=world.account("budi"),
        on=world.day,
    )
    delivery = endpoint.deliveries.get()
    assert delivery.count == 2
    assert [name for _kind, name in delivery.subjects] == [
        str(world.sari.uuid),
        str(world.rini.uuid),
    ]


def test_history_is_no_news(world: World) -> None:
    make_webhook(world)
    drafts = [Draft(AGREED, world.sari)]
    record_all(drafts, by=world.account("budi"), on=world.day, is_history=True)
    assert not WebhookDelivery.objects.exists()


def test_every_verb_of_the_record_is_news_of_a_part_or_says_why_not() -> None:
    known = set(areas_of_entries())
    assert not [name for name in known if is_unheard(name)]
    left = [name for name in set(trace_words.VERBS) - known if not is_unheard(name)]
    assert left == [], "add to config/webhooks/table.py"
    assert set(BESIDE) <= set(Area)


def test_an_anonymous_verb_is_never_news(monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = Verb("x:y", "", "pamong.people.raters.actions.z", "", AGREED, is_anonymous=True)
    monkeypatch.setattr(table, "VERBS", (hidden,))
    monkeypatch.setattr(table, "BESIDE", {Area.PLANS: (AGREED,)})
    assert table.areas_of_entries.__wrapped__() == {}
