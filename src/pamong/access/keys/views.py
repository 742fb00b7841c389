"""The page Kunci API."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from pamong.access.clock import today
from pamong.access.keys.actions import make_key, revoke_key
from pamong.access.keys.forms import KeyForm
from pamong.access.keys.presentation import key_table
from pamong.access.keys.queries import keys_of
from pamong.access.models import ApiKey
from pamong.access.once import once
from pamong.access.security.views import account_of
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render, sent


def keys(request: HttpRequest) -> HttpResponse:
    """One's own keys."""
    user = account_of(request)
    rows = list(keys_of(user))
    context = {"rows": rows, "keys": key_table(rows, user, today())}
    return render(request, "access/key_list.html", context=context)


@never_cache
@reauthentication_required(app="account")  # type: ignore[untyped-decorator]
@once
def key_make(request: HttpRequest) -> HttpResponse:
    """A new key, shown once; who has not just signed in does so first."""
    user = account_of(request)
    form = KeyForm(sent(request))
    if form.is_valid():
        with refused_on(form):
            made = make_key(user, form.given(), by=user, on=today())
            return render(request, "access/key_made.html", context={"made": made})
    return form_page(request, "access/key_form.html", form)


@once
def key_revoke(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End one's own key; the first look asks."""
    user = account_of(request)
    key = get_object_or_404(ApiKey, user=user, uuid=uuid)
    if request.method == "POST":
        revoke_key(key, by=user, on=today())
        said = _("Kunci “%s” dicabut dan tidak membuka apa pun lagi.") % key.name
        return redirect(request, "access:keys", said=said)
    return render(request, "access/key_revoke.html", context={"key": key})
