"""Part time is paid by its contract; kept leave and the file's counts are one month, told apart."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from pamong.people.contracts.actions import ContractFacts, add_contract
from pamong.people.contracts.rules import PACK as CONTRACTS
from pamong.people.leave.actions import LeaveFacts, add_leave
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.allowance import actions
from pamong.performance.allowance.explaining import explained
from pamong.performance.allowance.tests.make import (
    OCTOBER,
    answer,
    drafted,
    make_attendance,
    make_paying_world,
)
from pamong.performance.allowance.words import missing_of
from pamong.performance.models import AllowanceLine, AllowanceSheet, Attendance

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def paying(world: World) -> World:
    make_paying_world(world)
    return world


def lines_of(sheet: AllowanceSheet, person: Any, **where: Any) -> list[AllowanceLine]:
    rows = AllowanceLine.objects.filter(sheet=sheet, employee=person, **where)
    return list(rows.order_by("first_day"))


def half_up(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def part_time(world: World) -> Employee:
    """Sari, from here on; the row that the tests share is renewed."""
    Employee.objects.filter(pk=world.sari.pk).update(kind=Employee.Kind.PPPK_PART_TIME)
    world.sari.refresh_from_db()
    return world.sari


def contract(world: World, first: date, last: date, hours: str | None) -> None:
    facts = ContractFacts(first, last, Decimal(hours) if hours else None)
    add_contract(world.sari, facts, by=world.account("dewi"), on=world.day)


def leave(world: World, kind: str, first: date, last: date) -> None:
    facts = LeaveFacts(kind, first, last)
    add_leave(world.sari, facts, by=world.account("dewi"), on=world.day)


def close(world: World, sheet: AllowanceSheet) -> AllowanceSheet:
    actions.check_sheet(sheet, by=world.account("rini"), on=world.day)
    return actions.lock_sheet(sheet, by=world.account("dewi"), on=world.day)


def test_half_of_the_hours_is_half_of_the_base(paying: World) -> None:
    part_time(paying)
    contract(paying, date(2026, 1, 1), date(2026, 12, 31), "50")
    [line] = lines_of(drafted(paying), paying.sari)
    # 3.333.333 x 50 % = 1.666.666,5, half up
    assert (line.hours_share, line.base) == (Decimal(50), 1_666_667)
    assert not line.missing
    assert line.performance == half_up(Decimal(1_666_667) * 60 / 100 * 95 / 100) == 950_000
    said = [str(step.text) for step in explained(line).because]
    assert any("× 31 ÷ 31 hari × 50% jam kerja = Rp1.666.667" in s for s in said)


def test_a_new_contract_in_the_month_makes_two_lines(paying: World) -> None:
    part_time(paying)
    contract(paying, date(2026, 1, 1), date(2026, 10, 10), "50")
    contract(paying, date(2026, 10, 11), date(2027, 10, 10), "62.5")
    first, second = lines_of(drafted(paying), paying.sari)
    assert (first.days, first.hours_share) == (10, Decimal(50))
    assert (second.days, second.hours_share) == (21, Decimal("62.5"))
    assert first.base == half_up(Decimal(3_333_333) * 10 / 31 / 2)
    assert second.base == half_up(Decimal(3_333_333) * 21 / 31 * Decimal("0.625"))


def test_part_time_without_a_contract_is_missing_and_not_full_pay(paying: World) -> None:
    part_time(paying)
    sheet = drafted(paying)
    [line] = lines_of(sheet, paying.sari)
    assert (line.hours_share, line.base, line.total) == (None, None, None)
    assert line.missing == ["hours"]
    close(paying, sheet)
    contract(paying, date(2026, 1, 1), date(2026, 12, 31), "50")
    [owed] = lines_of(drafted(paying, NOVEMBER), paying.sari, kind="difference")
    assert owed.total == half_up(Decimal(1_666_667) * 40 / 100 * Decimal("95.26") / 100) + half_up(
        Decimal(1_666_667) * 60 / 100 * 95 / 100
    )
    assert ["hours_share", None, "50.00"] in owed.reasons


def test_days_before_and_after_a_contract_are_told_apart(paying: World) -> None:
    part_time(paying)
    contract(paying, date(2026, 10, 15), date(2027, 10, 14), "50")
    before, after = lines_of(drafted(paying), paying.sari)
    assert (before.missing, before.total, before.days) == (["hours"], None, 14)
    assert (after.missing, after.days) == ([], 17)


def test_part_time_without_a_share_is_missing_until_the_agency_answers(paying: World) -> None:
    part_time(paying)
    contract(paying, date(2026, 1, 1), date(2026, 12, 31), None)
    [line] = lines_of(drafted(paying), paying.sari)
    assert (line.hours_share, line.base, line.total) == (None, None, None)
    assert line.missing == ["hours"]
    assert "halaman Aturan" in missing_of(line)[0]


def test_part_time_without_a_share_is_paid_by_the_rules_and_says_so(paying: World) -> None:
    part_time(paying)
    half: dict[str, Decimal | str] = {"rows__pppk_paruh_waktu__percent": Decimal(50)}
    answer(paying, "part_time_hours", half, CONTRACTS)
    contract(paying, date(2026, 1, 1), date(2026, 12, 31), None)
    [line] = lines_of(drafted(paying), paying.sari)
    assert (line.hours_share, line.base) == (Decimal(50), 1_666_667)
    told = explained(line)
    [said] = [step for step in told.because if "Kontrak tidak menyebut" in str(step.text)]
    assert "50% jam penuh" in str(said.text)
    assert said.citation.startswith("Aturan instansi")


def test_a_contract_without_a_share_is_full_time_for_who_is_no_part_timer(paying: World) -> None:
    Employee.objects.filter(pk=paying.sari.pk).update(kind=Employee.Kind.PPPK)
    paying.sari.refresh_from_db()
    contract(paying, date(2026, 1, 1), date(2026, 12, 31), None)
    [line] = lines_of(drafted(paying), paying.sari)
    assert (line.hours_share, line.base) == (Decimal(100), 3_333_333)


def test_kept_leave_stands_in_where_the_file_says_nothing(paying: World) -> None:
    Attendance.objects.filter(employee=paying.sari).update(sick_days=None)
    # Thursday 8 to Monday 12 October: three days of work
    leave(paying, "cuti_sakit", date(2026, 10, 8), date(2026, 10, 12))
    [line] = lines_of(drafted(paying), paying.sari)
    assert (line.counts["sick_days"], line.findings) == (3, [])
    # 1 day absent at 3, 37 minutes at 0,02, 3 days ill at 0,5
    assert line.attendance_percent == Decimal("94.76")
    said = [str(step.text) for step in explained(line).because]
    assert "Hari sakit menurut catatan cuti: 3." in said


def test_a_day_that_both_name_counts_once(paying: World) -> None:
    leave(paying, "cuti_sakit", date(2026, 10, 8), date(2026, 10, 9))
    [line] = lines_of(drafted(paying), paying.sari)
    assert (line.attendance_percent, line.findings) == (Decimal("95.26"), [])
    assert line.away == {"sick_days": ["2.0", 2]}


def test_where_the_two_differ_the_sheet_says_so(as_: Any, paying: World) -> None:
    leave(paying, "cuti_sakit", date(2026, 10, 5), date(2026, 10, 8))
    sheet = drafted(paying)
    [line] = lines_of(sheet, paying.sari)
    assert line.findings == ["sick_days"]
    assert line.attendance_percent == Decimal("94.26")  # four days, not six
    page = as_("rini").get(f"/allowance/sheets/{sheet.uuid}").content.decode()
    assert "Hari sakit: berkas 2, catatan cuti 4. Dihitung 4." in page
    assert "1 baris: hari cuti atau sakit" in page


def test_a_file_that_names_more_stays_and_is_a_finding(paying: World) -> None:
    leave(paying, "cuti_tahunan", date(2026, 10, 5), date(2026, 10, 5))
    [line] = lines_of(drafted(paying), paying.sari)
    assert line.findings == ["sick_days"]  # two in the file, none kept; the leave is another count
    assert line.away == {"leave_days": [None, 1], "sick_days": ["2.0", 0]}
    assert line.attendance_percent == Decimal("95.26")


def test_without_a_file_kept_leave_alone_is_no_attendance(paying: World) -> None:
    Attendance.objects.filter(employee=paying.sari).delete()
    leave(paying, "cuti_tahunan", date(2026, 10, 5), date(2026, 10, 6))
    [line] = lines_of(drafted(paying), paying.sari)
    assert (line.attendance, line.missing) == (None, ["attendance"])
    assert line.away == {"leave_days": [None, 2]}


def test_leave_noted_after_the_lock_is_a_difference(paying: World) -> None:
    close(paying, drafted(paying))
    leave(paying, "cuti_sakit", date(2026, 10, 5), date(2026, 10, 8))
    [owed] = lines_of(drafted(paying, NOVEMBER), paying.sari, kind="difference")
    before = half_up(Decimal(3_333_333) * 40 / 100 * Decimal("95.26") / 100)
    after = half_up(Decimal(3_333_333) * 40 / 100 * Decimal("94.26") / 100)
    assert (owed.attendance, owed.total) == (after - before, after - before)
    assert owed.reasons == [["attendance_percent", "95.26", "94.26"]]


def test_a_given_percentage_is_taken_as_it_is(paying: World) -> None:
    Attendance.objects.filter(employee=paying.sari).delete()
    make_attendance(paying.sari, OCTOBER, percent=Decimal(97))
    leave(paying, "cuti_sakit", date(2026, 10, 5), date(2026, 10, 8))
    [line] = lines_of(drafted(paying), paying.sari)
    assert line.attendance_percent == 97
