"""Pages that belong to no app: help."""

from django.http import Http404, HttpResponse
from django.utils.translation import get_language

from pamong.access.clock import today
from pamong.config.guides import guide_named, guides_in
from pamong.config.help import helpers_of, years_of
from pamong.people.request import Request
from pamong.ui.responses import render


def help_page(request: Request) -> HttpResponse:
    """What to do when, the how-tos, and whom to ask."""
    context = {
        "years": years_of(request.scope),
        "guides": guides_in(get_language() or "").values(),
        "helpers": helpers_of(request.scope, today()),
    }
    return render(request, "config/help.html", context=context)


def help_guide(request: Request, slug: str) -> HttpResponse:
    """One how-to."""
    guide = guide_named(slug, get_language() or "")
    if guide is None:
        raise Http404
    return render(request, "config/help_guide.html", context={"guide": guide})
