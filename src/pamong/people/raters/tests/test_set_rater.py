"""Setting the rater of one or many, by date."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.people import following
from pamong.people.models import DataProblem, Employee, Supervision
from pamong.people.problems.finding import find_problems
from pamong.people.raters.actions import set_rater, set_raters
from pamong.people.raters.queries import head_above
from pamong.people.tests.make import make_employee, make_position, make_supervision
from pamong.people.tests.world import World


def history(person: Employee) -> list[tuple[str, date, date | None]]:
    rows = person.supervisions.order_by("valid_from").select_related("rater")
    return [(row.rater.name, row.valid_from, row.valid_to) for row in rows]


def test_set_rater_closes_the_old_one_and_copies_the_new(world: World) -> None:
    day, by = world.day, world.account("rini")
    row = set_rater(world.sari, rater=world.joko, valid_from=day, by=by, on=day)
    world.sari.refresh_from_db()
    assert history(world.sari)[1:] == [
        ("Budi Santoso", date(day.year, 1, 1), day),
        ("Joko Susilo", day, None),
    ]
    assert (world.sari.rater, world.sari.rater_superior) == (world.joko, None)
    assert row.source == Supervision.Source.SET
    entry = Entry.objects.get(verb="people.rater_set")
    assert entry.changes["rater"] == [str(world.budi.uuid), str(world.joko.uuid)]
    assert (entry.person_name, entry.actor_name) == ("Sari Lestari, A.Md.Keb.", "Rini Astuti")


def test_the_superior_is_the_raters_own_rater_unless_named(world: World) -> None:
    by, day = world.account("dewi"), world.day
    row = set_rater(world.agus, rater=world.budi, valid_from=day, by=by, on=day)
    assert row.superior == world.joko
    row = set_rater(
        world.agus, rater=world.budi, superior=world.wati, valid_from=day, by=by, on=day
    )
    assert row.superior == world.wati
    assert len(history(world.agus)) == 2


def test_a_day_in_years_that_are_over_is_refused_with_the_row_in_the_way(world: World) -> None:
    before, by = history(world.sari), world.account("dewi")
    for early in (date(world.day.year - 1, 6, 1), date(2010, 1, 1)):
        with pytest.raises(ValidationError, match="Hadi Wijaya tercatat sebagai penilai"):
            set_rater(world.sari, rater=world.joko, valid_from=early, by=by, on=world.day)
    with pytest.raises(ValidationError, match="Budi Santoso tercatat sebagai penilai"):
        set_rater(world.putri, rater=world.joko, valid_from=date(2010, 1, 1), by=by, on=world.day)
    assert history(world.sari) == before


def test_the_row_of_this_year_is_corrected_from_an_earlier_day_of_it(world: World) -> None:
    by, early = world.account("dewi"), date(world.day.year, 3, 1)
    set_rater(world.sari, rater=world.joko, valid_from=world.day, by=by, on=world.day)
    set_rater(world.sari, rater=world.joko, valid_from=early, by=by, on=world.day)
    names = [row[0] for row in history(world.sari)]
    assert names == ["Hadi Wijaya", "Budi Santoso", "Joko Susilo"]
    assert history(world.sari)[1][2] == early


def test_who_is_rated_below_keeps_the_rows_before_the_own_rater_began(world: World) -> None:
    early, by = date(world.day.year, 3, 1), world.account("dewi")
    world.sari.supervisions.filter(rater=world.budi).update(valid_from=date(world.day.year, 6, 1))
    set_rater(world.budi, rater=world.wati, valid_from=early, by=by, on=world.day)
    last = history(world.sari)[-1]
    assert (last[0], last[1]) == ("Budi Santoso", date(world.day.year, 6, 1))


def test_a_day_to_come_leaves_todays_rater_until_then(world: World) -> None:
    later = world.day + timedelta(days=10)
    set_rater(
        world.sari, rater=world.joko, valid_from=later, by=world.account("dewi"), on=world.day
    )
    world.sari.refresh_from_db()
    assert world.sari.rater == world.budi
    assert history(world.sari)[-1] == ("Joko Susilo", later, None)


def test_many_get_one_rater_and_superiors_below_follow(world: World) -> None:
    day, by = world.day, world.account("dewi")
    set_raters([world.budi, world.agus], rater=world.wati, valid_from=day, by=by, on=day)
    for person in (world.budi, world.agus, world.sari):
        person.refresh_from_db()
    assert (world.budi.rater, world.agus.rater) == (world.wati, world.wati)
    assert (world.sari.rater, world.sari.rater_superior) == (world.budi, world.wati)
    assert Entry.objects.filter(verb="people.rater_set").count() == 5


def test_a_superior_whom_somebody_chose_stays(world: World) -> None:
    make_supervision(world.wati, world.budi, world.hadi)
    set_rater(world.budi, rater=world.dewi, valid_from=world.day, by=SHELL, on=world.day)
    assert world.wati.supervisions.get(valid_to=None).superior == world.hadi


@pytest.fixture
def followed() -> Iterator[list[tuple[str, str]]]:
    seen: list[tuple[str, str]] = []

    def keep(rows: Sequence[Supervision], by: object, on: date) -> None:
        seen.extend((row.employee.name, row.rater.name) for row in rows)

    following.FOLLOWERS.append(keep)
    yield seen
    following.FOLLOWERS.remove(keep)


def test_what_depends_on_the_rater_follows(world: World, followed: list[tuple[str, str]]) -> None:
    set_rater(world.sari, rater=world.joko, valid_from=world.day, by=SHELL, on=world.day)
    assert followed == [("Sari Lestari", "Joko Susilo")]


def test_a_problem_is_mended_at_once(world: World) -> None:
    find_problems(world.agency, world.day)
    set_rater(world.wati, rater=world.joko, valid_from=world.day, by=SHELL, on=world.day)
    problems = DataProblem.objects.filter(employee=world.wati, kind=DataProblem.Kind.NO_RATER)
    assert not problems.exists()


@pytest.mark.parametrize("who", ["sari", "budi", "joko", "tono", "lina", "outsider"])
def test_others_may_not_set_a_rater(world: World, who: str) -> None:
    with pytest.raises(PermissionDenied):
        set_rater(
            world.sari, rater=world.joko, valid_from=world.day, by=world.account(who), on=world.day
        )


@pytest.mark.parametrize(("who", "person"), [("rini", "agus"), ("rini", "rini"), ("dewi", "dewi")])
def test_nobody_sets_ones_own_or_a_strangers_rater(world: World, who: str, person: str) -> None:
    employee = world.people[person]
    with pytest.raises(PermissionDenied):
        set_rater(
            employee, rater=world.joko, valid_from=world.day, by=world.account(who), on=world.day
        )


def test_impossible_raters_are_refused_with_what_to_do(world: World) -> None:
    Employee.objects.filter(pk=world.hadi.pk).update(left_on=world.day)
    world.hadi.refresh_from_db()
    for rater, words in (
        (world.sari, "diri sendiri"),
        (world.lina, "instansi yang sama"),
        (world.hadi, "sudah berhenti"),
    ):
        with pytest.raises(ValidationError, match=words):
            set_rater(world.sari, rater=rater, valid_from=world.day, by=SHELL, on=world.day)
    with pytest.raises(ValidationError, match="ubah dahulu penilai Sari"):
        set_rater(world.joko, rater=world.sari, valid_from=world.day, by=SHELL, on=world.day)


def test_the_head_of_the_unit_or_the_next_above_is_proposed(world: World) -> None:
    assert head_above(world.sari, world.day) == world.budi
    assert head_above(world.budi, world.day) == world.joko
    assert head_above(world.joko, world.day) is None
    acting = make_position(world.agency, name="Kepala Seksi", kind="pengawas", is_head=True)
    make_employee(world.clinic, name="Kepala Lain", position=acting)
    assert head_above(world.sari, world.day) == world.budi
