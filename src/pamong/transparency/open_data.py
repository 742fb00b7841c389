"""Open data, version 1: the columns of each table, and its rows. A column is never taken away or given another meaning."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pamong.transparency.models import PublishedPoint, PublishedVersion, Publisher
from pamong.transparency.queries import points_in, versions_in

VERSION = "v1"
Value = str | int | date | Decimal | None


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """A column: its name for ever, what kind of value it holds, and what it says."""

    name: str
    kind: str  # string, integer, number, date
    about: str
    of: Callable[[Any], Value]


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table at an address of its own."""

    name: str
    about: str
    columns: tuple[OpenColumn, ...]
    rows: Callable[[Publisher], Iterable[Any]]


def _state(one: PublishedVersion) -> str:
    if one.withdrawn_on:
        return "withdrawn"
    return "current" if one.is_current else "replaced"


def _standing(publisher: Publisher) -> Iterator[PublishedVersion]:
    return (one for one in versions_in(publisher) if one.is_current)


def _c(name: str, kind: str, about: str, of: Callable[[Any], Value]) -> OpenColumn:
    return OpenColumn(name, kind, about, of)


WHO = (
    _c("agency", "string", "code of the agency", lambda v: v.indicator.publisher.code),
    _c("indicator_id", "string", "stays with the indicator", lambda v: str(v.indicator.uuid)),
    _c("code", "string", "the agency's own code", lambda v: v.indicator.code),
    _c("indicator", "string", "what is measured", lambda v: v.indicator.name),
    _c("year", "integer", "the year of the figure", lambda v: v.year),
)
FIGURES = (
    _c("value", "number", "the figure of the year", lambda v: v.value),
    _c("unit", "string", "unit of value and target", lambda v: v.unit),
    _c("as_of", "date", "the day of the data", lambda v: v.as_of),
    _c("target", "number", "what was aimed at", lambda v: v.target),
    _c("target_text", "string", "an aim in words", lambda v: v.target_text),
    _c("target_due", "date", "an aim that is a day", lambda v: v.target_due),
    _c("band_low", "number", "lower end of the range aimed at", lambda v: v.band_low),
    _c("band_high", "number", "upper end of the range aimed at", lambda v: v.band_high),
    _c(
        "attainment_percent",
        "number",
        "of the target, by the rule in force",
        lambda v: v.attainment,
    ),
    _c("quality", "string", "good, fair or poor", lambda v: v.grade),
    _c("quality_reason", "string", "why", lambda v: v.grade_reason),
    _c("source", "string", "where the data comes from", lambda v: v.source),
    _c("version", "integer", "1 is the first publication of the year", lambda v: v.number),
    _c("published_on", "date", "the day of this version", lambda v: v.published_on),
)
MEANING = (
    _c("outcome", "string", "what it is a measure of", lambda v: v.indicator.outcome),
    _c("definition", "string", "what counts", lambda v: v.indicator.definition),
    _c("method", "string", "how it is computed", lambda v: v.indicator.method),
    _c(
        "direction",
        "string",
        "more, less, band, milestone, ordinal",
        lambda v: v.indicator.direction,
    ),
    _c("frequency", "string", "month, quarter, half, year", lambda v: v.indicator.frequency),
    _c("office", "string", "the unit that answers for it", lambda v: v.indicator.office),
)
LIFE = (
    _c("state", "string", "current, replaced or withdrawn", _state),
    _c("note", "string", "why it was corrected", lambda v: v.note),
    _c("withdrawn_on", "date", "the day it was taken away", lambda v: v.withdrawn_on),
    _c("withdrawn_reason", "string", "why", lambda v: v.reason),
)


def _of_version(column: OpenColumn) -> OpenColumn:
    """The same column of a point."""
    return OpenColumn(column.name, column.kind, column.about, lambda p: column.of(p.version))


def _period_of(point: PublishedPoint) -> Value:
    return point.period


TABLES: dict[str, OpenTable] = {
    one.name: one
    for one in (
        OpenTable(
            "indicators",
            "one row for each indicator and year: the version that stands",
            (*WHO, *FIGURES, *MEANING),
            _standing,
        ),
        OpenTable(
            "periods",
            "one row for each month, quarter or half-year, of every version that was not withdrawn",
            (
                *map(_of_version, WHO),
                _c("period", "string", "2026-M7, 2026-Q3, 2026-H2, 2026-Y1", _period_of),
                _c("value", "number", "the figure of the period", lambda p: p.value),
                _c("unit", "string", "unit of the value", lambda p: p.version.unit),
                _c("as_of", "date", "the day of the data", lambda p: p.as_of),
                *(_of_version(c) for c in (FIGURES[-2], LIFE[0])),
            ),
            points_in,
        ),
        OpenTable(
            "versions",
            "one row for each version that ever was, also those replaced or withdrawn",
            (*WHO, *FIGURES, *LIFE),
            versions_in,
        ),
    )
}


def exact(value: Value) -> Value:
    """A figure without the noughts that the table keeps behind it."""
    if not isinstance(value, Decimal):
        return value
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def rows_of(table: OpenTable, publisher: Publisher) -> Iterator[list[Value]]:
    """The rows of a table, in the order of its columns."""
    for row in table.rows(publisher):
        yield [exact(column.of(row)) for column in table.columns]


def told(value: Value) -> Any:
    """A value as JSON holds it: a figure as a text of digits, for nothing may round it."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "" else value


def schema() -> dict[str, Any]:
    """The tables with their columns, for programs; docs/reference/open-data.json is what was reviewed."""
    return {
        "version": VERSION,
        "tables": {
            one.name: {
                "about": one.about,
                "columns": [
                    {"name": column.name, "type": column.kind, "about": column.about}
                    for column in one.columns
                ],
            }
            for one in TABLES.values()
        },
    }
