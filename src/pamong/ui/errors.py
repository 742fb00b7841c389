"""Pages for what went wrong: each says what to do next, and none needs the database."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.urls import is_valid_path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.ui.problems import is_for_program, problem
from pamong.ui.responses import back_url, refusal
from pamong.ui.responses import render as render_page
from pamong.ui.typed import typed_in

BAD, FORBIDDEN, MISSING, NOT_SO, BROKEN = 400, 403, 404, 405, 500
NO_MORE = gettext_lazy(
    "Isian ini tidak disimpan: tindakan ini tidak termasuk peran Anda saat ini, atau keadaannya "
    "berubah sejak halamannya dibuka."
)
NOT_THERE = gettext_lazy(
    "Isian ini tidak disimpan: yang Anda isi sudah tidak ada, atau tidak lagi terbuka untuk akun Anda."
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 — Django hands it over
    """The request could not be understood; its host may be wrong, so nothing is read from it."""
    if is_for_program(request):
        return problem(BAD)
    return HttpResponse(get_template("ui/error_400.html").render(), status=BAD)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Seen but not allowed to do; the reason is shown where a verb gave one, and what was typed."""
    if is_for_program(request):
        return problem(FORBIDDEN)
    form = getattr(exception, "form", None)
    if typed_in(request, form):
        return refusal(request, [str(exception) or str(NO_MORE)], form, FORBIDDEN)
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
    """Not there, or not for this person: the page does not tell which. What was typed is shown."""
    if is_for_program(request):
        return problem(MISSING)
    if typed_in(request):
        return refusal(request, [str(NOT_THERE)], status=MISSING)
    return render_page(request, "ui/error_404.html", "", _framed(request, {}), status=MISSING)


def only_sent(request: HttpRequest, allowed: str) -> HttpResponse:
    """An address behind a button, opened as a page: nothing happened, and the button is on the page above."""
    above = request.path_info
    while above := above.rstrip("/").rpartition("/")[0]:
        if found := next((one for one in (above + "/", above) if is_valid_path(one)), ""):
            break
    context = {"above_url": found if above else "/"}
    answer = render_page(request, "ui/error_405.html", "", _framed(request, context), status=NOT_SO)
    answer.headers["Allow"] = allowed
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """Our own fault; rendered without any context, for that may be what is broken."""
    if is_for_program(request):
        return problem(BROKEN)
    return HttpResponse(get_template("ui/error_500.html").render(), status=BROKEN)


def _framed(request: HttpRequest, context: dict[str, str]) -> dict[str, str]:
    """Inside the house for those signed in, else the plain frame."""
    user = getattr(request, "user", None)
    is_inside = bool(user and user.is_authenticated)
    return {**context, "frame": "ui/page.html" if is_inside else "ui/outside.html"}
