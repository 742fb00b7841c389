"""A sheet says how many lines lack which part and leads to them; the treasurer's first screen counts them too."""

from typing import Any

import pytest

from pamong.access.scope import Role
from pamong.people.models import Mandate
from pamong.people.tests.make import START
from pamong.people.tests.world import World
from pamong.performance.allowance import actions
from pamong.performance.allowance.lacking import counts_of, lacking_in, lacking_tabs
from pamong.performance.allowance.tests.make import OCTOBER, drafted, make_paying_world
from pamong.performance.models import AllowanceLine, AllowanceSheet, Attendance, Evaluation


@pytest.fixture
def sheet(world: World) -> AllowanceSheet:
    """The clinic's October, in which Putri lacks attendance, Sari a predicate, and a post has no base."""
    make_paying_world(world)
    Mandate.objects.create(
        user=world.account("agus"),
        role=Role.TREASURER,
        unit=world.clinic,
        agency=world.agency,
        valid_from=START,
    )
    Attendance.objects.all().delete()
    Evaluation.objects.filter(plan__employee=world.sari).delete()
    return drafted(world)


def lines(sheet: AllowanceSheet) -> Any:
    return AllowanceLine.objects.filter(sheet=sheet)


def test_each_part_is_counted_and_found_by_its_codes(sheet: AllowanceSheet) -> None:
    one, other, *_rest = lines(sheet).order_by("pk")
    lines(sheet).update(missing=[])
    AllowanceLine.objects.filter(pk=one.pk).update(missing=["base", "predicate"], grade=None)
    AllowanceLine.objects.filter(pk=other.pk).update(missing=["counts.sick_days", "base"], grade=9)
    counts = counts_of(lines(sheet))
    assert counts == {
        "attendance": 1,
        "performance": 1,
        "class": 1,
        "base": 1,
        "hours": 0,
        "any": 2,
    }
    for part, found in (("class", {one}), ("base", {other}), ("any", {one, other})):
        assert set(lacking_in(lines(sheet), part)) == found
    assert set(lacking_in(lines(sheet), "nonsense")) == set(lines(sheet))
    tabs = lacking_tabs(counts, 4, "class", "/x")
    assert [(tab.url, tab.count) for tab in tabs if tab.current] == [("/x?lacks=class", 1)]
    assert not any("hours" in tab.url for tab in tabs)


def test_a_whole_sheet_has_no_such_tabs(sheet: AllowanceSheet) -> None:
    lines(sheet).update(missing=[])
    assert lacking_tabs(counts_of(lines(sheet)), 4, "", "/x") == []


def test_the_sheet_leads_to_the_lines_that_lack_a_part(
    as_: Any, world: World, sheet: AllowanceSheet
) -> None:
    rini, url = as_("rini"), f"/allowance/sheets/{sheet.uuid}"
    whole = rini.get(url).content.decode()
    assert f"{url}?lacks=attendance" in whole
    assert "Tanpa kinerja" in whole
    assert "Jumlah seluruh baris" in whole
    shown = rini.get(url, {"lacks": "performance"}).content.decode()
    assert world.sari.name in shown
    assert world.putri.name not in shown
    assert "Jumlah seluruh baris" not in shown


def test_the_list_and_the_first_screen_tell_the_treasurer(
    as_: Any, world: World, sheet: AllowanceSheet
) -> None:
    count = lines(sheet).exclude(missing=[]).count()
    said = f"Lihat {count} baris TPP Oktober 2026 yang belum lengkap"
    assert said not in as_("agus").get("/").content.decode()
    actions.check_sheet(sheet, by=world.account("rini"), on=world.day)
    home = as_("agus").get("/").content.decode()
    assert said in home
    assert "/allowance?month=2026-10" in home
    listed = as_("agus").get(f"/allowance?month={OCTOBER:%Y-%m}").content.decode()
    assert f"/allowance/sheets/{sheet.uuid}?lacks=any" in listed
    assert "belum lengkap: baru bagian yang diketahui" in listed
    page = as_("agus").get(f"/allowance/sheets/{sheet.uuid}").content.decode()
    assert "belum lengkap: bagian yang belum ada tidak dibayar" in page
    actions.lock_sheet(sheet, by=world.account("agus"), on=world.day)
    assert said not in as_("agus").get("/").content.decode()
