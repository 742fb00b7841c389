"""Pages of people and units."""

from django.http import HttpResponse

from pamong.access.clock import today
from pamong.people.directory.presentation import person_context
from pamong.people.directory.queries import oneself
from pamong.people.raters.presentation import report_note
from pamong.people.raters.queries import reports_of
from pamong.people.request import Request
from pamong.ui.responses import render


def profile(request: Request) -> HttpResponse:
    """One's own record: posts, rater, and the way to say that something is wrong."""
    person = oneself(request.scope).first()
    if person is None:
        return render(request, "people/profile_none.html")
    context = person_context(person, today())
    context |= report_note(reports_of(request.scope, person))
    return render(request, "people/profile.html", context=context)
