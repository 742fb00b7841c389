"""Answers that pages share: whole page or fragment, redirect, refusal."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render as django_render
from django.shortcuts import resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from pamong.ui.charts.showing import drawn
from pamong.ui.kept_filters import note_lost
from pamong.ui.listing import listed, note_lists
from pamong.ui.shown import Shown
from pamong.ui.typed import typed_in

T = TypeVar("T")
OK = 200
SEE_OTHER = 303
UNPROCESSABLE = 422
YEAR = 365 * 24 * 60 * 60


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page (a boosted or restored page is whole)."""
    htmx = getattr(request, "htmx", None)
    return bool(htmx and not htmx.boosted and not htmx.history_restore_request)


def render(
    request: HttpRequest,
    template: str,
    fragment: str = "",
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or for htmx the named fragment of it; for a program the values alone."""
    given = context or {}
    if getattr(request, "is_api", False):
        return Shown(template, given, status)
    if status == OK:
        if asked := listed(given) or drawn(request, given):
            return asked
        note_lists(request, given)
        note_lost(request, given)
    name = f"{template}#{fragment}" if fragment and is_fragment(request) else template
    response = django_render(request, name, dict(given), status=status)
    patch_vary_headers(response, ("HX-Request",))
    return response


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is filled with; nothing while it is only looked at."""
    return request.POST if request.method == "POST" else None


def form_page(request: HttpRequest, template: str, form: Any, **more: Any) -> HttpResponse:
    """The page of a form; 422 once it, or another one that stands there as `refused`, came back with a fault.

    Without a form the page tells why there is none.
    """
    is_wrong = (form is not None and form.is_bound) or "refused" in more
    status = UNPROCESSABLE if is_wrong else OK
    return render(request, template, context={"form": form} | more, status=status)


def found(row: T | None) -> T:
    """The row of a prepared read, or 404 when there is none."""
    if row is None:
        raise Http404
    return row


def redirect(
    request: HttpRequest, to: Any, *args: Any, said: Any = "", **kwargs: Any
) -> HttpResponse:
    """303 for a plain form; for htmx a header, which would else swap the page into its target.

    What was done is `said` on the page that follows.
    """
    if said:
        messages.success(request, said)
    url = resolve_url(to, *args, **kwargs)
    if is_fragment(request):
        return HttpResponse(headers={"HX-Redirect": url})
    response = HttpResponseRedirect(url)
    response.status_code = SEE_OTHER
    return response


def refusal(
    request: HttpRequest, messages: Sequence[str], form: Any = None, status: int = UNPROCESSABLE
) -> HttpResponse:
    """Say why a verb was refused, with what was typed to copy; the browser goes back to the form."""
    typed = typed_in(request, form)
    context = {"reasons": messages, "typed": typed, "back_url": back_url(request)}
    return render(request, "ui/refusal.html", "reasons", context, status=status)


def remember_language(response: HttpResponse, code: str) -> None:
    """Let this browser keep a chosen language for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def back_url(request: HttpRequest) -> str:
    """The page one came from when it is ours, else the first page."""
    came = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came, allowed_hosts={request.get_host()})
    return came if ours else "/"
