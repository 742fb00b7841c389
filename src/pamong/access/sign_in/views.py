"""The door: allauth's pages in our words, and the way in by a one-time code."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as allauth_views
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from pamong.access.clock import now, today
from pamong.access.models import SignInCode
from pamong.access.sign_in.actions import set_password_by_code
from pamong.access.sign_in.forms import CodeForm, SetPasswordForm
from pamong.access.sign_in.queries import has_no_account
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, sent

View = Callable[..., HttpResponse]
PENDING, PENDING_SECONDS = "access.code", 15 * 60


def telling(view: View) -> View:
    """A form that comes back is a 422, as everywhere in the house."""

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == HttpResponse.status_code:
            response.status_code = UNPROCESSABLE
        return response

    return told


# The template asks: an install without any account has nobody to let in, and says what to do.
sign_in = telling(allauth_views.LoginView.as_view(extra_context={"has_no_account": has_no_account}))


def forgetting(view: View) -> View:
    """Who used this browser is gone: pages it kept for going back go too, and all that the device kept."""

    @wraps(view)
    def forgotten(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return forgotten


sign_out = forgetting(allauth_views.logout)
password_change = telling(allauth_views.password_change)
password_set = telling(allauth_views.password_set)
# The template asks for each answer, not once for the process.
password_reset = telling(
    allauth_views.PasswordResetView.as_view(extra_context={"has_mail": lambda: settings.HAS_MAIL})
)
password_reset_done = allauth_views.password_reset_done
password_reset_from_key = telling(allauth_views.password_reset_from_key)
password_reset_from_key_done = allauth_views.password_reset_from_key_done
reauthenticate = telling(allauth_views.reauthenticate)
inactive = allauth_views.account_inactive


@login_not_required
@never_cache
@sensitive_post_parameters("code")
def sign_in_by_code(request: HttpRequest) -> HttpResponse:
    """Ask for the name and the code; the right ones lead to setting a password."""
    if limited := ratelimit.consume_or_429(request, action="sign_in_code"):
        return limited  # type: ignore[no-any-return]
    initial = {"name": request.GET.get("name", "")[:254]}
    form = CodeForm(sent(request), initial=initial, request=request)
    if form.is_valid() and form.found:
        request.session.cycle_key()
        request.session[PENDING] = {"code": form.found.pk, "at": now().timestamp()}
        return redirect(request, "access:code-password")
    return form_page(request, "access/code.html", form)


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
def set_password_after_code(request: HttpRequest) -> HttpResponse:
    """Spend the code for a password and go on to the second factor, if there is one, and in."""
    code = _pending(request)
    if code is None:
        return redirect(request, "access:code")
    form = SetPasswordForm(code.user, sent(request))
    if form.is_valid():
        password = form.cleaned_data["password1"]
        user = set_password_by_code(code, password, by=code.user, on=today(), at=now())
        del request.session[PENDING]
        record_authentication(request, user, method="code")
        response: HttpResponse = perform_login(request, Login(user=user))
        return response
    return form_page(request, "access/code_password.html", form, person=code.user)


def _pending(request: HttpRequest) -> SignInCode | None:
    """The code that this browser has just proved, for a quarter of an hour."""
    held = request.session.get(PENDING) or {}
    if now().timestamp() - held.get("at", 0) > PENDING_SECONDS:
        return None
    valid = SignInCode.objects.valid(now()).select_related("user")
    return valid.filter(pk=held.get("code", 0), user__is_active=True).first()
