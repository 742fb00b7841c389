"""The page that a code on paper leads to; nobody signs in for it."""

from allauth.core.internal.httpkit import get_client_ip
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pamong.access.clock import now
from pamong.documents.checking.forms import PaperFileForm
from pamong.documents.checking.presentation import checked_context
from pamong.documents.checking.queries import (
    Checked,
    Standing,
    check_file,
    check_paper,
    digest_by_code,
)
from pamong.documents.checking.slowing import is_too_often
from pamong.ui.responses import UNPROCESSABLE, redirect, render

NOT_FOUND, TOO_MANY = 404, 429


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper_check(request: HttpRequest, digest: str = "") -> HttpResponse:
    """How a paper stands, by its code; and whether a file is the one that was handed out."""
    if is_too_often(get_client_ip(request) or "", now().timestamp()):
        return render(request, "429.html", status=TOO_MANY)
    if code := request.GET.get("code", ""):
        return _by_code(request, code)
    form = PaperFileForm(request.POST or None, request.FILES or None)
    status, file = 200, None
    if request.method == "POST":
        form = PaperFileForm(request.POST, request.FILES)
        file = check_file(form.cleaned_data["file"].read()) if form.is_valid() else None
        digest = file.digest if file and file.is_known else digest
        status = 200 if file and file.is_known else UNPROCESSABLE
    checked = check_paper(digest) if digest else None
    if checked and checked.standing == Standing.UNKNOWN and status == HttpResponse.status_code:
        status = NOT_FOUND
    return _page(request, form, checked_context(checked, file), status)


def _by_code(request: HttpRequest, code: str) -> HttpResponse:
    """A code typed by hand leads to the address that the printed one names."""
    if found := digest_by_code(code):
        return redirect(request, "documents:paper-check", digest=found)
    context = checked_context(Checked(Standing.UNKNOWN), None)
    return _page(request, PaperFileForm(), context, NOT_FOUND)


def _page(
    request: HttpRequest, form: PaperFileForm, context: dict[str, object], status: int
) -> HttpResponse:
    context |= {"form": form, "code": request.GET.get("code", "")[:80]}
    return render(request, "documents/paper_check.html", context=context, status=status)
