"""A part of the round for every agency: one that fails holds up no other and is named at the end."""

import functools
import logging
from collections.abc import Callable, Iterator

from pamong.people.models import Agency

log = logging.getLogger("pamong.tasks")


def for_each_agency(part: Callable[[Agency], Iterator[str]]) -> Callable[[], Iterator[str]]:
    """What the part says for one agency after the other; what failed is raised when all are done."""

    @functools.wraps(part)
    def whole() -> Iterator[str]:
        failed: list[tuple[str, Exception]] = []
        for agency in Agency.objects.order_by("pk"):
            try:
                yield from part(agency)
            except Exception as error:
                log.exception("%s failed for %s", part.__name__, agency.code)
                failed.append((agency.code, error))
        if failed:
            first = failed[0][1]
            first.add_note(", ".join(code for code, _error in failed))
            raise first

    return whole
