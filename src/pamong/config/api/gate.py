"""The door of the API: who asks, how often, in which language, and one form for every refusal.

The operations are made at the first request: pages and commands pay nothing for them.
"""

import logging
from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError,
)
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.urls.resolvers import RegexPattern, URLResolver
from django.utils import translation
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from pamong.access.clock import now, today
from pamong.access.keys.queries import note_use
from pamong.config.api.bodies import Unfit, Unsupported
from pamong.config.api.paging import said_of
from pamong.config.api.receipts import add_errors
from pamong.people.middleware import lacks_factor
from pamong.ui.middleware import AT_ONCE, CANNOT_WRITE, CODES, NO_ROOM, met_another
from pamong.ui.numbers import figures_as_in_files
from pamong.ui.problems import TYPE, problem

PUBLIC = {"openapi.json"}
A_MINUTE, CALLS = 60, 600  # of one key, in each process of the server
REFUSED, OVER = 400, 429
log = logging.getLogger("pamong.requests")


@csrf_exempt
@login_not_required
def api(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Everything below /api/v1/."""
    code = language_of(request)
    with translation.override(code), figures_as_in_files():
        answer = _answered(request, rest)
        answer.headers["Content-Language"] = code
        answer.headers["Cache-Control"] = "no-store"
        return answer


def language_of(request: HttpRequest) -> str:
    """What the program asks for, else what its owner chose, else Indonesian."""
    for part in request.headers.get("Accept-Language", "").split(","):
        asked = part.partition(";")[0].strip().lower()
        try:
            if asked and (found := get_supported_language_variant(asked)) in CODES:
                return found
        except (LookupError, ValueError):
            continue
    chosen = getattr(request.user, "language", "")
    return chosen if chosen in CODES else translation.get_language() or "id"


def _answered(request: HttpRequest, rest: str) -> HttpResponseBase:
    try:
        answer = _refused(request, rest) or _dispatch(request, rest)
    except Exception as error:
        told = refusal_of(error)
        if told is None:
            raise
        return told
    if answer.status_code >= REFUSED and answer.headers.get("Content-Type") != TYPE:
        told = problem(answer.status_code)
        if "Allow" in answer.headers:
            told.headers["Allow"] = answer.headers["Allow"]
        return told
    return answer


def _refused(request: HttpRequest, rest: str) -> HttpResponse | None:
    """Why nothing is opened at all."""
    given: Any = request
    key = given.api_key
    if key is None:
        if rest in PUBLIC:
            return None
        answer = problem(401)
        answer.headers["WWW-Authenticate"] = 'Bearer realm="Pamong"'
        return answer
    if _is_too_much(key.pk):
        answer = problem(OVER)
        answer.headers["Retry-After"] = str(A_MINUTE)
        return answer
    if lacks_factor(request):
        return problem(403, _("Peran Anda memerlukan verifikasi dua langkah. Aktifkan dahulu."))
    note_use(key, today())
    return None


def _is_too_much(key: int) -> bool:
    counted = caches["process"]
    name = f"api-calls:{key}:{int(now().timestamp()) // A_MINUTE}"
    counted.add(name, 0, 2 * A_MINUTE)
    try:
        return bool(counted.incr(name) > CALLS)
    except ValueError:  # thrown out meanwhile
        return False


def _dispatch(request: HttpRequest, rest: str) -> HttpResponseBase:
    match = operations().resolve(f"/{rest}")
    given: Any = request
    given.htmx = False  # nobody swaps anything here
    given.api_kwargs = match.kwargs
    answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    return answer


@cache
def operations() -> URLResolver:
    """All operations by address."""
    from pamong.config.api.build import build

    return URLResolver(RegexPattern(r"^/"), build().urls[0])


def refusal_of(error: Exception) -> HttpResponse | None:
    """The document for what went wrong; None for what is our own fault."""
    for kinds, told in REFUSALS:
        if isinstance(error, kinds):
            found: HttpResponse = told(error)
            return found
    if type(error).__module__ == "ninja.errors" and hasattr(error, "errors"):
        return _misfit(error)
    if met_another(error):
        return problem(422, AT_ONCE)  # as the page says it
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        log.error("nothing can be written: %s", error)
        return problem(422, CANNOT_WRITE)
    return None


def _unfit(error: Any) -> HttpResponse:
    return problem(422, error.detail, error.errors)


def _rule(error: Any) -> HttpResponse:
    """A broken rule; with the form that it was found in."""
    errors: dict[str, list[str]] = {"": list(error.messages)}
    form: Any = getattr(error, "form", None)
    if isinstance(form, BaseForm) and form.is_bound:
        add_errors(errors, form)
    return problem(422, error.messages[0] if error.messages else "", errors)


def _misfit(error: Any) -> HttpResponse:
    """What ninja could not read of the address, by name."""
    names = sorted({str(one["loc"][-1])[:100] for one in error.errors})
    said = {name: [said_of(name)] for name in names}
    return problem(422, said[names[0]][0] if len(names) == 1 else "", said)


REFUSALS: tuple[tuple[Any, Any], ...] = (
    (Unfit, _unfit),
    (ValidationError, _rule),
    (Unsupported, lambda _error: problem(415)),
    (Http404, lambda _error: problem(404)),
    (PermissionDenied, lambda error: problem(403, str(error))),
    (RequestDataTooBig, lambda _error: problem(413)),
    (
        (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError),
        lambda _error: problem(400),
    ),
)
