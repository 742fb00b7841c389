"""Who leads each unit after the import, and whom the file's people would be rated by."""

from collections import defaultdict
from datetime import date

from pamong.people.importing.places import Posts, Units
from pamong.people.importing.plan import NOBODY, Ref
from pamong.people.models import PRECEDENCE, Agency, Assignment, Position

FIRST = (Position.Kind.POLITICAL, *Position.Kind.values)
RANKS = {kind: FIRST.index(kind) for kind in Position.Kind.values}


class Heads:
    """The heads of every unit, the first of each the one who rates."""

    def __init__(self, agency: Agency, on: date, units: Units, posts: Posts) -> None:
        self.units, self.posts = units, posts
        self.by_unit: dict[Ref, set[tuple[int, int, int, Ref]]] = defaultdict(set)
        self.definitive: dict[Ref, list[tuple[Ref, tuple[int, int, int, Ref]]]] = defaultdict(list)
        self.rater_of: dict[Ref, Ref] = {}
        self.names: dict[Ref, str] = {}
        rows = Assignment.objects.on(on).filter(
            unit__agency=agency, position__agency=agency, employee__left_on=None
        )
        for unit, position, kind, person, rater, name in rows.filter(
            position__in=[ref for ref, is_head in posts.heads.items() if is_head and ref > 0]
        ).values_list(
            *("unit_id", "position_id", "kind", "employee_id"),
            *("employee__rater_id", "employee__name"),
        ):
            self.rater_of[person], self.names[person] = rater or NOBODY, name
            self.add(person, unit, position, kind)

    def add(self, person: Ref, unit: Ref, position: Ref, kind: str) -> None:
        """The person holds the post in the unit; it counts when the post leads."""
        if unit == NOBODY or not self.posts.heads.get(position):
            return
        rank = RANKS[Position.Kind(self.posts.kinds[position])]
        place = (PRECEDENCE.index(kind), rank, abs(person), person)
        self.by_unit[unit].add(place)
        if kind == Assignment.Kind.DEFINITIVE:
            self.definitive[person].append((unit, place))

    def leave(self, person: Ref) -> None:
        """The person gives up the definitive post held so far."""
        for unit, place in self.definitive.pop(person, []):
            self.by_unit[unit].discard(place)

    def above(self, person: Ref, unit: Ref) -> Ref:
        """The head of the unit, or of the next one upwards that has another head."""
        seen = set()
        while unit != NOBODY and unit not in seen:
            seen.add(unit)
            heads = self.by_unit.get(unit)
            if heads and (first := min(heads)[-1]) != person:
                return first
            unit = self.units.parents.get(unit, NOBODY)
        return NOBODY
