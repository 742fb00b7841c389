from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.models import ActionStep, DailyEntry, Plan, Result
from pamong.performance.progress.step_actions import StepInput, copy_steps, save_steps
from pamong.performance.progress.tests.make import make_line, make_plan, make_result

DAY = date(2026, 11, 25)


@pytest.fixture
def result(world: World) -> Result:
    result = make_result(make_plan(world.sari))
    make_line(result)
    return result


def save(world: World, result: Result, *lines: StepInput, name: str = "sari") -> list[ActionStep]:
    return save_steps(result.plan, 4, lines, by=world.account(name), on=DAY)


def test_the_owner_writes_steps_of_a_quarter(world: World, result: Result) -> None:
    save(world, result, StepInput(result.pk, "Kunjungan rumah", unit="rumah"))
    step = ActionStep.objects.get()
    assert (step.quarter, step.text, step.unit) == (4, "Kunjungan rumah", "rumah")
    assert Entry.objects.filter(verb="performance.steps_saved").count() == 1


def test_nothing_changed_leaves_no_entry(world: World, result: Result) -> None:
    (step,) = save(world, result, StepInput(result.pk, "Kunjungan"))
    save(world, result, StepInput(result.pk, "Kunjungan", pk=step.pk))
    assert Entry.objects.filter(verb="performance.steps_saved").count() == 1


def test_an_emptied_line_is_removed(world: World, result: Result) -> None:
    (step,) = save(world, result, StepInput(result.pk, "Kunjungan"))
    save(world, result, StepInput(result.pk, "", pk=step.pk))
    assert not ActionStep.objects.exists()


def test_a_step_that_daily_entries_name_is_not_removed(world: World, result: Result) -> None:
    (step,) = save(world, result, StepInput(result.pk, "Kunjungan"))
    DailyEntry.objects.create(
        plan=result.plan, employee=world.sari, step=step, on=DAY, text="Kunjungan RT 2"
    )
    with pytest.raises(ValidationError, match="jangan dikosongkan"):
        save(world, result, StepInput(result.pk, "", pk=step.pk))


def test_a_result_of_another_plan_is_ignored(world: World, result: Result) -> None:
    other = make_result(make_plan(world.putri))
    save(world, result, StepInput(other.pk, "Bukan milik saya"))
    assert not ActionStep.objects.exists()


@pytest.mark.parametrize("name", ["budi", "rini", "dewi", "agus"])
def test_nobody_but_the_owner_writes(world: World, result: Result, name: str) -> None:
    with pytest.raises(PermissionDenied):
        save(world, result, StepInput(result.pk, "Kunjungan"), name=name)


def test_a_plan_must_be_agreed(world: World, result: Result) -> None:
    Plan.objects.update(status=Plan.Status.PROPOSED)
    with pytest.raises(ValidationError, match="disetujui"):
        save(world, result, StepInput(result.pk, "Kunjungan"))


def test_the_quarter_before_is_copied_once(world: World, result: Result) -> None:
    ActionStep.objects.create(result=result, quarter=3, text="Kunjungan", amount=10, unit="rumah")
    by = world.account("sari")
    (new,) = copy_steps(result.plan, 4, by=by, on=DAY)
    assert (new.quarter, new.unit) == (4, "rumah")
    assert new.amount == 10
    with pytest.raises(ValidationError, match="Tidak ada"):
        copy_steps(result.plan, 4, by=by, on=DAY)


def test_the_page_saves_all_results_at_once(as_: Any, result: Result) -> None:
    page = reverse("performance:steps-save", args=[result.plan.uuid])
    typed = {f"text_new{result.pk}_0": "Kunjungan", f"amount_new{result.pk}_0": "1.200,5"}
    answer = as_("sari").post(f"{page}?q=4", typed, follow=True)
    assert "Rencana aksi triwulan IV tersimpan." in answer.content.decode()
    assert ActionStep.objects.get().amount == 1200.5
    assert as_("budi").post(page, typed).status_code == 403
    assert as_("wati").get(page).status_code == 404
    assert "Simpan rencana aksi" not in as_("budi").get(page).content.decode()


def test_the_page_copies_the_quarter_before(as_: Any, result: Result) -> None:
    ActionStep.objects.create(result=result, quarter=3, text="Kunjungan")
    page = reverse("performance:steps-copy", args=[result.plan.uuid, 4])
    assert as_("sari").post(page).status_code == 303
    assert ActionStep.objects.filter(quarter=4).count() == 1


def test_copying_is_offered_only_where_there_is_something_new_and_says_why_not(
    world: World, as_: Any, result: Result
) -> None:
    address = reverse("performance:steps-save", args=[result.plan.uuid]) + "?q=4"
    page = as_("sari").get(address).content.decode()
    assert "Triwulan lalu tidak punya rencana aksi untuk disalin." in page
    ActionStep.objects.create(result=result, quarter=3, text="Kunjungan")
    assert "Salin dari triwulan lalu" in as_("sari").get(address).content.decode()
    copy_steps(result.plan, 4, by=world.account("sari"), on=DAY)
    page = as_("sari").get(address).content.decode()
    assert "Salin dari triwulan lalu" not in page
    assert "Semua rencana aksi triwulan lalu sudah ada" in page
