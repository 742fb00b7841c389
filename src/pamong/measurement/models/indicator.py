"""An indicator and its targets by year."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models import Agency

DIGITS, PLACES = 20, 6
FIRST_YEAR, LAST_YEAR = 2000, 2100  # of targets and figures
WIDEST, FINEST = DIGITS - PLACES, Decimal(1).scaleb(-PLACES)  # digits before the comma, last step


class Indicator(Recorded):
    """A measure with its unit and direction; of a goal of the cascade, or of a person's result."""

    OF = "agency"

    class Direction(models.TextChoices):
        MORE = "more", _("Makin tinggi makin baik")
        LESS = "less", _("Makin rendah makin baik")
        BAND = "band", _("Di dalam rentang")
        MILESTONE = "milestone", _("Selesai pada waktunya")
        ORDINAL = "ordinal", _("Tingkat atau huruf")

    UNAIMED = (Direction.BAND,)  # the range says what is aimed at, in every year

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    name = models.TextField(_("Indikator"))
    unit = models.CharField(_("Satuan"), max_length=60, blank=True)
    direction = models.CharField(
        _("Arah"), max_length=10, choices=Direction, default=Direction.MORE
    )
    baseline = models.DecimalField(
        _("Kondisi awal"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES
    )
    band_low = models.DecimalField(
        _("Batas bawah"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES
    )
    band_high = models.DecimalField(
        _("Batas atas"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES
    )
    tolerance = models.DecimalField(
        _("Toleransi"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES
    )
    source = models.CharField(_("Sumber data"), max_length=250, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(direction="band")
                | Q(band_low__isnull=False, band_high__isnull=False, tolerance__isnull=False),
                name="measurement_indicator_band_has_bounds",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Pace(models.TextChoices):
    """How the target of a year is reached: by which way its quarters get theirs."""

    PROPOSED = "proposed", _("Usulan dari target tahun")
    EVEN = "even", _("Bertambah rata tiap triwulan")
    HELD = "held", _("Sama di setiap triwulan")
    OWN = "own", _("Diisi sendiri")
    NONE = "none", _("Tanpa target triwulan")


class Target(models.Model):
    """What is aimed at in a year: the commitment, and a stretch beyond it where there is one.

    `q1` to `q3` are what is aimed at by the end of the first quarters; the last has the year's.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField(_("Tahun"))
    value = models.DecimalField(
        _("Target"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES
    )
    stretch = models.DecimalField(
        _("Target menantang"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES
    )
    text = models.CharField(_("Target berupa teks"), max_length=300, blank=True)
    due_on = models.DateField(_("Selesai paling lambat"), null=True, blank=True)
    pace = models.CharField(max_length=8, choices=Pace, default=Pace.NONE)
    q1 = models.DecimalField(
        _("Triwulan I"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES
    )
    q2 = models.DecimalField(
        _("Triwulan II"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES
    )
    q3 = models.DecimalField(
        _("Triwulan III"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year"], name="measurement_target_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"
