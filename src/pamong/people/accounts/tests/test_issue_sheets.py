"""Sheets for whole units at once: a page for each, nobody given a second code."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from pamong.access.models import SignInCode
from pamong.ledger.models import Entry
from pamong.people.accounts import actions
from pamong.people.accounts.actions import issue_sheets
from pamong.people.models import Unit
from pamong.people.tests.world import World

CODE = re.compile(r"<code>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})</code>")
ADDRESS = "/accounts/sheets"


def issue(world: World, *units: Unit, who: str = "dewi", below: bool = False) -> Any:
    by = world.account(who)
    return issue_sheets(units, below=below, by=by, on=world.day, at=timezone.now())


def test_each_unit_has_its_page_and_each_person_a_code(world: World, as_: Any) -> None:
    picked = [str(world.health.uuid), str(world.clinic.uuid)]
    shown = as_("dewi").post(ADDRESS, {"unit": picked}).content.decode()
    assert "Belum ada yang berubah" in shown
    assert not Entry.objects.filter(verb="people.sheet_issued").exists()
    page = as_("dewi").post(ADDRESS, {"unit": picked, "sure": "1"})
    text = page.content.decode()
    codes = CODE.findall(text)
    assert len(codes) == len(set(codes)) == SignInCode.objects.count() > 0
    assert text.count("is-paged") == Entry.objects.filter(verb="people.sheet_issued").count()
    assert "no-store" in page["Cache-Control"]
    issued = Entry.objects.filter(verb="access.code_issued")
    assert issued.count() == len(codes)
    assert not any(code in str(entry.changes) for entry in issued for code in codes)


def test_with_all_below_the_branch_is_reached(world: World) -> None:
    with pytest.raises(ValidationError):
        issue(world, Unit.objects.create(**_empty(world)))
    alone = {sheet.unit.pk for sheet in issue(world, world.health, below=True)}
    assert world.clinic.pk in alone


def _empty(world: World) -> dict[str, Any]:
    return {
        "agency": world.agency,
        "parent": world.root,
        "code": "KOSONG",
        "name": "Kosong",
        "path": "/0/",
        "valid_from": world.day,
    }


def test_nobody_gets_a_second_code(world: World) -> None:
    issue(world, world.clinic)
    before = set(SignInCode.objects.values_list("pk", "revoked_at"))
    with pytest.raises(ValidationError, match="sudah punya kode"):
        issue(world, world.clinic)
    assert set(SignInCode.objects.values_list("pk", "revoked_at")) == before


def test_more_than_one_sitting_hands_out_is_refused(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST", 1)
    with pytest.raises(ValidationError, match="paling banyak 1"):
        issue(world, world.clinic)
    assert not SignInCode.objects.exists()


@pytest.mark.parametrize("who", ["sari", "budi", "tono", "joko"])
def test_others_issue_nothing(world: World, who: str) -> None:
    with pytest.raises(PermissionDenied):
        issue(world, world.clinic, who=who)


def test_a_units_administrator_reaches_her_own_units_alone(world: World, as_: Any) -> None:
    assert issue(world, world.clinic, who="rini")
    with pytest.raises(PermissionDenied):
        issue(world, world.health, who="rini", below=True)


def test_the_list_counts_who_waits_and_says_what_is_missing(world: World, as_: Any) -> None:
    client = as_("dewi")
    assert "Belum punya kode" in client.get("/accounts").content.decode()
    page = client.post(ADDRESS, {"below": "on"})
    assert page.status_code == 422
    assert "Pilih paling sedikit satu unit" in page.content.decode()
