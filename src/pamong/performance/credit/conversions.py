"""Predicates of each year turned into conversions: which count, for how many months, at which level."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from pamong.performance.credit.facts import Facts, Lived, Past, Said
from pamong.performance.credit.rules import convert, credit_pack, inputs_of_conversion, level_in
from pamong.performance.timeline.months import Length, length_of
from pamong.policy.evaluate import Outcome
from pamong.policy.pack import Pack

ONE_DAY = timedelta(days=1)


class Counted(StrEnum):
    """Whether a conversion is in the total of the present level."""

    YES = "yes"
    PENDING = "pending"  # periodic, of a year that has no yearly predicate yet
    INCLUDED = "included"  # before the balance was struck
    OTHER_LEVEL = "other_level"  # a promotion begins at nought
    UNKNOWN_LEVEL = "unknown_level"  # nobody recorded the post of the time


@dataclass(frozen=True)
class Conversion:
    """One predicate over some months at one level."""

    pack: Pack
    uuid: UUID
    first: date
    last: date
    level: str
    predicate: str
    is_yearly: bool
    length: Length
    post: str
    state: Counted = Counted.YES
    is_cut: bool = False  # a balance was struck inside its days
    is_past: bool = False  # told by a file

    @property
    def inputs(self) -> Mapping[str, Any]:
        """As the rule takes it."""
        return inputs_of_conversion(self.level, self.predicate, self.length.counted)

    @cached_property
    def outcome(self) -> Outcome | None:
        """What the rule says; nothing where the level is not known."""
        return convert(self.pack, self.inputs) if self.level else None


def conversions_of(facts: Facts, level: str, opened: date | None, on: date) -> list[Conversion]:
    """All conversions of a person, the earliest first; `opened` is the last day of the balance."""
    years: dict[int, list[Lived]] = defaultdict(list)
    for plan in facts.plans:
        years[plan.first.year].append(plan)
    found = [one for plans in years.values() for one in _of_year(facts, plans)]
    found += [one for past in facts.past if (one := _of_past(facts, past, level, opened))]
    told = [_placed(one, level, opened) for one in found]
    kept = [one for one in told if one.length.counted and one.first <= on]
    return sorted(kept, key=lambda one: (one.first, one.last))


def _of_year(facts: Facts, plans: Sequence[Lived]) -> Iterator[Conversion]:
    """The yearly predicate for all plans of its level; the other plans by their own periodic ones."""
    pack = credit_pack(plans[-1].last, facts.kind, facts.local)
    if pack is None:
        return
    rated = [(plan, said) for plan in plans for said in plan.said if said.is_yearly]
    level = level_in(pack, rated[-1][0].level) if rated else ""
    if rated:
        yearly = rated[-1][1]
        ours = [plan for plan in plans if level_in(pack, plan.level) == level]
        for first, last in _stretches(ours):
            yield _made(pack, yearly, (first, last), ours[-1])
    for plan in plans:
        if not rated or level_in(pack, plan.level) != level:
            yield from _periodic(pack, plan)


def _periodic(pack: Pack, plan: Lived) -> Iterator[Conversion]:
    for said in plan.said:
        days = max(said.first, plan.first), min(said.last, plan.last)
        if not said.is_yearly and days[0] <= days[1]:
            yield _made(pack, said, days, plan)


def _made(pack: Pack, said: Said, days: tuple[date, date], plan: Lived) -> Conversion:
    return Conversion(
        pack,
        said.uuid,
        *days,
        level_in(pack, plan.level),
        said.predicate,
        said.is_yearly,
        length_of(*days, pack),
        plan.post,
    )


def _stretches(plans: Iterable[Lived]) -> list[tuple[date, date]]:
    """The days of some plans, joined where one follows the other: a month shared by two counts once."""
    found: list[tuple[date, date]] = []
    for plan in sorted(plans, key=lambda one: one.first):
        if found and plan.first <= found[-1][1] + ONE_DAY:
            found[-1] = (found[-1][0], max(found[-1][1], plan.last))
        else:
            found.append((plan.first, plan.last))
    return found


def _of_past(facts: Facts, past: Past, level: str, opened: date | None) -> Conversion | None:
    """A year from a file, at the level of the post then; before the first known post at that of the balance."""
    pack = credit_pack(past.first, facts.kind, facts.local)
    if pack is None or past.predicate not in pack.predicate_scale.codes:
        return None
    then = next((one for one in facts.posts if one.is_on(past.last)), None)
    if then is not None:
        found = level_in(pack, then.level) if then.is_functional else ""
        post = then.name
    else:
        is_held = opened is not None and opened < past.last
        found, post = (level if is_held else ""), ""
    length = length_of(past.first, past.last, pack)
    told = (pack, past.uuid, past.first, past.last, found, past.predicate, True, length, post)
    return Conversion(*told, is_past=True)


def _placed(one: Conversion, level: str, opened: date | None) -> Conversion:
    """Whether it counts; of one that a balance cuts only the months after it."""
    if not one.level:
        return replace(one, state=Counted.UNKNOWN_LEVEL)
    if one.level != level:
        return replace(one, state=Counted.OTHER_LEVEL)
    if opened is not None and one.last <= opened:
        return replace(one, state=Counted.INCLUDED)
    if opened is not None and one.first <= opened:
        first = opened + ONE_DAY
        one = replace(one, first=first, length=length_of(first, one.last, one.pack), is_cut=True)
    return replace(one, state=Counted.YES if one.is_yearly else Counted.PENDING)
