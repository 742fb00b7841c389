"""Until when figures are entered, as questions about corrected ones ask."""

from collections.abc import Collection
from datetime import date

from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce, Greatest

from pamong.performance.models import Window
from pamong.performance.periods import QUARTERS


def readings_closings(agency: int, years: Collection[int]) -> dict[tuple[int, int], date]:
    """The last day of each quarter's window for figures, an opening again for everybody included."""
    granted = Q(reopenings__granted_on__isnull=False, reopenings__unit=None)
    rows = Window.objects.filter(
        agency=agency, year__in=years, stage=Window.Stage.READINGS, period__in=QUARTERS
    )
    later = Coalesce(Max("reopenings__until", filter=granted), F("closes_on"))
    told = rows.annotate(last=Greatest(F("closes_on"), later))
    return {
        (year, QUARTERS.index(period) + 1): last
        for year, period, last in told.values_list("year", "period", "last")
    }
