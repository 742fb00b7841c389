"""Several days at once: which stand on the page, all or none, and nothing twice."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.models import Leave
from pamong.people.tests.world import World
from pamong.performance.daily.actions import LineInput, save_day, save_days
from pamong.performance.daily.days import days_sent, open_days
from pamong.performance.models import ActionStep, DailyEntry, Plan
from pamong.performance.progress.tests.make import make_plan, make_result

As = Callable[[str], Client]
DAY, MONDAY, TUESDAY = date(2026, 11, 25), date(2026, 11, 23), date(2026, 11, 24)
PAGE = "performance:daily-days"


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world.sari)


def save(world: World, plan: Plan, lines: dict[date, str], name: str = "sari") -> Any:
    given = {day: LineInput(text) for day, text in lines.items()}
    return save_days(plan, given, by=world.account(name), on=DAY)


def typed(*days: date, **more: str) -> dict[str, str]:
    sent = {f"on_{number}": str(day) for number, day in enumerate(days)}
    texts = {f"text_{number}": f"Kerja {day}" for number, day in enumerate(days)}
    return {"count": str(len(days)), **sent, **texts, **more}


def text_of(page: Any) -> str:
    return str(page.content.decode())


def test_one_line_a_day_is_written_with_an_entry_in_the_record_each(
    world: World, plan: Plan
) -> None:
    done = save(world, plan, {TUESDAY: "Imunisasi", MONDAY: "Rapat"})
    assert [(entry.on, entry.text) for entry in done] == [(MONDAY, "Rapat"), (TUESDAY, "Imunisasi")]
    assert Entry.objects.filter(verb="performance.entry_recorded").count() == 2


def test_all_or_none_where_one_day_is_closed_or_taken(world: World, plan: Plan) -> None:
    with pytest.raises(ValidationError, match="sudah lewat"):
        save(world, plan, {date(2026, 11, 2): "Terlambat", MONDAY: "Rapat"})
    assert not DailyEntry.objects.exists()
    save_day(plan, MONDAY, [LineInput("Rapat")], by=world.account("sari"), on=DAY)
    with pytest.raises(ValidationError, match="Sudah ada baris untuk 23 November"):
        save(world, plan, {MONDAY: "Rapat", TUESDAY: "Imunisasi"})
    assert DailyEntry.objects.count() == 1


def test_nobody_else_writes_them(world: World, plan: Plan) -> None:
    with pytest.raises(PermissionDenied):
        save(world, plan, {MONDAY: "Rapat"}, name="budi")


def test_open_days_are_those_of_work_without_a_line_that_may_still_be_written(
    world: World, plan: Plan
) -> None:
    save_day(plan, TUESDAY, [LineInput("Rapat")], by=world.account("sari"), on=DAY)
    Leave.objects.create(
        employee=world.sari, kind="cuti_tahunan", valid_from=MONDAY, valid_to=TUESDAY
    )
    days = open_days(world.sari, plan, DAY)
    assert days == [date(2026, 11, day) for day in (13, 16, 17, 18, 19, 20, 25)]


def test_the_page_writes_what_was_filled_in_and_leaves_the_rest(
    world: World, as_: As, plan: Plan, django_assert_max_num_queries: Any
) -> None:
    step = ActionStep.objects.create(result=make_result(plan), quarter=4, text="Kunjungan")
    sari = as_("sari")
    with django_assert_max_num_queries(12):
        page = text_of(sari.get(reverse(PAGE)))
    assert "Senin, 23 November" in page
    assert "Kunjungan" in page
    data = typed(MONDAY, TUESDAY, step_0=str(step.pk), begins_0="0800", ends_0="12.00", text_1=" ")
    answer = sari.post(reverse(PAGE), data)
    assert answer["Location"] == reverse("performance:daily-month", args=["2026-11"])
    entry = DailyEntry.objects.get()
    assert (entry.on, entry.step, entry.begins, entry.ends) == (MONDAY, step, time(8), time(12))


def test_a_second_tab_writes_no_day_twice_and_loses_no_word(as_: As, plan: Plan) -> None:
    sari = as_("sari")
    sari.post(reverse(PAGE), typed(MONDAY))
    again = sari.post(reverse(PAGE), typed(MONDAY, TUESDAY, text_1="Laporan 😀"))
    assert again.status_code == 422
    assert "Sudah ada baris untuk 23 November" in text_of(again)
    assert "Laporan 😀" in text_of(again)
    assert DailyEntry.objects.count() == 1


@pytest.mark.parametrize("odd", [{}, {"on_0": "kemarin"}, {"on_0": "\x00"}, {"on_0": "9" * 9999}])
def test_a_page_without_its_days_is_asked_for_anew(
    as_: As, plan: Plan, odd: dict[str, str]
) -> None:
    assert as_("sari").post(reverse(PAGE), {"text_0": "Rapat", **odd}).status_code == 422
    assert not DailyEntry.objects.exists()


def test_a_day_that_is_sent_twice_is_no_page_of_ours() -> None:
    assert days_sent({"on_0": "2026-11-23", "on_1": "2026-11-23"}) == []
    assert days_sent({"on_0": "2026-11-23"}) == [MONDAY]


def test_an_amount_without_an_activity_is_asked_back(as_: As, plan: Plan) -> None:
    page = as_("sari").post(reverse(PAGE), typed(MONDAY, text_0="", amount_0="3"))
    assert page.status_code == 422
    assert "Tulis kegiatannya." in text_of(page)


def test_an_empty_page_changes_nothing(as_: As, plan: Plan) -> None:
    sari = as_("sari")
    answer = sari.post(reverse(PAGE), typed(MONDAY, text_0=""))
    assert "Tidak ada yang berubah." in text_of(sari.get(answer["Location"]))
