"""How the install itself is, sign by sign: database, disk, queue, workers, round, clock, backups and what it signs with."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, Q
from django.db.models.functions import Now
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pamong.access.kept import kept_a_minute
from pamong.analytics.snapshot.keeping import snapshot_of
from pamong.analytics.snapshot.ticking import is_wanted as wants_snapshots
from pamong.config.beats import ROUND, ROUND_SILENT_AFTER, SILENT_AFTER
from pamong.config.models import Heartbeat, NightlyBackup
from pamong.config.operations.nightly import is_wanted
from pamong.config.operations.queries import NIGHTS_MISSED, WAITS_AT_MOST, Fault
from pamong.config.tables import waiting_migrations
from pamong.documents.seals import SEAL, name_of
from pamong.people.models import Agency
from pamong.performance.national_source.registry import has_source, source_name

GOOD, LOOK, OFF = "good", "look", "off"
LEAST_FREE, LEAST_BYTES = 10, 2 << 30  # percent, and bytes whatever the disk
SKEW = timedelta(seconds=5)
SNAPSHOT_OLD = timedelta(hours=26)  # each night has one, whatever happened


@dataclass(frozen=True, slots=True)
class Sign:
    """One line: its kind for the words, its state, figures for the sentence, and since when."""

    kind: str
    state: str
    facts: dict[str, Any] = field(default_factory=dict)
    since: datetime | None = None


def holds_one_agency() -> bool:
    """Whether figures of the install are figures of the one agency whose office reads them."""
    return Agency.objects.order_by()[:2].count() < 2  # noqa: PLR2004


def signs_of_health(
    nights: Sequence[NightlyBackup], faults: Sequence[Fault], at: datetime
) -> list[Sign]:
    """All of them, in a fixed number of reads."""
    beats = dict(Heartbeat.objects.values_list("worker", "at"))
    return [
        _database(),
        _migrations(),
        _disk(nights),
        *_queue(at),
        *_beating(beats, at),
        _clock(beats, at),
        _backups(nights, at),
        _snapshots(at),
        _mail(faults),
        *_signing(),
        Sign("national", GOOD if has_source() else OFF, {"name": source_name()}),
    ]


def _database() -> Sign:
    """It was reached, or no page came; how large it is."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            size = cursor.fetchone()[0]
    else:
        path = Path(str(connection.settings_dict["NAME"]))
        size = path.stat().st_size if path.is_file() else 0
    return Sign("database", GOOD, {"name": connection.display_name, "bytes": size})


def _migrations() -> Sign:
    waiting = kept_a_minute("health.migrations", lambda: len(waiting_migrations()))
    return Sign("migrations", LOOK if waiting else GOOD, {"count": waiting})


def _disk(nights: Sequence[NightlyBackup]) -> Sign:
    """The fuller of the two places: of the data, and of backups."""
    usages = [shutil.disk_usage(_standing(Path(p))) for p in (settings.DATA, settings.BACKUPS)]
    worst = min(usages, key=lambda usage: usage.free)
    percent = worst.free * 100 // max(worst.total, 1)
    last = next((night.size for night in nights if night.finished_at), 0)
    is_low = percent < LEAST_FREE or worst.free < max(2 * last, LEAST_BYTES)
    return Sign("disk", LOOK if is_low else GOOD, {"bytes": worst.free, "percent": percent})


def _standing(path: Path) -> Path:
    return next(one for one in (path, *path.parents) if one.exists())


def _queue(at: datetime) -> Iterator[Sign]:
    """What waits and since when, and what failed and is tried no more by itself."""
    ready, failed = TaskResultStatus.READY, TaskResultStatus.FAILED
    due = Q(status=ready) & (Q(run_after__lte=at) | Q(run_after__gt=at + timedelta(days=999)))
    found = DBTaskResult.objects.filter(status__in=[ready, failed]).aggregate(
        waiting=Count("pk", filter=due),
        oldest=Min("enqueued_at", filter=due),
        failed=Count("pk", filter=Q(status=failed)),
        since=Min("finished_at", filter=Q(status=failed)),
    )
    is_late = bool(found["oldest"] and found["oldest"] < at - WAITS_AT_MOST)
    facts = {"count": found["waiting"]}
    yield Sign("queue", LOOK if is_late else GOOD, facts, found["oldest"])
    state = LOOK if found["failed"] else GOOD
    yield Sign("failed", state, {"count": found["failed"]}, found["since"])


def _beating(beats: dict[str, datetime], at: datetime) -> Iterator[Sign]:
    """Workers that live, and the last round of time-driven work."""
    workers = [said for name, said in beats.items() if name != ROUND]
    alive = sum(said > at - SILENT_AFTER for said in workers)
    yield Sign("workers", GOOD if alive else LOOK, {"count": alive}, max(workers, default=None))
    last = beats.get(ROUND)
    is_late = last is None or last < at - ROUND_SILENT_AFTER
    yield Sign("round", LOOK if is_late else GOOD, since=last)


def _clock(beats: dict[str, datetime], at: datetime) -> Sign:
    """How far this machine's clock is from that of the database, or of a worker ahead of it."""
    ahead = max((said - at for said in beats.values()), default=timedelta())
    found = max(ahead, timedelta())
    if connection.vendor == "postgresql":
        theirs = Agency.objects.order_by().annotate(instant=Now()).values_list("instant", flat=True)
        instant = theirs.first()
        found = max(found, abs(instant - at) if instant else found)
    return Sign("clock", LOOK if found > SKEW else GOOD, {"seconds": round(found.total_seconds())})


def _backups(nights: Sequence[NightlyBackup], at: datetime) -> Sign:
    """The last whole one; each was read back to its end."""
    done = next((night for night in nights if night.finished_at), None)
    last = done.finished_at if done else None
    if not is_wanted():
        return Sign("backup", OFF, since=last)  # the one that somebody asked for
    is_old = last is None or last < at - NIGHTS_MISSED
    is_wrong = bool(nights and nights[0].error)
    facts = {"bytes": done.size if done else 0}
    return Sign("backup", LOOK if is_old or is_wrong else GOOD, facts, last)


def _snapshots(at: datetime) -> Sign:
    """The oldest of what dashboards read, one for each agency."""
    if not wants_snapshots():
        return Sign("snapshot", OFF)
    found = [snapshot_of(uuid) for uuid in Agency.objects.order_by().values_list("uuid", flat=True)]
    held = [one for one in found if one]
    since = min((one.made_at for one in held), default=None)
    is_late = len(held) < len(found) or (since is not None and since < at - SNAPSHOT_OLD)
    facts = {"bytes": sum(one.size for one in held), "count": sum(one.rows for one in held)}
    return Sign("snapshot", LOOK if is_late else GOOD, facts, since)


def _mail(faults: Sequence[Fault]) -> Sign:
    """Whether it is set up, and since when mails wait or were given up."""
    wrong = [fault for fault in faults if fault.kind.startswith("mails_")]
    since = min((fault.since for fault in wrong if fault.since), default=None)
    state = OFF if not settings.HAS_MAIL else LOOK if wrong else GOOD
    return Sign("mail", state, since=since)


def _signing() -> Iterator[Sign]:
    """Who signs papers, and whether the key of the seal is there."""
    is_off = settings.SIGNER in {"none", ""}
    yield Sign("signer", OFF if is_off else GOOD, {"name": name_of(settings.SIGNER)})
    if settings.SIGNER == SEAL:
        is_there = bool(settings.SEAL_KEY) or (Path(settings.DATA) / "seal.key").is_file()
        yield Sign("seal", GOOD if is_there else OFF)
