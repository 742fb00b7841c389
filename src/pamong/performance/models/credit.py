"""Angka kredit: what an account brings along, ranks by the day, determinations, and where people stand."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models import Employee, Intake, IntakeQuerySet

if TYPE_CHECKING:
    from pamong.access.scope import Scope

M = TypeVar("M", bound=models.Model)
NUMBER_LENGTH, SOURCE_LENGTH = 120, 200


class CreditQuerySet(models.QuerySet[M]):
    """Reads of what belongs to an account of angka kredit."""

    def visible_to(self, scope: "Scope") -> "CreditQuerySet[M]":
        """That of the people whom one may see."""
        if scope.is_shell:
            return self.all()
        return self.filter(employee__in=Employee.objects.visible_to(scope).order_by())

    def standing(self) -> "CreditQuerySet[M]":
        """The last version of each."""
        return self.filter(replaced_by=None)


class CreditUpload(Intake):
    """A file of balances."""

    objects: ClassVar[IntakeQuerySet["CreditUpload"]] = IntakeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["user", "id"], name="performance_credup_by_user")]


class CreditEntry(Recorded):
    """A balance brought along from outside, or a diploma; it counts once another person has confirmed it.

    A correction is another entry; the one before stays and says what replaced it.
    """

    OF = "employee"

    class Kind(models.TextChoices):
        INTEGRATION = "integrasi", _("Angka kredit integrasi")
        DETERMINATION = "penetapan", _("Penetapan angka kredit dari luar Pamong")
        TRANSFER = "perpindahan", _("Perpindahan jabatan")
        DIPLOMA = "ijazah", _("Ijazah lebih tinggi")

    class Status(models.TextChoices):
        ENTERED = "entered", _("Menunggu konfirmasi")
        CONFIRMED = "confirmed", _("Dikonfirmasi")
        REFUSED = "refused", _("Ditolak")

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="credit_entries")
    kind = models.CharField(_("Jenis saldo"), max_length=15, choices=Kind)
    level = models.CharField(_("Jenjang"), max_length=30)  # code of the pack
    as_of = models.DateField(_("Saldo per"))  # the last day that the figure holds
    given = models.JSONField(default=dict)  # the rule's inputs or the figure, numbers as text
    pack = models.CharField(max_length=100)
    document_number = models.CharField(_("Nomor dokumen"), max_length=NUMBER_LENGTH)
    document_on = models.DateField(_("Tanggal dokumen"))
    source = models.CharField(_("Asal data"), max_length=SOURCE_LENGTH)
    status = models.CharField(max_length=10, choices=Status, default=Status.ENTERED)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_on = models.DateField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(_("Alasan"), blank=True)
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[CreditQuerySet["CreditEntry"]] = CreditQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("entered_by")),
                name="performance_creditentry_by_two",
            ),
            models.UniqueConstraint(
                fields=["employee", "kind", "as_of"],
                condition=Q(status="confirmed", replaced_by=None),
                name="performance_creditentry_once",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "employee"], name="performance_creditentry_open"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.as_of:%d-%m-%Y}"


class RankHeld(Recorded):
    """The rank (golongan) that a person holds from a day on; the person's record repeats today's."""

    OF = "employee"
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="ranks")
    rank = models.CharField(_("Golongan"), max_length=10)  # code of the pack
    starts_on = models.DateField(_("Terhitung mulai tanggal"))
    # Not where only the record said so: then the day is the first on which it is known to be held.
    is_start_known = models.BooleanField(default=True)
    document_number = models.CharField(_("Nomor keputusan"), max_length=NUMBER_LENGTH, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )  # nobody where the shell brought the record in
    noted_on = models.DateField()

    objects: ClassVar[CreditQuerySet["RankHeld"]] = CreditQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "starts_on"], name="performance_rankheld_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rank} {self.starts_on:%d-%m-%Y}"


def rank_on(recorded: str, ranks: Iterable[RankHeld], day: date) -> tuple[str, date | None]:
    """The rank of the day and since when, from the history in its order; without one as recorded.

    The first rank of which nobody knows the start is taken for all days before it too.
    """
    held = list(ranks)
    if not held:
        return recorded, None
    row = next((one for one in reversed(held) if one.starts_on <= day), None)
    if row is None and held[0].is_start_known:
        return "", None
    row = row or held[0]
    return row.rank, row.starts_on if row.is_start_known else None


class CreditDetermination(Recorded):
    """The angka kredit of a person as somebody determined it on a day; a correction is a new version."""

    OF = "employee"
    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="credit_determinations"
    )
    number = models.CharField(_("Nomor penetapan"), max_length=NUMBER_LENGTH)
    version = models.PositiveSmallIntegerField(default=1)
    set_on = models.DateField()
    until = models.DateField()  # the last day whose conversion is in it
    level = models.CharField(max_length=30)  # codes of the pack
    rank = models.CharField(max_length=10)
    post_name = models.CharField(max_length=250)
    unit_name = models.CharField(max_length=250)
    old = models.DecimalField(max_digits=12, decimal_places=3)  # as printed: rounded once
    total = models.DecimalField(max_digits=12, decimal_places=3)
    inputs = models.JSONField(default=dict)  # what the rule was given, exact; numbers as text
    pack = models.CharField(max_length=100)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    setter = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(_("Alasan koreksi"), blank=True)
    replaced_by = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )

    objects: ClassVar[CreditQuerySet["CreditDetermination"]] = CreditQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "until"],
                condition=Q(replaced_by=None),
                name="performance_creditdetermination_once",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ledger_rater_id(self) -> int:
        """In whose place it was set, where that was not the rater."""
        return self.employee.rater_id or 0


class CreditStanding(models.Model):
    """Where a person stands, prepared for lists; the account itself is computed when it is opened."""

    class State(models.TextChoices):
        LEVEL = "level", _("Mencapai ambang jenjang")
        RANK = "rank", _("Mencapai ambang pangkat")
        NEAR = "near", _("Hampir mencapai")
        UNDER_WAY = "under_way", _("Berjalan")
        MISSING = "missing", _("Data belum lengkap")

    employee = models.OneToOneField(
        Employee, on_delete=models.CASCADE, related_name="credit_standing"
    )
    state = models.CharField(max_length=10, choices=State)
    level = models.CharField(max_length=30, blank=True)  # codes of the pack
    rank = models.CharField(max_length=10, blank=True)
    total = models.DecimalField(null=True, max_digits=12, decimal_places=2)
    rank_missing = models.DecimalField(null=True, max_digits=12, decimal_places=2)
    level_missing = models.DecimalField(null=True, max_digits=12, decimal_places=2)
    lacking = models.CharField(max_length=20, blank=True)  # why there is no total, as a code
    computed_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["state", "employee"], name="performance_credstand_state")]

    def __str__(self) -> str:
        return f"{self.employee} {self.state}"
