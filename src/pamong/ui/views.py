"""The living catalogue of components."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from pamong.ui.catalogue import catalogue as sample_catalogue
from pamong.ui.dates import this_day
from pamong.ui.responses import render


def catalogue(request: HttpRequest) -> HttpResponse:
    """Every component in each of its states: what a change of the look is judged by."""
    messages.success(
        request,
        _("Contoh pesan: SKP 2027 diajukan. Penilai Anda menjawab paling lambat 4 Desember."),
    )
    return render(request, "ui/catalogue.html", "", sample_catalogue(this_day()))
