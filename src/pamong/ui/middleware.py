"""The language of a page, and what a broken rule looks like."""

import errno
import gzip
import logging
import re
import secrets
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, ObjectDoesNotExist, ValidationError
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import is_valid_path
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext_lazy as _

from pamong.ui.errors import only_sent
from pamong.ui.problems import is_for_program
from pamong.ui.responses import refusal

Next = Callable[[HttpRequest], HttpResponse]
# What PostgreSQL and SQLite call it when two writes meet.
MEETINGS = {"UniqueViolation", "DeadlockDetected", "SerializationFailure", "LockNotAvailable"}
MET_ON_SQLITE = ("UNIQUE constraint failed", "database is locked", "database table is locked")
AT_ONCE = _(
    "Data yang sama sedang disimpan dari tempat lain pada saat yang sama. Kembali, muat ulang "
    "halamannya, lalu simpan sekali lagi bila masih perlu."
)
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}
CANNOT_WRITE = _(
    "Server tidak dapat menyimpan berkas sekarang, dan belum ada yang tersimpan. Beri tahu "
    "pengelola server, lalu coba lagi nanti."
)
log = logging.getLogger("pamong.requests")
NUL = "an address with NUL"
GZIP = re.compile(r"\bgzip\b")
MISSING, NOT_SO = 404, 405
SHORT, LEVEL, LONGEST_NAME = 200, 4, 100
CODES = {code for code, _name in settings.LANGUAGES}


def language(get_response: Next) -> Next:
    """Indonesian unless the person chose English; the browser's own wish is not asked."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = chosen if chosen in CODES else settings.LANGUAGE_CODE
        with translation.override(code):
            response = get_response(request)
            response.headers.setdefault("Content-Language", code)
            return response

    return middleware


def addressed(get_response: Next) -> Next:
    """An address that holds NUL names nothing, and PostgreSQL refuses even to look for it: 400."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest(NUL)
        response = get_response(request)
        if response.status_code == MISSING and (known := _without_slash(request)):
            return HttpResponsePermanentRedirect(known)
        return response

    return middleware


def _without_slash(request: HttpRequest) -> str:
    """The address that was meant where one is read that ends with a slash too many; Django adds those that lack."""
    path = request.path_info.removesuffix("/")
    is_read = request.method in {"GET", "HEAD"} and request.path_info.endswith("/")
    if not is_read or not path or request.path.startswith("//"):  # which would name another host
        return ""
    if path.startswith("/api/") or request.resolver_match is not None:
        return ""
    if not is_valid_path(path):
        return ""
    query = request.META.get("QUERY_STRING", "")
    return f"{request.path.removesuffix('/')}?{query}" if query else request.path.removesuffix("/")


def personal(get_response: Next) -> Next:
    """What a page shows is one person's: no proxy keeps it, and a browser asks anew."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware


class squeeze(MiddlewareMixin):  # noqa: N801 — named as it is listed, like its neighbours
    """Pages go over slow lines: they are packed here, so that no proxy needs to be told.

    Files are sent as they are, for most are packed already. A name of random length is added, and Django
    masks the key of each form, so that the length of an answer tells nothing about what is secret in it.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Pack a whole page; leave files and streams alone."""
        if not isinstance(response, HttpResponse) or not _is_packable(response):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if not GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            return response
        packed = _packed(response.content)
        if len(packed) < len(response.content):
            response.content = packed
            response.headers["Content-Length"] = str(len(packed))
            response.headers["Content-Encoding"] = "gzip"
        return response


def _is_packable(response: HttpResponse) -> bool:
    kind = response.headers.get("Content-Type", "")
    is_text = kind.startswith(("text/html", "application/json"))
    return is_text and len(response.content) >= SHORT and "Content-Encoding" not in response.headers


def _packed(content: bytes) -> bytes:
    """As Django's middleware does it, at two thirds of the cost and a thirtieth more bytes."""
    made = gzip.compress(content, LEVEL, mtime=0)
    name = b"a" * secrets.randbelow(LONGEST_NAME)
    return b"".join((made[:3], b"\x08", made[4:10], name, b"\0", made[10:]))


class refusals:  # noqa: N801 — named as it is listed, like its neighbours
    """A rule broken inside an action is a ValidationError: the page says it with status 422.

    An address that only takes what is sent, opened as a page, says from where it is sent.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        response = self.get_response(request)
        is_opened = request.method in {"GET", "HEAD"} and not is_for_program(request)
        if response.status_code == NOT_SO and is_opened:
            return only_sent(request, response.headers.get("Allow", ""))
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Make a page of a broken rule, two writes that met and a full disk; nothing of the rest."""
        if isinstance(error, ValidationError):
            return refusal(request, error.messages, getattr(error, "form", None))
        if met_another(error):
            log.warning("two writes met at %s: %s", request.path, type(error).__name__)
            return refusal(request, [str(AT_ONCE)])
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            log.error("nothing can be written: %s", error)
            return refusal(request, [str(CANNOT_WRITE)])
        return None


def met_another(error: Exception) -> bool:
    """Whether somebody wrote the same at the same moment, or took it away before it was locked."""
    if not isinstance(error, DatabaseError):
        return isinstance(error, ObjectDoesNotExist)
    return type(error.__cause__).__name__ in MEETINGS or str(error).startswith(MET_ON_SQLITE)
