"""The page behind the link that stops mail: a button for people, one POST for mail programs (RFC 8058)."""

from allauth.core.internal.ratelimit import consume
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pamong.access.clock import now
from pamong.config.mail.stopping import account_named, stop_mail
from pamong.ui.responses import render

TOO_MANY = 429


@csrf_exempt  # a mail program posts without our page; the token is the permission, and it only stops mail
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail_stop(request: HttpRequest, token: str) -> HttpResponse:
    """GET only shows the button, for mail servers open links to look at them; POST stops mail."""
    if consume(request, app="allauth.account", action="mail_stop", limit_get=True) is None:
        return HttpResponse(status=TOO_MANY, headers={"Retry-After": "60"})
    user = account_named(token)
    if user is None:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        stop_mail(user, at=now())
    with translation.override(user.language or translation.get_language()):
        return render(request, "config/mail_stop.html", context={"is_done": is_done})
