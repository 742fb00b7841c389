"""An indicator's card: what it means, who keeps it, how often it is measured, and how its figure comes about."""

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.measurement.models.indicator import DIGITS, PLACES, Indicator
from pamong.people.models import Agency, Employee, Unit

if TYPE_CHECKING:
    from pamong.access.scope import Scope

LONGEST_CODE = 60


class CardQuerySet(models.QuerySet["Card"]):
    """Reads of cards; each starts at visible_to."""

    def visible_to(self, scope: "Scope") -> "CardQuerySet":
        """Everybody reads the cards of the own agency: figures of units, none of a person."""
        return self.all() if scope.is_shell else self.filter(agency=scope.agency_id)

    def in_use(self) -> "CardQuerySet":
        """Those that were not put away."""
        return self.filter(closed_on=None)

    def aimed_at(self, year: int) -> "CardQuerySet":
        """Those with a target of the year; a range is aimed at in every one."""
        aimed = Q(indicator__targets__year=year) | Q(indicator__direction__in=Indicator.UNAIMED)
        return self.filter(aimed).distinct()


class Card(Recorded):
    """What an agency or a unit is measured by. The indicator of a line of somebody's plan has no card."""

    OF = "agency"

    class Frequency(models.TextChoices):
        MONTH = "month", _("Setiap bulan")
        QUARTER = "quarter", _("Setiap triwulan")
        HALF = "half", _("Setiap semester")
        YEAR = "year", _("Setiap tahun")

    class Counting(models.TextChoices):
        """What one reading says, and hence what several of a year come to."""

        RUNNING = "running", _("Jumlah sejak awal tahun: angka terakhir berlaku")
        OWN = "own", _("Jumlah periode itu saja: setahun dijumlahkan")
        STATE = "state", _("Keadaan pada tanggal itu: angka terakhir berlaku")

    class Way(models.TextChoices):
        READ = "read", _("Diisi atau diambil dari sumber data")
        FORMULA = "formula", _("Dihitung dengan rumus dari indikator lain")
        ROLLUP = "rollup", _("Dirangkum dari indikator unit lain")

    class Operator(models.TextChoices):
        SUM = "sum", _("Penjumlahan")
        DIFFERENCE = "difference", _("Selisih")
        PRODUCT = "product", _("Hasil kali")
        RATIO = "ratio", _("Hasil bagi")
        MEAN = "mean", _("Rata-rata berbobot")
        MIN = "min", _("Yang terendah")
        MAX = "max", _("Yang tertinggi")
        LAST = "last", _("Yang terakhir diukur")
        REACHED = "reached", _("Banyaknya yang mencapai target")

    ROLLING = (Operator.SUM, Operator.MEAN, Operator.MIN, Operator.LAST)

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    indicator = models.OneToOneField(Indicator, on_delete=models.PROTECT, related_name="card")
    code = models.CharField(_("Kode"), max_length=LONGEST_CODE)
    definition = models.TextField(_("Definisi"), blank=True)
    method = models.TextField(_("Cara menghitung"), blank=True)  # the formula in words
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    owner = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="cards_owned"
    )
    frequency = models.CharField(
        _("Diukur"), max_length=8, choices=Frequency, default=Frequency.QUARTER
    )
    counting = models.CharField(
        _("Arti satu angka"), max_length=8, choices=Counting, default=Counting.RUNNING
    )
    way = models.CharField(_("Asal angka"), max_length=8, choices=Way, default=Way.READ)
    operator = models.CharField(max_length=10, choices=Operator, blank=True)
    factor = models.DecimalField(
        _("Dikalikan dengan"), max_digits=DIGITS, decimal_places=PLACES, default=Decimal(1)
    )
    closed_on = models.DateField(null=True, blank=True)  # put away: no longer measured
    version = models.PositiveIntegerField(default=1)  # rises with each change: a stale form is told

    objects: ClassVar[CardQuerySet] = CardQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="measurement_card_code_once"),
            models.CheckConstraint(
                condition=Q(way="read", operator="") | (~Q(way="read") & ~Q(operator="")),
                name="measurement_card_operator_where_computed",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "code"], name="measurement_card_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.indicator.name}"

    @property
    def is_computed(self) -> bool:
        """Whether its figure comes from other cards, so that nobody types it."""
        return self.way != self.Way.READ


class CardPart(models.Model):
    """One card that another is computed from: a term of a formula, or a unit's part of a roll-up.

    `weight` is the weight of a mean, and of a roll-up the share in percent of the child that goes into
    this parent; the shares of a child sum to at most 100. `is_below` marks what is taken away or
    divided by.
    """

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="parts")
    child = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="part_of")
    place = models.PositiveSmallIntegerField(default=1)
    weight = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, default=Decimal(1))
    is_below = models.BooleanField(default=False)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["card", "child", "is_below"], name="measurement_cardpart_once"
            ),
            models.CheckConstraint(
                condition=~Q(card=F("child")), name="measurement_cardpart_not_oneself"
            ),
            models.CheckConstraint(
                condition=Q(weight__gt=0), name="measurement_cardpart_weight_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child} → {self.card}"
