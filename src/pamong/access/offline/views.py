"""The worker, the token with which a device sends, and the page of what waits on it."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pamong.access.offline.keeping import kept_on_device
from pamong.access.offline.worker import GONE, worker_script
from pamong.ui.account_marks import mark_of
from pamong.ui.responses import render


@require_safe
@login_not_required
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that it reaches every page; turned off, it takes itself away."""
    script = worker_script() if settings.OFFLINE else GONE
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers=headers)


@require_safe
@never_cache
@login_not_required
def device(request: HttpRequest) -> HttpResponse:
    """Whose account is signed in here now, and a fresh key against forgery; nobody's is empty."""
    return JsonResponse({"account": mark_of(request), "token": get_token(request)})


@require_safe
@kept_on_device
def offline(request: HttpRequest) -> HttpResponse:
    """What waits on this device, what came back, and which pages open without a line."""
    return render(request, "access/offline.html")
