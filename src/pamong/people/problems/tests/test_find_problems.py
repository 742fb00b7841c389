"""Finding what is wrong with the organisation's data."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from pamong.people.models import Agency, Assignment, DataProblem, Employee, ProblemSearch
from pamong.people.problems.circles import circles_in
from pamong.people.problems.finding import find_problems, find_problems_of
from pamong.people.queries import problems_summary
from pamong.people.tests.make import START, make_employee, make_position, make_supervision
from pamong.people.tests.world import World
from pamong.people.ticking import daily_round

Kind = DataProblem.Kind


def found(world: World, kind: str) -> set[str]:
    rows = DataProblem.objects.filter(agency=world.agency, kind=kind)
    return set(rows.values_list("name", flat=True))


def mend_nips(world: World) -> None:
    for number, person in enumerate(world.people.values()):
        Employee.objects.filter(pk=person.pk).update(nip=f"1980031420060410{number:02d}")


def test_each_kind_is_found(world: World) -> None:
    mend_nips(world)
    Employee.objects.filter(pk=world.hadi.pk).update(left_on=world.day, nip="198013142006131001")
    make_supervision(world.wati, world.hadi)
    Assignment.objects.create(
        employee=world.sari,
        unit=world.health,
        position=make_position(world.agency),
        valid_from=START,
    )
    find_problems(world.agency, world.day)
    assert found(world, Kind.NO_RATER) == {"Joko Susilo", "Dewi Anggraini"}
    assert found(world, Kind.RATER_LEFT) == {"Wati Kusuma"}
    assert found(world, Kind.TWO_POSTS) == {"Sari Lestari"}
    assert found(world, Kind.NO_HEAD) == {"Kabupaten Wanasari"}
    assert found(world, Kind.ODD_NIP) == set()
    assert problems_summary(world.agency)[Kind.NO_RATER] == 2


def test_an_odd_nip_is_found_with_what_is_odd(world: World) -> None:
    mend_nips(world)
    Employee.objects.filter(pk=world.sari.pk).update(nip="198013142006133001")
    find_problems(world.agency, world.day)
    problem = DataProblem.objects.get(kind=Kind.ODD_NIP)
    assert (problem.employee, problem.detail) == (world.sari, "nip_birth nip_month nip_sex")


def test_a_circle_names_its_line(world: World) -> None:
    make_supervision(world.joko, world.sari)
    find_problems(world.agency, world.day)
    assert found(world, Kind.CIRCLE) == {"Joko Susilo", "Sari Lestari", "Budi Santoso"}
    line = DataProblem.objects.filter(kind=Kind.CIRCLE).first()
    assert line is not None
    assert line.detail.split(" → ")[0] == line.detail.split(" → ")[-1]


def test_circles_are_found_over_pairs() -> None:
    assert circles_in({1: 2, 2: 3, 3: 1, 4: 1, 5: 6}) == [[1, 2, 3]]
    assert circles_in({2: 1, 1: 2, 7: 8, 8: 9, 9: 7}) == [[1, 2], [7, 8, 9]]
    assert circles_in({}) == []


def test_what_stays_keeps_its_day_and_what_is_mended_goes(world: World) -> None:
    find_problems(world.agency, world.day)
    before = DataProblem.objects.get(kind=Kind.NO_RATER, employee=world.joko)
    make_supervision(world.dewi, world.joko)
    find_problems(world.agency, world.day + timedelta(days=1))
    after = DataProblem.objects.get(kind=Kind.NO_RATER, employee=world.joko)
    assert found(world, Kind.NO_RATER) == {"Joko Susilo", "Wati Kusuma"}
    assert (after.pk, after.found_on) == (before.pk, world.day)


def test_only_what_was_touched_is_searched_again(world: World) -> None:
    find_problems(world.agency, world.day)
    make_supervision(world.dewi, world.joko)
    make_supervision(world.joko, world.sari)
    find_problems_of(world.agency, [world.dewi.pk], world.day)
    assert found(world, Kind.NO_RATER) == {"Joko Susilo", "Wati Kusuma"}
    find_problems_of(world.agency, [world.joko.pk], world.day)
    assert len(found(world, Kind.CIRCLE)) == 3
    world.joko.supervisions.all().delete()
    Employee.objects.filter(pk=world.joko.pk).update(rater=None)
    find_problems_of(world.agency, [world.joko.pk], world.day)
    assert found(world, Kind.CIRCLE) == set()


def test_the_number_of_queries_does_not_grow(
    world: World, django_assert_num_queries: object
) -> None:

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            find_problems(world.agency, world.day)
        return len(seen)

    find_problems(world.agency, world.day)
    few = cost()
    for number in range(60):
        make_employee(world.clinic, name=f"Orang {number}")
    find_problems(world.agency, world.day)
    assert cost() == few


def test_the_daily_round_copies_what_begins_and_searches_once(world: World) -> None:
    list(daily_round())
    yesterday = world.day - timedelta(days=1)
    ProblemSearch.objects.update(copied_on=yesterday)
    old = world.sari.supervisions.get(valid_to=None)
    old.valid_to = world.day
    old.save()
    world.sari.supervisions.create(rater=world.joko, valid_from=world.day)
    assert [line for line in daily_round() if line.startswith("wanasari")]
    world.sari.refresh_from_db()
    assert world.sari.rater == world.joko
    assert not [line for line in daily_round() if "data problems" in line]
    assert Agency.objects.count() == ProblemSearch.objects.count()


def test_a_search_by_hand_does_not_stand_for_the_daily_round(world: World) -> None:
    find_problems(world.agency, world.day)
    assert [line for line in daily_round() if line.startswith("wanasari")]


def test_the_round_lets_people_be_found_whom_nobody_indexed(world: World) -> None:
    world.sari.words.all().delete()
    list(daily_round())
    assert set(world.sari.words.values_list("word", flat=True)) == {"sari", "lestari"}
