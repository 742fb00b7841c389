"""Who asks: a page by its session, a program by its key."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url

from pamong.access.clock import today
from pamong.access.keys.queries import key_named
from pamong.access.offline.keeping import ACCOUNT
from pamong.access.unsent.keeping import forget_unsent, keep_unsent
from pamong.ui.account_marks import mark_of
from pamong.ui.problems import is_for_program
from pamong.ui.responses import back_url

BEARER = "bearer "


class sign_in_required(LoginRequiredMiddleware):  # noqa: N801 — named as it is listed, like its neighbours
    """After signing in one is where one was: of what was sent that is the page with the button.

    What was sent comes back there too. Each answer tells the browser whose it is, so that what a
    device keeps for one account is gone when another one signs in.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Nothing is left to send again once it is sent."""
        if request.method == "POST" and request.user.is_authenticated:
            forget_unsent(request)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Name the account by its mark."""
        if mark := mark_of(request):
            response.headers[ACCOUNT] = mark
        return response

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        """Few addresses that take what is sent can be opened as pages."""
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        keep_unsent(request)
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
