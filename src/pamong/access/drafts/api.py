"""Drafts as JSON, for the script that keeps them; a stranger's draft does not exist."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pamong.access.clock import now
from pamong.access.drafts.actions import KEY, MOST_BYTES, save_draft, storable
from pamong.access.models import FormDraft, User
from pamong.ui.dates import say_day, say_time

ROOM_FOR_ESCAPES = 6  # JSON may write one character as \\uXXXX


@require_http_methods(["GET", "POST", "DELETE"])
@never_cache
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """Read, keep or drop one's own draft of a form."""
    if not KEY.fullmatch(key):
        raise Http404
    assert isinstance(request.user, User)
    if request.method == "POST":
        return _keep(request, key, request.user)
    own = FormDraft.objects.filter(user=request.user, key=key)
    if request.method == "DELETE":
        own.delete()
        return HttpResponse(status=204)
    found = own.first()
    return _told(found) if found else HttpResponse(status=204)  # most forms have none: no error


def _keep(request: HttpRequest, key: str, user: User) -> HttpResponse:
    if len(request.body) > MOST_BYTES * ROOM_FOR_ESCAPES:
        return JsonResponse({"error": "too large"}, status=413)
    try:
        fields = json.loads(request.body).get("fields")
    except (ValueError, AttributeError, RecursionError):
        fields = None
    if not _is_plain(fields):
        return JsonResponse({"error": "fields: an object of texts or lists of texts"}, status=400)
    return _told(save_draft(key, storable(fields), by=user, at=now()))


def _is_plain(fields: Any) -> bool:
    """Names to texts, or to lists of texts where a name stands several times."""
    if not isinstance(fields, dict):
        return False
    values = [
        v for value in fields.values() for v in (value if isinstance(value, list) else [value])
    ]
    return all(isinstance(value, str | bool | int | None) for value in values)


def _told(row: FormDraft) -> JsonResponse:
    """With the day and time as the office writes them: the browser's clock may be another."""
    at = row.saved_at
    said = {"saved_day": say_day(at), "saved_time": say_time(at)}
    return JsonResponse({"fields": row.fields, "saved_at": at.isoformat()} | said)
