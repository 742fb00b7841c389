"""Backups in the browser: asked for, read once more, taken along by whoever proves anew who they are."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pamong.access.adapter import FRESH_SECONDS
from pamong.access.clock import now, today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.access.security.queries import has_second_factor
from pamong.config.models import NightlyBackup
from pamong.config.operations import actions
from pamong.config.operations.permissions import can_take_backup, can_verify_backup
from pamong.people.request import Request, own_agency
from pamong.ui.downloads import ZIP, download
from pamong.ui.responses import redirect, render

View = Callable[..., Any]


@require_POST
@once
def backup_ask(request: Request) -> HttpResponse:
    """Let the worker write one now."""
    require(can_verify_backup(request.scope))
    given: Any = {"by": request.user, "on": today(), "at": now()}
    job = actions.ask_backup(own_agency(request), **given)
    return redirect(request, "people:job-detail", job.uuid)


@require_POST
@once
def backup_verify(request: Request, pk: int) -> HttpResponse:
    """Let the worker read one to its end."""
    require(can_verify_backup(request.scope))
    row = get_object_or_404(NightlyBackup, pk=pk)
    given: Any = {"by": request.user, "on": today(), "at": now()}
    job = actions.verify_again(row, own_agency(request), **given)
    return redirect(request, "people:job-detail", job.uuid)


def proved_twice(view: View) -> View:
    """Whoever has a second factor shows it anew; a password alone opens nothing here."""

    @wraps(view)
    def asked(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        records = get_authentication_records(request, request.user)
        since = now().timestamp() - FRESH_SECONDS
        is_proved = any(one["method"] == "mfa" and one["at"] > since for one in records)
        if has_second_factor(request.user) and not is_proved:
            here = urlencode({"next": request.path})
            return redirect(request, f"{reverse('mfa_reauthenticate')}?{here}")
        answer: HttpResponseBase = view(request, *args, **kwargs)
        return answer

    return asked


def for_the_office(view: View) -> View:
    """Nobody else is asked who they are."""

    @wraps(view)
    def allowed(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require(can_take_backup(request.scope))
        answer: HttpResponseBase = view(request, *args, **kwargs)
        return answer

    return allowed


@never_cache
@for_the_office
@reauthentication_required(app="account")  # type: ignore[untyped-decorator]
@proved_twice
def backup_take(request: Request, pk: int) -> HttpResponseBase:
    """Say what it holds, then hand it out. Sent twice it is the same file, so it needs no key."""
    row = get_object_or_404(NightlyBackup, pk=pk)
    if request.method == "POST":
        file = actions.take_backup(row, own_agency(request), by=request.user, on=today())
        return download(lambda: file.open("rb"), file.name, ZIP)
    actions.refuse_leaving(row)
    return render(request, "config/backup_take.html", context={"row": row})
