"""States and verbs of a plan as people read them."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pamong.ledger.actions import ON_BEHALF
from pamong.measurement.pace import STAGES
from pamong.people.trace.changes import say_changes
from pamong.performance.models import Plan
from pamong.performance.plan.queries import TraceLine
from pamong.ui.components import Step, Trace
from pamong.ui.dates import say_day_full

# state of a plan → shape of its tag
SHAPES = {
    Plan.Status.DRAFTED: "draft",
    Plan.Status.PROPOSED: "proposed",
    Plan.Status.RETURNED: "returned",
    Plan.Status.WITHDRAWN: "draft",
    Plan.Status.AGREED: "agreed",
    Plan.Status.REVISED: "agreed",
    Plan.Status.CLOSED: "none",
}
VERBS = {
    "performance.plan_drafted": gettext_lazy("Disusun"),
    "performance.acting_plan_drafted": gettext_lazy("Disusun"),
    "performance.plan_imported": gettext_lazy("Diimpor sebagai SKP yang disetujui"),
    "performance.plan_copied": gettext_lazy("Disalin"),
    "performance.plan_proposed": gettext_lazy("Diajukan"),
    "performance.plan_shortened": gettext_lazy("Periode dipersingkat"),
    "performance.plan_reopened": gettext_lazy("Dibuka kembali"),
    "performance.plan_withdrawn": gettext_lazy("Ditarik"),
    "performance.plan_returned": gettext_lazy("Dikembalikan"),
    "performance.plan_agreed": gettext_lazy("Disetujui"),
    "performance.plan_agreement_undone": gettext_lazy("Persetujuan dibatalkan"),
    "performance.result_saved": gettext_lazy("Hasil kerja diubah"),
    "performance.result_removed": gettext_lazy("Hasil kerja dihapus"),
    "performance.annexes_saved": gettext_lazy("Lampiran diubah"),
    "performance.behaviour_expected": gettext_lazy("Ekspektasi perilaku ditulis"),
    "performance.revision_asked": gettext_lazy("Perubahan target diminta"),
    "performance.revision_granted": gettext_lazy("Perubahan target disetujui"),
    "performance.revision_refused": gettext_lazy("Perubahan target ditolak"),
    "performance.plan_rater_changed": gettext_lazy("Penilai diganti"),
    "performance.plan_closed": gettext_lazy("Ditutup karena mutasi atau berhenti"),
    "performance.acting_plan_closed": gettext_lazy(
        "Ditutup karena jabatan Plt. atau Plh. berakhir"
    ),
    "performance.plan_duty_changed": gettext_lazy("Tugas tambahan diganti"),
    "performance.plan_post_changed": gettext_lazy("Jabatan diganti karena mutasi"),
    "performance.plan_followed": gettext_lazy("Penilai disesuaikan"),
    "performance.result_carried": gettext_lazy("Hasil kerja dibawa dari SKP sebelumnya"),
    "performance.role_taken": gettext_lazy("Peran dari matriks diambil"),
    "performance.roles_shared": gettext_lazy("Matriks peran hasil diisi"),
    "documents.paper_issued": gettext_lazy("Dicetak"),
    "performance.steps_saved": gettext_lazy("Rencana aksi ditulis"),
    "performance.steps_copied": gettext_lazy("Rencana aksi disalin"),
    "performance.copied_marked": gettext_lazy("Ditandai sudah disalin ke e-Kinerja"),
    "performance.copied_unmarked": gettext_lazy("Tanda sudah disalin ke e-Kinerja dihapus"),
}
FIGURES = ("target", *STAGES, "starts_on", "ends_on")
ORDER = (Plan.Status.DRAFTED, Plan.Status.PROPOSED, Plan.Status.AGREED)


def tag_of(status: str) -> tuple[str, str]:
    """Shape and word of a state."""
    return SHAPES[Plan.Status(status)], str(Plan.Status(status).label)


def trace_lines(lines: Iterable[TraceLine], own_uuid: str) -> list[Trace]:
    """The trace in words; one's own acts are “Anda”, the same act again on one day is one line."""
    found = []
    for _key, same in groupby(lines, key=_sameness):
        first, *others = same
        times = len(others) + 1
        again = ngettext("%(n)d kali", "%(n)d kali", times) % {"n": times} if others else ""
        changed = "; ".join(say_changes("performance.plan", _changed(first)))
        found.append(
            Trace(
                verb=str(VERBS.get(first.verb, first.verb)),
                by=_said_by(first, own_uuid),
                at=first.at,
                note=changed or again,
                quote=first.quote,
                on=first.effective_on,
            )
        )
    return found


def _said_by(line: TraceLine, own_uuid: str) -> str:
    """Oneself as “Anda”, with the rater in whose place it was done."""
    if line.actor_uuid != own_uuid:
        return line.actor_name
    _own, behalf, rater = line.actor_name.partition(ON_BEHALF)
    return _("Anda") + behalf + rater


def _changed(line: TraceLine) -> dict[str, Any]:
    """Figures and days that were one thing and are another; people and words are said elsewhere."""
    pairs = ((name, line.changes.get(name)) for name in FIGURES)
    return {name: pair for name, pair in pairs if isinstance(pair, list) and pair[0] is not None}


def _sameness(line: TraceLine) -> tuple[object, ...]:
    """What two neighbours share that may stand as one line; a reason or a figure always stands alone."""
    alone = line.at if line.quote or _changed(line) else None
    days = line.effective_on, localdate(line.at)
    return line.verb, line.actor_uuid, line.actor_name, days, alone


def steps_of(plan: Plan) -> list[Step]:
    """The way of a plan from drafting to rating, with where it stands."""
    reached = {
        Plan.Status.DRAFTED: 0,
        Plan.Status.WITHDRAWN: 0,
        Plan.Status.RETURNED: 0,
        Plan.Status.PROPOSED: 1,
        Plan.Status.AGREED: 3,
        Plan.Status.REVISED: 3,
        Plan.Status.CLOSED: 3,
    }[Plan.Status(plan.status)]
    names = [_("Disusun"), _("Diajukan"), _("Disetujui"), _("Dilaksanakan"), _("Dinilai")]
    begun = max(filter(None, (plan.agreed_on, plan.starts_on)))  # not before it was agreed
    notes = [_note(plan), plan.proposed_on, plan.agreed_on, begun, None]
    return [
        Step(
            text=name,
            sub=note if isinstance(note, str) else _day(note) if place <= reached else "",
            state="done" if place < reached else "current" if place == reached else "todo",
        )
        for place, (name, note) in enumerate(zip(names, notes, strict=True))
    ]


def _note(plan: Plan) -> str:
    if plan.status in {Plan.Status.RETURNED, Plan.Status.WITHDRAWN}:
        return f"{plan.get_status_display()} {_day(plan.status_on)}"
    return ""


def _day(day: date | None) -> str:
    return say_day_full(day) if day else ""
