"""Once a minute a round over links that are due, where the install may open them."""

from collections.abc import Iterator

from django.conf import settings
from django.core.cache import caches

from pamong.access.clock import now
from pamong.measurement.links.checking import due_links
from pamong.measurement.links.tasks import check_links

A_ROUND = 50  # seconds


def ask_about_links() -> Iterator[str]:
    """One round at a time: a host's share holds for the minute."""
    if not settings.LINK_CHECK or not due_links(now()).exists():
        return
    if caches["default"].add("links-asked", value=True, timeout=A_ROUND):
        check_links.enqueue()
        yield "links of evidence are being opened"
