"""Idempotency-Key: the first answer again, without a second act; kept in the act's own transaction."""

import hashlib
import json
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from pamong.access.clock import now
from pamong.access.models import KeptAnswer
from pamong.config.verb import Verb
from pamong.ui.problems import problem
from pamong.ui.responses import UNPROCESSABLE

HEADER = "Idempotency-Key"
DONE, CONFLICT = 200, 409
CLAIM = (
    "INSERT INTO access_keptanswer (api_key_id, key, digest, status, content, at)"
    " VALUES (%s, %s, %s, 0, '', %s) ON CONFLICT (api_key_id, key) DO NOTHING RETURNING id"
)
SHOWN_ONCE = "codes"


def claim(request: HttpRequest, verb: Verb) -> tuple[int, HttpResponse | None]:
    """The row to keep the answer in (0: none is kept), or the answer that was given before.

    A second request waits here for the first: on the unique index, or on SQLite's lock.
    """
    name = request.headers.get(HEADER, "")
    if not name or verb.is_anonymous:
        return 0, None
    given: Any = request
    owner, key, digest = given.api_key.pk, _digest([name]), _digest(_said(request))
    with connection.cursor() as cursor:
        at = connection.ops.adapt_datetimefield_value(now())
        cursor.execute(CLAIM, [owner, key, digest, at])
        row = cursor.fetchone()
    if row:
        return int(row[0]), None
    return 0, _again(KeptAnswer.objects.get(api_key_id=owner, key=key), digest)


def _again(kept: KeptAnswer, digest: str) -> HttpResponse:
    if kept.digest != digest:
        told = _("Idempotency-Key ini sudah dipakai untuk permintaan lain. Pakai kunci baru.")
        return problem(UNPROCESSABLE, told)
    if not kept.content:
        told = _("Ini sudah dikerjakan. Berkas atau kode yang diberikan waktu itu tidak disimpan.")
        return problem(CONFLICT, told)
    answer = HttpResponse(kept.content, status=kept.status, content_type="application/json")
    answer.headers["Idempotent-Replayed"] = "true"
    return answer


def keep(row: int, answer: HttpResponseBase) -> None:
    """Write the answer beside what was done; files and codes leave only that it was done."""
    if not row:
        return
    is_json = answer.headers.get("Content-Type", "").startswith("application/json")
    text = answer.content.decode() if is_json and isinstance(answer, HttpResponse) else ""
    if text and json.loads(text).get(SHOWN_ONCE):
        text = ""
    KeptAnswer.objects.filter(pk=row).update(status=answer.status_code, content=text)


def _said(request: HttpRequest) -> list[str]:
    """Address and content; of a file its name and digest."""
    parts = [request.get_full_path()]
    for name in sorted(request.POST):
        parts += [name, *request.POST.getlist(name)]
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            parts += [name, str(file.name), hashlib.sha256(file.read()).hexdigest()]
            file.seek(0)
    return parts


def _digest(parts: list[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()
