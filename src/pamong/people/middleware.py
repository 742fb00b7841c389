"""Gives each request the scope of its account, when something asks for it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from pamong.access.clock import today
from pamong.people.scope import scope_of

Next = Callable[[HttpRequest], HttpResponse]


def scope(get_response: Next) -> Next:
    """Set `request.scope`; no query until a view reads it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.scope = SimpleLazyObject(lambda: scope_of(request.user, today()))  # type: ignore[attr-defined, arg-type]
        return get_response(request)

    return middleware
