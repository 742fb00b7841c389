"""A form sent twice does once what it says: the second sending gets the first one's answer."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from pamong.access.clock import now
from pamong.access.drafts.actions import KEY, save_draft, storable
from pamong.access.models import FormDraft, Submission, User
from pamong.ui.account_marks import mark_in, mark_of
from pamong.ui.buttons import OFFLINE
from pamong.ui.responses import redirect, refusal

P = ParamSpec("P")
View = Callable[Concatenate[Any, P], HttpResponse]

FIELD, HEADER, DRAFT_FIELD = "_once", "Idempotency-Key", "_draft"
OF_EACH_SENDING = frozenset({FIELD, DRAFT_FIELD, OFFLINE, "csrfmiddlewaretoken"})
UNKEPT = ("password", "passphrase")
DONE = "Pamong-Sent"  # tells a device that what it had kept was done, now or the first time
FIRST_ERROR, CONFLICT = 400, 409
CLAIM = (
    "INSERT INTO access_submission (user_id, key, location, at) VALUES (%s, %s, '', %s)"
    " ON CONFLICT (user_id, key) DO NOTHING RETURNING id"
)
ANSWER = "UPDATE access_submission SET location = %s WHERE id = %s"


def once(view: View[P]) -> View[P]:
    """Wrap a verb's view: key, work, ledger and the forgotten draft commit together or not at all.

    A redirect is kept and given again. Any other answer frees the key, so that a corrected form can
    be sent; an answer of 400 and above also takes back what the view wrote.
    """

    @wraps(view)
    def sent_once(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        is_kept = getattr(request, "is_api", False)  # its answer is kept by who called, as a whole
        if request.method != "POST" or is_kept or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if is_of_another(request):
            return _handed_back(request)
        try:
            with transaction.atomic():
                submission, is_first = _claim(request)
                if not is_first and submission:
                    return _done(redirect(request, submission.location))
                response = view(request, *args, **kwargs)
                _settle(request, submission, response)
        except (ValidationError, PermissionDenied, ObjectDoesNotExist, Http404):
            _keep_typed(request)
            raise
        if response.status_code >= FIRST_ERROR:
            _keep_typed(request)
        return response

    return sent_once


def is_of_another(request: HttpRequest) -> bool:
    """Whether the form was written for an account that is not the one signed in."""
    mark = mark_in(request.POST.get(FIELD, ""))
    return bool(mark) and mark != mark_of(request)


def _handed_back(request: HttpRequest) -> HttpResponse:
    """Nothing is done under another name than the one the form was opened under."""
    told = _(
        "Isian ini ditulis dengan akun lain, sehingga tidak disimpan. Masuk dengan akun itu untuk "
        "mengirimnya."
    )
    return refusal(request, [told], status=CONFLICT)


def _done(response: HttpResponse) -> HttpResponse:
    response.headers[DONE] = "1"
    return response


def _keep_typed(request: HttpRequest) -> None:
    """What was refused comes back as a draft when its form is opened again."""
    key = request.POST.get(DRAFT_FIELD, "")
    if not KEY.fullmatch(key):
        return
    assert isinstance(request.user, User)
    sent = {name: values for name, values in request.POST.lists() if _is_draft(name)}
    with suppress(ValidationError):  # too long for a draft: the refusal is still the answer
        save_draft(key, storable(sent), by=request.user, at=now())


def _is_draft(name: str) -> bool:
    """Whether a field may lie in a draft; what only its owner may know is typed anew."""
    return name not in OF_EACH_SENDING and not any(word in name for word in UNKEPT)


def _claim(request: HttpRequest) -> tuple[Submission | None, bool]:
    """Insert the key; a second sending waits here for the first (unique index, or SQLite's lock)."""
    key = request.headers.get(HEADER) or request.POST.get(FIELD, "")
    if not key:
        return None, True
    user, mark, at = request.user.pk or 0, _fingerprint(request, key), now()
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [user, mark, connection.ops.adapt_datetimefield_value(at)])
        row = cursor.fetchone()
    if row:
        return Submission(pk=row[0], user_id=user, key=mark, at=at), True
    return Submission.objects.get(user_id=user, key=mark), False


def _fingerprint(request: HttpRequest, key: str) -> str:
    """Key, address and content: who goes back, changes the form and sends it again is heard."""
    parts = [key, request.path]
    for name in sorted(request.POST):
        if name not in OF_EACH_SENDING:
            parts += [name, *request.POST.getlist(name)]
    for name in sorted(request.FILES):
        parts += [name, *(f"{file.name}:{file.size}" for file in request.FILES.getlist(name))]
    return hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()


def _settle(request: HttpRequest, submission: Submission | None, response: HttpResponse) -> None:
    location = response.headers.get("HX-Redirect") or response.headers.get("Location", "")
    if response.status_code >= FIRST_ERROR:
        transaction.set_rollback(True)
        return
    if location:
        _done(response)
    draft = request.POST.get(DRAFT_FIELD, "")
    if location and draft and draft.isprintable():  # PostgreSQL refuses even to look for a NUL
        FormDraft.objects.filter(user_id=request.user.pk or 0, key=draft).delete()
    if submission and location:
        with connection.cursor() as cursor:
            cursor.execute(ANSWER, [location, submission.pk])
    elif submission:
        submission.delete()
