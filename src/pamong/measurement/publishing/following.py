"""Whether somebody could be counted out by all figures that were ever public, put together in any way.

A figure is a sum of those who came to each leaf in each stretch of the year, or of those who were there at a month's end.
What follows is asked of each leaf, of each sum, and of what one sum has more than others.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import islice

from pamong.measurement.models import Card, Publication
from pamong.measurement.publishing.sums import Content, Sums
from pamong.stats.following import Known, found_of
from pamong.stats.suppression import MINIMUM

MOST_GROUPS = 400
Leaves = Mapping[int, Fraction]  # how much of each a figure counts
Figures = Mapping[tuple[int, int], Fraction]  # by card and month


def tells_few(card: Card, content: Content, sums: Sums) -> bool:
    """Whether few follow from what is to go out that did not follow before."""
    mine = _leaves(sums, card.pk)
    cards = {one: _leaves(sums, one) for one in _published(card, content) | {card.pk}}
    near = _near(cards, mine)
    new = _figures(card.pk, content, is_own=card.counting == Card.Counting.OWN)
    is_state = card.counting == Card.Counting.STATE
    for held in _readings(content, near):
        told = held | new
        groups = list(_groups([near[one] for one in {card for card, _month in told}]))
        months = sorted({month for _card, month in told})
        before, after = (_known(figures, near, is_state=is_state) for figures in (held, told))
        for leaves in groups:
            found = _found(after, leaves, months, is_state=is_state)
            if any(map(_is_few, found)):
                was = _found(before, leaves, months, is_state=is_state)
                if any(_is_few(now) and one is None for now, one in zip(found, was, strict=True)):
                    return True
    return False


def _published(card: Card, content: Content) -> set[int]:
    rows = Publication.objects.filter(agency=card.agency_id, year=content["version"]["year"])
    return set(rows.filter(number__gt=0).values_list("card", flat=True))


def _leaves(sums: Sums, card: int) -> dict[int, Fraction]:
    """The cards that are no sums, and how much of each goes into one."""
    if card not in sums.parts:
        return {card: Fraction(1)}
    found: dict[int, Fraction] = {}
    for part, share in sums.parts[card]:
        for leaf, many in _leaves(sums, part).items():
            found[leaf] = found.get(leaf, Fraction(0)) + many * Fraction(share)
    return found


def _near(cards: Mapping[int, Leaves], mine: Leaves) -> dict[int, Leaves]:
    """Those that share leaves with it, or with one that does."""
    reached = set(mine)
    while (
        more := {leaf for leaves in cards.values() if leaves.keys() & reached for leaf in leaves}
        - reached
    ):
        reached |= more
    return {one: leaves for one, leaves in cards.items() if leaves.keys() & reached}


def _readings(content: Content, near: Iterable[int]) -> Iterator[dict[tuple[int, int], Fraction]]:
    """All that was public of those: the last figure of each month, then each other one in its place."""
    rows = Publication.objects.filter(card__in=list(near), year=content["version"]["year"])
    kept = rows.filter(number__gt=0).order_by("pk").values_list("card", "card__counting", "content")
    found = [_figures(key, held, is_own=way == Card.Counting.OWN) for key, way, held in kept]
    last: dict[tuple[int, int], Fraction] = {}
    for figures in found:
        last |= figures
    yield last
    for figures in found:
        if any(last[at] != value for at, value in figures.items()):
            yield last | figures


def _figures(card: int, content: Content, *, is_own: bool) -> dict[tuple[int, int], Fraction]:
    """The figures of a version by month; what each period counts by itself is added up."""
    found: dict[tuple[int, int], Fraction] = {}
    came = Fraction(0)
    for point in content["points"]:
        came = came + Fraction(point["value"]) if is_own else Fraction(point["value"])
        found[card, _month(point["as_of"])] = came
    version = content["version"]
    if version["value"] is not None and version["as_of"]:
        found[card, _month(version["as_of"])] = Fraction(version["value"])
    return found


def _month(day: str) -> int:
    return int(day[5:7])


def _known(figures: Figures, near: Mapping[int, Leaves], *, is_state: bool) -> Known:
    known = Known()
    months = sorted({month for _card, month in figures})
    # The shortest sums first: what they tell is put into the longer ones at once.
    for (card, month), value in sorted(figures.items(), key=lambda one: len(near[one[0][0]])):
        stretch = [month] if is_state else [one for one in months if one <= month]
        known.learn(_cells(near[card], stretch), value)
    return known


def _cells(leaves: Leaves, months: Iterable[int]) -> dict[Hashable, Fraction]:
    return {(leaf, month): many for month in months for leaf, many in leaves.items()}


def _groups(told: list[Leaves]) -> Iterator[Leaves]:
    """Leaves one by one, each sum, and what one has more than another, or than all that are within it together."""
    found: list[Leaves] = [{leaf: Fraction(1)} for leaf in sorted({k for one in told for k in one})]
    found += told
    sums = [one for one in told if len(one) > 1]  # whatever is within a leaf is the leaf
    for one in sums:
        found += (_less(one, other) for other in told)
        left = one
        for part in sorted(told, key=len, reverse=True):
            left = _less(left, part) if len(part) < len(one) else left
            found.append(left)
    kept = {frozenset(one.items()): one for one in reversed(found) if one}
    yield from islice(reversed(kept.values()), MOST_GROUPS)


def _less(one: Leaves, other: Leaves) -> Leaves:
    """What is left of one without another that lies within it; all of it where that does not."""
    if any(many > one.get(leaf, 0) for leaf, many in other.items()):
        return one
    left = {leaf: many - other.get(leaf, Fraction(0)) for leaf, many in one.items()}
    return {leaf: many for leaf, many in left.items() if many}


def _found(
    known: Known, leaves: Leaves, months: list[int], *, is_state: bool
) -> list[Fraction | None]:
    """What follows of a group in each month, or in each stretch of the year between months that are told."""
    rests = [known.rest(_cells(leaves, [month])) for month in months]
    if is_state:
        return [found_of([one]) for one in rests]
    return [
        found_of(rests[first:last])
        for first in range(len(months))
        for last in range(first + 1, len(months) + 1)
    ]


def _is_few(value: Fraction | None) -> bool:
    return value is not None and value != 0 and abs(value) < MINIMUM - Fraction(1, 2)
