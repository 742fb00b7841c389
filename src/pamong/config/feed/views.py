"""The page of the own feed, and the feed itself, which a calendar fetches without signing in."""

import hashlib

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pamong.access.clock import now, today
from pamong.access.models import CalendarKey
from pamong.access.once import once
from pamong.config.feed.actions import count_changes, end_calendar, make_calendar
from pamong.config.feed.queries import address_of, deadlines_of, key_named
from pamong.documents.calendar_writing import write_calendar
from pamong.people.request import Request
from pamong.people.scope import scope_of
from pamong.ui.copies import Copies
from pamong.ui.responses import redirect, render

TOO_MANY = 429


def feed(request: Request) -> HttpResponse:
    """Whether one has an address, and the way to a new one."""
    key = CalendarKey.objects.filter(user=request.user).first()
    return render(request, "config/feed.html", context={"key": key})


@never_cache
@require_POST
@once
def feed_make(request: Request) -> HttpResponse:
    """A new address, shown this once."""
    secret = make_calendar(request.user, on=today(), at=now())
    url = address_of(reverse("feed-read", args=[secret]))
    shown = Copies(_("Alamat kalender Anda"), [(_("Alamat langganan"), url)])
    return render(request, "config/feed.html", context={"shown": shown})


@require_POST
@once
def feed_end(request: Request) -> HttpResponse:
    """The address opens nothing any more."""
    end_calendar(request.user, on=today())
    return redirect(request, "feed", said=_("Alamat kalender Anda dicabut."))


@login_not_required
@require_safe
def feed_read(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar behind an address; a wrong one is not known."""
    if not _is_allowed(request, "calendar"):
        return HttpResponse(status=TOO_MANY, headers={"Retry-After": "3600"})
    key = key_named(secret)
    if key is None:
        raise Http404
    if not _is_allowed(request, "calendar_own", key.digest):
        return HttpResponse(status=TOO_MANY, headers={"Retry-After": "3600"})
    scope = scope_of(key.user, today())
    day = today(scope.time_zone)
    with translation.override(key.user.language or settings.LANGUAGE_CODE):
        entries = count_changes(key, deadlines_of(scope, day), at=now())
        body = write_calendar(_("Tenggat Pamong"), entries)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer.headers["ETag"] = etag
    answer.headers["Content-Disposition"] = 'inline; filename="pamong.ics"'
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _is_allowed(request: HttpRequest, action: str, key: str | None = None) -> bool:
    """Whether it may be asked once more; the limits of sign-in count no reading."""
    usage = consume(request, app="allauth.account", action=action, key=key, limit_get=True)
    return usage is not None
