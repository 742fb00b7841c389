"""One run of long work: where its file grows, how far it says it is, and whether it was asked to stop."""

from contextlib import suppress
from pathlib import Path

from django.conf import settings

from pamong.people.models import Job
from pamong.people.progress import ProgressFile, read_progress

FOLDER = "jobs"


class StoppedError(Exception):
    """Somebody asked for an end, and this was a safe point."""


def folder() -> Path:
    """Where files of long work lie; no backup holds them."""
    return Path(settings.FILES) / FOLDER


def stop_mark(job: Job) -> Path:
    """A file that asks for an end: work that reads one moment of the database sees no row change."""
    return folder() / f"{job.uuid.hex}.stop"


def _told(job: Job) -> Path:
    return folder() / f"{job.uuid.hex}-{job.runs}.progress"


class Work:
    """What a kind gets: the job as this run took it."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.name = f"{FOLDER}/{job.uuid.hex}-{job.runs}"
        self.path = Path(settings.FILES) / self.name
        with suppress(OSError):  # told by the first write
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._tell, self._stop = ProgressFile(_told(job)), stop_mark(job)
        self.tell(0, 0)

    def tell(self, done: int, of: int) -> None:
        """Say how far it is; every such point is a safe one to stop at."""
        if self._stop.exists():
            raise StoppedError
        self._tell("", done, of)

    def forget(self) -> None:
        """The run is over."""
        self._tell.forget()


def how_far(job: Job) -> tuple[int, int, float]:
    """How much is done, of how much, and when that was said (0.0: never)."""
    path = _told(job)
    try:
        said = path.stat().st_mtime
    except OSError:
        return 0, 0, 0.0
    _step, done, of = read_progress(path)
    return done, of, said
