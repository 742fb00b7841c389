"""Addresses and deliveries in words and tables."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.config.trace_words import VERBS
from pamong.config.webhooks.models import WebhookDelivery, WebhookEndpoint
from pamong.ui.copies import Copies
from pamong.ui.dates import say_day_full, say_instant
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

Status, State = WebhookEndpoint.Status, WebhookDelivery.Status
TAGS = {
    Status.ACTIVE: "running",
    Status.PAUSED: "none",
    Status.STOPPED: "late",
    Status.REMOVED: "none",
}
STATES = {
    State.WAITING: "wait",
    State.SENT: "agreed",
    State.FAILED: "late",
    State.DROPPED: "none",
}


def endpoint_table(endpoints: Sequence[WebhookEndpoint]) -> Table:
    """One a row, leading to its page."""
    columns = [Column(_("Aplikasi"), kind="row"), Column(_("Kabar tentang")), Column(_("Keadaan"))]
    return Table(columns, [_endpoint_row(one) for one in endpoints], _("Alamat webhook"))


def _endpoint_row(one: WebhookEndpoint) -> Row:
    url = reverse("config:webhook", args=[one.uuid])
    return Row([Cell(one.name, url=url, sub=one.address), said_areas(one), state_of(one)])


def said_areas(one: WebhookEndpoint) -> str:
    """The parts in words."""
    return "; ".join(str(area.label) for area in one.heard)


def state_of(one: WebhookEndpoint) -> Cell:
    """Whether it hears, and whether it fails."""
    status = Status(one.status)
    if status == Status.ACTIVE and one.failing_since:
        return Cell(_("Gagal, dicoba lagi"), tag="late", sub=_since(one.failing_since))
    return Cell(status.label, tag=TAGS[status])


def _since(at: datetime) -> str:
    return _("sejak %s") % say_instant(at)


def endpoint_facts(one: WebhookEndpoint) -> list[Any]:
    """What stands at the top of its page."""
    facts: list[Any] = [
        (_("Alamat penerima"), one.address),
        (_("Kabar tentang"), said_areas(one)),
        (_("Ditambahkan"), say_day_full(one.made_on)),
    ]
    if one.old_until:
        told = _("Rahasia lama dan baru dipakai bersama sampai %s.") % say_instant(one.old_until)
        facts.append((_("Rahasia"), told))
    return facts


def delivery_table(
    endpoint: WebhookEndpoint, deliveries: Sequence[WebhookDelivery], at: datetime
) -> Table:
    """What happened to each act, and the way to send it again."""
    columns = [
        Column(_("Kabar"), kind="row"),
        Column(_("Terjadi")),
        Column(_("Keadaan")),
        Column(_("Jawaban")),
        Column(_("Tindakan"), kind="actions", desk=True),
    ]
    rows = [_delivery_row(endpoint, one, at) for one in deliveries]
    return Table(columns, rows, _("Kiriman"))


def _delivery_row(endpoint: WebhookEndpoint, one: WebhookDelivery, at: datetime) -> Row:
    many = ""
    if one.count > 1:
        number = say_number(one.count)
        many = ngettext("%(n)s sekaligus", "%(n)s sekaligus", one.count) % {"n": number}
    again = None
    if endpoint.is_active and not is_queued(one, at):
        again = Cell(_("Kirim ulang"), url=reverse("config:delivery-resend", args=[one.uuid]))
    return Row(
        [
            Cell(VERBS.get(one.verb, one.verb), sub=many),
            say_instant(one.happened_at),
            _state_of(one),
            _answer_of(one),
            again,
        ]
    )


def is_queued(one: WebhookDelivery, at: datetime) -> bool:
    """Whether its turn comes by itself now."""
    return one.status == State.WAITING and one.next_at is not None and one.next_at <= at


def _state_of(one: WebhookDelivery) -> Cell:
    status = State(one.status)
    if status == State.WAITING and one.tries and one.next_at:
        below = _("lagi %s") % say_instant(one.next_at)
        return Cell(_("Dicoba lagi"), tag="late", sub=below)
    below = say_instant(one.tried_at) if status == State.SENT and one.tried_at else ""
    return Cell(status.label, tag=STATES[status], sub=below)


def _answer_of(one: WebhookDelivery) -> Any:
    if not one.tries and not one.tried_at:
        return ""
    tried = ngettext("%(n)d percobaan", "%(n)d percobaan", one.tries) % {"n": one.tries}
    told = str(one.code) if one.code else ""
    why = one.get_reason_display() if one.reason else ""
    return Cell(": ".join(part for part in (why, told) if part), sub=tried)


def delivery_facts(one: WebhookDelivery) -> list[Any]:
    """What stands on its own page."""
    return [
        (_("Kabar"), VERBS.get(one.verb, one.verb)),
        (_("Terjadi"), say_instant(one.happened_at)),
        (_("Penerima"), one.endpoint.name, one.endpoint.address),
        (_("Keadaan"), State(one.status).label),
    ]


def secret_shown(written: str) -> Copies:
    """To be copied, this once."""
    return Copies(_("Rahasia webhook"), [(_("Rahasia"), written)])


def body_shown(body: bytes) -> Copies:
    """What is sent, as it is sent."""
    return Copies(_("Isi kiriman"), [("JSON", body.decode())])
