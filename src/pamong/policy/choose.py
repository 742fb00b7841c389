"""Which pack holds on a day, for a rule and a kind of employee."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from pamong.policy.load import builtin, builtin_heads
from pamong.policy.pack import Head, Pack
from pamong.policy.section import close_names


class NoPack(ValueError):
    """No pack, or more than one, holds; the sentence names them."""


def holding(heads: Iterable[Head], rule: str, on: date, employee: str | None = None) -> list[Head]:
    """The packs that hold; one that is extended by another of them steps back."""
    found = [
        head
        for head in heads
        if rule in head.rules and head.rules[rule].holds(on) and head.covers(employee)
    ]
    extended = {head.extends for head in found}
    return [head for head in found if head.id not in extended]


def choose(heads: Sequence[Head], rule: str, on: date, employee: str | None = None) -> Head:
    """The one pack that holds, in a sequence of one family and its local packs."""
    found = holding(heads, rule, on, employee)
    if len(found) == 1:
        return found[0]
    if found:
        raise NoPack(f"{rule}: {found[0].id} and {found[1].id} both hold on {on}")
    having = [head for head in heads if rule in head.rules]
    if not having:
        names = close_names(rule, {name for head in heads for name in head.rules})
        raise NoPack(f"{rule}: no pack has this rule; expected one of {names}")
    whom = f" for {employee}" if employee else ""
    known = [f"{h.id} ({_span(h, rule)})" for h in having if h.covers(employee)]
    raise NoPack(f"{rule}: no pack holds on {on}{whom}, only {', '.join(known) or 'for others'}")


def _span(head: Head, rule: str) -> str:
    period = head.rules[rule]
    return f"from {period.start}" + (f" until {period.end}" if period.end else "")


def pack_on(rule: str, on: date, *, employee: str | None = None, family: str = "id") -> Pack:
    """The pack that comes with Pamong and holds on the day."""
    heads = [head for head in builtin_heads() if head.family == family]
    return builtin(choose(heads, rule, on, employee).id)


def conflicts(heads: Sequence[Head]) -> list[str]:
    """Overlaps and gaps between packs, by rule and kind of employee; a first start is no gap."""
    found: list[str] = []
    for family in sorted({head.family for head in heads}):
        own = [head for head in heads if head.family == family]
        kinds = sorted({kind for head in own for kind in head.employees}) or ["all"]
        for rule in sorted({name for head in own for name in head.rules}):
            for employee in kinds:
                having = [h for h in own if rule in h.rules and h.covers(employee)]
                found += _conflicts(having, rule, employee)
    return found


def _conflicts(heads: list[Head], rule: str, employee: str) -> list[str]:
    ordered = sorted(heads, key=lambda head: head.rules[rule].start)
    found = []
    for place, head in enumerate(ordered):
        for other in ordered[place + 1 :]:
            related = other.extends == head.id or head.extends == other.id
            if head.rules[rule].meets(other.rules[rule]) and not related:
                found.append(f"{rule}, {employee}: {head.id} and {other.id} overlap")
    for head, after in pairwise(ordered):
        end = head.rules[rule].end
        if end is not None and end < after.rules[rule].start:
            found.append(f"{rule}, {employee}: a gap between {head.id} and {after.id}")
    return found
