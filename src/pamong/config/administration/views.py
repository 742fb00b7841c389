"""The page of what is administered, and the list of all files that came in."""

from django.http import HttpResponse

from pamong.access.clock import now, today
from pamong.access.permissions import require
from pamong.config.administration.files import KINDS, files_of
from pamong.config.administration.permissions import (
    administers,
    can_see_administration,
    sees_all,
)
from pamong.config.administration.presentation import attention, files_table, groups_of, kind_tabs
from pamong.config.administration.queries import standing_of
from pamong.people.request import Request
from pamong.ui.responses import render


def administration(request: Request) -> HttpResponse:
    """What needs somebody, then every part with how it stands."""
    require(can_see_administration(request.scope))
    found = standing_of(request.scope, today(), now())
    context = {
        "attention": attention(found, request.scope),
        "groups": groups_of(found, request.scope),
        "is_asked": administers(request.scope),
        "is_all": sees_all(request.scope),
    }
    return render(request, "config/administration.html", context=context)


def administration_imports(request: Request) -> HttpResponse:
    """Files of every kind in one list, the newest first."""
    require(can_see_administration(request.scope))
    kind = request.GET.get("kind", "")
    kinds = [kind] if kind in KINDS else list(KINDS)
    page = files_of(request.scope, request.GET.get("after", ""), kinds)
    more = {"kind": kind} if kind in KINDS else {}
    context = {
        "tabs": kind_tabs(kind),
        "table": files_table(page.rows, request.scope),
        "next_url": page.next_url(**more),
        "is_own": not sees_all(request.scope),
    }
    return render(request, "config/administration_imports.html", context=context)
