"""The people of a paper: who they are, and which post they held on its day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from pamong.documents.signatories import Room
from pamong.people.models import PRECEDENCE, Assignment, Employee, Unit, recall_names
from pamong.performance.models import Plan
from pamong.performance.models.credit import rank_on
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
    if not held:  # who came later, or whose history is not on record
        post = person.position.name if person.position else NONE
        return Seat(post, person.unit.name_on(day) if person.unit else NONE)
    leading = [row for row in held if row.position.is_head and path.startswith(row.unit.path)]
    own = min(held, key=lambda row: PRECEDENCE.index(row.kind))
    row = max(leading, key=lambda row: len(row.unit.path), default=own)
    return Seat(row.said, row.unit.name_on(day))


def know_ranks(people: Iterable[Employee | None]) -> None:
    """Read the ranks of some people in one query."""
    prefetch_related_objects([person for person in people if person], "ranks")


def person_rows(person: Employee | None, seat: Seat, day: date) -> blocks.Rows:
    """Name, number, rank of the day, post and unit, in the order of the forms; who is not known says so."""
    if person is None:
        return [[_("Nama"), _("belum tercatat")]]
    rank, _since = rank_on(person.rank, person.ranks.all(), day)
    return blocks.person_rows(person, rank, seat.post, seat.unit)


def plan_posts(plans: Sequence[Plan]) -> dict[int, list[Assignment]]:
    """The posts of the raters of some plans on the days of each, in two queries at most; and all ranks."""
    know_ranks(person for plan in plans for person in (plan.employee, plan.rater))
    days = [plan_day(plan) for plan in plans]
    return posts_of({plan.rater_id or 0 for plan in plans}, min(days), max(days)) if days else {}


def plan_persons(plan: Plan, posts: Held) -> list[dict[str, Any]]:
    """The one who is rated and the one who rates, with the post held when the plan was agreed."""
    rater, day = plan.rater, plan_day(plan)
    seat = seat_on(rater, posts, day, plan.unit.path) if rater else Seat()
    return [
        {
            "title": _("Pegawai yang dinilai"),
            "rows": person_rows(plan.employee, owner_seat(plan, plan.ends_on), day),
        },
        {"title": _("Pejabat penilai kinerja"), "rows": person_rows(rater, seat, day)},
    ]


def plan_day(plan: Plan) -> date:
    """On which a plan was agreed, else its first."""
    return plan.agreed_on or plan.starts_on


def owner_seat(plan: Plan, day: date) -> Seat:
    """The post and unit for which a plan is made."""
    return Seat(plan.post_name, plan.unit.name_on(day))


def sign(role: str, person: Employee | None, above: str = "") -> Room:
    """The room in which one signs, with what stands above it; dots where nobody is known."""
    room = blocks.sign_of(role, person)
    room["above"] = above
    return room


def units_of(plans: Iterable[Plan]) -> list[Unit]:
    """The units of some plans with their former names."""
    units = [plan.unit for plan in plans]
    recall_names(units)
    return units
