"""An agency that rates by month, with somebody who works part time in it."""

from datetime import date

from pamong.people.kinds.keeping import keep_former_kinds
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.rhythm import BY_MONTH
from pamong.performance.windows.actions import choose_rhythm

PART_TIME = Employee.Kind.PPPK_PART_TIME


def make_monthly(world: World, year: int = 2026) -> World:
    """The agency rates by month in the year."""
    world.agency = choose_rhythm(
        world.agency, year, BY_MONTH, by=world.account("dewi"), on=world.day
    )
    for person in world.people.values():
        if person.agency_id == world.agency.pk:
            person.agency = world.agency
    return world


def make_kind(person: Employee, kind: str) -> Employee:
    """Somebody who was never of another kind."""
    person.kind, person.kind_since = kind, None
    person.save(update_fields=["kind", "kind_since"])
    return person


def turn_kind(person: Employee, kind: str, since: date) -> Employee:
    """Somebody who is of another kind from a day on."""
    before, person.kind = person.kind, kind
    keep_former_kinds({person: before}, since)
    person.save(update_fields=["kind", "kind_since"])
    return person
