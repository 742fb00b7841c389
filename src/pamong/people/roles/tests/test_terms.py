"""Roles from a day to a day, on a basis; the list of who holds what; the last one of the personnel office."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pamong.access.scope import Role
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.ledger.actions import SHELL, digest_of
from pamong.ledger.models import Entry
from pamong.people.models import AccessRequest, Mandate
from pamong.people.roles import actions
from pamong.people.roles.actions import Term
from pamong.people.scope import scope_of
from pamong.people.tests.world import World

DAY = date(2026, 11, 25)
ENDING = {"day": "25-11-2026", "reason": "Pindah"}
BASIS = "SK Sekda 821/77/2026"


@pytest.fixture
def second(world: World) -> str:
    actions.give_role(
        world.account("joko"), Role.AGENCY_HEAD, world.agency, by=SHELL, on=date(2026, 1, 1)
    )
    return "joko"


def test_a_units_role_holds_from_its_first_day_to_its_last(world: World, as_: Any) -> None:
    form = {"role": "unit_admin", "unit": world.clinic.pk, "basis": BASIS}
    form |= {"first": "1-12-2026", "last": "31-12-2026"}
    assert as_("dewi").post(f"/people/{world.sari.uuid}/role", form).status_code == 303
    user = world.account("sari")
    for day, is_held in (
        (DAY, False),
        (date(2026, 12, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ):
        assert bool(scope_of(user, day).unit_ids) is is_held
    page = as_("tono").get("/roles").content.decode()
    for words in (BASIS, "Belum berlaku", "31 Desember 2026", "Dewi Anggraini"):
        assert words in page
    entry = Entry.objects.get(verb="people.mandate_given")
    assert entry.changes["valid_to"] == [None, "2027-01-01"]
    assert entry.changes["basis"] == [None, digest_of(BASIS)]


@pytest.mark.parametrize(
    "days",
    [
        {"first": "24-11-2026"},
        {"first": "1-12-2026", "last": "30-11-2026"},
        {"first": "1-12-2199"},
        {"first": ""},
        {"first": "25-11-2026", "basis": ""},
        {"first": "25-11-2026", "basis": "x" * 201},
    ],
)
def test_days_that_cannot_be_come_back(world: World, as_: Any, days: dict[str, str]) -> None:
    form = {"role": "unit_admin", "unit": world.clinic.pk, "basis": BASIS} | days
    assert as_("dewi").post(f"/people/{world.sari.uuid}/role", form).status_code == 422
    assert not Mandate.objects.filter(user=world.account("sari")).exists()


def test_the_same_role_may_follow_itself_and_not_overlap(world: World) -> None:
    user, by = world.account("sari"), world.account("dewi")
    first = Term(DAY, date(2026, 12, 1), BASIS)
    actions.give_unit_role(user, world.clinic, term=first, by=by, on=DAY)
    after = Term(date(2026, 12, 1), None, BASIS)
    with pytest.raises(ValidationError):
        actions.give_unit_role(user, world.clinic, term=Term(date(2026, 11, 30)), by=by, on=DAY)
    actions.give_unit_role(user, world.clinic, term=after, by=by, on=DAY)
    assert Mandate.objects.filter(user=user).count() == 2


def test_a_role_that_was_asked_for_holds_as_asked_and_names_both(
    world: World, as_: Any, second: str
) -> None:
    form = {"role": "auditor", "first": "1-12-2026", "last": "31-12-2026", "basis": BASIS}
    asked = as_("dewi").post(f"/people/{world.agus.uuid}/role", form)["Location"]
    assert BASIS in as_(second).get(asked).content.decode()
    as_(second).post(f"{asked}/grant")
    mandate = Mandate.objects.get(user=world.account("agus"))
    assert (mandate.valid_from, mandate.valid_to) == (date(2026, 12, 1), date(2027, 1, 1))
    assert mandate.given_by == "Dewi Anggraini · Joko Susilo"
    assert "31 Desember 2026" in as_("tono").get(f"/roles/{mandate.uuid}").content.decode()


def test_a_grant_that_comes_late_begins_late_or_not_at_all(world: World, second: str) -> None:
    term = Term(DAY, DAY + timedelta(days=5), BASIS)
    asked = actions.ask_role(
        world.account("agus"),
        Role.AUDITOR,
        world.agency,
        term=term,
        by=world.account("dewi"),
        on=DAY,
    )
    by = world.account(second)
    with pytest.raises(ValidationError, match="sudah lewat"):
        actions.grant_access(asked, by=by, on=DAY + timedelta(days=5))
    actions.grant_access(asked, by=by, on=DAY + timedelta(days=2))
    assert Mandate.objects.get(user=world.account("agus")).valid_from == DAY + timedelta(days=2)


def test_the_last_of_the_personnel_office_is_not_ended(world: World, as_: Any, second: str) -> None:
    last = Mandate.objects.get(user=world.account("dewi"))
    assert as_(second).post(f"/roles/{last.uuid}/end", ENDING).status_code == 422
    assert not AccessRequest.objects.exists()
    actions.give_role(world.account("wati"), Role.HR, world.agency, by=SHELL, on=DAY)
    asked = actions.ask_end(last, actions.Ending(DAY, "Pindah"), by=world.account(second), on=DAY)
    actions.end_role(Mandate.objects.get(user=world.account("wati")), by=SHELL, on=DAY)
    actions.give_role(world.account("hadi"), Role.AGENCY_HEAD, world.agency, by=SHELL, on=DAY)
    with pytest.raises(ValidationError, match="terakhir"):
        actions.grant_access(asked, by=world.account("hadi"), on=DAY)
    assert scope_of(world.account("dewi"), DAY).has(Role.HR)


def test_the_list_is_filtered_by_role_and_name_and_keeps_what_is_over(
    world: World, as_: Any
) -> None:
    Mandate.objects.create(
        user=world.account("agus"),
        role=Role.AUDITOR,
        agency=world.agency,
        valid_from=date(2025, 1, 1),
        valid_to=date(2026, 1, 1),
    )
    dewi = as_("dewi")

    def shown(query: str) -> set[str]:
        page = dewi.get(f"/roles?{query}").content.decode()
        names = ("Rini Astuti", "Dewi Anggraini", "Tono Prakoso", "Agus Salim")
        listed = page.partition('name="role"')[2]
        return {name.split()[0] for name in names if name in listed}

    assert shown("") == {"Rini", "Dewi", "Tono"}
    assert shown("role=auditor") == {"Tono"}
    assert shown("q=cempaka") == {"Rini"}
    assert shown("role=treasurer") == set()
    assert shown("role=odd") == {"Rini", "Dewi", "Tono"}
    assert shown("state=ended") == {"Agus"}
    over = Mandate.objects.get(user=world.account("agus"))
    assert "sudah berakhir" in dewi.get(f"/roles/{over.uuid}").content.decode()
    assert dewi.post(f"/roles/{over.uuid}/end").status_code == 404


def test_the_list_leaves_as_a_table(world: World, as_: Any) -> None:
    answer = as_("tono").get("/roles?unduh=xlsx&role=hr")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    rows = [row.cells for row in read_spreadsheet(io.BytesIO(content), "peran.xlsx")[0].rows]
    assert [row[0] for row in rows if "Dewi Anggraini" in row] == ["Dewi Anggraini"]
    assert not any("Tono Prakoso" in row for row in rows)
