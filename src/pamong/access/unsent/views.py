"""Throwing away what was sent in vain."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from pamong.access.once import once
from pamong.access.unsent.keeping import HELD
from pamong.ui.responses import back_url, redirect


@require_POST
@once
def unsent_drop(request: HttpRequest) -> HttpResponse:
    """Forget it; nothing of it was ever saved."""
    request.session.pop(HELD, None)
    return redirect(request, back_url(request))
