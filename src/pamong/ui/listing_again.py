"""A list read on: its next rows, or all of it once more without a browser."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.urls import resolve

from pamong.ui.listing import Listed


def asked_in(url: str) -> QueryDict:
    """What an address asks for."""
    return QueryDict(url.partition("?")[2])


@contextmanager
def asking(request: Any, url: str) -> Iterator[None]:
    """The same request for the next rows."""
    asked, request.GET = request.GET, asked_in(url)
    try:
        yield
    finally:
        request.GET = asked


def request_again(url: str, **marks: Any) -> tuple[Any, Callable[[Any], Any]]:
    """A request as it was sent, for the view at its address, with what middleware would have put on it."""
    request: Any = HttpRequest()
    request.method, request.GET = "GET", asked_in(url)
    request.path = request.path_info = url.partition("?")[0]
    match = resolve(request.path)
    request.resolver_match, request.htmx = match, False
    for name, value in marks.items():
        setattr(request, name, value)
    return request, lambda asked: match.func(asked, *match.args, **match.kwargs)


def first_rows(request: Any, view: Callable[[Any], Any]) -> Listed:
    """The first rows; a list that is not there for this account, or no list any more, is refused."""
    try:
        answer = view(request)
    except (Http404, ObjectDoesNotExist) as gone:
        raise PermissionDenied from gone
    if not isinstance(answer, Listed):
        raise PermissionDenied
    return answer
