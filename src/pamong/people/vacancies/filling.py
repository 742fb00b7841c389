"""Who leads by now what a rater led who is gone: the people go to that one, and to nobody above."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from pamong.people.batches import pieces
from pamong.people.models import Assignment
from pamong.people.raters.queries import heads_of

Line = tuple[str, Sequence[Assignment]]  # a unit's path, and who leads it by now


def filled_posts(raters: Collection[int], on: date) -> Mapping[int, Sequence[Line]]:
    """By rater the units that he or she ever led, the lowest first, each with its heads of the day."""
    led: dict[int, dict[int, str]] = defaultdict(dict)
    for some in pieces(sorted(raters)):
        rows = Assignment.objects.filter(employee__in=some, position__is_head=True)
        for rater, unit, path in rows.values_list("employee_id", "unit_id", "unit__path"):
            led[rater][unit] = path
    heads = heads_of({unit for units in led.values() for unit in units}, on)
    return {
        rater: sorted(
            ((path, heads.get(unit, ())) for unit, path in units.items()),
            key=lambda line: (-len(line[0]), line[0]),
        )
        for rater, units in led.items()
    }


def filled_for(
    person: int, path: str, rater: int, filled: Mapping[int, Sequence[Line]]
) -> Assignment | None:
    """The post of who leads the unit from which the rater rated the person, where somebody does."""
    for own, heads in filled.get(rater, ()):
        if path.startswith(own):
            post = heads[0] if heads else None
            others = post and post.employee_id not in {person, rater}
            fits = others and post and post.employee.rater_id != person
            return post if fits else None
    return None
