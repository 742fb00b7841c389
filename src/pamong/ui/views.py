"""The living catalogue of components, and the choice of language."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.ui.catalogue import catalogue as sample_catalogue
from pamong.ui.dates import this_day
from pamong.ui.responses import redirect, remember_language, render

CODES = {code for code, _name in settings.LANGUAGES}


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language a person chose, and go back to the page."""
    response = redirect(request, _back(request))
    chosen = request.POST.get("language", "")
    if chosen in CODES:
        remember_language(response, chosen)
    return response


def _back(request: HttpRequest) -> str:
    """An address of ours, or the first page."""
    url = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if ours and url.startswith("/") else "/"


def catalogue(request: HttpRequest) -> HttpResponse:
    """Every component in each of its states: what a change of the look is judged by."""
    messages.success(
        request,
        _("Contoh pesan: SKP 2027 diajukan. Penilai Anda menjawab paling lambat 4 Desember."),
    )
    return render(request, "ui/catalogue.html", "", sample_catalogue(this_day()))
