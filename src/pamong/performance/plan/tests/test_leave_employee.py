"""Leaving the service: recorded with reason and day; the running plan ends with it, rated or as it stands."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.people.importing.actions import import_people
from pamong.people.importing.queries import plan_import
from pamong.people.importing.tests.files import parsed
from pamong.people.leaving.actions import leave_employee, return_employee
from pamong.people.leaving.reasons import reason_choices, reason_named, unrated_labels
from pamong.people.models import DataProblem, Employee
from pamong.people.tests.world import World
from pamong.performance.closing.queries import plans_to_close
from pamong.performance.due import due_plans
from pamong.performance.models import Plan, PlanIndicator, PlanSnapshot, TargetRevision, Window
from pamong.performance.rhythm import PLAIN
from pamong.performance.tests.make import make_complete_plan, make_plan

LEFT = date(2026, 11, 10)
RETIRED, DIED = "pensiun", "meninggal"


def leave(world: World, who: str = "sari", reason: str = RETIRED, **more: Any) -> Employee:
    given: dict[str, Any] = {"left_on": LEFT, "by": world.account("dewi"), "on": world.day} | more
    return leave_employee(world.people[who], reason=reason, **given)


def agreed(world: World, **more: Any) -> Plan:
    return make_plan(world.sari, status=Plan.Status.AGREED, agreed_on=date(2026, 1, 20), **more)


def test_the_running_plan_ends_the_day_before_and_is_rated_by_its_rater(world: World) -> None:
    plan = agreed(world)
    person = leave(world)
    plan.refresh_from_db()
    assert (plan.ends_on, plan.status) == (date(2026, 11, 9), Plan.Status.AGREED)
    assert plan in plans_to_close(world.scope("budi"), world.day)
    entry = Entry.objects.get(verb="people.employee_left")
    assert entry.changes == {"left_on": [None, "2026-11-10"], "left_reason": [None, RETIRED]}
    assert person.left_reason == RETIRED
    closed = Entry.objects.get(verb="performance.plan_closed")
    assert closed.changes == {"ends_on": ["2026-12-31", "2026-11-09"]}


def test_after_a_death_nobody_is_asked_for_a_rating(world: World, as_: Any) -> None:
    plan = agreed(world)
    leave(world, reason=DIED)
    plan.refresh_from_db()
    assert (plan.ends_on, plan.status) == (date(2026, 11, 9), Plan.Status.CLOSED)
    assert not plans_to_close(world.scope("budi"), world.day).exists()
    for period in (Window.Period.Q4, Window.Period.YEAR):
        assert plan not in due_plans((2026, period), PLAIN)
    page = as_("dewi").get(reverse("performance:plan-detail", args=[plan.uuid]))
    assert "Ditutup" in page.content.decode()


def test_a_plan_of_the_coming_year_is_taken_back(world: World) -> None:
    coming, draft = agreed(world, year=2027), make_plan(world.putri, year=2027)
    leave(world)
    leave(world, "putri")
    for plan, status in ((coming, Plan.Status.WITHDRAWN), (draft, Plan.Status.DRAFTED)):
        plan.refresh_from_db()
        assert plan.status == status


def test_a_leaving_recorded_wrongly_is_taken_back_with_its_plans(world: World) -> None:
    plan, coming = agreed(world), agreed(world, year=2027)
    leave(world, reason=DIED)
    back = return_employee(world.sari, by=world.account("rini"), on=world.day)
    assert (back.left_on, back.left_reason) == (None, "")
    for one in (plan, coming):
        one.refresh_from_db()
        assert (one.status, one.ends_on.month, one.left_ends_on) == (Plan.Status.AGREED, 12, None)
    assert Entry.objects.filter(verb="performance.plan_reopened").count() == 2
    assert Entry.objects.filter(verb="people.employee_returned").exists()
    with pytest.raises(ValidationError, match="tidak tercatat berhenti"):
        return_employee(world.sari, by=world.account("rini"), on=world.day)


@pytest.mark.parametrize("is_revised", [False, True])
def test_only_a_granted_revision_makes_a_plan_a_revised_one_again(
    world: World, is_revised: bool
) -> None:
    plan = make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=date(2026, 1, 20))
    for version in (1, 2):  # agreed, undone and agreed again
        PlanSnapshot.objects.create(plan=plan, version=version, made_on=world.day, content={})
    if is_revised:
        TargetRevision.objects.create(
            plan=plan,
            plan_indicator=PlanIndicator.objects.get(result__plan=plan),
            new_value=5,
            reason="Wilayah dibagi",
            asked_on=world.day,
            status=TargetRevision.Status.GRANTED,
            answered_on=world.day,
        )
        Plan.objects.filter(pk=plan.pk).update(status=Plan.Status.REVISED)
    leave(world, reason=DIED)
    return_employee(world.sari, by=world.account("rini"), on=world.day)
    plan.refresh_from_db()
    assert plan.status == (Plan.Status.REVISED if is_revised else Plan.Status.AGREED)


def test_what_cannot_be_is_refused(world: World) -> None:
    with pytest.raises(ValidationError, match="belum tiba"):
        leave(world, left_on=date(2027, 1, 1), reason=DIED)
    with pytest.raises(ValidationError, match="tidak berlaku"):
        leave(world, reason="kontrak_berakhir")
    leave(world)
    with pytest.raises(ValidationError, match="sudah tercatat"):
        leave(world)


@pytest.mark.parametrize("by", ["budi", "sari", "joko", "tono", "lina"])
def test_others_record_nothing(world: World, by: str) -> None:
    with pytest.raises(PermissionDenied):
        leave(world, by=world.account(by))
    with pytest.raises(PermissionDenied):
        return_employee(world.sari, by=world.account(by), on=world.day)


def test_nobody_records_the_own_leaving(world: World) -> None:
    with pytest.raises(PermissionDenied):
        leave(world, "rini", by=world.account("rini"))


def test_who_was_rated_by_a_leaver_is_found(world: World) -> None:
    leave(world, "budi")
    found = DataProblem.objects.filter(kind=DataProblem.Kind.RATER_LEFT)
    assert found.filter(employee=world.sari).exists()


def test_the_pages_record_and_take_back(world: World, as_: Any) -> None:
    rini, page = as_("rini"), reverse("people:employee-detail", args=[world.sari.uuid])
    url = reverse("people:employee-leave", args=[world.sari.uuid])
    assert url in rini.get(page).content.decode()
    shown = rini.get(url, {"reason": RETIRED, "left_on": "10-11-2026"}).content.decode()
    assert "10-11-2026" in shown
    assert unrated_labels()[0] in shown
    assert rini.post(url, {"reason": RETIRED, "left_on": "10-11-2026"}).status_code == 303
    told = rini.get(page).content.decode()
    assert dict(reason_choices("pns"))[RETIRED] in told
    assert rini.post(reverse("people:employee-return", args=[world.sari.uuid])).status_code == 303
    world.sari.refresh_from_db()
    assert world.sari.left_on is None


HEADINGS = ("NIP", "Nama", "Tanggal berhenti", "Alasan berhenti")


def imported(world: World, *cells: str, headings: tuple[str, ...] = HEADINGS) -> Any:
    row = (world.sari.nip, world.sari.name, *cells)
    made = plan_import(world.agency, parsed(row, headings=headings), world.day)
    import_people(world.agency, made, by=SHELL, on=world.day)
    world.sari.refresh_from_db()
    return made


def test_a_file_closes_plans_by_its_reason_and_changes_nothing_the_second_time(
    world: World,
) -> None:
    plan = agreed(world)
    imported(world, "10-11-2026", "Meninggal Dunia")
    plan.refresh_from_db()
    assert (world.sari.left_on, world.sari.left_reason) == (LEFT, DIED)
    assert (plan.ends_on, plan.status) == (date(2026, 11, 9), Plan.Status.CLOSED)
    again = imported(world, "10-11-2026", "Meninggal Dunia")
    assert again.counts["unchanged"] == 1


def test_the_standing_of_the_national_file_tells_the_reason(world: World) -> None:
    headings = ("NIP", "Nama", "Tanggal berhenti", "Kedudukan hukum")
    imported(world, "10-11-2026", "Mencapai BUP", headings=headings)
    assert world.sari.left_reason == RETIRED


def test_a_reason_without_a_day_holds_from_the_day_and_an_unknown_one_is_said(
    world: World,
) -> None:
    odd = imported(world, "", "entah")
    assert "unknown_left_reason" in {one.code for one in odd.findings}
    assert not world.sari.left_on
    made = imported(world, "", "Pindah instansi")
    assert "left_reason_without_day" in {one.code for one in made.findings}
    assert (world.sari.left_on, world.sari.left_reason) == (world.day, "pindah_instansi")


def test_the_longest_name_in_a_text_counts() -> None:
    assert reason_named("Diberhentikan tidak dengan hormat") == "diberhentikan_tidak_hormat"
    assert reason_named("PENSIUN (BUP)") == RETIRED
    assert reason_named("cuti") == ""


def test_nobody_leaves_before_the_post_on_record_began(world: World) -> None:
    held = world.sari.assignments.get()
    with pytest.raises(ValidationError, match=f"memegang {held.position.name} sejak"):
        leave_employee(
            world.sari,
            reason="pensiun",
            left_on=held.valid_from,
            by=world.account("dewi"),
            on=world.day,
        )
