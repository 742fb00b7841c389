"""A source that brings figures by itself: how it is read, what each run of it brought, and what its words mean."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Role
from pamong.ledger.models import Recorded
from pamong.measurement.models.card import Card
from pamong.people.models import Agency, Employee, Intake

if TYPE_CHECKING:
    from pamong.access.scope import Scope

NAME_LENGTH, KIND_LENGTH, KEY_LENGTH, MESSAGE_LENGTH = 120, 40, 400, 200
LOOKING = (Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)


class SourceQuerySet(models.QuerySet["Source"]):
    """Reads of sources; each starts at visible_to."""

    def visible_to(self, scope: "Scope") -> "SourceQuerySet":
        """The agency's for who keeps or audits the cards; for anybody else those one answers for."""
        if scope.is_shell:
            return self.all()
        own = self.filter(agency_id=scope.agency_id)
        if scope.has(*LOOKING):
            return own
        return own.filter(owner_id=scope.active_id) if scope.active_id else own.none()

    def in_use(self) -> "SourceQuerySet":
        """Those that were not removed."""
        return self.filter(removed_on=None)


class Source(Recorded):
    """Where figures come from: a kind of connector with its settings, and how its columns are read."""

    OF = "agency"

    class Schedule(models.TextChoices):
        HAND = "hand", _("Hanya bila diminta")
        HOUR = "hour", _("Setiap jam")
        DAY = "day", _("Setiap hari")
        WEEK = "week", _("Setiap minggu")
        MONTH = "month", _("Setiap bulan")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="sources")
    name = models.CharField(_("Nama sumber"), max_length=NAME_LENGTH)
    kind = models.CharField(max_length=KIND_LENGTH)  # of a connector; a plug-in brings its own
    owner = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="sources_owned"
    )
    settings = models.JSONField(default=dict)  # no secret is among them
    secret = models.TextField(blank=True)  # sealed
    mapping = models.JSONField(default=dict)  # empty until a person has said how it is read
    marker = models.CharField(max_length=250, blank=True)  # up to where it has been read
    schedule = models.CharField(_("Diambil"), max_length=8, choices=Schedule, default=Schedule.HAND)
    next_at = models.DateTimeField(null=True, blank=True)  # when it is asked by itself
    claimed_until = models.DateTimeField(null=True, blank=True)  # a worker asks it
    settled_at = models.DateTimeField(null=True, blank=True)  # when its settings last changed
    answered_at = models.DateTimeField(null=True, blank=True)  # last, whether anything was new
    failures = models.PositiveIntegerField(default=0)  # since it last answered
    failing_since = models.DateTimeField(null=True, blank=True)
    made_on = models.DateField()
    removed_on = models.DateField(null=True, blank=True)

    objects: ClassVar[SourceQuerySet] = SourceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                condition=Q(removed_on__isnull=True),
                name="measurement_source_name_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class SourceRunQuerySet(models.QuerySet["SourceRun"]):
    """Reads of runs."""

    def visible_to(self, scope: "Scope") -> "SourceRunQuerySet":
        """Those of the sources that one sees."""
        return self.filter(source__in=Source.objects.visible_to(scope))


class SourceRun(Intake):
    """One file, or one answer of a source: looked at, then written or dropped; its rejected rows stay."""

    OF = "agency"

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="runs")
    # Nobody where the calendar or the source itself began it.
    user = models.ForeignKey(  # type: ignore[assignment]  # in every other intake somebody
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )
    sha256 = models.CharField(max_length=64, blank=True)  # of what was read, byte for byte
    changed = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)  # figures, of which each is one of the counts
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[SourceRunQuerySet] = SourceRunQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["source", "-id"], name="measurement_run_by_source")]


class SourceMatch(models.Model):
    """What a source calls an indicator, and which card is meant, once and for all its runs."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="matches")
    key = models.CharField(max_length=KEY_LENGTH)
    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "source matches"
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="measurement_match_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} → {self.card}"


class SourcePush(models.Model):
    """That a message was taken: the same one again changes nothing."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="pushes")
    name = models.CharField(max_length=MESSAGE_LENGTH)  # the id under which it was sent
    taken_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "source pushes"
        constraints = [
            models.UniqueConstraint(fields=["source", "name"], name="measurement_push_once")
        ]

    def __str__(self) -> str:
        return self.name
