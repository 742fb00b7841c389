"""What views of angka kredit share: what was sent, and the purpose that an auditor states first."""

from datetime import date

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.people.models import Employee
from pamong.people.request import Request
from pamong.performance.evaluation import asking_views


def sent(request: Request) -> QueryDict | None:
    """The form's content; nothing on a first visit."""
    return request.POST if request.method == "POST" else None


def purpose_asked(request: Request, person: Employee, on: date) -> HttpResponse | None:
    """The page that asks an auditor for a purpose; nothing where none is owed."""
    heading = _("Angka kredit %(name)s") % {"name": person.full_name}
    back = (_("Angka kredit pegawai"), reverse("performance:credit-list"))
    return asking_views.purpose_asked(request, person, on, heading, back)
