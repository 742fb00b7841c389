"""The figures of a card's year on their way to the public: proposed by one, confirmed by another, frozen as proposed."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Role
from pamong.ledger.models import Recorded
from pamong.measurement.models.card import Card
from pamong.people.models import Agency

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Reads of publications; each starts at visible_to."""

    def visible_to(self, scope: "Scope") -> "PublicationQuerySet":
        """All of the agency for who keeps or confirms; else of one's own cards and what one proposed."""
        if scope.is_shell:
            return self.all()
        own = self.filter(agency=scope.agency_id)
        if scope.has(Role.HR, Role.AGENCY_HEAD, Role.PUBLISHER, Role.AUDITOR):
            return own
        return own.filter(Q(card__owner=scope.active_id) | Q(proposed_by=scope.user_id))

    def waiting(self) -> "PublicationQuerySet":
        """Those that wait for the second person."""
        return self.filter(status=Publication.Status.PROPOSED)

    def standing(self) -> "PublicationQuerySet":
        """Those that the public sees as what holds."""
        return self.filter(status=Publication.Status.PUBLISHED)


class Publication(Recorded):
    """One version of a card's year; `content` is word for word what the public gets, and never changes."""

    OF = "agency"

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Menunggu keputusan")
        PUBLISHED = "published", _("Terbit")
        REPLACED = "replaced", _("Diganti versi berikutnya")
        WITHDRAWN = "withdrawn", _("Ditarik")
        DECLINED = "declined", _("Tidak diterbitkan")

    class Grade(models.TextChoices):
        """How far the data can be trusted; from the best."""

        GOOD = "good", _("Baik")
        FAIR = "fair", _("Cukup")
        POOR = "poor", _("Lemah")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="publications")
    year = models.PositiveSmallIntegerField(_("Tahun"))
    number = models.PositiveSmallIntegerField(default=0)  # of the version; 0 until it is published
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    content = models.JSONField()
    grade = models.CharField(_("Mutu data"), max_length=8, choices=Grade)
    counts_people = models.BooleanField(default=False)
    people_base = models.PositiveIntegerField(null=True)  # of how many people it speaks
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_on = models.DateField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)  # withdrawn
    reason = models.TextField(_("Alasan"), blank=True)  # why declined or withdrawn

    objects: ClassVar[PublicationQuerySet] = PublicationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["card", "year"],
                condition=Q(status="proposed"),
                name="measurement_publication_proposed_once",
            ),
            models.UniqueConstraint(
                fields=["card", "year"],
                condition=Q(status="published"),
                name="measurement_publication_stands_once",
            ),
            models.UniqueConstraint(
                fields=["card", "year", "number"],
                condition=Q(number__gt=0),
                name="measurement_publication_numbered_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "status", "-proposed_on"], name="measurement_publication_list"
            )
        ]

    def __str__(self) -> str:
        return f"{self.card} {self.year}"
