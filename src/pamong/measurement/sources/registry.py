"""Which connectors this install has: its own, and those of packages beside it."""

import logging
from functools import cache
from importlib.metadata import entry_points

from pamong.measurement.models import Source
from pamong.measurement.sources.connectors.database import DatabaseConnector
from pamong.measurement.sources.connectors.file import FileConnector
from pamong.measurement.sources.connectors.folder import FolderConnector
from pamong.measurement.sources.connectors.gone import GoneConnector
from pamong.measurement.sources.connectors.pushed import PushedConnector
from pamong.measurement.sources.connectors.service import ServiceConnector
from pamong.measurement.sources.protocol import GROUP, Connector

log = logging.getLogger(__name__)
OWN: tuple[type[Connector], ...] = (
    *(FileConnector, FolderConnector, DatabaseConnector, ServiceConnector, PushedConnector),
)


@cache
def connectors() -> dict[str, Connector]:
    """By their codes; a plug-in that cannot be loaded is named in the log and keeps out no other."""
    found: dict[str, Connector] = {made.code: made() for made in OWN}
    for point in entry_points(group=GROUP):
        try:
            made = point.load()()
        except Exception:
            log.exception("the connector %s cannot be loaded", point.name)
            continue
        if isinstance(made, Connector) and made.code not in found:
            found[made.code] = made
        else:
            log.error("the connector %s is none, or its code is taken", point.name)
    return found


def connector_of(source: Source) -> Connector:
    """That of a source; one whose package is gone says so when it is asked."""
    return connectors().get(source.kind) or GoneConnector()
