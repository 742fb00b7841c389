"""The cast of every test, known by name.

Sari works under Budi, Budi under Joko; Wati leads another office; Hadi led before Budi.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from pamong.access.models import User
from pamong.access.scope import Role, Scope
from pamong.people.models import (
    Agency,
    Delegation,
    Employee,
    Mandate,
    Position,
    Team,
    TeamMember,
    Unit,
)
from pamong.people.scope import scope_of
from pamong.people.tests.make import (
    START,
    make_agency,
    make_employee,
    make_position,
    make_supervision,
    make_unit,
    make_user,
)

HEAD = {"kind": Position.Kind.ADMINISTRATOR, "is_head": True}
CAST = (
    *("sari", "budi", "joko", "wati", "rini", "agus", "putri", "hadi"),
    *("dewi", "tono", "lina", "outsider", "nobody"),
)


@dataclass
class World:
    """Two agencies and the people in them; attributes are rows, by first name."""

    day: date
    agency: Agency
    other_agency: Agency
    root: Unit
    health: Unit
    clinic: Unit
    school: Unit
    people: dict[str, Employee] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    team: Team | None = None

    def __getattr__(self, name: str) -> Employee:
        try:
            people: dict[str, Employee] = vars(self)["people"]  # absent while it is being unpacked
            return people[name]
        except KeyError:
            raise AttributeError(name) from None

    def user(self, name: str) -> User | None:
        """The account of one of the cast; nobody has none."""
        if name == "nobody":
            return None
        return self.users.get(name) or self.people[name].user

    def account(self, name: str) -> User:
        """The account of one who has one: the actor of an action."""
        user = self.user(name)
        assert user is not None
        return user

    def scope(self, name: str) -> Scope:
        """What one of the cast may reach on the day."""
        return scope_of(self.account(name), self.day)


def make_world(day: date) -> World:
    """Everybody in place on the day."""
    agency = make_agency(code="wanasari", name="Kabupaten Wanasari")
    other = make_agency(code="lain", name="Kabupaten Lain")
    root = make_unit(agency, name="Kabupaten Wanasari", kind=Unit.Kind.AGENCY)
    health = make_unit(agency, root, name="Dinas Kesehatan")
    clinic = make_unit(agency, health, name="UPTD Puskesmas Cempaka", kind=Unit.Kind.CLINIC)
    school = make_unit(agency, root, name="Dinas Pendidikan")
    world = World(day, agency, other, root, health, clinic, school)
    _place_people(world)
    _give_duties(world)
    return world


def _place_people(world: World) -> None:
    agency, people = world.agency, world.people
    chief = make_position(agency, name="Kepala Dinas", kind=Position.Kind.SENIOR, is_head=True)
    head = make_position(agency, name="Kepala UPTD Puskesmas", **HEAD)
    people["joko"] = make_employee(world.health, name="Joko Susilo", position=chief)
    people["budi"] = make_employee(world.clinic, name="Budi Santoso", position=head)
    people["sari"] = make_employee(world.clinic, name="Sari Lestari", title_after="A.Md.Keb.")
    people["agus"] = make_employee(world.health, name="Agus Salim")
    people["putri"] = make_employee(world.clinic, name="Putri Ayu")
    people["hadi"] = make_employee(world.health, name="Hadi Wijaya")
    people["rini"] = make_employee(world.clinic, name="Rini Astuti")
    people["wati"] = make_employee(world.school, name="Wati Kusuma", position=chief)
    people["dewi"] = make_employee(world.root, name="Dewi Anggraini")
    far = make_unit(world.other_agency, name="Kabupaten Lain")
    people["lina"] = make_employee(far, name="Lina Marlina")
    last_year = date(world.day.year, 1, 1)
    make_supervision(people["sari"], people["hadi"], people["joko"], valid_to=last_year)
    make_supervision(people["sari"], people["budi"], people["joko"], valid_from=last_year)
    for name in ("putri", "rini"):
        make_supervision(people[name], people["budi"], people["joko"])
    for name in ("budi", "agus", "hadi"):
        make_supervision(people[name], people["joko"])


def _give_duties(world: World) -> None:
    day, people, agency = world.day, world.people, world.agency
    world.users["tono"] = make_user("Tono Prakoso")
    world.users["outsider"] = make_user("Orang Luar")
    duties = [
        (world.account("rini"), Role.UNIT_ADMIN, world.clinic, agency),
        (world.account("dewi"), Role.HR, None, agency),
        (world.users["tono"], Role.AUDITOR, None, agency),
        (world.account("lina"), Role.HR, None, world.other_agency),
    ]
    for user, role, unit, where in duties:
        Mandate.objects.create(user=user, role=role, unit=unit, agency=where, valid_from=START)
    Delegation.objects.create(
        rater=people["budi"],
        delegate=people["putri"],
        valid_from=day - timedelta(days=3),
        valid_to=day + timedelta(days=4),
    )
    world.team = Team.objects.create(
        agency=agency, name="Tim Stunting", leader=people["agus"], valid_from=START
    )
    TeamMember.objects.create(team=world.team, employee=people["sari"], valid_from=START)
