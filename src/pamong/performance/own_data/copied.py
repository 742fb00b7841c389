"""What the national application says of the person, as the last recap has it, and what was marked as copied."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.documents.writing import Heading
from pamong.people.models import Employee
from pamong.people.own_data.parts import OwnSheet
from pamong.performance.models import CopyMark, RecapRow
from pamong.performance.own_data.planned import own_plans
from pamong.performance.recap.presentation import part_said
from pamong.performance.rules import PREDICATES, RATINGS, label_of, pack_named


def copied_sheets(scope: Scope, employee: Employee) -> Iterator[OwnSheet]:
    """Both, the newest first."""
    yield _recapped(employee)
    yield _marked(scope, employee)


def _recapped(employee: Employee) -> OwnSheet:
    found = RecapRow.objects.filter(employee=employee).select_related("recap", "plan")
    rows = (_row(one) for one in found.order_by("-year", "part", "pk"))
    headings = [
        *(Heading(_("SKP atau periode"), width=24), Heading(_("Rekap per"), "day")),
        *(Heading(_("Ada di rekap")), Heading(_("Status SKP"))),
        *(Heading(_("Periode awal"), "day"), Heading(_("Periode akhir"), "day")),
        *(Heading(_("Rating hasil kerja")), Heading(_("Rating perilaku"))),
        Heading(_("Predikat")),
    ]
    about = _("Yang dikatakan rekap e-Kinerja BKN terakhir tentang SKP dan penilaian Anda.")
    return OwnSheet(_("Menurut e-Kinerja"), about, headings, rows)


def _row(one: RecapRow) -> list[Any]:
    said = _("ya") if one.is_there else _("tidak")
    return [
        *(part_said(one.year, one.part), one.recap.as_of, said, one.status),
        *(one.starts_on, one.ends_on, _label(one, RATINGS, one.results)),
        *(_label(one, RATINGS, one.behaviour), _label(one, PREDICATES, one.predicate)),
    ]


def _label(one: RecapRow, scale: str, code: str) -> str:
    return label_of(pack_named(one.plan.pack), scale, code) if one.plan and code else code


def _marked(scope: Scope, employee: Employee) -> OwnSheet:
    found = CopyMark.objects.filter(plan__in=own_plans(scope, employee).order_by())
    rows = (
        [part_said(one.plan.year, one.part), one.made_on, one.user.name if one.user else ""]
        for one in found.select_related("plan", "user").order_by("-made_on", "-pk")
    )
    headings = [
        *(Heading(_("SKP atau periode"), width=24), Heading(_("Ditandai pada"), "day")),
        Heading(_("Yang menandai"), width=30),
    ]
    about = _("Kapan SKP dan penilaian Anda ditandai sudah disalin ke e-Kinerja BKN.")
    return OwnSheet(_("Disalin ke e-Kinerja"), about, headings, rows)
