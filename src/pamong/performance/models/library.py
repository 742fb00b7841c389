"""The agency's fixed library: results that holders of a post take into their plans."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.measurement.models import Indicator
from pamong.measurement.models.indicator import DIGITS, PLACES
from pamong.people.models import Agency
from pamong.performance.models.plan import Result

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class LibraryResultQuerySet(models.QuerySet["LibraryResult"]):
    """Reads of the library."""

    def visible_to(self, scope: "Scope") -> "LibraryResultQuerySet":
        """What a post owes by its agency's list is no secret inside it."""
        return self.all() if scope.is_shell else self.filter(agency_id=scope.agency_id)


class LibraryResult(Recorded):
    """One result of a post; `post` is how the names of the posts begin that owe it: "Guru"."""

    OF = "agency"
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="library")
    post = models.CharField(_("Jabatan"), max_length=250)
    kind = models.CharField(
        _("Klasifikasi"), max_length=10, choices=Result.Kind, default=Result.Kind.MAIN
    )
    text = models.TextField(_("Rencana hasil kerja"))
    place = models.PositiveSmallIntegerField(default=1)
    source = models.CharField(_("Sumber"), max_length=250)  # the file, with the day of its import

    objects: ClassVar[LibraryResultQuerySet] = LibraryResultQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["post", "place", "pk"]
        indexes = [models.Index(fields=["agency", "post"], name="performance_library_by_post")]

    def __str__(self) -> str:
        return self.text


class LibraryIndicator(models.Model):
    """How a result of the library is measured; the target may be left to the holder."""

    result = models.ForeignKey(LibraryResult, on_delete=models.CASCADE, related_name="indicators")
    name = models.TextField(_("Indikator"))
    aspect = models.CharField(max_length=30, blank=True)  # code of the pack
    perspective = models.CharField(max_length=30, blank=True)  # code of the pack
    direction = models.CharField(
        max_length=10, choices=Indicator.Direction, default=Indicator.Direction.MORE
    )
    unit = models.CharField(_("Satuan"), max_length=60, blank=True)
    target = models.DecimalField(
        _("Target"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES
    )
    target_text = models.CharField(_("Target berupa teks"), max_length=300, blank=True)
    source = models.CharField(_("Sumber data"), max_length=250, blank=True)
    place = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.name
