"""Sanctions in the download of one's own data."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.documents.writing import Heading, Out
from pamong.people.models import Employee
from pamong.people.own_data.parts import OwnSheet
from pamong.performance.models import Sanction
from pamong.performance.sanction.steps import step_said


def sanctioned_sheets(scope: Scope, employee: Employee) -> Iterator[OwnSheet]:
    """What was proposed or imposed, with both sides' words and how it ended."""
    found = Sanction.objects.visible_to(scope).filter(employee=employee)
    rows = (_row(one) for one in found.select_related("proposed_by", "decided_by"))
    headings = [
        *(Heading(_("Diusulkan"), "day"), Heading(_("Oleh"), width=30)),
        *(Heading(_("Sanksi"), width=40), Heading(_("Dasar hukum"), width=30)),
        *(Heading(_("Pelanggaran"), width=40), Heading(_("Hari tidak masuk"), "number")),
        *(Heading(_("Bukti"), width=40), Heading(_("Alasan"), width=50), Heading(_("Status"))),
        *(Heading(_("Keterangan Anda"), width=50), Heading(_("Diputuskan"), "day")),
        *(Heading(_("Diputuskan oleh"), width=30), Heading(_("Alasan keputusan"), width=50)),
        *(Heading(_("Nomor keputusan"), width=24), Heading(_("Berlaku sejak"), "day")),
        *(Heading(_("Berlaku sampai"), "day"), Heading(_("Upaya administratif"), width=40)),
        Heading(_("Alasan ditarik atau dibatalkan"), width=40),
    ]
    about = _("Sanksi dan hukuman disiplin yang diusulkan atau dijatuhkan kepada Anda.")
    yield OwnSheet(_("Sanksi dan disiplin"), about, headings, rows)


def _row(one: Sanction) -> list[Out]:
    return [
        *(one.proposed_on, one.proposed_by.name, step_said(one), one.citation, one.ground),
        *(one.absence_days, one.evidence, one.reason, str(one.get_status_display())),
        *(one.statement, one.decided_on, one.decided_by.name if one.decided_by else ""),
        *(one.decision, one.number, one.starts_on, one.ends_on, one.appeal, one.ended_reason),
    ]
