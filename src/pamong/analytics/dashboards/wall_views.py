"""The page of the own screen in an office, and the screen itself, which opens without signing in."""

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pamong.access.clock import now, today
from pamong.access.models import WallKey
from pamong.access.once import once
from pamong.analytics.dashboards.asking import path_read
from pamong.analytics.dashboards.wall import key_named, turn_of
from pamong.analytics.dashboards.wall_actions import OPENS_FOR, end_wall, make_wall
from pamong.analytics.engines.opening import missing_part
from pamong.analytics.snapshot.keeping import snapshot_of
from pamong.people.request import Request
from pamong.people.scope import scope_of
from pamong.ui.charts.showing import drawing_on_screen
from pamong.ui.copies import Copies
from pamong.ui.dates import say_instant
from pamong.ui.numbers import count_asked
from pamong.ui.responses import redirect, render

TOO_MANY = 429
SECONDS = 20  # a chart stands


def wall(request: Request) -> HttpResponse:
    """Whether one has an address, and the way to a new one."""
    path_read(request.scope, today())
    context = {"key": WallKey.objects.filter(user=request.user).first(), "days": OPENS_FOR.days}
    return render(request, "analytics/wall.html", context=context)


@never_cache
@require_POST
@once
def wall_make(request: Request) -> HttpResponse:
    """A new address, shown this once."""
    secret = make_wall(request.user, on=today(), at=now())
    url = f"{settings.URL}{reverse('analytics:wall-read', args=[secret])}"
    shown = Copies(_("Alamat layar Anda"), [(_("Alamat layar"), url)])
    context = {"shown": shown, "days": OPENS_FOR.days}
    return render(request, "analytics/wall.html", context=context)


@require_POST
@once
def wall_end(request: Request) -> HttpResponse:
    """The address opens nothing any more."""
    end_wall(request.user, on=today())
    return redirect(request, "analytics:wall", said=_("Alamat layar Anda dicabut."))


@login_not_required
@never_cache
@require_safe
def wall_read(request: HttpRequest, secret: str) -> HttpResponse:
    """The chart whose turn it is; an address that is wrong, over or taken back is not known."""
    if consume(request, app="allauth.account", action="wall", limit_get=True) is None:
        return HttpResponse(status=TOO_MANY, headers={"Retry-After": "60"})
    key = key_named(secret, today())
    if key is None:
        if request.headers.get("HX-Request"):  # the screen that shows it lets go of its last page
            return HttpResponse(headers={"HX-Refresh": "true"})
        raise Http404
    scope = scope_of(key.user, today())
    snapshot = snapshot_of(scope.agency_uuid) if scope.agency_uuid and not missing_part() else None
    if snapshot is None:
        raise Http404
    with translation.override(key.user.language or settings.LANGUAGE_CODE):
        number = count_asked(request.GET.get("page", ""), 1)
        turn = turn_of(scope, snapshot, today(scope.time_zone), number)
        if turn is None:
            raise Http404
        context = {
            "turn": turn,
            "drawing": drawing_on_screen(turn.chart),
            "made": say_instant(snapshot.made_at),
            "seconds": 0 if "stay" in request.GET else SECONDS,
        }
        return render(request, "analytics/wall_read.html", context=context)
