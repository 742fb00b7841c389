"""An agency's answers as layers by day: an earlier change also stands in the later ones around it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pamong.performance.local_rules.queries import content_on
from pamong.performance.models import LocalRule

CARRIED = ("agency", "pack", "clause", "figures", "basis", "reason", "asked_by", "asked_on")


def changed_on(rule: LocalRule) -> date | None:
    """The day from which the newest granted change of the same clause holds."""
    found, before = None, None
    for day in _days(rule):
        section = _section(rule, day)
        if section != before:
            found, before = day, section
    return found


def followers_of(rule: LocalRule) -> Iterator[LocalRule]:
    """For each later layer that leaves the clause alone, the same answer from that layer's day."""
    before = _section(rule, rule.valid_from)
    for day in _days(rule):
        if day <= rule.valid_from:
            continue
        if _section(rule, day) != before:
            return
        yield LocalRule(valid_from=day, **{name: getattr(rule, name) for name in CARRIED})


def _days(rule: LocalRule) -> list[date]:
    held = rule.agency.local_packs
    return sorted({date.fromisoformat(since) for parent, since, _ in held if parent == rule.pack})


def _section(rule: LocalRule, day: date) -> Any:
    """What the agency says of the clause on the day; None where it leaves the official answer."""
    found = (sections.get(rule.clause) for sections in content_on(rule, day).values())
    return next((section for section in found if section), None)
