"""Where other applications send figures, and the secret with which they sign them."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.measurement.models import Source
from pamong.measurement.sources import permissions as may
from pamong.measurement.sources.actions import renew_secret
from pamong.measurement.sources.connectors.pushed import PushedConnector
from pamong.measurement.sources.pushing import (
    MOST_BYTES,
    TOO_LARGE,
    Message,
    PushRefusedError,
    take_push,
)
from pamong.measurement.sources.queries import source_at
from pamong.people.request import Request
from pamong.ui.copies import Copies
from pamong.ui.responses import found, render


@csrf_exempt  # a program sends without our page; the signature is the permission
@login_not_required
@require_POST
def source_push(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a signed message once; a source that there is none of answers as a wrong signature does."""
    rows = Source.objects.in_use().select_related("agency")
    source = rows.filter(uuid=uuid, kind=PushedConnector.code).first()
    headers, length = request.headers, request.headers.get("Content-Length") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return JsonResponse({"error": "too_large"}, status=TOO_LARGE)
    name, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    message = Message(name, stamp, headers.get("webhook-signature", ""), request.body)
    try:
        run = take_push(source, message)
    except PushRefusedError as error:
        return JsonResponse({"error": error.word}, status=error.status)
    if run is None:
        return JsonResponse({"status": "known"})
    told = {name: getattr(run, name) for name in ("added", "changed", "unchanged", "rejected")}
    return JsonResponse({"status": run.status, "run": str(run.uuid), **told})


@never_cache
@reauthentication_required(app="account")  # type: ignore[untyped-decorator]
@once
def source_secret(request: Request, uuid: UUID) -> HttpResponse:
    """A new secret, shown once; the first look asks."""
    source = found(source_at(request.scope).filter(uuid=uuid).first())
    require(may.can_renew_secret(request.scope, source))
    shown = None
    if request.method == "POST":
        written = renew_secret(source, by=request.user, on=today())
        address = request.build_absolute_uri(reverse("measurement:source-push", args=[uuid]))
        shown = Copies(
            _("Untuk aplikasi pengirim"), [(_("Alamat"), address), (_("Rahasia"), written)]
        )
    context = {"source": source, "shown": shown}
    return render(request, "measurement/source_secret.html", context=context)
