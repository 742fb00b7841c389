"""A new snapshot is read by the worker before anybody opens a page of it: what takes long is worked out by then."""

from pamong.analytics.dashboards.figures import codes_of, rated_in
from pamong.analytics.engines.opening import missing_part
from pamong.analytics.snapshot.keeping import Snapshot
from pamong.people.models import Agency
from pamong.performance.periods import period_days
from pamong.performance.rhythm import rhythms_of
from pamong.performance.rules import pack_on


def read_first(agency: Agency, snapshot: Snapshot) -> None:
    """The periods that people rate now, which pages show first. So each snapshot is told, whoever looks."""
    if missing_part():
        return
    rhythms = rhythms_of(agency)
    for when in (rhythms.last(snapshot.day), rhythms.last_other(snapshot.day)):
        if when:
            pack = pack_on(period_days(*when)[0], local=rhythms.local)
            rated_in(snapshot, *when, codes_of(pack))
