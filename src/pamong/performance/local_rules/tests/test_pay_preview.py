"""A waiting change of the allowance says what each would get, by the figures of the newest sheets."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from pamong.people.tests.world import World
from pamong.performance.allowance.drawing import grounds_in
from pamong.performance.allowance.paying import pay_of
from pamong.performance.allowance.tests.make import PACK, drafted, make_paying_world
from pamong.performance.local_rules.actions import Answer, ask_rule
from pamong.performance.local_rules.preview import preview_context
from pamong.performance.models import AllowanceLine, LocalRule
from pamong.performance.rules import pack_named
from pamong.ui.numbers import say_rupiah

DECEMBER = date(2026, 12, 1)


@pytest.fixture
def paying(world: World) -> World:
    make_paying_world(world)
    return world


def ask(world: World, clause: str, **figures: int | str) -> LocalRule:
    given: dict[str, Decimal | str] = {
        f"rows__{name}": value if isinstance(value, str) else Decimal(value)
        for name, value in figures.items()
    }
    answer = Answer(PACK, clause, given, DECEMBER, "Peraturan Bupati 40/2026", "Kesepakatan")
    return ask_rule(world.agency, answer, by=world.account("dewi"), on=world.day)


def split(world: World, attendance: int) -> LocalRule:
    performance = 100 - attendance
    return ask(
        world,
        "allowance_shares",
        attendance__percent=attendance,
        performance__percent=performance,
    )


def by_name(context: Any) -> dict[str, list[Any]]:
    return {str(row.cells[0].text).split()[0]: row.cells[1:] for row in context["moved"].rows}


def test_each_persons_sum_is_said_now_and_then(paying: World) -> None:
    sheet = drafted(paying)
    context = preview_context(paying.scope("dewi"), split(paying, 60))
    lines = {line.employee_id: line for line in AllowanceLine.objects.filter(sheet=sheet)}
    rows = by_name(context)
    sari = lines[paying.sari.pk]
    now, then, difference = rows["Sari"]
    assert now == say_rupiah(sari.total or 0)
    grounds = grounds_in(sari)
    other = grounds.__class__(
        *(grounds.base_month, grounds.days, grounds.of_days, Decimal(60), Decimal(40)),
        *(grounds.attendance_percent, grounds.predicate_percent, grounds.cut_percent),
        grounds.hours_share,
    )
    paid = pay_of(pack_named(sheet.pack), other).total or 0
    assert then == say_rupiah(paid)
    assert difference == say_rupiah(paid - (sari.total or 0))
    assert "Dicoba pada TPP Oktober 2026" in context["effect"]
    assert "Berlaku bagi" in context["effect"]


def test_the_greatest_difference_stands_first(paying: World) -> None:
    drafted(paying)
    context = preview_context(paying.scope("dewi"), split(paying, 90))
    found = [row.cells[3].replace("−Rp", "").replace("Rp", "") for row in context["moved"].rows]
    amounts = [int(one.replace(".", "")) for one in found if one != "belum ada"]
    assert amounts == sorted(amounts, reverse=True)


def test_what_a_sheet_pays_for_other_months_is_named_beside_the_sum(paying: World) -> None:
    drafted(paying)
    line = AllowanceLine.objects.filter(kind=AllowanceLine.Kind.REGULAR).first()
    assert line is not None
    line.pk, line.uuid = None, uuid4()
    line.kind, line.total = AllowanceLine.Kind.LATE, 250_000
    line.save()
    context = preview_context(paying.scope("dewi"), split(paying, 60))
    assert "selisih dan susulan bulan lalu Rp250.000, yang tidak berubah." in context["effect"]


def test_the_same_split_changes_nobody(paying: World) -> None:
    drafted(paying)
    context = preview_context(paying.scope("dewi"), split(paying, 40))
    assert "tidak berubah" in context["effect"]
    assert context["moved"] is None


def test_another_percentage_of_a_predicate_touches_who_has_it(paying: World) -> None:
    drafted(paying)
    percents = {"sangat_baik": 100, "butuh_perbaikan": 80, "kurang": 50, "sangat_kurang": 0}
    given = {f"{code}__percent": value for code, value in (percents | {"baik": 90}).items()}
    rows = by_name(
        preview_context(paying.scope("dewi"), ask(paying, "allowance_predicates", **given))
    )
    assert rows.keys() == {"Sari"}


def test_without_a_sheet_it_says_for_how_many_it_holds(paying: World) -> None:
    context = preview_context(paying.scope("dewi"), split(paying, 60))
    assert context["effect"].startswith("Berlaku bagi")
    assert "Dicoba" not in context["effect"]


def test_another_basis_is_not_tried_on_figures_of_the_old_one(paying: World) -> None:
    drafted(paying)
    rule = ask(paying, "allowance_basis", performance__allowance_source="latest_period")
    assert "Dicoba" not in preview_context(paying.scope("dewi"), rule)["effect"]


def test_the_page_shows_it_and_who_does_not_grant_sees_nothing(paying: World, as_: Any) -> None:
    drafted(paying)
    rule = split(paying, 60)
    page = as_("dewi").get(f"/rules/changes/{rule.uuid}").content.decode()
    assert "Pegawai yang jumlah TPP-nya berubah" in page
    assert "Sari Lestari" in page
    assert "Sari Lestari" not in as_("budi").get(f"/rules/changes/{rule.uuid}").content.decode()
