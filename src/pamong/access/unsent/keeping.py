"""Keeps a form's fields in the new session of the browser that sent them, for their own account alone."""

import json
from contextlib import suppress
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest

from pamong.access.drafts.actions import MOST_BYTES, storable
from pamong.access.once import FIELD, OF_EACH_SENDING, UNKEPT
from pamong.ui.account_marks import mark_in, mark_of
from pamong.ui.typed import SECRET
from pamong.ui.unsent import Unsent

HELD = "access.unsent"


def keep_unsent(request: HttpRequest) -> None:
    """Keep what was sent; only a form that we had written for somebody signed in, and nothing secret."""
    with suppress(SuspiciousOperation):
        key = request.POST.get(FIELD, "")
        sent = {name: values for name, values in request.POST.lists() if not _is_left(name)}
        fields = storable(sent)
        if mark_in(key) and len(json.dumps(fields, ensure_ascii=False).encode()) <= MOST_BYTES:
            request.session[HELD] = {
                "key": key,
                "url": request.get_full_path(),
                "fields": fields,
                "files": bool(request.FILES),
            }


def _is_left(name: str) -> bool:
    return name in OF_EACH_SENDING or any(word in name for word in (*SECRET, *UNKEPT))


def unsent_of(request: HttpRequest) -> Unsent | None:
    """What this person had sent in vain; what another one had is forgotten."""
    mark = mark_of(request)
    session = getattr(request, "session", {})
    held: dict[str, Any] | None = session.get(HELD) if mark else None
    if not held:
        return None
    if mark_in(held["key"]) != mark:
        del request.session[HELD]
        return None
    return Unsent(held["key"], held["url"], held["fields"], had_files=held["files"])


def forget_unsent(request: HttpRequest) -> None:
    """It was sent again, from whichever form."""
    held = request.session.get(HELD)
    if held and held["url"] == request.get_full_path():
        del request.session[HELD]
