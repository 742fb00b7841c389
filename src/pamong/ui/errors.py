"""Pages for what went wrong: each says what to do next, and none needs the database."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.translation import gettext as _

from pamong.ui.responses import back_url
from pamong.ui.responses import render as render_page

BAD, FORBIDDEN, MISSING, BROKEN = 400, 403, 404, 500


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 — Django hands it over
    """The request could not be understood; its host may be wrong, so nothing is read from it."""
    return HttpResponse(get_template("ui/error_400.html").render(), status=BAD)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Seen but not allowed to do; the reason is shown where a verb gave one."""
    context = {"reason": str(exception), "back_url": back_url(request)}
    return render_page(
        request, "ui/error_403.html", "", _framed(request, context), status=FORBIDDEN
    )


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 — for developers, not for people
    """A form whose key is missing or old: opened too long ago, or sent from another page."""
    words = _(
        "Formulir ini sudah terlalu lama terbuka. Kembali, muat ulang halamannya, lalu simpan sekali lagi."
    )
    context = {"reason": words, "back_url": back_url(request)}
    return render_page(
        request, "ui/error_403.html", "", _framed(request, context), status=FORBIDDEN
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 — Django hands it over
    """Not there, or not for this person: the page does not tell which."""
    return render_page(request, "ui/error_404.html", "", _framed(request, {}), status=MISSING)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — nothing of the request can be trusted now
    """Our own fault; rendered without any context, for that may be what is broken."""
    return HttpResponse(get_template("ui/error_500.html").render(), status=BROKEN)


def _framed(request: HttpRequest, context: dict[str, str]) -> dict[str, str]:
    """Inside the house for those signed in, else the plain frame."""
    user = getattr(request, "user", None)
    is_inside = bool(user and user.is_authenticated)
    return {**context, "frame": "ui/page.html" if is_inside else "ui/outside.html"}
