"""What `tick` passes on: ratings kept by those who left."""

from collections.abc import Iterator

from pamong.access.clock import today
from pamong.people.models import Agency
from pamong.performance.keeping.actions import pass_on_ratings


def pass_on_kept() -> Iterator[str]:
    """One round, each agency on the day that it has; nothing is said where nobody left."""
    for agency in Agency.objects.order_by("pk"):
        count = len(pass_on_ratings(agency, on=today(agency.time_zone)))
        if count:
            yield f"{agency.code}: passed on {count} ratings of raters who left"
