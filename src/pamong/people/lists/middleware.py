"""Answers with a file where a list is asked for as one: reads its pages one after the other."""

import tempfile
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from pamong.access.clock import now, today
from pamong.people.lists.actions import begin_long_list, take_list
from pamong.people.lists.reading import (
    TYPES,
    TooLongError,
    caption_of,
    name_of,
    read_whole,
    write_sheet,
)
from pamong.ui.downloads import download
from pamong.ui.listing import KIND, KINDS, MAIN, WHICH, Listed, Sheet, own_filter, rows_asked
from pamong.ui.responses import redirect, refusal

Next = Callable[[HttpRequest], Any]
MOST_ROWS = 20_000  # more than that nobody waits for: the worker writes it
IN_MEMORY = 1 << 20


def lists(get_response: Next) -> Next:
    """Pages pass through; a list asked for as a file is read whole, written down and handed out."""

    def middleware(request: HttpRequest) -> Any:
        kind = request.GET.get(KIND, "")
        if request.method != "GET" or kind not in KINDS:
            return get_response(request)
        with rows_asked(request.GET.get(WHICH, MAIN)):
            answer = get_response(request)
            if not isinstance(answer, Listed):
                return _refused(answer)
            try:
                sheet = read_whole(request, answer, get_response, most=MOST_ROWS)
            except TooLongError:
                return _later(request, kind, answer)
        return _file(request, kind, sheet, name_of(request.GET, answer))

    return middleware


def _refused(answer: Any) -> Any:
    """A page that has no such list is not found; a refusal or a way elsewhere stays what it is."""
    if answer.status_code == 200:  # noqa: PLR2004
        raise Http404
    return answer


def _later(request: Any, kind: str, answer: Listed) -> HttpResponse:
    """Let the worker write it; its page says how far it is."""
    asked = {
        "list": request.resolver_match.view_name,
        "kind": kind,
        "path": request.path,
        "query": own_filter(request.GET).urlencode(),
        "which": request.GET.get(WHICH, MAIN),
        "language": translation.get_language() or "",
    }
    moment: Any = {"by": request.user, "on": today(), "at": now()}
    try:
        job = begin_long_list(asked, caption_of(answer), scope=request.scope, **moment)
    except ValidationError as error:
        return refusal(request, error.messages)
    return redirect(request, "people:job-detail", job.uuid)


def _file(request: Any, kind: str, sheet: Sheet, name: str) -> HttpResponse:
    """The file on its way, after the record knows of it."""
    stream = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 — closed by the answer
    write_sheet(stream, kind, sheet)  # type: ignore[arg-type]
    stream.seek(0)
    place = request.resolver_match.view_name
    take_list(place, kind, len(sheet.rows), scope=request.scope, by=request.user, on=today())
    return download(lambda: stream, f"{name}.{kind}", TYPES[kind])  # type: ignore[return-value]
