"""Gives each request the scope of its account; asks a second factor of roles that must have one."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.access.models import User
from pamong.access.scope import Role, Scope
from pamong.access.security.queries import has_second_factor
from pamong.people.scope import scope_of
from pamong.ui.responses import redirect

Next = Callable[[HttpRequest], HttpResponse]


class scope:  # noqa: N801 — named as it is listed, like its neighbours
    """Sets `request.scope`, and the agency's zone: at one instant its islands have two days."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the zone ends with it."""
        request.scope = SimpleLazyObject(lambda: _scope_now(request.user))  # type: ignore[attr-defined]
        with timezone.override(None):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Every view asks for the day; most ask for the scope after it."""
        if not isinstance(request.user, User):
            return
        # From here on without the lazy cover, whose every look at an attribute is a call.
        request.scope = found = _scope_now(request.user)  # type: ignore[attr-defined]
        if found.time_zone:
            timezone.activate(found.time_zone)


def _scope_now(user: Any) -> Scope:
    """The scope on the day of the agency, which it names itself."""
    day = today()
    found = scope_of(user, day)
    own = today(found.time_zone)
    return found if own == day else scope_of(user, own)


class second_factor:  # noqa: N801 — named as it is listed, like its neighbours
    """Roles named in PAMONG_MFA_ROLES set up a second factor before anything else."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Lead there who must and has not; the pages of the account itself stay open."""
        if _is_open(request.resolver_match) or not lacks_factor(request):
            return None
        messages.info(request, _("Peran Anda memerlukan verifikasi dua langkah. Aktifkan dahulu."))
        return redirect(request, "mfa_activate_totp")


def _is_open(match: ResolverMatch | None) -> bool:
    """Signing in and out, the own account, the choice of language, the sign of life, and the API, which says it itself."""
    name = match.view_name if match else ""
    return name.startswith(("account_", "mfa_", "access:", "ui:", "healthz")) or name == "api"


def lacks_factor(request: HttpRequest) -> bool:
    """Whether the account holds a role that must have a second factor, and has none."""
    if not settings.MFA_ROLES or not isinstance(request.user, User):
        return False
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return _must(scope) and not has_second_factor(request.user)


def _must(scope: Scope) -> bool:
    held = scope.roles | ({Role.UNIT_ADMIN} if scope.unit_ids else set())
    held |= {Role.TREASURER} if scope.pay_unit_ids else set()
    return bool(held.intersection(settings.MFA_ROLES))
