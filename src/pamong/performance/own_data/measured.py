"""What one answers for among the indicators of the agency, in the download of one's own data."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.documents.writing import Heading
from pamong.measurement.findings.asking import SOURCE
from pamong.measurement.findings.presentation import question_said
from pamong.measurement.models import Card, Finding
from pamong.people.models import Employee
from pamong.people.own_data.parts import OwnSheet


def measured_sheets(scope: Scope, employee: Employee) -> Iterator[OwnSheet]:
    """Cards that one owns, and questions about their figures with what one answered."""
    yield _cards(scope, employee)
    yield _questions(employee)


def _cards(scope: Scope, employee: Employee) -> OwnSheet:
    found = Card.objects.visible_to(scope).filter(owner=employee).order_by("code", "pk")
    rows = (
        [
            one.code,
            one.indicator.name,
            one.unit.name if one.unit else "",
            str(one.get_frequency_display()),
            one.closed_on,
        ]
        for one in found.select_related("indicator", "unit")
    )
    headings = [
        *(Heading(_("Kode"), "code"), Heading(_("Indikator"), width=50)),
        *(Heading(_("Unit"), width=40), Heading(_("Diukur")), Heading(_("Ditutup"), "day")),
    ]
    about = _("Kartu indikator yang angkanya Anda pegang.")
    return OwnSheet(_("Indikator yang dipegang"), about, headings, rows)


def _questions(employee: Employee) -> OwnSheet:
    found = Finding.objects.filter(Q(owner=employee) | Q(answered_by=employee))
    found = found.filter(source__startswith=SOURCE).order_by("-found_on", "-pk")
    rows = (
        [one.found_on, question_said(one), str(one.get_state_display())]
        + ([one.answered_on, one.answer] if one.answered_by_id == employee.pk else ["", ""])
        for one in found.iterator(chunk_size=2000)
    )
    headings = [
        *(Heading(_("Ditanyakan"), "day"), Heading(_("Pertanyaan"), width=70)),
        *(Heading(_("Status")), Heading(_("Dijawab"), "day"), Heading(_("Jawaban"), width=60)),
    ]
    about = _("Pertanyaan tentang angka indikator yang ditujukan kepada Anda, dan jawaban Anda.")
    return OwnSheet(_("Pertanyaan tentang angka"), about, headings, rows)
