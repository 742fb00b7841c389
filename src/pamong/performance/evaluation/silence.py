"""What `tick` accepts: evaluations that nobody answered in the pack's days."""

from collections.abc import Iterator

from pamong.access.clock import today
from pamong.performance.evaluation.actions import accept_silent_evaluations


def tick() -> Iterator[str]:
    """One round; nothing is said when nothing was accepted."""
    accepted = len(accept_silent_evaluations(on=today()))
    if accepted:
        yield f"accepted {accepted} evaluations that were not answered in time"
