"""Reports about a wrong superior, in words."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pamong.ledger.actions import digest_of
from pamong.ledger.models import Entry
from pamong.people.models import SupervisorReport
from pamong.ui.components import Trace
from pamong.ui.dates import say_ago, say_day_full
from pamong.ui.tables import Cell, Column, Row, Table

Status = SupervisorReport.Status
SHAPES = {Status.OPEN: "proposed", Status.MENDED: "agreed", Status.DECLINED: "none"}
TRACE_LENGTH = 20
VERBS = {
    "people.supervisor_reported": gettext_lazy("Dilaporkan"),
    "people.report_answered": gettext_lazy("Dijawab"),
}


def staying_said(count: int, day: date) -> str:
    """What happens with the periods that are over when the new rater begins."""
    if not count:
        return _("Periode yang berakhir sebelum tanggal itu tetap dinilai penilai lama.")
    said = ngettext(
        "Periode yang berakhir sebelum tanggal itu tetap dinilai penilai lama: "
        "%(n)s penilaian bila berlaku sejak %(day)s.",
        "Periode yang berakhir sebelum tanggal itu tetap dinilai penilai lama: "
        "%(n)s penilaian bila berlaku sejak %(day)s.",
        count,
    )
    return said % {"n": count, "day": say_day_full(day)}


def stayed_said(count: int) -> str:
    """The same once it is done; empty where nothing stayed."""
    if not count:
        return ""
    said = ngettext(
        "%(n)s penilaian periode yang sudah berakhir tetap pada penilai lama.",
        "%(n)s penilaian periode yang sudah berakhir tetap pada penilai lama.",
        count,
    )
    return said % {"n": count}


def report_note(reports: Sequence[SupervisorReport]) -> dict[str, Any]:
    """The newest report of a person, as the profile says it."""
    newest = reports[0] if reports else None
    return {"report": newest, "report_shape": SHAPES[Status(newest.status)] if newest else ""}


def report_trace(report: SupervisorReport, own_uuid: str) -> list[Trace]:
    """What happened, with the words that the record keeps only as marks."""
    words = {digest_of(text): text for text in (report.note, report.answer) if text}
    return [
        Trace(
            verb=str(_answered(report) if "status" in entry.changes else VERBS[entry.verb]),
            by=_("Anda") if str(entry.actor_uuid) == own_uuid else entry.actor_name,
            at=entry.recorded_at,
            quote=_quoted(entry, words),
            on=entry.effective_on,
        )
        for entry in Entry.objects.about(report.uuid)[:TRACE_LENGTH]
    ]


def _answered(report: SupervisorReport) -> Any:
    return report.get_status_display()


def _quoted(entry: Entry, words: dict[str, str]) -> str:
    marks = (entry.changes.get(name) or ["", ""] for name in ("answer", "note"))
    return next((words[pair[-1]] for pair in marks if pair[-1] in words), "")


def report_facts(report: SupervisorReport) -> list[tuple[Any, ...]]:
    """What is recorded and what the person says."""
    person, suggested = report.employee, report.suggested
    return [
        (
            _("Pegawai"),
            person.full_name,
            ", ".join(str(part) for part in (person.position, person.unit) if part),
        ),
        *_rater_facts(report),
        (
            _("Yang benar menurut pegawai"),
            suggested.full_name if suggested else _("tidak tahu"),
            str(suggested.position or "") if suggested else "",
        ),
        (_("Keterangan"), report.note),
        (_("Dilaporkan"), say_day_full(report.reported_on)),
    ]


def _rater_facts(report: SupervisorReport) -> list[tuple[Any, ...]]:
    """Who was recorded when it was reported, and once it is answered who is now."""
    none = _("belum ada")
    was, now = report.recorded, report.employee.rater
    if report.status == Status.OPEN:
        return [(_("Penilai yang tercatat"), str(was or now or none))]
    return [
        (_("Penilai yang tercatat saat dilaporkan"), str(was or none)),
        (_("Penilai sekarang"), str(now or none)),
    ]


def report_table(reports: Iterable[SupervisorReport], on: date) -> Table:
    """What waits for an administrator, the oldest first."""
    columns = [
        Column(_("Pegawai"), kind="row"),
        Column(_("Penilai yang tercatat")),
        Column(_("Yang benar menurut pegawai")),
        Column(_("Menunggu"), nowrap=True),
    ]
    written = [
        Row(
            [
                Cell(
                    report.employee.full_name,
                    url=reverse("people:supervisor-report-detail", args=[report.uuid]),
                    sub=str(report.employee.unit or ""),
                ),
                str(report.employee.rater or ""),
                str(report.suggested or _("tidak tahu")),
                say_ago(report.reported_on, on),
            ]
        )
        for report in reports
    ]
    return Table(columns, written, _("Laporan yang menunggu"))
