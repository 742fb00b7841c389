"""What an act writes for the addresses that hear of it, in the act's own transaction: nothing is lost.

Only agencies in whose chain somebody listens come here; for all others no query is asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from pamong.access.models import Area
from pamong.config.webhooks.models import WebhookDelivery, WebhookEndpoint
from pamong.config.webhooks.table import areas_of_entries
from pamong.ledger.models import Entry

NAMED = 50  # subjects; an act about more is told with their number alone
WAITING = WebhookDelivery.Status.WAITING


def note_acts(entries: Sequence[Entry]) -> None:
    """A delivery for each verb of an act and each address that hears of it."""
    areas = areas_of_entries()
    acts: dict[UUID, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        if entry.verb in areas:
            acts[entry.agency_uuid][entry.verb].append(entry)
    for agency, by_verb in acts.items():
        endpoints = list(WebhookEndpoint.objects.active().filter(agency__uuid=agency))
        heard = {verb: _who_hears(areas[verb], endpoints) for verb in by_verb}
        pairs = [(one, by_verb[verb]) for verb, whom in heard.items() for one in whom]
        WebhookDelivery.objects.bulk_create(
            [_delivery(one, told) for one, told in pairs if not _joined(one, told)]
        )
        _ask_to_send({one.pk: one for one, _told in pairs}.values(), entries[0].recorded_at)


def _who_hears(area: Area, endpoints: Iterable[WebhookEndpoint]) -> list[WebhookEndpoint]:
    return [one for one in endpoints if area in one.heard]


def _delivery(endpoint: WebhookEndpoint, told: Sequence[Entry]) -> WebhookDelivery:
    last = told[-1]
    few = told if len(told) <= NAMED else ()
    return WebhookDelivery(
        endpoint=endpoint,
        verb=last.verb,
        happened_at=last.recorded_at,
        effective_on=last.effective_on,
        sequence=last.sequence,
        count=len(told),
        subjects=[[entry.subject_kind, str(entry.subject_uuid)] for entry in few],
        next_at=last.recorded_at,
    )


def _joined(endpoint: WebhookEndpoint, told: Sequence[Entry]) -> bool:
    """Whether a large act joined a large one of the same verb that was not tried yet: files come in parts."""
    if len(told) <= NAMED:
        return False
    rows = WebhookDelivery.objects.filter(
        endpoint=endpoint, verb=told[0].verb, status=WAITING, tries=0, count__gt=NAMED
    )
    rows = rows.filter(effective_on=told[0].effective_on, subjects=[])
    return bool(rows.update(count=F("count") + len(told), sequence=told[-1].sequence))


def _ask_to_send(endpoints: Iterable[WebhookEndpoint], at: datetime) -> Any:
    """One task for each address that is not left in peace."""
    from pamong.config.webhooks.tasks import (
        send_waiting,  # it loads the API, which few processes need
    )

    for one in endpoints:
        if not one.is_held(at):
            send_waiting.enqueue(str(one.uuid))
