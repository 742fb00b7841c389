"""Pages of mail: the one behind the link that stops it (RFC 8058), and those of an address of one's own."""

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pamong.access.clock import now, today
from pamong.access.once import once
from pamong.config.mail.forms import AddressForm
from pamong.config.mail.own_address import ask_address, asked_by, confirm_address, drop_address
from pamong.config.mail.stopping import account_named
from pamong.config.notices.mailbox import stop_mail
from pamong.people.request import Request
from pamong.ui.responses import form_page, redirect, render, sent

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


@once
def mail_address(request: Request) -> HttpResponse:
    """Give an address of one's own, or none; without a mail server there is nothing to give."""
    if not settings.HAS_MAIL:
        raise Http404
    form = AddressForm(sent(request))
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["address"]
        if address:
            _check_often(request)
            ask_address(request.user, address, at=now())
            messages.success(
                request, _("Tautan konfirmasi dikirim ke alamat itu. Bukalah dari sana.")
            )
        else:
            drop_address(request.user, on=today())
            messages.success(request, _("Alamat sendiri dihapus."))
        return redirect(request, "notice-choices")
    return form_page(request, "config/mail_address.html", form)


def _check_often(request: Request) -> None:
    """Each asking sends a mail to an address that may be somebody else's."""
    if consume(request, app="allauth.account", action="mail_address", user=request.user) is None:
        raise ValidationError(_("Terlalu sering. Coba lagi dalam satu jam."))


@never_cache
@once
def mail_confirm(request: Request, token: str) -> HttpResponse:
    """GET shows the address that the link came to; POST takes it."""
    box = asked_by(request.user, token)
    if box is None:
        raise Http404
    if request.method == "POST":
        confirm_address(request.user, box.asked_address, on=today())
        return redirect(request, "notice-choices", said=_("Alamat surel Anda dikonfirmasi."))
    return render(request, "config/mail_confirm.html", context={"address": box.asked_address})
