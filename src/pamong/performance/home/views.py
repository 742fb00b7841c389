"""The first screen."""

from django.http import HttpResponse

from pamong.access.clock import hour, now, today
from pamong.people.request import Request
from pamong.performance.home.presentation import home_context
from pamong.performance.home.queries import home_of
from pamong.ui.responses import render


def home(request: Request) -> HttpResponse:
    """What waits, what is due, how the goals stand."""
    day = today()
    found = home_of(request.scope, day)
    request.waiting = {} if request.scope.back_on else found.waiting
    context = home_context(found, request.scope, now(), hour())
    return render(request, "performance/home.html", context=context)
