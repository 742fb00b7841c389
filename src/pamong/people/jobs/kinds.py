"""The kinds of long work: apps hand theirs over at start-up."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pamong.access.scope import Scope
from pamong.people.models import Job

if TYPE_CHECKING:
    from pamong.people.jobs.work import Work


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it: the file's name for people, and how many parts went well or not."""

    file_name: str = ""
    done: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class JobKind:
    """One kind: its words, who may begin and take it, and the work itself, safe to do twice."""

    code: str
    label: Any
    of: Any  # what is counted: "dokumen"
    may: Callable[[Scope, Job], bool]
    run: "Callable[[Work], Made]"
    content_type: str = ""  # of the file, where one is made
    ending: str = ""
    place: str = ""  # the page where the outcome shows, where no file is made


KINDS: dict[str, JobKind] = {}


def register(kind: JobKind) -> None:
    """Take a kind up; a second start in one process changes nothing."""
    KINDS[kind.code] = kind
