"""The page that asks an auditor for a purpose before anything opens that shows a person's results."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from pamong.people.models import Employee
from pamong.people.request import Request
from pamong.performance.evaluation.stated import must_still_state
from pamong.ui.responses import render


def purpose_asked(
    request: Request, person: Employee, on: date, heading: str, back: tuple[str, str]
) -> HttpResponse | None:
    """The page in the place of the one asked for; nothing where no purpose is owed."""
    if not must_still_state(request.scope, person, on):
        return None
    text, url = back
    context = {
        "heading": heading,
        "back_text": text,
        "back_url": url,
        "trace_url": trace_of(person),
    }
    return render(request, "performance/purpose_asked.html", context=context)


def trace_of(person: Employee) -> str:
    """Where a purpose for the person is stated."""
    return f"{reverse('people:trace')}?{urlencode({'q': person.nip or person.name})}"
