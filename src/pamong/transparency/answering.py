"""How every public address answers: to anybody, from what may be kept, so often a minute, in its own language."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pamong.documents.checking.slowing import is_too_often
from pamong.transparency.queries import changed_at

View = Callable[..., HttpResponse]
INDONESIAN = "id"
KEPT = "public, max-age=300"  # seconds: what was withdrawn is gone everywhere after this
NOT_FOUND, TOO_MANY = 404, 429


def public(view: View) -> View:
    """Wrap a view of the portal: no account, few questions, and "unchanged" where nothing changed since."""

    @wraps(view)
    @login_not_required
    @require_safe
    def answered(request: HttpRequest, language: str = INDONESIAN, **named: Any) -> HttpResponse:
        with translation.override(language):
            if is_too_often(get_client_ip(request) or "", timezone.now().timestamp(), "public"):
                return _told(request, language, TOO_MANY)
            changed = changed_at()
            mark = mark_of(request, language, changed)
            response = get_conditional_response(request, mark, seconds_of(changed))
            response = response or _made(view, request, language, named)
            return _kept(response, mark, language)

    return answered


def _made(view: View, request: HttpRequest, language: str, named: dict[str, Any]) -> HttpResponse:
    try:
        return view(request, language, **named)
    except Http404:
        return _told(request, language, NOT_FOUND)


def _told(request: HttpRequest, language: str, status: int) -> HttpResponse:
    """Why nothing is shown, and what to do."""
    if status == TOO_MANY:
        title = _("Tunggu sebentar")
        sentence = _("Terlalu banyak permintaan dari jaringan ini. Coba lagi semenit kemudian.")
    else:
        title = _("Halaman tidak ditemukan")
        sentence = _("Periksa alamatnya, atau mulai dari daftar instansi di atas.")
    urls = {
        code: reverse("transparency:agencies", kwargs={"language": code}) for code in ("id", "en")
    }
    context = {"language": language, "urls": urls, "title": title, "sentence": sentence}
    return render(request, "transparency/missing.html", context, status=status)


def _kept(response: HttpResponse, mark: str, language: str) -> HttpResponse:
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = "no-store" if response.status_code == TOO_MANY else KEPT
    if response.status_code == HttpResponse.status_code:
        response.headers["ETag"] = mark
    return response


def seconds_of(changed: datetime | None) -> int | None:
    """When it changed, as the protocol counts."""
    return int(changed.timestamp()) if changed else None


def mark_of(request: HttpRequest, language: str, changed: datetime | None) -> str:
    """The mark of an answer: its address, what is published, and the look of this Pamong."""
    parts = [request.get_full_path(), language, str(changed), static("ui/pamong.css")]
    digest = hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()[:32]
    return f"W/{quote_etag(digest)}"
