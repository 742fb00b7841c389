"""The page of one's own data, and its download."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pamong.access.clock import now, today
from pamong.access.once import once
from pamong.people.own_data.actions import take_own_data
from pamong.people.own_data.making import whole_download
from pamong.people.own_data.queries import OPEN_FOR, is_ready, last_taken
from pamong.people.queries import oneself
from pamong.people.request import Request
from pamong.ui.downloads import guarded
from pamong.ui.responses import redirect, render


@require_safe
def own_data(request: Request) -> HttpResponse:
    """What the download holds, when it was last made, and the way to it."""
    person = get_object_or_404(oneself(request.scope))
    last = last_taken(person)
    open_until = last + OPEN_FOR if last and now() - last < OPEN_FOR else None
    context = {"last": last, "open_until": open_until}
    return render(request, "people/own_data.html", context=context)


@require_POST
@once
def own_data_take(request: Request) -> HttpResponse:
    """Open the download for an hour."""
    person = get_object_or_404(oneself(request.scope))
    take_own_data(person, by=request.user, on=today(), at=now())
    said = _("Data Anda siap. Unduh berkasnya dalam satu jam.")
    return redirect(request, "people:own-data", said=said)


@require_safe
def own_data_file(request: Request) -> HttpResponseBase:
    """The ZIP, written while it is read."""
    person = get_object_or_404(oneself(request.scope))
    if not is_ready(person, now()):
        raise Http404
    made = whole_download(request.scope, person, today(), default_storage.open)
    return guarded(StreamingHttpResponse(made.pieces, content_type="application/zip"), made.name)
