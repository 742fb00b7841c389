"""Open data as files: CSV and JSON of each table, the schema and the catalogue."""

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from pamong.documents.writing import Heading, write_csv
from pamong.transparency.answering import public
from pamong.transparency.catalog import catalog
from pamong.transparency.models import Publisher
from pamong.transparency.open_data import TABLES, VERSION, OpenTable, rows_of, schema, told
from pamong.transparency.queries import publisher_at, publishers

LICENCE_LINK = '<{0}>; rel="license"'


def asked(code: str, name: str) -> tuple[Publisher, OpenTable]:
    """The agency and the table of an address."""
    publisher, table = publisher_at(code), TABLES.get(name)
    if publisher is None or table is None:
        raise Http404(name)
    return publisher, table


def _opened(response: HttpResponse) -> HttpResponse:
    """Any page may read it; the licence is said in the answer too."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Link"] = LICENCE_LINK.format(settings.OPEN_LICENCE)
    return response


@public
def open_csv(request: HttpRequest, language: str, code: str, name: str) -> HttpResponse:
    """A table as CSV: commas, points in figures, and no cell that computes."""
    publisher, table = asked(code, name)
    headings = [Heading(column.name) for column in table.columns]
    lines = write_csv(headings, rows_of(table, publisher), delimiter=",")
    answer = HttpResponse(b"".join(lines), content_type="text/csv; charset=utf-8; header=present")
    answer.headers["Content-Disposition"] = f'attachment; filename="{code}-{name}.csv"'
    return _opened(answer)


@public
def open_json(request: HttpRequest, language: str, code: str, name: str) -> HttpResponse:
    """The same as JSON, with who published it, under which licence, and when it last changed."""
    publisher, table = asked(code, name)
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, map(told, row), strict=True)) for row in rows_of(table, publisher)]
    body = {
        "version": VERSION,
        "table": name,
        "agency": {"code": publisher.code, "name": publisher.name},
        "changed_at": publisher.changed_at.isoformat(),
        "licence": settings.OPEN_LICENCE,
        "schema": f"{settings.URL}/open/v1/schema.json",
        "rows": rows,
    }
    return _opened(_json(body))


def _json(body: dict[str, Any]) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, content_type="application/json")


@public
def open_schema(request: HttpRequest, language: str) -> HttpResponse:
    """The tables and their columns."""
    return _opened(_json(schema()))


@public
def open_catalog(request: HttpRequest, language: str) -> HttpResponse:
    """Every table of every agency, for portals of data."""
    body = catalog(publishers(), settings.URL, settings.OPEN_LICENCE)
    return _opened(_json(body))
