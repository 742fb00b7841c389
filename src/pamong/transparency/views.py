"""Public pages: agencies, one agency's indicators, one indicator, and how the figures come about."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from pamong.transparency import presentation
from pamong.transparency.answering import public
from pamong.transparency.models import Publisher
from pamong.transparency.open_data import TABLES
from pamong.transparency.queries import (
    Whole,
    indicators_of,
    publisher_at,
    publishers,
    standing_of,
    whole_at,
)
from pamong.transparency.words import table_said

OTHER = {"id": "en", "en": "id"}


def page(
    request: HttpRequest, template: str, language: str, context: dict[str, Any], **named: Any
) -> HttpResponse:
    """A page with the way to the same one in the other language."""
    name = request.resolver_match.view_name if request.resolver_match else "transparency:agencies"
    urls = {code: reverse(name, kwargs={"language": code, **named}) for code in OTHER}
    told = {"language": language, "urls": urls, "base": settings.URL} | context
    return render(request, f"transparency/{template}.html", told)


def agency_of(code: str) -> Publisher:
    """The agency of an address, once it has published something."""
    found = publisher_at(code)
    if found is None:
        raise Http404(code)
    return found


@public
def agencies(request: HttpRequest, language: str) -> HttpResponse:
    """Who publishes; where it is one agency, its page at once."""
    rows = publishers()
    if len(rows) == 1:
        return redirect("transparency:agency", language=language, code=rows[0].code)
    return page(request, "agencies", language, {"rows": rows})


@public
def agency(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """The indicators of an agency, by what they are a measure of."""
    publisher = agency_of(code)
    found = indicators_of(publisher, request.GET.get("after", ""))
    urls = {one.pk: indicator_url(language, code, one.uuid) for one in found.rows}
    context = {
        "publisher": publisher,
        "table": presentation.indicator_table(found.rows, standing_of(found.rows), urls),
        "next_url": found.next_url(),
        "files": files_of(publisher),
    }
    return page(request, "agency", language, context, code=code)


def indicator_url(language: str, code: str, uuid: UUID) -> str:
    """The page of an indicator."""
    named = {"language": language, "code": code, "uuid": uuid}
    return reverse("transparency:indicator", kwargs=named)


def files_of(publisher: Publisher) -> list[tuple[str, str, str]]:
    """The open data of an agency: its table, as CSV, as JSON."""
    return [
        (table_said(name), open_url(publisher, name, "csv"), open_url(publisher, name, "json"))
        for name in TABLES
    ]


def open_url(publisher: Publisher, name: str, ending: str) -> str:
    """The address of a table of open data."""
    return reverse(f"transparency:open-{ending}", args=[publisher.code, name])


@public
def indicator(request: HttpRequest, language: str, code: str, uuid: UUID) -> HttpResponse:
    """One indicator: its years, the newest year by period, what it means, and every version."""
    whole = whole_at(code, uuid)
    if whole is None:
        raise Http404(code)
    context = {"publisher": whole.indicator.publisher} | indicator_context(whole)
    return page(request, "indicator", language, context, code=code, uuid=uuid)


def indicator_context(whole: Whole) -> dict[str, Any]:
    """What the page of an indicator shows."""
    of, standing = whole.indicator, whole.standing
    last = standing[-1] if standing else None
    points = whole.points.get(last.pk, []) if last else []
    return {
        "of": of,
        "last": last,
        "sentence": presentation.sentence_of(of, last) if last else "",
        "year_chart": presentation.year_chart(of, standing),
        "years": presentation.year_table(of, standing) if standing else None,
        "chart": presentation.point_chart(of, points),
        "points": presentation.point_table(of, points) if points else None,
        "versions": presentation.version_table(of, whole.versions),
        "facts": presentation.facts_of(of, last),
    }


@public
def methods(request: HttpRequest, language: str) -> HttpResponse:
    """How figures come about, in plain words."""
    return page(request, "methods", language, {})


@public
def data(request: HttpRequest, language: str) -> HttpResponse:
    """The open data: addresses, columns, licence."""
    context = {"tables": TABLES.values(), "rows": publishers(), "licence": settings.OPEN_LICENCE}
    return page(request, "data", language, context)


@public
def missing(request: HttpRequest, language: str, rest: str) -> HttpResponse:
    """Nothing is here; an agency whose address lacks its last sign is."""
    return redirect("transparency:agency", language=language, code=agency_of(rest).code)
