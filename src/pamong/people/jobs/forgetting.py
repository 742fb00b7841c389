"""Files of long work go after some days, its rows after some weeks; what a killed run left goes too."""

from collections.abc import Iterator
from datetime import timedelta

from pamong.access.clock import now
from pamong.people.jobs.work import folder
from pamong.people.models import Job

FILE_KEPT = timedelta(days=7)
ROW_KEPT = timedelta(days=60)
LEFT_AFTER = timedelta(days=2)


def forget_jobs() -> Iterator[str]:
    """One round; safe to repeat."""
    at = now()
    ended = Job.objects.exclude(finished_at=None)
    old = ended.filter(finished_at__lt=at - FILE_KEPT).exclude(file="")
    for job in old:
        job.file.delete(save=False)
        Job.objects.filter(pk=job.pk).update(file="")
        yield f"file of long work {job.uuid} deleted"
    if gone := ended.filter(finished_at__lt=at - ROW_KEPT).delete()[0]:
        yield f"forgot {gone} pieces of long work"
    yield from sweep_left((at - LEFT_AFTER).timestamp())


def sweep_left(before: float) -> Iterator[str]:
    """Delete old files that no row names."""
    if not folder().is_dir():
        return
    for path in folder().iterdir():
        name = f"{folder().name}/{path.name}"
        if path.stat().st_mtime < before and not Job.objects.filter(file=name).exists():
            path.unlink(missing_ok=True)
            yield f"file {name} deleted: no long work names it"
