"""Public addresses: pages in each language at their own, and open data at addresses that stay."""

from typing import Any

from django.urls import URLPattern, path

from pamong.transparency import open_views, views

app_name = "transparency"
PLACES = {
    "id": {"": "publik/", "methods": "publik/metode", "data": "publik/data-terbuka"},
    "en": {"": "public/", "methods": "public/methods", "data": "public/open-data"},
}


def _pages(language: str) -> list[URLPattern]:
    at, more = PLACES[language], {"language": language}

    def page(route: str, view: Any, name: str) -> URLPattern:
        made: URLPattern = path(route, view, more, name=name)
        return made

    return [
        page(at[""], views.agencies, "agencies"),
        page(at["methods"], views.methods, "methods"),
        page(at["data"], views.data, "data"),
        page(f"{at['']}<slug:code>/", views.agency, "agency"),
        page(f"{at['']}<slug:code>/<uuid:uuid>", views.indicator, "indicator"),
        page(f"{at['']}<path:rest>", views.missing, "missing"),
    ]


urlpatterns = [
    *_pages("id"),
    *_pages("en"),
    path("open/v1/catalog.json", open_views.open_catalog, name="open-catalog"),
    path("open/v1/schema.json", open_views.open_schema, name="open-schema"),
    path("open/v1/<slug:code>/<slug:name>.csv", open_views.open_csv, name="open-csv"),
    path("open/v1/<slug:code>/<slug:name>.json", open_views.open_json, name="open-json"),
]
