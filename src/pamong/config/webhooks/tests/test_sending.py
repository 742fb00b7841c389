"""Sending: signed, once and again, to one address without holding up another."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from pamong.access.clock import now
from pamong.config.webhooks import sending
from pamong.config.webhooks.actions import (
    pause_webhook,
    remove_webhook,
    resend_delivery,
    resume_webhook,
    rotate_webhook,
)
from pamong.config.webhooks.actions import test_webhook as try_webhook
from pamong.config.webhooks.models import WebhookDelivery, WebhookEndpoint
from pamong.config.webhooks.sending import WAITS, send_to
from pamong.config.webhooks.tests.make import as_if, make_webhook
from pamong.config.webhooks.tests.test_noting import AGREED, act
from pamong.config.webhooks.ticking import webhook_round
from pamong.documents.outgoing.signatures import signature
from pamong.documents.outgoing.tests.lines import FakeLine, parsed
from pamong.ledger.models import Entry
from pamong.people.tests.world import World

Status, State = WebhookDelivery.Status, WebhookEndpoint.Status
REFUSING = b"HTTP/1.1 500 Oops\r\n\r\n"


def received(line: FakeLine, place: int = -1) -> tuple[dict[str, str], bytes]:
    head, _end, body = line.got[place].partition(b"\r\n\r\n")
    return parsed(head), body


def test_what_arrives_is_signed_and_says_no_name(world: World, settings: Any) -> None:
    settings.URL = "https://kinerja.contoh.go.id"
    made, line = make_webhook(world), FakeLine()
    entry = act(world)
    assert not send_to(made.endpoint.uuid, line)
    headers, body = received(line)
    delivery = made.endpoint.deliveries.get()
    assert (delivery.status, delivery.code, delivery.tries) == (Status.SENT, 204, 1)
    name, stamp = headers["webhook-id"], int(headers["webhook-timestamp"])
    assert name == f"msg_{delivery.uuid.hex}"
    assert abs(stamp - now().timestamp()) < 60
    assert headers["webhook-signature"] == signature(made.written, name, stamp, body)
    told = json.loads(body)
    assert told["type"] == AGREED
    sari = str(world.sari.uuid)
    assert told["data"] == {
        "agency": str(world.agency.uuid),
        "on": world.day.isoformat(),
        "sequence": entry.sequence,
        "count": 1,
        "subjects": [
            {
                "kind": "people.employee",
                "id": sari,
                "url": f"https://kinerja.contoh.go.id/api/v1/people/{sari}",
            }
        ],
    }
    for secret in ("Sari", "Budi", world.sari.nip, made.written):
        assert secret.encode() not in line.got[0]


def test_the_secret_is_not_readable_in_the_table(world: World, settings: Any) -> None:
    made, line = make_webhook(world), FakeLine()
    assert made.written.removeprefix("whsec_")[:10] not in made.endpoint.secret
    act(world)
    settings.SECRET_KEY = "another install's secret, fifty signs or more of it"
    send_to(made.endpoint.uuid, line)
    delivery = made.endpoint.deliveries.get()
    assert (delivery.status, delivery.reason) == (Status.WAITING, "secret")
    assert line.got == []


def test_for_a_day_both_secrets_sign(world: World) -> None:
    made, line = make_webhook(world), FakeLine()
    endpoint = made.endpoint
    again = rotate_webhook(endpoint, by=world.account("dewi"), on=world.day, at=now())
    act(world)
    send_to(endpoint.uuid, line)
    headers, body = received(line)
    name, stamp = headers["webhook-id"], int(headers["webhook-timestamp"])
    both = [signature(one, name, stamp, body) for one in (again.written, made.written)]
    assert headers["webhook-signature"].split() == both
    as_if(endpoint, timedelta(hours=25))
    list(webhook_round())
    endpoint.refresh_from_db()
    assert endpoint.old_secret == ""
    act(world)
    send_to(endpoint.uuid, line)
    assert len(received(line)[0]["webhook-signature"].split()) == 1


def test_a_failure_is_tried_again_later_under_the_same_id(world: World) -> None:
    endpoint, line = make_webhook(world).endpoint, FakeLine(REFUSING)
    act(world)
    send_to(endpoint.uuid, line)
    delivery = endpoint.deliveries.get()
    assert (delivery.status, delivery.code, delivery.reason) == (Status.WAITING, 500, "status")
    assert delivery.next_at
    assert timedelta(seconds=50) < delivery.next_at - now() < timedelta(seconds=80)
    send_to(endpoint.uuid, line)
    assert len(line.got) == 1, "it is not due yet"
    as_if(endpoint, timedelta(minutes=5))
    line.answer = b"HTTP/1.1 200 OK\r\n\r\n"
    send_to(endpoint.uuid, line)
    assert received(line, 0)[0]["webhook-id"] == received(line, 1)[0]["webhook-id"]
    assert received(line, 0)[1] == received(line, 1)[1]
    endpoint.refresh_from_db()
    assert (endpoint.failures, endpoint.failing_since, endpoint.held_until) == (0, None, None)
    assert endpoint.deliveries.get().status == Status.SENT


def test_after_two_days_the_address_stops_and_its_keepers_are_told(world: World) -> None:
    endpoint, line = make_webhook(world).endpoint, FakeLine(REFUSING)
    act(world)
    for _n in range(len(WAITS)):
        send_to(endpoint.uuid, line)
        endpoint.refresh_from_db()
        assert endpoint.status == State.ACTIVE
        due = endpoint.deliveries.get().next_at
        assert due
        as_if(endpoint, due - now() + timedelta(seconds=1))
    send_to(endpoint.uuid, line)
    endpoint.refresh_from_db()
    assert endpoint.status == State.STOPPED
    assert endpoint.deliveries.get().status == Status.FAILED
    assert len(line.got) == len(WAITS) + 1
    assert Entry.objects.filter(verb="config.webhook_stopped").count() == 1
    act(world)
    assert endpoint.deliveries.count() == 1, "a stopped address hears nothing more"


def test_the_waits_are_about_two_days() -> None:
    assert timedelta(hours=46) < sum(WAITS, timedelta()) < timedelta(hours=50)


def test_one_that_is_gone_stops_at_once(world: World) -> None:
    endpoint = make_webhook(world).endpoint
    act(world)
    send_to(endpoint.uuid, FakeLine(b"HTTP/1.1 410 Gone\r\n\r\n"))
    endpoint.refresh_from_db()
    assert endpoint.status == State.STOPPED


@pytest.mark.parametrize(("told", "least"), [("7200", 7200), ("999999999", 86400), ("besok", 0)])
def test_the_other_side_may_ask_for_patience(world: World, told: str, least: int) -> None:
    endpoint = make_webhook(world).endpoint
    act(world)
    answer = f"HTTP/1.1 503 Busy\r\nRetry-After: {told}\r\n\r\n".encode()
    send_to(endpoint.uuid, FakeLine(answer))
    delivery = endpoint.deliveries.get()
    assert delivery.next_at
    left = (delivery.next_at - now()).total_seconds()
    assert max(least, 50) - 5 < left < max(least, 75) + 5


def test_a_broken_address_holds_up_no_other(world: World) -> None:
    broken, well = make_webhook(world).endpoint, make_webhook(world, name="Sehat").endpoint
    for _n in range(3):
        act(world)
    bad, good = FakeLine(REFUSING), FakeLine()
    send_to(broken.uuid, bad)
    send_to(well.uuid, good)
    assert (len(bad.got), len(good.got)) == (1, 3), "a broken one is asked once and left in peace"


def test_one_bad_delivery_holds_up_no_other_of_the_same_address(world: World) -> None:
    endpoint, line = make_webhook(world).endpoint, FakeLine(REFUSING)
    act(world)
    send_to(endpoint.uuid, line)
    act(world, who="rini")
    WebhookEndpoint.objects.update(held_until=None)
    line.answer = b"HTTP/1.1 200 OK\r\n\r\n"
    send_to(endpoint.uuid, line)
    states = [one.status for one in endpoint.deliveries.order_by("pk")]
    assert states == [Status.WAITING, Status.SENT]


def test_two_workers_do_not_send_the_same(world: World) -> None:
    endpoint = make_webhook(world).endpoint
    act(world)
    line = FakeLine()
    WebhookEndpoint.objects.update(claimed_until=now() + timedelta(minutes=1))
    send_to(endpoint.uuid, line)
    assert line.got == []
    as_if(endpoint, timedelta(minutes=3))
    send_to(endpoint.uuid, line)
    assert len(line.got) == 1, "the claim of a worker that was killed runs out"


def test_a_worker_killed_while_sending_loses_nothing(world: World) -> None:
    class Killed(FakeLine):
        def connect(self, found: str, port: int, seconds: float) -> Any:  # noqa: ARG002 — as every line
            raise KeyboardInterrupt

    endpoint = make_webhook(world).endpoint
    act(world)
    with pytest.raises(KeyboardInterrupt):
        send_to(endpoint.uuid, Killed())
    delivery = endpoint.deliveries.get()
    assert (delivery.status, delivery.tries) == (Status.WAITING, 1)
    as_if(endpoint, timedelta(minutes=5))
    line = FakeLine()
    send_to(endpoint.uuid, line)
    assert len(line.got) == 1


def test_paused_it_waits_and_resumed_it_goes(world: World) -> None:
    endpoint, line, dewi = make_webhook(world).endpoint, FakeLine(), world.account("dewi")
    act(world)
    pause_webhook(endpoint, by=dewi, on=world.day)
    send_to(endpoint.uuid, line)
    assert line.got == []
    resume_webhook(endpoint, by=dewi, on=world.day, at=now())
    send_to(endpoint.uuid, line)
    assert len(line.got) == 1


def test_removed_nothing_goes_and_no_secret_stays(world: World) -> None:
    endpoint, line = make_webhook(world).endpoint, FakeLine()
    act(world)
    remove_webhook(endpoint, by=world.account("dewi"), on=world.day)
    send_to(endpoint.uuid, line)
    endpoint.refresh_from_db()
    assert (line.got, endpoint.secret) == ([], "")
    assert endpoint.deliveries.get().status == Status.DROPPED


def test_sent_again_it_has_the_same_id(world: World) -> None:
    endpoint, line, dewi = make_webhook(world).endpoint, FakeLine(), world.account("dewi")
    act(world)
    send_to(endpoint.uuid, line)
    resend_delivery(endpoint.deliveries.get(), by=dewi, on=world.day, at=now())
    send_to(endpoint.uuid, line)
    first, second = (received(line, n)[0]["webhook-id"] for n in (0, 1))
    assert first == second


def test_a_trial_goes_to_its_address_alone(world: World) -> None:
    endpoint = make_webhook(world, "pay").endpoint
    make_webhook(world, "administration", name="Lain")
    try_webhook(endpoint, by=world.account("dewi"), on=world.day, at=now())
    assert endpoint.deliveries.count() == WebhookDelivery.objects.count() == 1
    line = FakeLine()
    send_to(endpoint.uuid, line)
    assert json.loads(received(line)[1])["type"] == "config.webhook_tested"


def test_the_round_asks_for_a_worker_and_drops_what_is_old(world: World) -> None:
    from django_tasks_db.models import DBTaskResult

    endpoint = make_webhook(world).endpoint
    act(world)
    act(world, who="rini")
    first = endpoint.deliveries.order_by("pk").first()
    assert first
    WebhookDelivery.objects.filter(pk=first.pk).update(happened_at=now() - timedelta(days=31))
    DBTaskResult.objects.all().delete()
    told = list(webhook_round()) + list(webhook_round())
    assert told == ["1 old webhook deliveries dropped"]
    assert endpoint.deliveries.count() == 1
    assert DBTaskResult.objects.count() == 1, "asked once, however often the round comes"


def test_what_is_left_after_a_while_is_asked_for_anew(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint, line = make_webhook(world).endpoint, FakeLine()
    act(world)
    act(world, who="rini")
    monkeypatch.setattr(sending, "BUDGET", 0.0)
    assert send_to(endpoint.uuid, line)
    monkeypatch.setattr(sending, "BUDGET", 30.0)
    assert not send_to(endpoint.uuid, line)
    assert len(line.got) == 2


def test_an_address_that_nobody_knows_is_left_alone(db: None) -> None:
    assert not send_to(UUID(int=5), FakeLine())
