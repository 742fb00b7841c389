"""A key with which a program acts for its owner, and never further than the owner."""

import uuid as uuidlib
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamong.access.models.user import User


class Area(models.TextChoices):
    """A part of the house that a key may be limited to."""

    PEOPLE = "people", _("Pegawai, unit, dan jabatan")
    PLANS = "plans", _("SKP, indikator, progress, dan bukti dukung")
    RATINGS = "ratings", _("Penilaian, umpan balik, dan angka kredit")
    PAY = "pay", _("Kehadiran dan TPP")
    ADMINISTRATION = "administration", _("Akun, jendela waktu, aturan, dan impor")


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    """Reads of keys."""

    def valid(self, on: date) -> "ApiKeyQuerySet":
        """Neither revoked nor over."""
        return self.filter(revoked_on=None, expires_on__gt=on)


class ApiKey(models.Model):
    """A key as a keyed hash; `prefix` is the part by which its owner knows it again.

    `seal` is the session's own mark of the account: what ends all sessions ends the key.
    """

    uuid = models.UUIDField(default=uuidlib.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(_("Nama"), max_length=80)
    prefix = models.CharField(max_length=8, unique=True)
    digest = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)
    grants = models.CharField(max_length=200)  # as `people:read plans:write`
    made_on = models.DateField()
    expires_on = models.DateField()  # the first day on which it opens nothing
    used_on = models.DateField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)

    objects: ClassVar[ApiKeyQuerySet] = ApiKeyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("made_on")), name="access_apikey_life_is_forward"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.prefix}"

    def allows(self, area: str, *, writing: bool) -> bool:
        """Whether it opens a part of the house; who may write there may read there."""
        held = self.grants.split()
        return f"{area}:write" in held or (not writing and f"{area}:read" in held)
