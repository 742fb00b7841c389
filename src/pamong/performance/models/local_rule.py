"""An agency's own answer to what a regulation leaves open: asked by one person, granted by another."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models import Agency

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class LocalRuleQuerySet(models.QuerySet["LocalRule"]):
    """Reads of an agency's own rules."""

    def visible_to(self, scope: "Scope") -> "LocalRuleQuerySet":
        """Those of one's own agency: rules are for everybody whom they bind."""
        return self.all() if scope.is_shell else self.filter(agency_id=scope.agency_id)

    def lock(self, rule: "LocalRule") -> "LocalRule":
        """The row as it stands now, held until the transaction ends."""
        rows = self.select_for_update(of=("self",)).select_related("agency")
        return rows.get(pk=rule.pk)


class LocalRule(Recorded):
    """One clause answered from a day on; with the grant it holds all answers of the agency."""

    OF = "agency"

    class Status(models.TextChoices):
        ASKED = "asked", _("Menunggu orang kedua")
        GRANTED = "granted", _("Disetujui")
        REFUSED = "refused", _("Ditolak")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    pack = models.CharField(max_length=60)  # the official one
    clause = models.CharField(max_length=60)
    figures = models.JSONField(default=dict)  # name of a figure → what it shall be
    valid_from = models.DateField(_("Berlaku sejak"))
    basis = models.CharField(_("Dasar hukum"), max_length=200)
    reason = models.TextField(_("Alasan"))
    status = models.CharField(max_length=10, choices=Status, default=Status.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="local_rules_asked"
    )
    asked_on = models.DateField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="local_rules_answered",
    )
    answered_on = models.DateField(null=True, blank=True)
    content = models.TextField(blank=True)  # all answers with this one, as a file of a pack
    local_pack = models.CharField(max_length=60, blank=True)  # the pack they make, by its digest

    objects: ClassVar[LocalRuleQuerySet] = LocalRuleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "pack", "clause"],
                condition=models.Q(status="asked"),
                name="performance_localrule_one_asked",
            )
        ]
        indexes = [models.Index(fields=["local_pack"], name="performance_localrule_by_pack")]

    def __str__(self) -> str:
        return f"{self.clause} {self.valid_from}"
