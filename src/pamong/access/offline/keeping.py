"""Which pages a device may keep, and what it tells about something that it has kept."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from pamong.access.scope import Scope
from pamong.ui.responses import is_fragment

P = ParamSpec("P")
View = Callable[Concatenate[Any, P], HttpResponse]
ACCOUNT, KEEP, TYPED_AT = "Pamong-Account", "Pamong-Keep", "Pamong-Typed-At"
SHOWN, LONGEST = 200, 40


def keeps(scope: Scope) -> bool:
    """Whether devices of this person keep anything: the install and the agency both say so."""
    return bool(settings.OFFLINE and scope.user_id and scope.keeps_offline)


def kept_on_device(view: View[P]) -> View[P]:
    """Mark a page of one's own forms as one that the device may show while the line is cut."""

    @wraps(view)
    def marked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return kept(request, view(request, *args, **kwargs))

    return marked


def kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The same for one answer, where a page is kept only for some of those who see it."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    is_page = request.method == "GET" and response.status_code == SHOWN
    if is_page and not is_fragment(request) and keeps(scope):
        response.headers[KEEP] = "1"
    return response


def typed_at(request: HttpRequest) -> datetime | None:
    """When something was typed, by the clock of the device that had kept it: told, and never relied on."""
    told = request.headers.get(TYPED_AT, "")[:LONGEST]
    try:
        at = datetime.fromisoformat(told)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
