"""The dashboards read by a program: the figures of the page's charts, with what the page withholds withheld."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404
from ninja import NinjaAPI, Query, Schema
from pydantic import Field

from pamong.access.clock import today
from pamong.access.models import Area
from pamong.analytics.dashboards.asking import asked_in, path_read
from pamong.analytics.dashboards.parts import FIRST, PARTS, PEOPLE
from pamong.analytics.engines.opening import missing_part
from pamong.analytics.snapshot.keeping import snapshot_of
from pamong.config.api.verbs import require_area
from pamong.people.request import Request
from pamong.ui.charts.chart import Chart
from pamong.ui.listing import Sheet
from pamong.ui.said import values_kept

Word = Annotated[str, Field(max_length=60)]


class ChartOut(Schema):
    """A chart as its table: its title, the sentence that the figures prove, the headings and the rows."""

    name: str
    title: str
    finding: str
    columns: list[str]
    rows: list[list[Decimal | date | str | None]]


class DashboardOut(Schema):
    """One part of the dashboards, and the snapshot that it was read from."""

    snapshot: str
    made_at: datetime
    day: date
    year: int
    period: str
    charts: list[ChartOut]


class WhichPart(Schema):
    """What is looked at; without a unit the agency, or the unit that one leads."""

    about: Word = FIRST
    year: Word = ""
    period: Word = ""
    unit: Word = ""
    indicator: Word = ""


def dashboard(request: Request, which: Query[WhichPart]) -> dict[str, Any]:
    """The charts of a part; 404 where there is no snapshot yet, or nothing that reads one."""
    require_area(request, Area.RATINGS, writing=False)
    day = today()
    path = path_read(request.scope, day)
    agency = request.scope.agency_uuid
    snapshot = snapshot_of(agency) if agency and not missing_part() else None
    if snapshot is None or which.about not in PARTS.keys() - {PEOPLE}:
        raise Http404
    with values_kept():
        asked = asked_in(request, snapshot, path, day)
        if asked.about != which.about:  # people are not counted below an office
            raise Http404
        charts = [_told(chart) for chart in PARTS[asked.about].charts(asked)]
    return {
        "snapshot": snapshot.id,
        "made_at": snapshot.made_at,
        "day": snapshot.day,
        "year": asked.year,
        "period": asked.period,
        "charts": charts,
    }


def _told(chart: Chart) -> dict[str, Any]:
    """As the file of its table has them."""
    sheet = Sheet()
    sheet.add(chart.table)
    headings, rows = sheet.finished()
    return {
        "name": chart.name,
        "title": str(chart.title),
        "finding": chart.told,
        "columns": [one.text for one in headings],
        "rows": [list(row) for row in rows],
    }


def add_dashboards(api: NinjaAPI) -> None:
    """The one read."""
    api.get(
        "/dashboards",
        response=DashboardOut,
        operation_id="read_dashboard",
        summary="Read a dashboard",
        description="The charts of one part as their tables; figures of few people are withheld as on the page.",
        tags=[Area.RATINGS.value],
    )(dashboard)
