"""Pages of these tests: a verb that makes an account, in all the ways a verb may end."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from pamong.access.models import User
from pamong.access.once import once
from pamong.ui.responses import redirect


def _make(request: HttpRequest) -> Any:
    return User.objects.create_user(f"made-{User.objects.count()}", name=request.POST["name"])


@once
def make(request: HttpRequest) -> HttpResponse:
    return redirect(request, f"/made/{_make(request).pk}")


@once
def make_or_422(request: HttpRequest) -> HttpResponse:
    _make(request)
    if request.POST["name"] == "bad":
        return HttpResponse("isi nama", status=422)
    return redirect(request, "/made")


@once
def break_rule(request: HttpRequest) -> HttpResponse:
    _make(request)
    raise ValidationError("Tidak boleh.")


@once
def fragment(request: HttpRequest) -> HttpResponse:
    _make(request)
    return HttpResponse("tersimpan")


@login_not_required
@once
def public(request: HttpRequest) -> HttpResponse:
    return redirect(request, f"/made/{_make(request).pk}")


urlpatterns = [
    path("make", make),
    path("other", make),
    path("make-or-422", make_or_422),
    path("break-rule", break_rule),
    path("fragment", fragment),
    path("public", public),
    path("", include("pamong.config.urls")),
]
