"""The worker's round over links that are due: few of one host, none twice, and none that may not be opened.

A link is claimed by moving its time on before it is asked; a worker that is killed leaves it due again later.
"""

import time
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings

from pamong.access.clock import now, today
from pamong.documents.outgoing.asking import INTERNET, Line
from pamong.measurement.links.looking import Seen, look
from pamong.measurement.models import Evidence
from pamong.measurement.models.evidence import EvidenceQuerySet

AT_ONCE = 200  # looked through in a round
OF_A_HOST = 15  # asked of one host in a round, that is in a minute
BUDGET = 20.0  # seconds of a round
PAUSE = 0.5  # between two links of one host
WAITS = (timedelta(hours=1), timedelta(hours=6))  # between tries, before it counts as not reached
LATER = timedelta(minutes=30)  # for what a host's share of a round does not hold
BEFORE, SPREAD = 14, 11  # days before the end of a quarter, and over how many the links are spread
Sleep = Callable[[float], None]


def due_links(at: datetime) -> EvidenceQuerySet:
    """Those to be opened now; invented addresses of a demonstration never are."""
    rows = Evidence.objects.kept().filter(link_next_at__lte=at).exclude(link="")
    return rows.exclude(owner__agency__is_demo=True)


def check_due(line: Line = INTERNET, sleep: Sleep = time.sleep) -> int:
    """One round; how many links were opened. Nothing where the install has no way out."""
    if not settings.LINK_CHECK:
        return 0
    until, done = time.monotonic() + BUDGET, 0
    asked: Counter[str] = Counter()
    tired: set[str] = set()
    for one in due_links(now()).order_by("link_next_at", "pk")[:AT_ONCE]:
        host = (urlsplit(one.link).hostname or "").casefold()
        if time.monotonic() > until:
            break
        if host in tired or asked[host] >= OF_A_HOST:
            _claim(one, LATER)
            continue
        if not _claim(one, WAITS[0]):
            continue
        if asked[host]:
            sleep(PAUSE)
        asked[host] += 1
        done += 1
        seen = look(one.link, line)
        if seen.is_passing:
            tired.add(host)
        keep(one, seen, on=today())
    return done


def _claim(one: Evidence, wait: timedelta) -> bool:
    """Move its time on; false where somebody else did."""
    mine = Evidence.objects.filter(pk=one.pk, link_next_at=one.link_next_at)
    return bool(mine.update(link_next_at=now() + wait))


def keep(one: Evidence, seen: Seen, *, on: date) -> None:
    """What was found, with its day, and when to look again; what may pass is tried again before it is said."""
    rows = Evidence.objects.kept().filter(pk=one.pk, link=one.link)
    if seen.is_passing and one.link_tries < len(WAITS):
        next_at = now() + max(WAITS[one.link_tries], seen.wait)
        rows.update(link_tries=one.link_tries + 1, link_next_at=next_at)
        return
    again = again_on(one, on)
    rows.update(
        link_state=seen.state,
        link_checked_on=on,
        link_tries=0,
        link_next_at=now() + (again - on) if again else None,
    )


def again_on(one: Evidence, on: date) -> date | None:
    """Before the next quarter ends, so that its owner can still mend it; not after the year that it is of."""
    for month, day in ((3, 31), (6, 30), (9, 30), (12, 31)):
        spread = timedelta(days=BEFORE - one.pk % SPREAD)
        found = date(one.dated_on.year, month, day) - spread
        if found > on:
            return found
    return None
