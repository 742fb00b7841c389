"""Signs of life for machines: is the process there, and can it serve. Cheap, and without a secret or a count."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pamong.access.clock import now
from pamong.config.beats import ROUND, ROUND_SILENT_AFTER, SILENT_AFTER
from pamong.config.models import Heartbeat
from pamong.config.tables import waiting_migrations

OK, DOWN, WAITING, SILENT = "ok", "unreachable", "waiting", "silent"
UNAVAILABLE = 503
SEEN = "health.migrated"  # by this process: its own code asks for no more, and no upgrade takes any away
KEPT = 60 * 60


@login_not_required
@never_cache
@require_safe
def healthz_live(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 — Django hands it over
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": OK})


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 — Django hands it over
    """Ready to serve: 200, or 503 while the database is out of reach or its tables are older than this Pamong.

    Whether tasks and the round run is told beside it; pages are served without them.
    """
    try:
        is_migrated, beats = _is_migrated(), _beats()
    except Error:
        connection.close()
        return JsonResponse({"status": DOWN, "database": DOWN}, status=UNAVAILABLE)
    told = {
        "status": OK if is_migrated else WAITING,
        "database": OK,
        "migrations": OK if is_migrated else WAITING,
        **beats,
    }
    return JsonResponse(told, status=200 if is_migrated else UNAVAILABLE)


def _is_migrated() -> bool:
    known = caches["process"].get(SEEN)
    if not known:
        known = not waiting_migrations()
        caches["process"].set(SEEN, known, KEPT if known else 5)
    return bool(known)


def _beats() -> dict[str, str]:
    """Whether a worker and the round said of late that they live."""
    at = now()
    rows = dict(Heartbeat.objects.order_by("at").values_list("worker", "at"))
    last_round = rows.pop(ROUND, None)
    last_worker = max(rows.values(), default=None)
    return {
        "tasks": _said(last_worker, at - SILENT_AFTER),
        "round": _said(last_round, at - ROUND_SILENT_AFTER),
    }


def _said(last: datetime | None, since: datetime) -> str:
    return OK if last and last > since else SILENT
