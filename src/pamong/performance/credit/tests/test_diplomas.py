"""A higher diploma adds once by the rule, of two people; thresholds by the rank of the entry stand beside."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.people.tests.world import World
from pamong.performance.allowance.tests.make import answer, set_rules
from pamong.performance.credit.account import Account
from pamong.performance.credit.actions import (
    RankFacts,
    confirm_balances,
    correct_balance,
    enter_balance,
    note_rank,
)
from pamong.performance.credit.determining import DeterminationFacts, determine_credit
from pamong.performance.credit.queries import account_in
from pamong.performance.credit.rules import progress
from pamong.performance.credit.tests.make import (
    balance,
    make_balance,
    make_credited,
    make_functional,
    make_year,
)
from pamong.performance.models import CreditEntry, CreditStanding
from pamong.performance.papers.credit_writings import ACCUMULATION, DETERMINATION
from pamong.performance.rules import pack_named

MAY = date(2026, 5, 4)
DIPLOMA: dict[str, Any] = {
    "kind": CreditEntry.Kind.DIPLOMA,
    "as_of": MAY,
    "given": {},
    "document_number": "UNPAD/S2/118",
    "document_on": date(2026, 3, 2),
    "source": "S2 Kebidanan",
}


def total_of(world: World) -> Any:
    standing = account_in(world.sari, world.day).standing
    return standing.value["total"] if standing else None


def entered(world: World) -> Account:
    """Sari was appointed at III/b after conversions began."""
    sari = make_functional(world.sari, rank="III/b")
    sari.joined_on = date(2024, 1, 1)
    sari.save(update_fields=["joined_on"])
    note_rank(sari, RankFacts("III/b", sari.joined_on), by=world.account("dewi"), on=world.day)
    make_year(sari, 2025)
    return account_in(sari, world.day)


def test_a_diploma_adds_a_quarter_of_a_rank_once_another_confirmed_it(
    world: World, as_: Any
) -> None:
    sari = make_credited(world)
    path = f"/credit/people/{sari.uuid}/enter?kind=ijazah"
    typed = {"level": "ahli_pertama", "as_of": "04/05/2026", "document_number": "UNPAD/S2/118"}
    more = {"document_on": "02/03/2026", "source": "S2 Kebidanan"}
    assert as_("rini").post(path, typed | more).status_code == 303
    assert total_of(world) == Decimal("63.75")
    entry = CreditEntry.objects.get(kind="ijazah")
    with pytest.raises(PermissionDenied):
        confirm_balances([entry], by=world.account("rini"), on=world.day)
    confirm_balances([entry], by=world.account("dewi"), on=world.day)
    assert total_of(world) == Decimal("76.25")
    assert CreditStanding.objects.get(employee=sari).total == Decimal("76.25")
    page = as_("sari").get("/credit").content.decode()
    assert "Jumlah di jenjang ini: 76,25" in page
    assert "Ijazah lebih tinggi: 25% × 50 = 12,5." in page
    assert "32,5 + 12,5 + 18,75 + 12,5 = 76,25" in page
    assert "tambahan angka kredit karena ijazah lebih tinggi" in page
    detail = as_("dewi").get(f"/credit/entries/{entry.uuid}").content.decode()
    assert "Diakui sejak" in detail
    assert "12,50" in detail


def test_a_diploma_is_no_balance_and_one_from_before_the_balance_is_in_it(world: World) -> None:
    make_functional(world.sari)
    make_balance(world, **DIPLOMA)
    assert total_of(world) is None
    make_balance(world)
    assert total_of(world) == Decimal("45.00")
    make_balance(world, as_of=MAY, kind="penetapan", given={"credit": "60"})
    assert total_of(world) == Decimal("60.00")


def test_the_same_diploma_is_taken_once_and_mended_by_a_correction(world: World) -> None:
    make_credited(world)
    entry = make_balance(world, **DIPLOMA)
    again = balance(**DIPLOMA | {"as_of": date(2026, 6, 1)})
    with pytest.raises(ValidationError, match="sudah tercatat"):
        enter_balance(world.sari, again, by=world.account("rini"), on=world.day)
    new = correct_balance(entry, again, by=world.account("rini"), on=world.day)
    confirm_balances([new], by=world.account("dewi"), on=world.day)
    assert total_of(world) == Decimal("76.25")


def test_a_determination_holds_a_diploma_and_prints_it(world: World) -> None:
    make_credited(world)
    facts = DeterminationFacts("12/PAK/2026")
    first = determine_credit(world.sari, facts, by=world.account("budi"), on=world.day)
    make_balance(world, **DIPLOMA)
    facts = DeterminationFacts("13/PAK/2026")
    row = determine_credit(world.sari, facts, by=world.account("budi"), on=world.day)
    assert (row.old, row.total, row.until) == (first.total, Decimal("76.25"), MAY)
    assert progress(pack_named(row.pack), row.inputs).value["total"] == row.total
    paper = DETERMINATION.one(str(row.uuid))
    assert paper
    assert [one["cells"] for one in paper.content["parts"][0]["rows"]] == [
        ["Saldo yang dibawa", "32,50", "0,00", "32,50"],
        ["Konversi predikat kinerja", "31,25", "0,00", "31,25"],
        ["Ijazah lebih tinggi", "0,00", "12,50", "12,50"],
        ["Jumlah", "63,75", "12,50", "76,25"],
    ]
    assert "tambahan angka kredit karena ijazah" in str(paper.content["unconfirmed"])
    listed = ACCUMULATION.one(str(row.uuid))
    assert listed
    assert listed.content["parts"][0]["rows"][-2]["cells"][1] == (
        "Ijazah lebih tinggi, diakui 4 Mei 2026"
    )
    make_year(world.sari, 2026)
    facts = DeterminationFacts("14/PAK/2027")
    third = determine_credit(world.sari, facts, by=world.account("budi"), on=world.day)
    paper = DETERMINATION.one(str(third.uuid))
    assert paper
    assert paper.content["parts"][0]["rows"][2]["cells"] == [
        *("Ijazah lebih tinggi", "12,50", "0,00", "12,50")
    ]


def test_who_entered_a_level_higher_up_sees_the_proportional_threshold_beside(
    world: World, as_: Any
) -> None:
    account = entered(world)
    assert account.opening
    assert account.standing
    assert account.opening.rank == "III/b"
    assert account.standing.value["rank_threshold"] == Decimal("100.00")
    assert account.standing.value["rank_by_entry"] == Decimal("50.00")
    page = as_("sari").get("/credit").content.decode()
    assert "sebanding golongan masuk: 50, belum terkonfirmasi" in page
    assert "(III/b): 100 − 50 = 50. Dipakai bila instansi menetapkannya." in page


def test_an_agency_that_answers_so_measures_by_the_rank_of_the_entry(world: World) -> None:
    entered(world)
    set_rules(world)
    answer(world, "credit_proportional_thresholds", {"value": Decimal(1)})
    world.sari.refresh_from_db()
    standing = account_in(world.sari, world.day).standing
    assert standing
    assert standing.value["rank_threshold"] == Decimal("50.00")
    assert standing.value["level_missing"] == Decimal("37.50")


def test_without_a_noted_rank_nothing_is_assumed_of_the_entry(world: World) -> None:
    sari = make_functional(world.sari, rank="III/b")
    sari.joined_on = date(2024, 1, 1)
    sari.save(update_fields=["joined_on"])
    account = account_in(sari, world.day)
    assert account.opening
    assert account.standing
    assert account.opening.rank == ""
    assert account.standing.value.get("rank_by_entry") is None
