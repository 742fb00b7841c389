"""Sends what waits for one address: claimed by one worker, each row marked before it is tried.

A worker that is killed leaves a row that is due again after its wait; nothing is lost, and a receiver
knows a repetition by its id.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import SystemRandom
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from pamong.access.clock import now, today
from pamong.access.sealing import SealedElsewhereError
from pamong.config.webhooks.actions import stop_webhook
from pamong.config.webhooks.models import WebhookDelivery, WebhookEndpoint
from pamong.config.webhooks.payload import body_of
from pamong.config.webhooks.secrets import unsealed
from pamong.documents.outgoing.asking import INTERNET, Answer, Line, Sent, ask
from pamong.documents.outgoing.reasons import NotSentError, Reason
from pamong.documents.outgoing.signatures import signature

Status = WebhookDelivery.Status
# The waits after each failure, 47 hours in all; each is drawn out by up to a fifth, so that not all come at once.
WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 300, 600, 840, 960))
GIVEN_UP = timedelta(hours=46)  # the address failed for so long
HOLDS = timedelta(minutes=1), timedelta(minutes=30)  # after the first failure, and at most
ASKED_TO_WAIT = timedelta(hours=24)  # at most, whatever Retry-After says
LEASE = timedelta(minutes=2)
BUDGET = 30.0  # seconds of one task
GONE = 410
chance = SystemRandom()


def send_to(endpoint: UUID, line: Line = INTERNET) -> bool:
    """Send what is due to one address; says whether something is left to be sent at once."""
    with _claimed(endpoint) as is_mine:
        if not is_mine:
            return False
        until = time.monotonic() + BUDGET
        while time.monotonic() < until:
            delivery = _next(endpoint)
            if delivery is None or not _send(delivery, line):
                return False
    return _next(endpoint) is not None


@contextmanager
def _claimed(endpoint: UUID) -> Iterator[bool]:
    """Whether this worker alone sends to the address; a killed one's claim runs out."""
    at = now()
    rows = WebhookEndpoint.objects.active().filter(uuid=endpoint)
    free = rows.filter(Q(claimed_until=None) | Q(claimed_until__lte=at))
    is_mine = bool(free.update(claimed_until=at + LEASE, asked_at=None))
    try:
        yield is_mine
    finally:
        if is_mine:
            WebhookEndpoint.objects.filter(uuid=endpoint, claimed_until=at + LEASE).update(
                claimed_until=None
            )


def _next(endpoint: UUID) -> WebhookDelivery | None:
    """The row that is due longest, unless the other side is left in peace or nothing may be sent."""
    at = now()
    rows = WebhookDelivery.objects.filter(
        Q(endpoint__held_until=None) | Q(endpoint__held_until__lte=at),
        endpoint__uuid=endpoint,
        endpoint__status=WebhookEndpoint.Status.ACTIVE,
        status=Status.WAITING,
        next_at__lte=at,
    )
    return rows.select_related("endpoint__agency").order_by("next_at", "pk").first()


def _send(delivery: WebhookDelivery, line: Line) -> bool:
    """One try; says whether the other side took it."""
    at = now()
    mine = WebhookDelivery.objects.filter(pk=delivery.pk, status=Status.WAITING)
    mine = mine.filter(tries=delivery.tries)
    if not mine.update(tries=F("tries") + 1, tried_at=at, next_at=at + _wait(delivery.tries)):
        return True  # somebody has dropped it
    delivery.refresh_from_db()
    try:
        answer = ask(request_of(delivery, at), line=line)
    except NotSentError as error:
        return _failed(delivery, reason=error.reason)
    except SealedElsewhereError:
        return _failed(delivery, reason=Reason.SECRET)
    if answer.status // 100 == 2:  # noqa: PLR2004 — what HTTP calls success
        return _taken(delivery, answer)
    return _failed(delivery, reason=Reason.STATUS, answer=answer)


def _wait(tries: int) -> timedelta:
    usual = WAITS[min(tries, len(WAITS) - 1)]
    return usual * chance.uniform(1.0, 1.2)


def request_of(delivery: WebhookDelivery, at: datetime) -> Sent:
    """The request with its three headers; the body is signed by the secret, and by the old one for a day."""
    endpoint, body = delivery.endpoint, body_of(delivery)
    stamp, name = int(at.timestamp()), f"msg_{delivery.uuid.hex}"
    kept = [endpoint.secret]
    if endpoint.old_secret and endpoint.old_until and endpoint.old_until > at:
        kept.append(endpoint.old_secret)
    signed = [signature(unsealed(one, endpoint), name, stamp, body) for one in kept]
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Pamong",
        "webhook-id": name,
        "webhook-timestamp": str(stamp),
        "webhook-signature": " ".join(signed),
    }
    return Sent("POST", endpoint.address, headers, body)


def _taken(delivery: WebhookDelivery, answer: Answer) -> bool:
    rows = WebhookDelivery.objects.filter(pk=delivery.pk)
    rows.update(status=Status.SENT, next_at=None, code=answer.status, reason="")
    well = {"failures": 0, "failing_since": None, "held_until": None}
    WebhookEndpoint.objects.filter(pk=delivery.endpoint_id).update(**well)
    return True


@transaction.atomic
def _failed(delivery: WebhookDelivery, *, reason: Reason, answer: Answer | None = None) -> bool:
    """Keep why, when it is tried next, and leave the other side in peace for a while.

    The address is locked before its delivery, as its keepers do it: the other way round two would wait for each other.
    """
    endpoint = WebhookEndpoint.objects.select_for_update(no_key=True).get(pk=delivery.endpoint_id)
    at = now()
    asked = _asked_to_wait(answer)
    rows = WebhookDelivery.objects.filter(pk=delivery.pk, status=Status.WAITING)
    values = {"code": answer.status if answer else None, "reason": reason}
    if delivery.tries > len(WAITS):
        rows.update(status=Status.FAILED, next_at=None, **values)
    else:
        next_at = max(delivery.next_at or at, at + asked)
        rows.update(next_at=next_at, **values)
    first, most = HOLDS
    hold = max(min(first * 2 ** min(endpoint.failures, 10), most), asked)
    endpoint.failures += 1
    endpoint.failing_since = endpoint.failing_since or at
    endpoint.held_until = at + hold
    endpoint.save(update_fields=["failures", "failing_since", "held_until"])
    is_gone = answer is not None and answer.status == GONE
    if is_gone or at - endpoint.failing_since >= GIVEN_UP:
        stop_webhook(endpoint, on=today(endpoint.agency.time_zone))
    return False


def _asked_to_wait(answer: Answer | None) -> timedelta:
    """Retry-After in seconds; a date there is waited for as usual."""
    told = answer.headers.get("retry-after", "") if answer else ""
    seconds = int(told) if told.isascii() and told.isdigit() and len(told) <= 9 else 0  # noqa: PLR2004 — years
    return min(timedelta(seconds=seconds), ASKED_TO_WAIT)
