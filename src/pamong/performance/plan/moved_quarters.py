"""A year's target that is revised takes one's own targets of the quarters to come along."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from pamong.measurement.models import Pace
from pamong.measurement.pace import QUARTERS, STAGES, moved_stage
from pamong.performance.models import Plan, TargetRevision
from pamong.performance.quarters import Quarter, quarter_numbers
from pamong.ui.dates import ROMAN
from pamong.ui.numbers import say_number

Moved = Mapping[str, Decimal]  # by the quarter's field: q1, q2, q3


@dataclass(frozen=True, slots=True)
class Aimed:
    """What holds: the year's target, the quarters' own, and by which way they got theirs."""

    target: Decimal | None
    pace: str
    stages: Mapping[str, Decimal | None]
    direction: str


def open_quarters(plan: Plan, aimed: Aimed, on: date) -> list[str]:
    """The quarters with a target of their own that are not over on the day; the last has the year's."""
    if aimed.pace != Pace.OWN:
        return []
    inside = quarter_numbers(plan.starts_on, plan.ends_on)[:-1]
    return [
        name
        for number, name in zip(QUARTERS, STAGES, strict=False)
        if number in inside
        and aimed.stages[name] is not None
        and Quarter(plan.year, number).last >= on
    ]


def proposed_quarters(plan: Plan, aimed: Aimed, value: Decimal, on: date) -> dict[str, Decimal]:
    """The quarters to come moved along to the new target; those that are over stay."""
    waiting = open_quarters(plan, aimed, on)
    if aimed.target is None or not waiting:
        return {}
    over = [aimed.stages[name] for name in STAGES if name < waiting[0]]
    base = next((own for own in reversed(over) if own is not None), Decimal(0))
    found = {}
    for name in waiting:
        own = aimed.stages[name]
        assert own is not None, "a quarter that waits has a target"
        found[name] = moved_stage(own, base, aimed.target, value, aimed.direction)
    return found


def changed_quarters(revision: TargetRevision) -> list[tuple[int, Decimal | None, Decimal]]:
    """The quarters for which a request asks another target: number, what held, what is asked."""
    found = []
    for number, name in zip(QUARTERS, STAGES, strict=False):
        old, new = getattr(revision, f"old_{name}"), getattr(revision, f"new_{name}")
        if new is not None and new != old:
            found.append((number, old, new))
    return found


def quarter_facts(revision: TargetRevision) -> list[tuple[str, str]]:
    """The same in words, each from what to what."""
    return [
        (
            _("Target triwulan %(quarter)s") % {"quarter": ROMAN[number]},
            f"{'–' if old is None else say_number(old)} → {say_number(new)}",
        )
        for number, old, new in changed_quarters(revision)
    ]
