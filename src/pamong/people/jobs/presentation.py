"""Long work in words: how far, how fast, what came of it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.scope import Scope
from pamong.people.jobs import permissions
from pamong.people.jobs.forgetting import FILE_KEPT
from pamong.people.jobs.kinds import KINDS
from pamong.people.jobs.work import how_far
from pamong.people.models import Job, PeopleUpload
from pamong.ui.dates import say_day_full, say_instant
from pamong.ui.numbers import say_megabytes, say_number
from pamong.ui.tables import Cell, Column, Row, Table

Status = Job.Status
TAGS = {
    Status.QUEUED: "wait",
    Status.RUNNING: "running",
    Status.DONE: "agreed",
    Status.FAILED: "late",
    Status.STOPPED: "none",
}
SILENT = timedelta(minutes=2)
WAITS = ((timedelta(seconds=30), 2), (timedelta(minutes=5), 5), (timedelta(hours=1), 15))
LONGEST_WAIT = 60
SURE_AFTER = 5  # seconds, before an estimate is worth saying


def label_of(job: Job) -> str:
    """What kind of work it is."""
    return str(KINDS[job.kind].label) if job.kind in KINDS else job.kind


def jobs_table(rows: Iterable[Job], scope: Scope) -> Table:
    """Each with its state, and where it can be seen."""
    columns = [
        Column(_("Tugas latar"), kind="row"),
        Column(_("Diminta")),
        Column(_("Oleh")),
        Column(_("Kemajuan"), kind="num"),
        Column(_("Status"), kind="tag"),
    ]
    return Table(columns, [_row(job, scope) for job in rows], _("Tugas latar"))


def _row(job: Job, scope: Scope) -> Row:
    url = reverse("people:job-detail", args=[job.uuid])
    who = _("Anda") if job.user_id == scope.user_id else job.user.name
    return Row(
        [
            Cell(label_of(job), url=url, sub=job.about),
            say_instant(job.asked_at),
            who,
            _short(job),
            Cell(word_of(job), tag=TAGS[Status(job.status)]),
        ]
    )


def _short(job: Job) -> str:
    if job.status == Status.DONE:
        return say_number(job.done) if job.done else "–"
    done, of, _said = how_far(job) if job.status == Status.RUNNING else (0, 0, 0.0)
    if done and not of:
        return say_number(done)
    return counted(done, of) if of else "–"


def counted(done: int, of: int) -> str:
    """How much of how much."""
    return _("%(done)s dari %(of)s") % {"done": say_number(done), "of": say_number(of)}


def word_of(job: Job) -> str:
    """The state in words."""
    if job.status == Status.RUNNING and job.is_stopping:
        return _("Sedang dihentikan")
    return str(Status(job.status).label)


def uploads_table(rows: Iterable[PeopleUpload]) -> Table:
    """Files being read or written, each on its own page."""
    columns = [Column(_("Berkas"), kind="row"), Column(_("Status"), kind="tag")]
    written = [
        Row(
            [
                Cell(row.name, url=reverse("people:import-detail", args=[row.uuid])),
                Cell(str(PeopleUpload.Status(row.status).label), tag="wait"),
            ]
        )
        for row in rows
    ]
    return Table(columns, written, _("Impor berkas"))


def detail_context(job: Job, scope: Scope, at: datetime) -> dict[str, Any]:
    """The names of people/job_detail.html."""
    kind = KINDS.get(job.kind)
    context: dict[str, Any] = {
        "job": job,
        "label": label_of(job),
        "state": TAGS[Status(job.status)],
        "word": word_of(job),
        "may_stop": job.is_open and not job.is_stopping and permissions.can_stop_job(scope, job),
        "may_retry": job.status == Status.FAILED and permissions.can_retry_job(scope, job),
        "may_take": bool(job.file) and permissions.can_take_job_file(scope, job),
        "is_mine": job.user_id == scope.user_id,
        "failure": _(job.failure) if job.failure else "",
        "seen": seen_as(job),
        "place": reverse(kind.place) if kind and kind.place else "",
        "facts": _facts(job),
    }
    return context | (_open(job, at) if job.is_open else _over(job))


def seen_as(job: Job) -> str:
    """How the page shows it: once that changes, the whole page is asked for anew."""
    return f"{job.status}{job.runs}{'-stopping' if job.is_stopping else ''}"


def _facts(job: Job) -> list[tuple[Any, Any]]:
    moments = [
        (_("Diminta"), job.asked_at),
        (_("Mulai"), job.started_at),
        (_("Berakhir"), job.finished_at),
    ]
    rows: list[tuple[Any, Any]] = [(_("Diminta oleh"), job.user.name)]
    rows.extend((name, say_instant(at)) for name, at in moments if at)
    if job.runs > 1:
        rows.append((_("Dijalankan"), _("%(n)s kali") % {"n": say_number(job.runs)}))
    return rows


def _open(job: Job, at: datetime) -> dict[str, Any]:
    done, of, said_at = how_far(job) if job.status == Status.RUNNING else (0, 0, 0.0)
    said = datetime.fromtimestamp(said_at, UTC) if said_at else None
    since = job.started_at if job.status == Status.RUNNING else job.asked_at
    return {
        "done": done,
        "of": of,
        "count": counted(done, of) if of else "",
        "so_far": say_number(done) if done and not of else "",
        "unit": str(KINDS[job.kind].of) if job.kind in KINDS else "",
        "left": _left(done, of, said - job.started_at) if said and job.started_at else "",
        "is_silent": bool(said and at - said > SILENT),
        "said": said,
        "wait": wait_for(at - since) if since else LONGEST_WAIT,
    }


def wait_for(age: timedelta) -> int:
    """Seconds until the page asks again: the longer it takes, the seldomer."""
    return next((seconds for until, seconds in WAITS if age < until), LONGEST_WAIT)


def _left(done: int, of: int, took: timedelta) -> str:
    """How fast, and about how long it takes still."""
    seconds = took.total_seconds()
    if not done or not of or seconds < SURE_AFTER:
        return ""
    rate = done / seconds
    minutes = ceil((of - done) / rate / 60)
    fast = _("%(n)s per menit") % {"n": say_number(round(rate * 60))}
    told = ngettext("sekitar %(n)s menit lagi", "sekitar %(n)s menit lagi", minutes)
    return f"{fast}, {told % {'n': say_number(minutes)}}"


def _over(job: Job) -> dict[str, Any]:
    if job.status != Status.DONE:
        return {}
    unit = str(KINDS[job.kind].of) if job.kind in KINDS else ""
    until = job.finished_at + FILE_KEPT if job.finished_at else None
    return {
        "made": f"{say_number(job.done)} {unit}" if job.done else "",
        "failed": say_number(job.failed) if job.failed else "",
        "size": say_megabytes(job.bytes) if job.bytes else "",
        "until": say_day_full(until) if until and job.file else "",
        "is_gone": bool(job.file_name and not job.file),
    }
