"""A fetch from the national system: who asked, up to which marker, and the file that it became."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pamong.ledger.models import Recorded
from pamong.people.models import Agency

if TYPE_CHECKING:
    from pamong.access.scope import Scope

FAILURE_LENGTH, MARKER_LENGTH = 300, 200


class NationalFetchQuerySet(models.QuerySet["NationalFetch"]):
    """Reads of fetches."""

    def visible_to(self, scope: "Scope") -> "NationalFetchQuerySet":
        """One's own, as the files are that they became."""
        return self.filter(agency_id=scope.agency_id, user_id=scope.user_id)


class NationalFetch(Recorded):
    """One kind of records, fetched once; nothing of it is written before a person confirms the file."""

    OF = "agency"

    class Kind(models.TextChoices):
        PEOPLE = "people", _("Pegawai")
        PLANS = "plans", _("SKP")
        RATINGS = "ratings", _("Hasil penilaian")

    class Status(models.TextChoices):
        ASKED = "asked", _("Sedang diambil")
        FETCHED = "fetched", _("Diambil")
        EMPTY = "empty", pgettext_lazy("fetch", "Tidak ada yang baru")
        FAILED = "failed", _("Gagal")

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    kind = models.CharField(max_length=10, choices=Kind)
    status = models.CharField(max_length=10, choices=Status, default=Status.ASKED)
    since = models.CharField(max_length=MARKER_LENGTH, blank=True)
    marker = models.CharField(max_length=MARKER_LENGTH, blank=True)
    records = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=FAILURE_LENGTH, blank=True)
    asked_on = models.DateField()
    file_uuid = models.UUIDField(null=True, blank=True)  # of the file on its way in

    objects: ClassVar[NationalFetchQuerySet] = NationalFetchQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["agency", "kind"], name="performance_fetch_by_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.asked_on}"
