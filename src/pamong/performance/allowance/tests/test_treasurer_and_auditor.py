"""The treasurer pays what was checked; an auditor reads it and says why."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.access.scope import Role
from pamong.ledger.models import Entry
from pamong.people.models import Mandate
from pamong.people.roles.actions import give_unit_role
from pamong.people.tests.make import START
from pamong.people.tests.world import World
from pamong.performance.allowance import actions
from pamong.performance.allowance.tests.make import drafted, make_paying_world
from pamong.performance.models import AllowanceLine, AllowanceSheet, SheetRead


@pytest.fixture
def paying(world: World) -> World:
    """Agus is the treasurer of the health office and with it of the clinic."""
    make_paying_world(world)
    Mandate.objects.create(
        user=world.account("agus"),
        role=Role.TREASURER,
        unit=world.health,
        agency=world.agency,
        valid_from=START,
    )
    return world


def checked(world: World) -> AllowanceSheet:
    return actions.check_sheet(drafted(world), by=world.account("rini"), on=world.day)


def test_the_treasurer_sees_sheets_of_the_units_once_they_are_checked(
    as_: Any, paying: World
) -> None:
    sheet = drafted(paying)
    agus, url = as_("agus"), f"/allowance/sheets/{sheet.uuid}"
    assert agus.get(url).status_code == 404
    actions.check_sheet(sheet, by=paying.account("rini"), on=paying.day)
    page = agus.get(url).content.decode()
    assert "Kunci daftar TPP" in page
    assert "Unduh XLSX" in page
    assert paying.clinic.name in agus.get("/allowance?month=2026-10").content.decode()
    assert "/allowance" in agus.get("/").content.decode()


def test_a_checked_sheet_waits_on_the_treasurers_first_screen(as_: Any, paying: World) -> None:
    sheet, said = checked(paying), "Kunci 1 daftar TPP"
    assert said in as_("agus").get("/").content.decode()
    assert said not in as_("rini").get("/").content.decode()
    actions.lock_sheet(sheet, by=paying.account("agus"), on=paying.day)
    assert said not in as_("agus").get("/").content.decode()


def test_the_treasurer_locks_and_takes_out_but_draws_up_nothing(paying: World) -> None:
    sheet, agus = checked(paying), paying.account("agus")
    actions.export_sheet(sheet, by=agus, on=paying.day)
    for verb in (actions.redraw_sheet, actions.return_sheet, actions.check_sheet):
        with pytest.raises(PermissionDenied):
            verb(sheet, by=agus, on=paying.day)
    assert actions.lock_sheet(sheet, by=agus, on=paying.day).status == "locked"
    with pytest.raises(PermissionDenied):
        drafted(paying, by="agus")


def test_the_treasurer_of_another_unit_finds_nothing(as_: Any, paying: World) -> None:
    Mandate.objects.filter(role=Role.TREASURER).update(unit=paying.school)
    sheet = checked(paying)
    assert as_("agus").get(f"/allowance/sheets/{sheet.uuid}").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.lock_sheet(sheet, by=paying.account("agus"), on=paying.day)


def test_a_treasurer_who_also_drew_it_up_does_not_lock_it(paying: World) -> None:
    Mandate.objects.create(
        user=paying.account("rini"),
        role=Role.TREASURER,
        unit=paying.clinic,
        agency=paying.agency,
        valid_from=START,
    )
    with pytest.raises(PermissionDenied):
        actions.lock_sheet(checked(paying), by=paying.account("rini"), on=paying.day)


def test_a_treasurer_keeps_no_facts_of_people(as_: Any, paying: World) -> None:
    scope = paying.scope("agus")
    assert not scope.unit_ids
    assert scope.pay_unit_ids == {paying.health.pk, paying.clinic.pk}
    assert as_("agus").get("/attendance").status_code == 403


def test_hr_names_the_treasurer_of_a_unit(as_: Any, paying: World) -> None:
    term = {"first": f"{paying.day:%d-%m-%Y}", "basis": "SK 12 Tahun 2026"}
    given = {"role": "treasurer", "unit": paying.clinic.pk, **term}
    answer = as_("dewi").post(f"/people/{paying.budi.uuid}/role", given)
    assert answer.status_code == 303
    mandate = Mandate.objects.get(user=paying.account("budi"))
    assert (mandate.role, mandate.unit) == (Role.TREASURER, paying.clinic)
    assert Entry.objects.filter(verb="people.mandate_given").exists()
    page = as_("dewi").get(f"/roles/{mandate.uuid}").content.decode()
    assert "Bendahara" in page
    with pytest.raises(PermissionDenied):
        give_unit_role(
            paying.account("sari"),
            paying.clinic,
            role=Role.TREASURER,
            by=paying.account("rini"),
            on=paying.day,
        )


def test_a_treasurer_without_a_unit_is_refused(as_: Any, paying: World) -> None:
    answer = as_("dewi").post(f"/people/{paying.budi.uuid}/role", {"role": "treasurer"})
    assert answer.status_code == 422


def test_an_auditor_states_a_purpose_and_everybody_in_the_sheet_sees_it(
    as_: Any, paying: World
) -> None:
    sheet = checked(paying)
    tono, url = as_("tono"), f"/allowance/sheets/{sheet.uuid}"
    line = AllowanceLine.objects.get(sheet=sheet, employee=paying.sari)
    for address in (url, f"{url}/print", f"/allowance/lines/{line.uuid}"):
        page = tono.get(address).content.decode()
        assert "Tujuan membaca" in page
        assert paying.sari.name not in page
    assert tono.post(f"{url}/read", {"purpose": " "}).status_code == 422
    assert tono.post(f"{url}/read", {"purpose": "Reviu belanja pegawai"}).status_code == 303
    assert paying.sari.name in tono.get(url).content.decode()
    assert "Kunci daftar TPP" not in tono.get(url).content.decode()
    assert tono.post(f"{url}/lock").status_code == 403
    assert tono.post(f"{url}/export").status_code == 403
    entry = Entry.objects.get(verb="performance.sheet_read")
    assert "Reviu" not in str(entry.changes)
    own = as_("sari").get(f"/allowance/lines/{line.uuid}").content.decode()
    assert "Reviu belanja pegawai" in own
    assert "Tono Prakoso" in own


def test_an_auditor_sees_no_sheet_that_is_being_drawn_up(as_: Any, paying: World) -> None:
    sheet = drafted(paying)
    assert as_("tono").get(f"/allowance/sheets/{sheet.uuid}").status_code == 404


def test_nobody_else_states_a_purpose(as_: Any, paying: World) -> None:
    sheet = checked(paying)
    for name in ("dewi", "rini", "agus"):
        assert (
            as_(name).post(f"/allowance/sheets/{sheet.uuid}/read", {"purpose": "x"}).status_code
            == 403
        )
    with pytest.raises(ValidationError):
        actions.read_sheet(sheet, purpose=" ", by=paying.account("tono"), on=paying.day)
    assert not SheetRead.objects.exists()
