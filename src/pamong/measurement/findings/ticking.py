"""Once a day the worker looks at all cards of each agency."""

from collections.abc import Iterator

from django.core.cache import caches

from pamong.access.clock import today
from pamong.measurement.findings.tasks import ask_daily
from pamong.measurement.models import Card
from pamong.people.models import Agency
from pamong.people.rounds import for_each_agency

A_DAY = 24 * 60 * 60


@for_each_agency
def ask_about_figures(agency: Agency) -> Iterator[str]:
    """One task a day and agency; a second one would find the same."""
    day = today(agency.time_zone)
    asked = caches["default"].add(f"figures-asked:{agency.pk}:{day}", value=True, timeout=A_DAY)
    if asked and Card.objects.in_use().filter(agency=agency).exists():
        ask_daily.enqueue(str(agency.uuid))
        yield f"{agency.code}: its figures are being looked at"
