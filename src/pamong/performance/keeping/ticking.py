"""What `tick` passes on: ratings kept by those who left."""

from collections.abc import Iterator

from pamong.access.clock import today
from pamong.people.models import Agency
from pamong.people.rounds import for_each_agency
from pamong.performance.keeping.actions import pass_on_ratings


@for_each_agency
def pass_on_kept(agency: Agency) -> Iterator[str]:
    """One round, each agency on the day that it has; nothing is said where nobody left."""
    count = len(pass_on_ratings(agency, on=today(agency.time_zone)))
    if count:
        yield f"{agency.code}: passed on {count} ratings of raters who left"
