"""Plans to improve in the download of one's own data."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.documents.writing import Heading
from pamong.people.models import Employee
from pamong.people.own_data.parts import OwnSheet
from pamong.performance.models import ImprovementNote, ImprovementPlan


def improved_sheets(scope: Scope, employee: Employee) -> Iterator[OwnSheet]:
    """One's plans, and what both sides noted at each milestone."""
    plans = ImprovementPlan.objects.visible_to(scope).filter(employee=employee)
    yield _plans(plans)
    yield _notes(plans)


def _plans(plans: QuerySet[ImprovementPlan]) -> OwnSheet:
    found = plans.select_related("opened_by", "judged_by")
    rows = (
        [
            *(one.opened_on, one.opened_by.full_name, one.goal, one.support_note, one.ends_on),
            *(str(one.get_status_display()), str(one.get_result_display()), one.reason),
            one.judged_by.full_name if one.judged_by else "",
            *(one.judged_on, one.acknowledged_on, one.acknowledged_note),
        ]
        for one in found.order_by("-opened_on", "-pk")
    )
    headings = [
        *(Heading(_("Dibuka"), "day"), Heading(_("Oleh"), width=30)),
        *(Heading(_("Yang harus membaik"), width=50), Heading(_("Rincian dukungan"), width=40)),
        *(Heading(_("Sampai"), "day"), Heading(_("Status")), Heading(_("Hasil"))),
        *(Heading(_("Alasan"), width=50), Heading(_("Ditetapkan oleh"), width=30)),
        *(Heading(_("Ditetapkan"), "day"), Heading(_("Diterima"), "day")),
        Heading(_("Kata Anda"), width=40),
    ]
    about = _("Rencana perbaikan kinerja Anda, dengan hasil dan alasannya.")
    return OwnSheet(_("Rencana perbaikan"), about, headings, rows)


def _notes(plans: QuerySet[ImprovementPlan]) -> OwnSheet:
    found = ImprovementNote.objects.filter(milestone__plan__in=plans.order_by())
    rows = (
        [
            *(one.milestone.due_on, one.milestone.text, one.milestone.measure, one.noted_on),
            *(str(one.get_side_display()), str(one.get_outcome_display()), one.text),
        ]
        for one in found.select_related("milestone").order_by("-noted_on", "-pk")
    )
    headings = [
        *(Heading(_("Tanggal tonggak"), "day"), Heading(_("Yang dikerjakan"), width=50)),
        *(
            Heading(_("Ukuran tonggak"), width=40),
            Heading(_("Dicatat"), "day"),
            Heading(_("Pihak")),
        ),
        *(Heading(_("Hasil")), Heading(_("Catatan"), width=50)),
    ]
    about = _("Catatan kedua pihak pada tiap tonggak.")
    return OwnSheet(_("Tonggak perbaikan"), about, headings, rows)
