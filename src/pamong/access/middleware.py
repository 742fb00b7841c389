"""Who asks: a page by its session, a program by its key."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url

from pamong.access.clock import today
from pamong.access.keys.queries import key_named
from pamong.ui.problems import is_for_program
from pamong.ui.responses import back_url

BEARER = "bearer "


class sign_in_required(LoginRequiredMiddleware):  # noqa: N801 — named as it is listed, like its neighbours
    """After signing in one is where one was: of what was sent that is the page with the button."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        """Few addresses that take what is sent can be opened as pages."""
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        page = urlunsplit(("", "", *urlsplit(back_url(request))[2:4], ""))
        return redirect_to_login(page, resolve_url(settings.LOGIN_URL))


class bearer:  # noqa: N801 — named as it is listed, like its neighbours
    """Below /api/ a key says who asks and nothing else does: a browser's cookie opens nothing there.

    So no page of another site can act through it, and no forged form needs to be looked for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on with the key's owner, who has no session here."""
        if is_for_program(request):
            written = request.headers.get("Authorization", "")
            is_bearer = written[: len(BEARER)].lower() == BEARER
            key = key_named(written[len(BEARER) :].strip(), today()) if is_bearer else None
            given: Any = request
            given.is_api, given.api_key, given.session = True, key, {}
            given.user = key.user if key else AnonymousUser()
        return self.get_response(request)
