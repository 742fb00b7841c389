"""What became of the rows picked for one act: those done, and those passed over with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.utils.translation import gettext as _

from pamong.people.request import Request

T = TypeVar("T")
SHOWN = 10  # names in one sentence; the pages of the things tell the others


@dataclass(frozen=True, slots=True)
class Passed:
    """One whom the act does not touch, and why."""

    name: str
    why: Any


@dataclass(frozen=True, slots=True)
class Answered(Generic[T]):
    """The rows done, and those passed over because they are not any more as they were read."""

    done: list[T] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)


def is_sure(request: Request) -> bool:
    """Whether the preview was shown and confirmed; a program says at once what it means."""
    return "sure" in request.POST or getattr(request, "is_api", False)


def say_passed(passed: Sequence[Passed]) -> str:
    """Who was passed over, each with the reason."""
    said = "; ".join(f"{one.name} ({one.why})" for one in passed[:SHOWN])
    more = "; …" if passed[SHOWN:] else ""
    return _("Dilewati: %(names)s.") % {"names": said + more}


def tell_passed(request: Request, passed: Sequence[Passed]) -> None:
    """Say it on the next page."""
    if passed:
        messages.warning(request, say_passed(passed))
