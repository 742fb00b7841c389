"""Who leads which unit, and who leads by now what a rater led who is gone."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from pamong.people.batches import pieces
from pamong.people.models import PRECEDENCE, Assignment, Unit

RANKS = ("politik", "jpt", "administrator", "pengawas", "fungsional", "pelaksana")
OFFICES = (
    Unit.Kind.AGENCY,
    Unit.Kind.OFFICE,
    Unit.Kind.DISTRICT,
)  # whose heads answer for the whole of it
Line = tuple[str, Sequence[Assignment]]  # a unit's path, and who leads it by now


def heads_of(units: Collection[int], on: date) -> dict[int, list[Assignment]]:
    """Who leads each unit on the day, the one who leads it first."""
    heads: dict[int, list[Assignment]] = {}
    rows = Assignment.objects.on(on).filter(unit__in=units, position__is_head=True)
    rows = rows.filter(Q(employee__left_on=None) | Q(employee__left_on__gt=on))
    named = ("unit", "position", "employee__position", "employee__unit", "employee__rater")
    for row in sorted(rows.select_related(*named), key=_rank):
        heads.setdefault(row.unit_id, []).append(row)
    return heads


def units_led(on: date) -> QuerySet[Assignment]:
    """The posts by which somebody leads a unit on the day, definitive or acting."""
    return Assignment.objects.on(on).filter(position__is_head=True)


def offices_led(on: date) -> QuerySet[Assignment]:
    """Those of them that are offices."""
    return units_led(on).filter(unit__kind__in=OFFICES)


def unit_of_head(employee: int, on: date) -> str:
    """The path of the unit that one leads, of several an office first, then the one that one leads first; empty for none."""
    return _first_path(units_led(on), employee)


def _first_path(posts: QuerySet[Assignment], employee: int) -> str:
    rows = posts.filter(employee=employee).select_related("position", "unit")
    first = min(rows, key=lambda row: (row.unit.kind not in OFFICES, *_rank(row)), default=None)
    return first.unit.path if first else ""


def _rank(row: Assignment) -> tuple[int, int, int]:
    """The definitive head before the acting one, the higher post before the lower."""
    return PRECEDENCE.index(row.kind), RANKS.index(row.position.kind), row.employee_id


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
