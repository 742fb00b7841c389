"""A leaving entered ahead: the work goes on until its day, the daily round makes it so, and it can be withdrawn."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.people.importing.actions import import_people
from pamong.people.importing.queries import plan_import
from pamong.people.importing.tests.files import parsed
from pamong.people.leaving.actions import begin_leavings, leave_employee, withdraw_leaving
from pamong.people.models import Assignment, DataProblem, Employee
from pamong.people.posts.actions import NewPost, move_employee
from pamong.people.problems.finding import find_problems
from pamong.people.raters.actions import set_raters
from pamong.people.scope import scope_of
from pamong.people.tests.world import World
from pamong.people.ticking import daily_round
from pamong.performance.closing.queries import plans_to_close
from pamong.performance.evaluation.tests.make import final
from pamong.performance.models import Plan
from pamong.performance.tests.make import make_plan

RETIRED = "pensiun"
COMES = date(2026, 12, 15)
HEADINGS = ("NIP", "Nama", "Tanggal berhenti", "Alasan berhenti")


def ahead(world: World, who: str = "sari", **more: Any) -> Employee:
    given: dict[str, Any] = {"left_on": COMES, "by": world.account("dewi"), "on": world.day} | more
    return leave_employee(world.people[who], **({"reason": RETIRED} | given))


def agreed(world: World, **more: Any) -> Plan:
    return make_plan(world.sari, status=Plan.Status.AGREED, agreed_on=date(2026, 1, 20), **more)


def test_until_the_day_everything_goes_on(world: World) -> None:
    plan = agreed(world)
    person = ahead(world)
    assert (person.left_on, person.leaves_on, person.leaves_reason) == (None, COMES, RETIRED)
    plan.refresh_from_db()
    assert (plan.ends_on, plan.status) == (date(2026, 12, 31), Plan.Status.AGREED)
    assert not scope_of(world.account("sari"), COMES - timedelta(days=1)).has_left
    assert Employee.objects.active().filter(pk=person.pk).exists()
    entry = Entry.objects.get(verb="people.leaving_planned")
    assert entry.changes == {"leaves_on": [None, "2026-12-15"], "leaves_reason": [None, RETIRED]}
    assert begin_leavings(world.agency, on=COMES - timedelta(days=1)) == 0


def test_on_its_day_the_plan_ends_and_is_to_be_rated(world: World) -> None:
    plan, coming = agreed(world), agreed(world, year=2027)
    ahead(world)
    assert begin_leavings(world.agency, on=COMES) == 1
    person = Employee.objects.get(pk=world.sari.pk)
    assert (person.left_on, person.left_reason, person.leaves_on) == (COMES, RETIRED, None)
    plan.refresh_from_db()
    coming.refresh_from_db()
    assert plan.ends_on == COMES - timedelta(days=1)
    assert coming.status == Plan.Status.WITHDRAWN
    assert plan in plans_to_close(scope_of(world.account("budi"), COMES), COMES)
    entry = Entry.objects.get(verb="people.employee_left")
    assert entry.changes == {"left_on": [None, "2026-12-15"], "left_reason": [None, RETIRED]}
    assert begin_leavings(world.agency, on=COMES) == 0


def test_the_daily_round_does_it_by_the_day(world: World, monkeypatch: Any) -> None:
    ahead(world)
    monkeypatch.setattr("pamong.people.ticking.today", lambda _zone="": COMES)
    assert any("1 people left" in line for line in daily_round())
    world.sari.refresh_from_db()
    assert world.sari.left_on == COMES


def test_withdraw_leaving_takes_it_back(world: World) -> None:
    person = withdraw_leaving(ahead(world), by=world.account("rini"), on=world.day)
    assert (person.leaves_on, person.leaves_reason) == (None, "")
    assert Entry.objects.get(verb="people.leaving_withdrawn").changes["leaves_on"] == [
        "2026-12-15",
        None,
    ]
    assert begin_leavings(world.agency, on=COMES) == 0
    with pytest.raises(ValidationError, match="tidak tercatat akan berhenti"):
        withdraw_leaving(person, by=world.account("rini"), on=world.day)


@pytest.mark.parametrize("by", ["budi", "sari", "joko", "tono", "lina"])
def test_others_withdraw_nothing(world: World, by: str) -> None:
    person = ahead(world)
    with pytest.raises(PermissionDenied):
        withdraw_leaving(person, by=world.account(by), on=world.day)


def test_entered_again_it_is_changed_and_a_death_before_it_holds_at_once(world: World) -> None:
    ahead(world)
    later = ahead(world, left_on=date(2027, 1, 1))
    assert later.leaves_on == date(2027, 1, 1)
    gone = ahead(world, left_on=world.day, reason="meninggal")
    assert (gone.left_on, gone.leaves_on, gone.leaves_reason) == (world.day, None, "")


def test_nothing_is_recorded_for_the_time_after_it(world: World) -> None:
    ahead(world)
    ahead(world, "budi")
    by = world.account("dewi")
    assert world.budi.position is not None
    post = NewPost(world.health, world.budi.position, COMES)
    with pytest.raises(ValidationError, match="berhenti 15 Desember 2026"):
        move_employee(world.sari, post, by=by, on=world.day)
    world.budi.refresh_from_db()
    with pytest.raises(ValidationError, match="sudah berhenti"):
        set_raters([world.agus], rater=world.budi, valid_from=COMES, by=by, on=world.day)


def test_what_was_rated_since_holds_it_and_is_a_data_problem(world: World) -> None:
    Assignment.objects.filter(employee=world.sari).update(valid_from=date(2026, 1, 1))
    plan = final(world).plan
    Employee.objects.filter(pk=world.sari.pk).update(
        leaves_on=date(2026, 6, 1), leaves_reason=RETIRED
    )
    assert begin_leavings(world.agency, on=world.day) == 0
    find_problems(world.agency, world.day)
    found = DataProblem.objects.get(kind="leaving_held")
    assert (found.employee, found.detail) == (world.sari, "2026-06-01")
    plan.refresh_from_db()
    assert plan.ends_on == date(2026, 12, 31)


def test_nobody_is_asked_for_a_plan_of_a_year_after_it(world: World, as_: Any) -> None:
    agreed(world)
    asked = "Buat SKP 2027"
    assert asked in as_("sari").get(reverse("home")).content.decode()
    ahead(world, left_on=date(2027, 1, 1))
    assert asked not in as_("sari").get(reverse("home")).content.decode()


def test_a_file_tells_of_a_day_to_come_and_says_nothing_new_the_second_time(world: World) -> None:
    def run() -> Any:
        row = (world.sari.nip, world.sari.name, "15-12-2026", "Pensiun")
        made = plan_import(world.agency, parsed(row, headings=HEADINGS), world.day)
        import_people(world.agency, made, by=SHELL, on=world.day)
        world.sari.refresh_from_db()
        return made

    run()
    assert (world.sari.left_on, world.sari.leaves_on) == (None, COMES)
    assert world.sari.leaves_reason == RETIRED
    assert run().counts["unchanged"] == 1
    assert begin_leavings(world.agency, on=COMES) == 1


def test_a_file_foretells_no_death(world: World) -> None:
    row = (world.sari.nip, world.sari.name, "15-12-2026", "Meninggal dunia")
    made = plan_import(world.agency, parsed(row, headings=HEADINGS), world.day)
    assert ["belum tiba" in one.reason for one in made.rejected] == [True]


def test_the_pages_show_change_and_withdraw_it(world: World, as_: Any) -> None:
    rini, page = as_("rini"), reverse("people:employee-detail", args=[world.sari.uuid])
    url = reverse("people:employee-leave", args=[world.sari.uuid])
    withdraw = reverse("people:leaving-withdraw", args=[world.sari.uuid])
    assert rini.post(url, {"reason": RETIRED, "left_on": "15-12-2026"}).status_code == 303
    shown = rini.get(page).content.decode()
    assert "Akan berhenti" in shown
    assert "15 Desember 2026" in shown
    assert withdraw in shown
    assert "15-12-2026" in rini.get(url).content.decode()
    assert rini.post(withdraw).status_code == 303
    assert "Akan berhenti" not in rini.get(page).content.decode()
