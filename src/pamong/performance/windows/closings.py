"""Until when figures are entered, as questions about corrected ones ask."""

from collections.abc import Collection
from datetime import date

from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce, Greatest

from pamong.performance.models import Window
from pamong.performance.periods import period_days


def readings_closings(agency: int, years: Collection[int]) -> dict[tuple[int, int, int], date]:
    """The last day of each window for figures by its year, first and last month; openings again included."""
    granted = Q(reopenings__granted_on__isnull=False, reopenings__unit=None)
    rows = Window.objects.filter(agency=agency, year__in=years, stage=Window.Stage.READINGS)
    later = Coalesce(Max("reopenings__until", filter=granted), F("closes_on"))
    told = rows.annotate(last=Greatest(F("closes_on"), later))
    found = {}
    for year, period, last in told.values_list("year", "period", "last"):
        first_day, last_day = period_days(year, period)
        found[year, first_day.month, last_day.month] = last
    return found
