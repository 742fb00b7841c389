"""What `tick` gathers: how each whole agency stands, for first screens that cannot count it at every visit."""

from collections.abc import Iterator
from functools import partial

from pamong.access.clock import today
from pamong.access.kept import gather
from pamong.people.figures import OVERVIEW, figure_key
from pamong.people.models import Agency
from pamong.people.rounds import for_each_agency
from pamong.people.scope import agency_scope
from pamong.performance.home.overview import whole_overview


@for_each_agency
def gather_overviews(agency: Agency) -> Iterator[str]:
    """Each agency on the day that it has, every few minutes; nothing is said of it."""
    day, scope = today(agency.time_zone), agency_scope(agency)
    found = gather(figure_key(OVERVIEW, agency.pk, day), partial(whole_overview, scope, day))
    if found.took_long and not agency.is_gathered:
        Agency.objects.filter(pk=agency.pk).update(is_gathered=True)
    yield from ()
