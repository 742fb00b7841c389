"""Every page asks for a sign-in unless it says otherwise."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url

from pamong.ui.responses import back_url


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
