"""What an agency does with the addresses that hear of its acts; the record keeps no address, only its host and mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import Area
from pamong.access.permissions import require
from pamong.config.webhooks import permissions as may
from pamong.config.webhooks.models import WebhookDelivery, WebhookEndpoint
from pamong.config.webhooks.secrets import sealed
from pamong.config.webhooks.table import TESTED
from pamong.documents.outgoing.addresses import target_of
from pamong.documents.outgoing.reasons import NotSentError
from pamong.documents.outgoing.signatures import new_secret
from pamong.ledger.actions import SHELL, Actor, digest_of, record
from pamong.ledger.ends import set_heard
from pamong.people.models import Agency
from pamong.people.scope import scope_for

AT_MOST = 10
OVERLAP = timedelta(hours=24)
Status, State = WebhookEndpoint.Status, WebhookDelivery.Status


@dataclass(frozen=True, slots=True)
class WebhookInput:
    """What is said of an address."""

    name: str
    address: str
    areas: Sequence[str]

    @property
    def kept_areas(self) -> str:
        """As they are kept, in their own order."""
        return " ".join(area for area in Area.values if area in self.areas)


@dataclass(frozen=True, slots=True)
class MadeSecret:
    """An address with its new secret, which is shown once."""

    endpoint: WebhookEndpoint
    written: str


@transaction.atomic
def add_webhook(agency: Agency, given: WebhookInput, *, by: Actor, on: date) -> MadeSecret:
    """Let an address hear of the agency's acts from here on."""
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    require(may.can_add_webhook(scope_for(by, on), agency))
    _check(given)
    if agency.webhooks.exclude(status=Status.REMOVED).count() >= AT_MOST:
        told = _("Sudah ada %(most)d alamat. Hapus yang tidak dipakai lagi dahulu.")
        raise ValidationError(told % {"most": AT_MOST})
    endpoint = WebhookEndpoint(agency=agency, made_on=on)
    changes = _write(endpoint, given)
    written = new_secret()
    endpoint.secret = sealed(written, endpoint)
    endpoint.save()
    _let_hear(endpoint)
    record("config.webhook_added", endpoint, by=by, on=on, changes=changes)
    return MadeSecret(endpoint, written)


def _check(given: WebhookInput) -> None:
    if not given.name.strip():
        raise ValidationError(_("Tulis nama aplikasi penerimanya."))
    if not given.kept_areas or set(given.areas) - set(Area.values):
        raise ValidationError(_("Pilih paling sedikit satu bagian dari daftar."))
    try:
        target_of(given.address)
    except NotSentError as error:
        raise ValidationError(error.reason.told) from None


def _write(endpoint: WebhookEndpoint, given: WebhookInput) -> dict[str, list[Any]]:
    """Take over what was typed; returns what the record may say of it."""
    new = {"name": given.name.strip(), "address": given.address, "areas": given.kept_areas}
    changes = {}
    for field, value in new.items():
        before = getattr(endpoint, field)
        if before != value:
            is_text = field != "areas"
            pair = [before, value]
            changes[field] = [(digest_of(v) if is_text else v) if v else None for v in pair]
            setattr(endpoint, field, value)
    return changes


def _let_hear(endpoint: WebhookEndpoint) -> None:
    """Let the chain know whether anybody still listens."""
    active = WebhookEndpoint.objects.active().filter(agency=endpoint.agency_id)
    set_heard(endpoint.agency.uuid, active.exists)


def _locked(endpoint: WebhookEndpoint) -> WebhookEndpoint:
    """Locked so that acts go on writing deliveries: they hold the chain, which is locked last here."""
    rows = WebhookEndpoint.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("agency").get(pk=endpoint.pk)


@transaction.atomic
def change_webhook(
    endpoint: WebhookEndpoint, given: WebhookInput, *, by: Actor, on: date
) -> WebhookEndpoint:
    """Another name, address or other parts; what waits goes to the new address."""
    endpoint = _locked(endpoint)
    require(may.can_change_webhook(scope_for(by, on), endpoint))
    _check(given)
    if changes := _write(endpoint, given):
        endpoint.save(update_fields=list(changes))
        record("config.webhook_changed", endpoint, by=by, on=on, changes=changes)
    return endpoint


@transaction.atomic
def rotate_webhook(endpoint: WebhookEndpoint, *, by: Actor, on: date, at: datetime) -> MadeSecret:
    """A new secret; for a day both sign, so that the receiver can change without losing anything."""
    endpoint = _locked(endpoint)
    require(may.can_rotate_webhook(scope_for(by, on), endpoint))
    written = new_secret()
    endpoint.old_secret, endpoint.old_until = endpoint.secret, at + OVERLAP
    endpoint.secret = sealed(written, endpoint)
    endpoint.save(update_fields=["secret", "old_secret", "old_until"])
    record("config.webhook_rotated", endpoint, by=by, on=on)
    return MadeSecret(endpoint, written)


@transaction.atomic
def pause_webhook(endpoint: WebhookEndpoint, *, by: Actor, on: date) -> WebhookEndpoint:
    """Send nothing and note nothing until it is resumed; what waits stays."""
    endpoint = _locked(endpoint)
    require(may.can_pause_webhook(scope_for(by, on), endpoint))
    if endpoint.is_active:
        _turn(endpoint, Status.PAUSED)
        record("config.webhook_paused", endpoint, by=by, on=on)
    return endpoint


@transaction.atomic
def resume_webhook(
    endpoint: WebhookEndpoint, *, by: Actor, on: date, at: datetime
) -> WebhookEndpoint:
    """Hear again, and send what waited."""
    endpoint = _locked(endpoint)
    require(may.can_resume_webhook(scope_for(by, on), endpoint))
    if not endpoint.is_active:
        endpoint.failures, endpoint.failing_since, endpoint.held_until = 0, None, None
        _turn(endpoint, Status.ACTIVE)
        endpoint.deliveries.filter(status=State.WAITING).update(next_at=at)
        record("config.webhook_resumed", endpoint, by=by, on=on)
    return endpoint


def _turn(endpoint: WebhookEndpoint, status: str) -> None:
    endpoint.status = status
    endpoint.save()
    _let_hear(endpoint)


@transaction.atomic
def remove_webhook(endpoint: WebhookEndpoint, *, by: Actor, on: date) -> WebhookEndpoint:
    """Forget its secrets and drop what waits; that it was there stays on record."""
    endpoint = _locked(endpoint)
    require(may.can_remove_webhook(scope_for(by, on), endpoint))
    endpoint.secret, endpoint.old_secret, endpoint.old_until = "", "", None
    _turn(endpoint, Status.REMOVED)
    waiting = endpoint.deliveries.filter(status=State.WAITING)
    waiting.update(status=State.DROPPED, next_at=None)
    record("config.webhook_removed", endpoint, by=by, on=on)
    return endpoint


@transaction.atomic
def stop_webhook(endpoint: WebhookEndpoint, *, on: date) -> WebhookEndpoint:
    """The house gives up after two days without success, or when the other side says that it is gone."""
    endpoint = _locked(endpoint)
    if endpoint.is_active:
        _turn(endpoint, Status.STOPPED)
        record("config.webhook_stopped", endpoint, by=SHELL, on=on)
    return endpoint


@transaction.atomic
def test_webhook(
    endpoint: WebhookEndpoint, *, by: Actor, on: date, at: datetime
) -> WebhookDelivery:
    """Send something that means nothing, to see whether it arrives."""
    endpoint = _locked(endpoint)
    require(may.can_test_webhook(scope_for(by, on), endpoint))
    if not endpoint.is_active:
        raise ValidationError(_("Alamat ini tidak aktif. Lanjutkan dahulu, lalu coba kirim."))
    _leave_in_peace_no_more(endpoint)
    entry = record(TESTED, endpoint, by=by, on=on)
    return WebhookDelivery.objects.create(
        endpoint=endpoint,
        verb=TESTED,
        happened_at=at,
        effective_on=on,
        sequence=entry.sequence,
        subjects=[[entry.subject_kind, str(endpoint.uuid)]],
        next_at=at,
    )


@transaction.atomic
def resend_delivery(
    delivery: WebhookDelivery, *, by: Actor, on: date, at: datetime
) -> WebhookDelivery:
    """Send one once more, under the same id: a receiver that has it already drops it."""
    endpoint = _locked(delivery.endpoint)
    rows = WebhookDelivery.objects.select_for_update(of=("self",)).select_related("endpoint")
    delivery = rows.get(pk=delivery.pk)
    require(may.can_resend_delivery(scope_for(by, on), delivery))
    if not endpoint.is_active:
        raise ValidationError(_("Alamat ini tidak aktif. Lanjutkan dahulu, lalu kirim ulang."))
    if delivery.status == State.WAITING and delivery.next_at and delivery.next_at <= at:
        raise ValidationError(_("Kiriman ini sudah menunggu giliran. Muat ulang halamannya nanti."))
    delivery.tries = 0 if delivery.status != State.WAITING else delivery.tries
    delivery.status, delivery.next_at = State.WAITING, at
    delivery.save(update_fields=["tries", "status", "next_at"])
    _leave_in_peace_no_more(endpoint)
    changes = {"delivery": str(delivery.uuid)}
    record("config.webhook_resent", endpoint, by=by, on=on, changes=changes)
    return delivery


def _leave_in_peace_no_more(endpoint: WebhookEndpoint) -> None:
    """Somebody waits at the screen: the next try is now."""
    endpoint.held_until = None
    endpoint.save(update_fields=["held_until"])
