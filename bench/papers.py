"""Papers a second: plans of the small agency as sealed PDF on one core, the way `pamong documents` makes them."""

import json
import os
import re
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import django

MOST = 600  # enough for some twenty seconds
PAGES = re.compile(rb"/Type/Pages/Count (\d+)")
FIRST = 50  # one batch beforehand: fonts and packs are read once in a run of thousands


def measure_papers() -> dict[str, Any]:
    """Reading, laying out, code, seal and record of plans that were never printed."""
    from pamong.access.clock import now, today
    from pamong.performance.models import Plan
    from pamong.performance.papers.contents.skp import SKP
    from pamong.performance.plan.agreed import AGREED

    rows = Plan.objects.filter(AGREED, year=today().year).order_by("pk")
    keys = [str(uuid) for uuid in rows.values_list("uuid", flat=True)[: FIRST + MOST]]
    _issued(SKP, keys[:FIRST], now())
    began, busy = time.monotonic(), time.process_time()
    pages = _issued(SKP, keys[FIRST:], now())
    took, busy = time.monotonic() - began, time.process_time() - busy
    return {
        "papers": len(pages),
        "pages": round(sum(pages) / len(pages), 1),
        "seconds": round(took, 1),
        "cpu_seconds": round(busy, 1),
        "per_second": round(len(pages) / took, 1),
    }


def _issued(kind: Any, keys: list[str], at: datetime) -> list[int]:
    """Make the papers; how many pages each has."""
    from pamong.ledger.actions import SHELL
    from pamong.performance.papers.taking import Failed, issued_each

    pages = []
    for one in issued_each([(kind, keys)], by=SHELL, on=at.date(), at=at):
        if isinstance(one, Failed) or not one.is_signed or not one.is_new:
            sys.exit(f"bench: a paper was not made anew and sealed: {one.writing.file_name}")
        found = PAGES.search(one.pdf)
        pages.append(int(found[1]) if found else 0)
    return pages


def main() -> None:
    """The file for the answer stands in the argument; this process keeps to one core."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    django.setup()
    Path(sys.argv[1]).write_text(json.dumps(measure_papers()))


if __name__ == "__main__":
    main()
