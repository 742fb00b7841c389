"""What `tick` accepts: evaluations that nobody answered in the pack's days."""

from collections.abc import Iterator

from pamong.access.clock import today
from pamong.people.models import Agency
from pamong.people.rounds import for_each_agency
from pamong.performance.evaluation.actions import accept_silent_evaluations


@for_each_agency
def accept_silence(agency: Agency) -> Iterator[str]:
    """One round, each agency on the day that it has; nothing is said when nothing was accepted."""
    accepted = len(accept_silent_evaluations(agency, on=today(agency.time_zone)))
    if accepted:
        yield f"{agency.code}: accepted {accepted} evaluations that were not answered in time"
