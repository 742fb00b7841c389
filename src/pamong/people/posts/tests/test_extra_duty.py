"""A teacher who leads the school: an extra duty on the definitive post."""

from datetime import timedelta

from pamong.ledger.actions import SHELL
from pamong.people.importing.actions import import_people
from pamong.people.importing.queries import plan_import
from pamong.people.importing.tests.files import OWN, parsed
from pamong.people.models import Assignment, Employee, Position, Unit
from pamong.people.posts.actions import NewPost, end_assignment, move_employee
from pamong.people.posts.queries import extra_duty_of
from pamong.people.raters.queries import heads_above
from pamong.people.tests.make import make_employee, make_position, make_unit
from pamong.people.tests.world import World

EXTRA = Assignment.Kind.EXTRA.value


def school_of(world: World) -> tuple[Unit, Position]:
    school = make_unit(world.agency, world.school, name="SD Negeri 1", kind=Unit.Kind.SCHOOL)
    head = make_position(
        world.agency, name="Kepala Sekolah", kind=Position.Kind.FUNCTIONAL, is_head=True
    )
    return school, head


def test_an_extra_duty_leaves_post_and_unit_as_they_are_and_leads_the_unit(world: World) -> None:
    school, head = school_of(world)
    teacher, other = make_employee(school, name="Ani"), make_employee(school, name="Beno")
    before = teacher.position
    made = move_employee(teacher, NewPost(school, head, world.day, EXTRA), by=SHELL, on=world.day)
    teacher.refresh_from_db()
    assert (teacher.unit, teacher.position) == (school, before)
    assert made.said == "Kepala Sekolah (tugas tambahan)"
    assert not made.is_acting
    line = [int(key) for key in school.path.strip("/").split("/")]
    above = heads_above({teacher.pk: line, other.pk: line}, world.day)
    assert above[other.pk] == teacher
    assert above[teacher.pk] == world.wati, "nobody is rated by oneself"


def test_a_definitive_head_goes_before_one_by_extra_duty_and_that_before_one_acting(
    world: World,
) -> None:
    school, head = school_of(world)
    people = [make_employee(school, name=name) for name in ("Ani", "Beno", "Cici", "Didi")]
    line = {people[3].pk: [int(key) for key in school.path.strip("/").split("/")]}
    for person, kind in zip(people, ("plt", EXTRA, "definitif"), strict=False):
        move_employee(person, NewPost(school, head, world.day, kind), by=SHELL, on=world.day)
        assert heads_above(line, world.day)[people[3].pk] == person


def test_an_extra_duty_ends_by_hand_and_stays_behind_at_a_move(world: World) -> None:
    school, head = school_of(world)
    day, later = world.day, world.day + timedelta(days=10)
    ani, beno = make_employee(school, name="Ani"), make_employee(school, name="Beno")
    for person in (ani, beno):
        move_employee(person, NewPost(school, head, day, EXTRA), by=SHELL, on=day)
    duty = ani.assignments.get(kind=EXTRA)
    end_assignment(duty, valid_to=later, by=SHELL, on=day)
    move_employee(beno, NewPost(world.school, make_position(world.agency), later), by=SHELL, on=day)
    assert extra_duty_of(ani.pk, school.pk, day) == head
    assert extra_duty_of(ani.pk, school.pk, later) is None
    assert beno.assignments.get(kind=EXTRA).valid_to == later


def test_a_file_says_an_extra_duty_in_a_row_of_its_own(world: World) -> None:
    headings = (*OWN, "Sebagai")
    nip = "198001012005012001"
    rows = [
        (nip, "Ani", "Guru Ahli Muda", "SD1", "SD Negeri 1", "", ""),
        (nip, "Ani", "Kepala Sekolah", "SD1", "SD Negeri 1", "", "Tugas tambahan"),
        ("198501012008012002", "Beno", "Guru Ahli Pertama", "SD1", "SD Negeri 1", "", ""),
    ]
    plan = plan_import(world.agency, parsed(*rows, headings=headings), world.day)
    import_people(world.agency, plan, by=SHELL, on=world.day)
    ani = Employee.objects.get(nip=nip)
    assert str(ani.position) == "Guru Ahli Muda"
    assert ani.assignments.get(kind=EXTRA).position.name == "Kepala Sekolah"
    assert Employee.objects.get(name="Beno").rater == ani
