"""Writers and keepers at the same time: no act falls between two answers, and nobody waits for ever."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from pamong.access.clock import now
from pamong.config.webhooks.actions import pause_webhook, resume_webhook
from pamong.config.webhooks.sending import send_to
from pamong.config.webhooks.tests.make import make_webhook
from pamong.config.webhooks.tests.test_noting import act
from pamong.documents.outgoing.tests.lines import FakeLine
from pamong.ledger.models import Entry, Head
from pamong.people.tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*what: Callable[[], Any]) -> list[Exception]:
    """Do all of it in threads of their own; what went wrong."""
    faults: list[Exception] = []

    def run(one: Callable[[], Any]) -> None:
        try:
            one()
        except Exception as error:  # noqa: BLE001 — told to the test
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in what]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)
    return faults


def test_acts_pauses_and_sending_do_not_lock_each_other(world: World) -> None:
    endpoint, dewi = make_webhook(world).endpoint, world.account("dewi")

    def write() -> None:
        for _n in range(5):
            act(world)

    def turn() -> None:
        for _n in range(3):
            pause_webhook(endpoint, by=dewi, on=world.day)
            resume_webhook(endpoint, by=dewi, on=world.day, at=now())

    def send() -> None:
        for _n in range(3):
            send_to(endpoint.uuid, FakeLine(b"HTTP/1.1 500 x\r\n\r\n"))

    assert at_once(write, turn, send, write) == []
    assert Entry.objects.filter(verb="performance.plan_agreed").count() == 10
    assert Head.objects.get(agency_uuid=world.agency.uuid).is_heard


def test_an_act_that_waits_for_a_new_address_is_told_to_it(world: World) -> None:
    """Who writes while an address is added hears of it with the end of the chain, or is before it."""
    begun = threading.Event()

    def add() -> None:
        with transaction.atomic():
            make_webhook(world)
            begun.set()

    def write() -> None:
        begun.wait(10)
        act(world)

    assert at_once(add, write) == []
    entry = Entry.objects.get(verb="performance.plan_agreed")
    added = Entry.objects.get(verb="config.webhook_added")
    told = world.agency.webhooks.get().deliveries.count()
    assert told == int(entry.sequence > added.sequence)
