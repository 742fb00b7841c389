"""What one asked of others and nobody has answered, in words."""

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.people.models import SupervisorReport
from pamong.performance.home.queries import Home
from pamong.performance.home.waiting import AWAITED, TALK
from pamong.performance.models import Plan
from pamong.ui.components import Task


def waited_said(since: date, day: date) -> str:
    """For how long something waits."""
    count = (day - since).days
    if not count:
        return _("Baru hari ini")
    return ngettext("%(n)d hari menunggu", "%(n)d hari menunggu", count) % {"n": count}


def awaited(home: Home) -> list[Task]:
    """What this person sent and nobody has answered."""
    tasks = [
        Task(
            plan.title,
            reverse("performance:plan-detail", args=[plan.uuid]),
            _("Menunggu %(name)s") % {"name": plan.rater.full_name if plan.rater else "–"},
            ("proposed", waited_said(plan.status_on, home.day)),
        )
        for plan in home.plans
        if plan.status == Plan.Status.PROPOSED
    ]
    if count := home.requests.get(AWAITED):
        text = ngettext("%(n)d keberatan Anda", "%(n)d keberatan Anda", count) % {"n": count}
        why = _("Menunggu keputusan atasan penilai.")
        url = reverse("performance:objection-list")
        tasks.append(Task(text, url, why, ("proposed", _("Belum diputuskan"))))
    return tasks + [_sent_task(home, *told) for told in home.sent]


def _sent_task(home: Home, kind: str, key: str, since: str, name: str = "") -> Task:
    """A talk that one asked for, or the report that the recorded superior is wrong."""
    waits = ("proposed", waited_said(date.fromisoformat(since), home.day))
    if kind == TALK:
        url = reverse("performance:dialogue-list", args=[UUID(key)])
        return Task(_("Dialog kinerja"), url, _("Menunggu %(name)s") % {"name": name}, waits)
    url = reverse("people:supervisor-report-detail", args=[UUID(key)])
    why = str(SupervisorReport.Status.OPEN.label)
    return Task(_("Laporan Anda: atasan keliru"), url, why, waits)
