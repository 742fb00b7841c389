"""A move recorded after the month was paid: the old unit takes the days back, the new one makes up for them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pamong.people.models import Assignment, Position, Unit
from pamong.people.tests.make import make_position
from pamong.people.tests.world import World
from pamong.performance.allowance import actions
from pamong.performance.allowance.explaining import explained
from pamong.performance.allowance.tests.make import OCTOBER, make_paying_world
from pamong.performance.allowance_base.actions import make_table, release_table, set_base
from pamong.performance.models import AllowanceLine, AllowanceSheet, AllowanceTable

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


@pytest.fixture
def paying(world: World) -> World:
    make_paying_world(world)
    return world


def half_up(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def sheet_of(world: World, unit: Unit, month: date) -> AllowanceSheet:
    on = date(2026, 12, 31) if month == DECEMBER else world.day
    return actions.draft_sheet(unit, month, by=world.account("dewi"), on=on)


def close(world: World, sheet: AllowanceSheet) -> AllowanceSheet:
    actions.check_sheet(sheet, by=world.account("dewi"), on=world.day)
    return actions.lock_sheet(sheet, by=world.account("wati"), on=world.day)


def lines_of(sheet: AllowanceSheet, person: Any, **where: Any) -> list[AllowanceLine]:
    rows = AllowanceLine.objects.filter(sheet=sheet, employee=person, **where)
    return list(rows.order_by("first_day"))


def move(world: World, since: date, position: Position | None = None) -> None:
    """Sari works at the school since the day; as the record says, whenever it was written."""
    row = Assignment.objects.filter(employee=world.sari, unit=world.clinic).latest("valid_from")
    Assignment.objects.filter(pk=row.pk).update(valid_to=since)
    Assignment.objects.create(
        employee=world.sari,
        unit=world.school,
        position=position or row.position,
        valid_from=since,
    )


def parts(base: int) -> int:
    """Attendance 95,26 of 40 %, performance 95 of 60 %, each rounded."""
    return half_up(Decimal(base) * 40 / 100 * Decimal("95.26") / 100) + half_up(
        Decimal(base) * 60 / 100 * 95 / 100
    )


def test_both_units_settle_the_days_in_the_next_month(paying: World) -> None:
    [paid] = lines_of(close(paying, sheet_of(paying, paying.clinic, OCTOBER)), paying.sari)
    close(paying, sheet_of(paying, paying.school, OCTOBER))
    move(paying, date(2026, 10, 13))
    [back] = lines_of(sheet_of(paying, paying.clinic, NOVEMBER), paying.sari)
    [late] = lines_of(sheet_of(paying, paying.school, NOVEMBER), paying.sari, month=OCTOBER)
    whole, here, there = 3_333_333, 1_290_322, 2_043_011  # 12 and 19 of 31 days
    assert here == half_up(Decimal(whole) * 12 / 31)
    assert there == half_up(Decimal(whole) * 19 / 31)
    assert paid.total == parts(whole)
    assert (back.kind, back.days, back.total) == ("difference", 12, parts(here) - parts(whole))
    assert ["days", 31, 12] in back.reasons
    assert (late.kind, late.days, late.base, late.total) == ("late", 19, there, parts(there))
    assert (late.unit_name, late.pack) == (paying.school.name, paid.sheet.pack)
    assert f"× 19 ÷ 31 hari = Rp{there:,}".replace(",", ".") in str(
        [str(step.text) for step in explained(late).because]
    )


def test_what_was_settled_is_not_settled_again(paying: World) -> None:
    for unit in (paying.clinic, paying.school):
        close(paying, sheet_of(paying, unit, OCTOBER))
    move(paying, date(2026, 10, 13))
    for unit in (paying.clinic, paying.school):
        close(paying, sheet_of(paying, unit, NOVEMBER))
    for unit in (paying.clinic, paying.school):
        assert not lines_of(sheet_of(paying, unit, DECEMBER), paying.sari, month=OCTOBER)


def test_a_move_that_is_moved_again_is_corrected_in_both(paying: World) -> None:
    for unit in (paying.clinic, paying.school):
        close(paying, sheet_of(paying, unit, OCTOBER))
    move(paying, date(2026, 10, 13))
    for unit in (paying.clinic, paying.school):
        close(paying, sheet_of(paying, unit, NOVEMBER))
    Assignment.objects.filter(employee=paying.sari, unit=paying.clinic).update(
        valid_to=date(2026, 10, 20)
    )
    Assignment.objects.filter(employee=paying.sari, unit=paying.school).update(
        valid_from=date(2026, 10, 20)
    )
    total = 0
    for unit in (paying.clinic, paying.school):
        sheet_of(paying, unit, DECEMBER)
    for line in AllowanceLine.objects.filter(employee=paying.sari, month=OCTOBER):
        total += line.total or 0
    here, there = half_up(Decimal(3_333_333) * 19 / 31), half_up(Decimal(3_333_333) * 12 / 31)
    assert total == parts(here) + parts(there)


def test_a_whole_month_elsewhere_is_taken_back_whole(as_: Any, paying: World) -> None:
    [paid] = lines_of(close(paying, sheet_of(paying, paying.clinic, OCTOBER)), paying.sari)
    close(paying, sheet_of(paying, paying.school, OCTOBER))
    move(paying, date(2026, 10, 1))
    [back] = lines_of(sheet_of(paying, paying.clinic, NOVEMBER), paying.sari)
    assert (back.days, back.total, back.reasons) == (0, -(paid.total or 0), [["days", 31, 0]])
    page = as_("dewi").get(f"/allowance/lines/{back.uuid}").content.decode()
    assert "diambil kembali" in page
    [late] = lines_of(sheet_of(paying, paying.school, NOVEMBER), paying.sari, month=OCTOBER)
    assert late.total == paid.total
    assert "Susulan TPP Oktober 2026" in (
        as_("dewi").get(f"/allowance/lines/{late.uuid}").content.decode()
    )


def test_the_new_post_is_paid_by_the_table_of_that_month(paying: World) -> None:
    post = make_position(paying.agency, name="Kepala Tata Usaha")
    table = AllowanceTable.objects.get()
    by, on = paying.account("dewi"), paying.day
    given = {"valid_from": date(2026, 2, 1), "basis": "Peraturan Bupati 13/2026"}
    richer = make_table(paying.agency, **given, by=by, on=on)  # type: ignore[arg-type]
    for position, amount in ((paying.sari.position, 3_333_333), (post, 5_000_000)):
        set_base(richer, amount, position=position, by=by, on=on)
    release_table(richer, by=paying.account("wati"), on=on)
    assert table != richer
    for unit in (paying.clinic, paying.school):
        close(paying, sheet_of(paying, unit, OCTOBER))
    move(paying, date(2026, 10, 13), post)
    [late] = lines_of(sheet_of(paying, paying.school, NOVEMBER), paying.sari, month=OCTOBER)
    assert (late.base_month, late.base) == (5_000_000, half_up(Decimal(5_000_000) * 19 / 31))


def test_a_post_changed_inside_the_unit_is_two_lines_of_difference(paying: World) -> None:
    close(paying, sheet_of(paying, paying.clinic, OCTOBER))
    row = Assignment.objects.get(employee=paying.sari)
    Assignment.objects.filter(pk=row.pk).update(valid_to=date(2026, 10, 16))
    assert paying.budi.position is not None
    Assignment.objects.create(
        employee=paying.sari,
        unit=paying.clinic,
        position=paying.budi.position,
        valid_from=date(2026, 10, 16),
    )
    lines = lines_of(sheet_of(paying, paying.clinic, NOVEMBER), paying.sari, month=OCTOBER)
    kinds = {line.kind: line for line in lines}
    low, high = half_up(Decimal(3_333_333) * 15 / 31), half_up(Decimal(7_500_001) * 16 / 31)
    total = sum(line.total or 0 for line in lines)
    assert total == parts(low) + parts(high) - parts(3_333_333)
    assert set(kinds) == {"difference", "late"}


def test_a_unit_that_pays_later_leaves_out_what_another_locked(as_: Any, paying: World) -> None:
    close(paying, sheet_of(paying, paying.clinic, OCTOBER))
    move(paying, date(2026, 10, 13))
    sheet = sheet_of(paying, paying.school, OCTOBER)
    assert not lines_of(sheet, paying.sari)
    assert sheet.left_out == [
        [paying.sari.full_name, paying.clinic.name, "2026-10-13", "2026-10-31"]
    ]
    page = as_("dewi").get(f"/allowance/sheets/{sheet.uuid}").content.decode()
    assert "sudah dibayar dalam daftar UPTD Puskesmas Cempaka" in page
    close(paying, sheet)
    [late] = lines_of(sheet_of(paying, paying.school, NOVEMBER), paying.sari, month=OCTOBER)
    assert (late.kind, late.days) == ("late", 19)


def test_two_posts_on_one_day_are_never_made_up_for(paying: World) -> None:
    for unit in (paying.clinic, paying.school):
        close(paying, sheet_of(paying, unit, OCTOBER))
    row = Assignment.objects.get(employee=paying.sari)
    Assignment.objects.create(
        employee=paying.sari,
        unit=paying.school,
        position=row.position,
        valid_from=date(2026, 10, 20),
    )
    with pytest.raises(ValidationError, match="Sari Lestari"):
        sheet_of(paying, paying.school, NOVEMBER)


def test_who_was_recorded_late_is_paid_for_the_locked_month(paying: World) -> None:
    Assignment.objects.filter(employee=paying.sari).update(valid_from=NOVEMBER)
    close(paying, sheet_of(paying, paying.clinic, OCTOBER))
    Assignment.objects.filter(employee=paying.sari).update(valid_from=date(2026, 10, 12))
    [late] = lines_of(sheet_of(paying, paying.clinic, NOVEMBER), paying.sari, month=OCTOBER)
    assert (late.kind, late.days) == ("late", 20)
    assert late.base == half_up(Decimal(3_333_333) * 20 / 31)
