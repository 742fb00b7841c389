from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.models import Leave
from pamong.people.tests.make import OFFICE
from pamong.people.tests.world import World
from pamong.performance.daily.actions import LineInput, save_day
from pamong.performance.daily.queries import days_around, month_states, plan_for
from pamong.performance.daily.rules import last_day_to_write
from pamong.performance.models import ActionStep, DailyEntry, Plan
from pamong.performance.progress.tests.make import make_plan, make_result

DAY = date(2026, 11, 25)


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world.sari)


@pytest.fixture
def step(plan: Plan) -> ActionStep:
    return ActionStep.objects.create(
        result=make_result(plan), quarter=4, text="Kunjungan rumah", amount=10, unit="rumah"
    )


def save(world: World, plan: Plan, *lines: LineInput, day: date = DAY, name: str = "sari") -> Any:
    return save_day(plan, day, lines, by=world.account(name), on=DAY)


def test_one_line_needs_only_its_text(world: World, plan: Plan) -> None:
    (entry,) = save(world, plan, LineInput("Menyusun laporan\nbulanan"))
    assert (entry.on, entry.status, entry.employee) == (DAY, "recorded", world.sari)
    assert entry.text == "Menyusun laporan\nbulanan"


def test_several_lines_are_saved_at_once_with_decimals_and_times(
    world: World, plan: Plan, step: ActionStep
) -> None:
    save(
        world,
        plan,
        LineInput("RT 2", step_id=step.pk, amount=Decimal("2.5"), begins=time(8), ends=time(9, 30)),
        LineInput("Rapat"),
    )
    first = DailyEntry.objects.get(text="RT 2")
    assert first.amount == Decimal("2.5")
    assert (first.unit, first.step) == ("rumah", step)
    assert DailyEntry.objects.count() == 2


def test_the_ledger_keeps_no_text(world: World, plan: Plan) -> None:
    save(world, plan, LineInput("Rahasia pasien"))
    entry = Entry.objects.get(verb="performance.entry_recorded")
    assert "Rahasia" not in str(entry.changes)


def test_an_unchanged_line_leaves_no_entry(world: World, plan: Plan) -> None:
    (entry,) = save(world, plan, LineInput("Rapat"))
    assert save(world, plan, LineInput("Rapat", uuid=str(entry.uuid))) == []


def test_a_line_is_changed_and_removed_while_nobody_looked_at_it(world: World, plan: Plan) -> None:
    (entry,) = save(world, plan, LineInput("Rapat"))
    save(world, plan, LineInput("Rapat dinas", uuid=str(entry.uuid)))
    assert DailyEntry.objects.get().text == "Rapat dinas"
    save(world, plan, LineInput("", uuid=str(entry.uuid)))
    assert not DailyEntry.objects.exists()
    assert Entry.objects.filter(verb="performance.entry_removed").count() == 1


@pytest.mark.parametrize("text", ["Rapat lain", ""])
def test_a_confirmed_line_stays(world: World, plan: Plan, text: str) -> None:
    (entry,) = save(world, plan, LineInput("Rapat"))
    DailyEntry.objects.update(status="confirmed")
    with pytest.raises(ValidationError, match="sudah dikonfirmasi"):
        save(world, plan, LineInput(text, uuid=str(entry.uuid)))


@pytest.mark.parametrize("name", ["budi", "putri", "rini", "dewi"])
def test_nobody_writes_for_another(world: World, plan: Plan, name: str) -> None:
    with pytest.raises(PermissionDenied):
        save(world, plan, LineInput("Rapat"), name=name)


def test_tomorrow_cannot_be_written(world: World, plan: Plan) -> None:
    with pytest.raises(ValidationError, match="belum tiba"):
        save(world, plan, LineInput("Rapat"), day=date(2026, 11, 26))


def test_the_window_is_counted_in_working_days_of_the_pack(world: World, plan: Plan) -> None:
    assert last_day_to_write(date(2026, 11, 16), OFFICE) == DAY
    save(world, plan, LineInput("Rapat"), day=date(2026, 11, 16))
    with pytest.raises(ValidationError, match="Batas isi"):
        save(world, plan, LineInput("Rapat"), day=date(2026, 11, 13))


def test_holidays_and_weekends_do_not_count() -> None:
    assert last_day_to_write(date(2026, 12, 23), OFFICE) == date(2027, 1, 7)


def test_a_returned_line_is_mended_after_the_window_and_waits_again(
    world: World, plan: Plan
) -> None:
    old = DailyEntry.objects.create(
        plan=plan, employee=world.sari, on=date(2026, 10, 1), text="Rapat", status="returned"
    )
    save(world, plan, LineInput("Rapat dengan kader", uuid=str(old.uuid)), day=old.on)
    old.refresh_from_db()
    assert (old.text, old.status) == ("Rapat dengan kader", "recorded")


def test_the_end_follows_the_beginning(world: World, plan: Plan) -> None:
    with pytest.raises(ValidationError, match="sesudah jam mulai"):
        save(world, plan, LineInput("Rapat", begins=time(9), ends=time(8)))


def test_a_plan_in_force_comes_before_one_that_waits(world: World, plan: Plan) -> None:
    waiting = make_plan(world.sari, starts_on=date(2026, 7, 1), status=Plan.Status.PROPOSED)
    assert plan_for(world.sari.pk, DAY) == plan
    Plan.objects.filter(pk=plan.pk).update(ends_on=date(2026, 6, 30))
    assert plan_for(world.sari.pk, DAY) == waiting
    assert plan_for(world.putri.pk, DAY) is None


def test_a_month_tells_full_part_missing_and_off_days(world: World, plan: Plan) -> None:
    DailyEntry.objects.create(plan=plan, employee=world.sari, on=date(2026, 11, 24), text="Rapat")
    states = month_states(world.sari.pk, DAY, today=DAY, own=OFFICE, starts=date(2026, 11, 9))
    assert states[date(2026, 11, 24)] == "part"
    assert states[date(2026, 11, 23)] == "miss"
    assert states[date(2026, 11, 22)] == "off"
    assert states[date(2026, 11, 3)] == "off"
    assert states[DAY] == "todo"
    assert states[date(2026, 11, 26)] == "later"


def typed(**fields: Any) -> dict[str, Any]:
    return {"count": 2, **fields}


def test_the_page_saves_lines_as_people_type_them(as_: Any, plan: Plan, step: ActionStep) -> None:
    lines = typed(
        text_0="Kunjungan RT 2", step_0=step.pk, amount_0="2,5", sure_0="on", begins_0="08.00",
        ends_0="0930",
        text_1="Rapat",
    )  # fmt: skip
    answer = as_("sari").post(reverse("performance:daily"), lines, follow=True)
    text = answer.content.decode()
    assert "2 baris tersimpan." in text
    assert "2 baris terisi, 1 jam 30 menit" in text
    assert DailyEntry.objects.get(step=step).amount == Decimal("2.5")


def test_more_lines_keep_what_was_typed(as_: Any, plan: Plan) -> None:
    lines = typed(text_0="Kunjungan RT 2", amount_0="banyak", line="1")
    answer = as_("sari").post(reverse("performance:daily"), lines)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Baris 3" in text
    assert "banyak" in text
    assert "Tulis dengan angka" not in text
    assert not DailyEntry.objects.exists()
    assert text.count("autofocus") == 1
    assert 'name="text_2"' in text.split("autofocus")[0].rsplit("<", 1)[1]


def test_yesterdays_facts_are_reused_but_never_its_figures(
    as_: Any, world: World, plan: Plan, step: ActionStep
) -> None:
    DailyEntry.objects.create(
        plan=plan, employee=world.sari, on=date(2026, 11, 24), text="Kunjungan RT 9", step=step,
        amount=77, unit="rumah", begins=time(13, 13),
    )  # fmt: skip
    text = as_("sari").get(reverse("performance:daily") + "?copy=1").content.decode()
    form = text[text.index("Baris 1") : text.index("Simpan progress")]
    assert "Kunjungan RT 9" in form
    assert 'value="rumah"' in form
    assert "77" not in form
    assert "13.13" not in form


def test_a_line_is_removed_by_its_button(as_: Any, world: World, plan: Plan) -> None:
    (entry,) = save(world, plan, LineInput("Rapat"))
    lines = typed(uuid_0=str(entry.uuid), text_0="Rapat", remove="1")
    assert as_("sari").post(reverse("performance:daily"), lines).status_code == 303
    assert not DailyEntry.objects.exists()


def test_a_day_that_is_closed_says_why_and_shows_its_lines(
    as_: Any, world: World, plan: Plan
) -> None:
    DailyEntry.objects.create(
        plan=plan, employee=world.sari, on=date(2026, 10, 1), text="Rapat kader"
    )
    text = (
        as_("sari").get(reverse("performance:daily-day", args=[date(2026, 10, 1)])).content.decode()
    )
    assert "Batas isi" in text
    assert "Rapat kader" in text
    assert "Simpan progress" not in text


def test_without_a_plan_the_page_says_what_to_do(as_: Any, world: World) -> None:
    text = as_("sari").get(reverse("performance:daily")).content.decode()
    assert "Belum ada SKP untuk hari ini" in text


def test_the_month_lists_its_days(as_: Any, world: World, plan: Plan) -> None:
    save(world, plan, LineInput("Rapat kader"))
    text = as_("sari").get(reverse("performance:daily-month", args=["2026-11"])).content.decode()
    assert "Rapat kader" in text
    assert as_("sari").get("/daily/month/2026-13").status_code == 404
    assert as_("sari").get("/daily/2026-02-30").status_code == 404


def test_the_page_costs_at_most_twelve_queries(
    as_: Any, world: World, plan: Plan, step: ActionStep, django_assert_max_num_queries: Any
) -> None:
    save(world, plan, *[LineInput(f"Rapat {n}") for n in range(6)])
    client = as_("sari")
    with django_assert_max_num_queries(12):
        client.get(reverse("performance:daily"))


def test_a_day_of_leave_is_no_gap_and_its_window_stands_still(world: World, plan: Plan) -> None:
    before = last_day_to_write(date(2026, 11, 16), days_of(world, plan))
    Leave.objects.create(
        employee=world.sari,
        kind="cuti_tahunan",
        valid_from=date(2026, 11, 18),
        valid_to=date(2026, 11, 20),
    )
    own = days_of(world, plan)
    states = month_states(world.sari.pk, DAY, today=DAY, own=own, starts=date(2026, 11, 9))
    assert [states[date(2026, 11, day)] for day in (17, 18, 19, 20)] == [
        "miss",
        *["leave"] * 2,
        "miss",
    ]
    assert (before, last_day_to_write(date(2026, 11, 16), own)) == (DAY, date(2026, 11, 27))
    save(world, plan, LineInput("Rapat"), day=date(2026, 11, 13))


def test_the_page_of_a_day_of_leave_says_so(as_: Any, world: World, plan: Plan) -> None:
    Leave.objects.create(
        employee=world.sari, kind="cuti_tahunan", valid_from=DAY, valid_to=date(2026, 11, 28)
    )
    page = as_("sari").get(reverse("performance:daily")).content.decode()
    assert "Cuti tahunan sampai 27 November" in page
    assert "3 hari cuti" in page


def days_of(world: World, plan: Plan) -> Any:
    return days_around(world.sari, plan, DAY, DAY)


def day_data(**typed: str) -> dict[str, str]:
    blank = dict.fromkeys(("uuid", "step", "text", "amount", "unit", "begins", "ends"), "")
    return {"count": "1"} | {f"{name}_0": value for name, value in (blank | typed).items()}


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [("1.200", "", "Angka ini 120 kali targetnya (10 rumah)"), ("2,5", "laporan", "pecahan")],
)
def test_an_odd_amount_is_asked_back_once_and_kept_when_confirmed(
    world: World, plan: Plan, step: ActionStep, as_: Any, amount: str, unit: str, said: str
) -> None:
    typed = day_data(step=str(step.pk), text="RT 2", amount=amount, unit=unit)
    url = reverse("performance:daily-day", args=[DAY])
    page = as_("sari").post(url, typed)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert "Angka ini benar" in page.content.decode()
    assert not DailyEntry.objects.exists()
    assert as_("sari").post(url, typed | {"sure_0": "on"}).status_code == 303
    assert DailyEntry.objects.get().amount is not None


def test_an_amount_that_stands_already_is_not_asked_again(
    world: World, plan: Plan, as_: Any
) -> None:
    (entry,) = save(world, plan, LineInput("RT 2", amount=Decimal("2.5"), unit="laporan"))
    typed = day_data(uuid=str(entry.uuid), text="RT 3", amount="2,5", unit="laporan")
    assert as_("sari").post(reverse("performance:daily-day", args=[DAY]), typed).status_code == 303
    entry.refresh_from_db()
    assert entry.text == "RT 3"
