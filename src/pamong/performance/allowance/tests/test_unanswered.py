"""What the agency has not answered is missing in a line and never nought; an answered nought is one."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pamong.people.tests.world import World
from pamong.performance.allowance.tests.make import WEIGHTS, drafted, make_paying_world
from pamong.performance.allowance.words import missing_of
from pamong.performance.models import AllowanceLine, AllowanceSheet


def line_of(sheet: AllowanceSheet, person: Any) -> AllowanceLine:
    return AllowanceLine.objects.get(sheet=sheet, employee=person)


def test_percents_of_predicates_that_nobody_answered_pay_no_performance_part(
    world: World, as_: Any
) -> None:
    make_paying_world(world, without="allowance_predicates")
    sheet = drafted(world)
    line = line_of(sheet, world.sari)
    assert line.missing == ["percents"]
    assert (line.predicate, line.predicate_percent, line.performance) == ("baik", None, None)
    assert line.total == line.attendance
    assert "belum diisi. Isi dahulu di halaman Aturan" in missing_of(line)[0]
    page = as_("rini").get(reverse("performance:allowance-sheet", args=[sheet.uuid]))
    assert "Tanpa kinerja" in page.content.decode()
    # Without a predicate there is nothing that a percent could be asked for.
    assert "predicate" in line_of(sheet, world.rini).missing


def test_deductions_that_nobody_answered_leave_counted_days_without_a_percent(
    world: World,
) -> None:
    make_paying_world(world, without="allowance_attendance")
    line = line_of(drafted(world), world.sari)
    assert line.missing == ["deductions"]
    assert (line.attendance_percent, line.attendance) == (None, None)


def test_an_answer_of_no_deductions_is_an_answer(world: World) -> None:
    make_paying_world(world, allowance_attendance=dict.fromkeys(WEIGHTS, Decimal(0)))
    line = line_of(drafted(world), world.sari)
    assert not line.missing
    assert line.attendance_percent == 100


def test_a_predicate_that_pays_nothing_is_an_answer(world: World) -> None:
    percents = {"sangat_baik": 100, "baik": 0, "butuh_perbaikan": 0, "kurang": 0}
    make_paying_world(world, allowance_predicates={**percents, "sangat_kurang": 0})
    line = line_of(drafted(world), world.sari)
    assert not line.missing
    assert line.performance == 0


def test_no_sheet_is_drawn_up_before_the_split_is_answered(world: World) -> None:
    make_paying_world(world, without="allowance_shares")
    with pytest.raises(ValidationError, match="Tetapkan dahulu pembagian TPP"):
        drafted(world)
