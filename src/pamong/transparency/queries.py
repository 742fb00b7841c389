"""Reads of published figures: agencies, their indicators with the years that stand, and one with its versions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from pamong.transparency.models import (
    PublishedIndicator,
    PublishedPoint,
    PublishedVersion,
    Publisher,
)
from pamong.ui.paging import Page, page_of

PAGE, MOST_VERSIONS, MOST_AGENCIES = 40, 100, 1000
BY_OUTCOME = ("outcome", "code", "pk")


@dataclass(frozen=True, slots=True)
class Whole:
    """One indicator with its versions, newest year and version first, and the figures of those that stand."""

    indicator: PublishedIndicator
    versions: list[PublishedVersion]
    points: dict[int, list[PublishedPoint]]

    @property
    def standing(self) -> list[PublishedVersion]:
        """The version of each year that holds, oldest year first."""
        return [one for one in reversed(self.versions) if one.is_current]


def changed_at() -> datetime | None:
    """When anything of this install was last published or withdrawn."""
    found: datetime | None = Publisher.objects.aggregate(at=Max("changed_at"))["at"]
    return found


def publishers() -> list[Publisher]:
    """The agencies with something to show, by name."""
    return list(Publisher.objects.shown().order_by("name", "pk")[:MOST_AGENCIES])


def publisher_at(code: str) -> Publisher | None:
    """The agency of an address."""
    return Publisher.objects.filter(code=code).first()


def indicators_of(publisher: Publisher, after: str) -> Page[PublishedIndicator]:
    """Its indicators, by what they are a measure of."""
    rows = PublishedIndicator.objects.shown().filter(publisher=publisher)
    return page_of(rows, after, PAGE, by=BY_OUTCOME)


def standing_of(
    indicators: Iterable[PublishedIndicator],
) -> dict[int, list[PublishedVersion]]:
    """The version that stands of each year, oldest first, by the key of the indicator."""
    keys = [one.pk for one in indicators]
    found: dict[int, list[PublishedVersion]] = defaultdict(list)
    rows = PublishedVersion.objects.filter(indicator__in=keys, is_current=True)
    for row in rows.order_by("indicator", "year"):
        found[row.indicator_id].append(row)
    return found


def whole_at(code: str, uuid: UUID) -> Whole | None:
    """One indicator with all that was published of it."""
    rows = PublishedIndicator.objects.filter(publisher__code=code, uuid=uuid)
    indicator = rows.select_related("publisher").first()
    if indicator is None:
        return None
    versions = indicator.versions.order_by("-year", "-number")[:MOST_VERSIONS]
    points: dict[int, list[PublishedPoint]] = defaultdict(list)
    kept = PublishedPoint.objects.filter(version__indicator=indicator, version__is_current=True)
    for point in kept.order_by("version", "as_of", "pk"):
        points[point.version_id].append(point)
    return Whole(indicator, list(versions), points)


def versions_in(publisher: Publisher) -> Iterator[PublishedVersion]:
    """Every version of an agency, by indicator, year and number."""
    rows = PublishedVersion.objects.filter(indicator__publisher=publisher)
    rows = rows.select_related("indicator__publisher")
    return rows.order_by("indicator__code", "indicator", "year", "number").iterator(500)


def points_in(publisher: Publisher) -> Iterator[PublishedPoint]:
    """Every figure of a period that an agency published, with its version."""
    rows = PublishedPoint.objects.filter(version__indicator__publisher=publisher)
    rows = rows.select_related("version__indicator__publisher")
    order = ("version__indicator__code", "version__indicator", "version__year", "version__number")
    return rows.order_by(*order, "as_of", "pk").iterator(500)
