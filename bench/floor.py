"""The floor: the same addresses, middleware, session, sign-in and queries, and the page as one string.

What a page costs above it is its own work: rows made into objects, forms, templates.
"""

import gzip
import os
import pickle
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.models.sql.constants import MULTI
from django.http import HttpRequest, HttpResponse
from django.urls import re_path
from django.views.decorators.csrf import ensure_csrf_cookie


def _pages() -> Any:
    with gzip.open(os.environ["BENCH_PAGES"], "rb") as file:
        return pickle.load(file)  # noqa: S301 — written by this very run


PAGES = _pages()


@ensure_csrf_cookie
def floor(request: HttpRequest) -> HttpResponse:
    """Ask who it is, read what the page reads as plain tuples, and say what it said."""
    if hasattr(request, "scope"):
        assert request.scope.user_id
    key = request.COOKIES[settings.SESSION_COOKIE_NAME], request.get_full_path()
    page = PAGES[key]
    for query, kind in page.reads:
        compiler = query.clone().get_compiler("default")
        if kind == MULTI:
            list(compiler.results_iter(tuple_expected=True))
        else:
            compiler.execute_sql(kind)
    length = {
        "Content-Length": str(len(page.body))
    }  # else a middleware's work, and there may be none
    return HttpResponse(page.body, content_type=page.kind, headers=length)


urlpatterns = [re_path("", floor)]
connections.close_all()
