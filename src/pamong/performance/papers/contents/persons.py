"""The people of a paper: who they are, and which post they held on its day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from pamong.people.models import PRECEDENCE, Assignment, Employee, Unit, recall_names
from pamong.performance.models import Plan
from pamong.performance.papers.contents import blocks

NONE = "–"
Held = Mapping[int, Sequence[Assignment]]


@dataclass(frozen=True, slots=True)
class Seat:
    """A post as it is held, and the unit as it was called on the day."""

    post: str = NONE
    unit: str = NONE


def posts_of(people: Iterable[int], first: date, last: date) -> dict[int, list[Assignment]]:
    """Every post that some people held from the first day to the last, in two queries at most."""
    rows = Assignment.objects.within(first, last).filter(employee_id__in=set(people))
    found: dict[int, list[Assignment]] = {}
    units = []
    for row in rows.select_related("position", "unit").order_by("-valid_from", "-pk"):
        found.setdefault(row.employee_id, []).append(row)
        units.append(row.unit)
    recall_names(units)
    return found


def seat_on(person: Employee, posts: Held, day: date, path: str = "") -> Seat:
    """The post of a day; of one who rates in the unit at `path` the one that leads it or a unit above."""
    held = [row for row in posts.get(person.pk, ()) if row.is_on(day)]
    if not held:
        return Seat()
    leading = [row for row in held if row.position.is_head and path.startswith(row.unit.path)]
    own = min(held, key=lambda row: PRECEDENCE.index(row.kind))
    row = max(leading, key=lambda row: len(row.unit.path), default=own)
    return Seat(row.said, row.unit.name_on(day))


def person_rows(person: Employee | None, seat: Seat) -> blocks.Rows:
    """Name, number, rank, post and unit, in the order of the forms; who is not known says so."""
    if person is None:
        return [[_("Nama"), _("belum tercatat")]]
    return blocks.person_rows(person, seat.post, seat.unit)


def owner_seat(plan: Plan, day: date) -> Seat:
    """The post and unit for which a plan is made."""
    return Seat(plan.post_name, plan.unit.name_on(day))


def sign(role: str, person: Employee | None, above: str = "") -> dict[str, str]:
    """The room in which one signs, with what stands above it; dots where nobody is known."""
    return blocks.sign_of(role, person) | {"above": above}


def units_of(plans: Iterable[Plan]) -> list[Unit]:
    """The units of some plans with their former names."""
    units = [plan.unit for plan in plans]
    recall_names(units)
    return units
