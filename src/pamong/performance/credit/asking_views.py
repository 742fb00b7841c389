"""What views of angka kredit share: what was sent, and the purpose that an auditor states first."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from pamong.people.models import Employee
from pamong.people.request import Request
from pamong.performance.credit.permissions import must_state_purpose
from pamong.performance.credit.queries import has_stated
from pamong.ui.responses import render


def sent(request: Request) -> QueryDict | None:
    """The form's content; nothing on a first visit."""
    return request.POST if request.method == "POST" else None


def purpose_asked(request: Request, person: Employee, on: date) -> HttpResponse | None:
    """The page that asks an auditor for a purpose; nothing where none is owed."""
    scope = request.scope
    if not must_state_purpose(scope, person) or has_stated(scope, person, on):
        return None
    trace = f"{reverse('people:trace')}?{urlencode({'q': person.nip or person.name})}"
    context = {"person": person, "trace_url": trace}
    return render(request, "performance/credit_purpose.html", context=context)
