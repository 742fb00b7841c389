"""The page Keamanan akun and the second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.models import User
from pamong.access.once import once
from pamong.access.security.actions import end_other_sessions, record_factors
from pamong.access.security.queries import factors_of, has_second_factor
from pamong.access.sign_in.views import telling
from pamong.ledger.models import Entry
from pamong.ui.components import Trace
from pamong.ui.responses import redirect, remember_language, render

View = Callable[..., HttpResponse]
TRACE_LENGTH = 10
SAID = {
    "access.account_added": _("Akun dibuat"),
    "people.account_opened": _("Akun pegawai dibuka"),
    "access.code_used": _("Masuk dengan kode sekali pakai"),
    "access.password_changed": _("Kata sandi diganti"),
    "access.sessions_ended": _("Perangkat lain dikeluarkan"),
    "access.second_factor_changed": _("Verifikasi dua langkah diubah"),
    "access.code_issued": _("Kode masuk diterbitkan"),
    "access.key_made": _("Kunci API dibuat"),
    "access.key_revoked": _("Kunci API dicabut"),
    "access.calendar_made": _("Alamat kalender dibuat"),
    "access.calendar_ended": _("Alamat kalender dicabut"),
    "access.wall_made": _("Alamat layar dibuat"),
    "access.wall_ended": _("Alamat layar dicabut"),
}


def account_of(request: HttpRequest) -> User:
    """Whose page it is."""
    assert isinstance(request.user, User)
    return request.user


def factor_changing(view: View) -> View:
    """Let allauth change the second factor, and record it in the same transaction."""

    @wraps(view)
    def recorded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            user = account_of(request)
            before = factors_of(user)
            response = view(request, *args, **kwargs)
            record_factors(user, before, factors_of(user), by=user, on=today())
            return response

    return recorded


factor_ask = telling(mfa_views.authenticate)
factor_reauthenticate = telling(mfa_views.reauthenticate)
factor_add = never_cache(telling(factor_changing(totp_views.activate_totp)))
factor_remove = telling(factor_changing(totp_views.deactivate_totp))
reserve_codes = never_cache(recovery_views.view_recovery_codes)
reserve_codes_renew = telling(factor_changing(recovery_views.generate_recovery_codes))


@never_cache
def security(request: HttpRequest) -> HttpResponse:
    """Password, second factor, other devices, language and what was done with them."""
    user = account_of(request)
    trace = Entry.objects.filter(subject_uuid=user.uuid).order_by("-sequence")[:TRACE_LENGTH]
    context = {
        "has_factor": has_second_factor(user),
        "trace_items": [
            Trace(SAID.get(row.verb, _("Akun diubah")), row.actor_name, row.recorded_at)
            for row in trace
        ],
    }
    return render(request, "access/security.html", context=context)


@require_POST
@once
def sessions_end(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    user = end_other_sessions(account_of(request), by=account_of(request), on=today())
    update_session_auth_hash(request, user)
    return redirect(request, "access:security", said=gettext("Semua perangkat lain sudah keluar."))


@require_POST
@login_not_required
def language_set(request: HttpRequest) -> HttpResponse:
    """Choose the language; known to the account when there is one."""
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        raise Http404
    if isinstance(request.user, User):
        User.objects.filter(pk=request.user.pk).update(language=code)
    to = request.POST.get("next", "")
    is_ours = to.startswith("/") and url_has_allowed_host_and_scheme(to, allowed_hosts=None)
    response = redirect(request, to if is_ours else "/")
    remember_language(response, code)
    return response


@require_POST
@once
def shortcut_set(request: HttpRequest) -> HttpResponse:
    """Whether "/" alone leads to the search, which hinders who speaks to the computer (WCAG 2.1.4)."""
    chosen = request.POST.get("slash", "")
    if chosen not in {"on", "off"}:
        raise Http404
    has_slash = chosen == "on"
    User.objects.filter(pk=account_of(request).pk).update(has_slash=has_slash)
    said = gettext("Tombol / membuka pencarian.") if has_slash else gettext("Tombol / dimatikan.")
    return redirect(request, "access:security", said=said)
