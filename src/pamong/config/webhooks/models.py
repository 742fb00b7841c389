"""Addresses that hear of what happens in an agency, and what was sent to them."""

import uuid as uuidlib
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamong.access.models import Area
from pamong.access.scope import Role, Scope
from pamong.documents.outgoing.reasons import Reason
from pamong.ledger.models import Recorded
from pamong.people.models import Agency

NAME_LENGTH, ADDRESS_LENGTH = 80, 500


def keeps_webhooks(scope: Scope) -> bool:
    """The personnel office and the head of an agency."""
    return bool(scope.agency_id) and scope.has(Role.HR, Role.AGENCY_HEAD)


class WebhookEndpointQuerySet(models.QuerySet["WebhookEndpoint"]):
    """Addresses of an agency."""

    def visible_to(self, scope: Scope) -> "WebhookEndpointQuerySet":
        """Those of one's own agency, for whoever looks after them."""
        return self.filter(agency_id=scope.agency_id) if keeps_webhooks(scope) else self.none()

    def active(self) -> "WebhookEndpointQuerySet":
        """Those that hear of what happens."""
        return self.filter(status=WebhookEndpoint.Status.ACTIVE)


class WebhookEndpoint(Recorded):
    """An address, what it hears of, and its secret, which the row alone can unseal."""

    OF = "agency"

    class Status(models.TextChoices):
        """Whether it hears of anything."""

        ACTIVE = "active", _("Menerima kabar")
        PAUSED = "paused", _("Dijeda")
        STOPPED = "stopped", _("Berhenti sendiri")  # by itself: the other side failed for two days
        REMOVED = "removed", _("Dihapus")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="webhooks")
    name = models.CharField(_("Nama"), max_length=NAME_LENGTH)
    address = models.CharField(_("Alamat"), max_length=ADDRESS_LENGTH)
    areas = models.CharField(max_length=200)  # as `plans ratings`
    status = models.CharField(max_length=10, choices=Status, default=Status.ACTIVE)
    secret = models.CharField(max_length=200, blank=True)  # sealed
    old_secret = models.CharField(max_length=200, blank=True)  # sealed; signs beside the new one
    old_until = models.DateTimeField(null=True, blank=True)
    made_on = models.DateField()
    failures = models.PositiveIntegerField(default=0)  # since the last success
    failing_since = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)  # nothing is tried before
    claimed_until = models.DateTimeField(null=True, blank=True)  # a worker sends to it
    asked_at = models.DateTimeField(null=True, blank=True)  # when the round last asked for a worker

    objects: ClassVar[WebhookEndpointQuerySet] = WebhookEndpointQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        """By name."""

        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["agency", "status"], name="config_webhook_by_agency")]

    def __str__(self) -> str:
        return self.name

    @property
    def heard(self) -> list[Area]:
        """The parts of the house that it hears of."""
        held = self.areas.split()
        return [area for area in Area if area.value in held]

    @property
    def is_active(self) -> bool:
        """Whether it hears of what happens."""
        return self.status == self.Status.ACTIVE

    def is_held(self, at: datetime) -> bool:
        """Whether the other side is left in peace for now."""
        return self.held_until is not None and self.held_until > at


class WebhookDelivery(models.Model):
    """One act told to one address; its identity is the `webhook-id` of every try."""

    class Status(models.TextChoices):
        """How far it came."""

        WAITING = "waiting", _("Menunggu")
        SENT = "sent", _("Terkirim")
        FAILED = "failed", _("Gagal")
        DROPPED = "dropped", _("Tidak dikirim")

    uuid = models.UUIDField(default=uuidlib.uuid4, unique=True, editable=False)
    endpoint = models.ForeignKey(
        WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries"
    )
    verb = models.CharField(max_length=80)
    happened_at = models.DateTimeField(db_index=True)
    effective_on = models.DateField()
    sequence = models.PositiveBigIntegerField()  # of the last entry in the agency's chain
    count = models.PositiveIntegerField(default=1)
    subjects = models.JSONField(default=list)  # [kind, uuid] of each, where they are few
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    code = models.PositiveSmallIntegerField(null=True, blank=True)  # the last answer's status
    reason = models.CharField(max_length=20, choices=Reason, blank=True)  # why the last try failed

    objects: ClassVar[models.Manager["WebhookDelivery"]] = models.Manager()

    class Meta:
        """Read by address: the newest, and those that are due."""

        indexes = [
            models.Index(fields=["endpoint", "-id"], name="config_delivery_list"),
            models.Index(
                fields=["endpoint", "next_at"],
                condition=Q(status="waiting"),
                name="config_delivery_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.uuid}"
