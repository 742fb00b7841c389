"""Angka kredit is determined by the rater; a correction keeps both versions."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.credit.determining import (
    DeterminationFacts,
    correct_determination,
    determine_credit,
)
from pamong.performance.credit.tests.make import (
    make_balance,
    make_credited,
    make_functional,
    make_year,
)
from pamong.performance.models import CreditDetermination, Evaluation

FACTS = DeterminationFacts("12/PAK/2026")


def determined(world: World, by: str = "budi", **more: Any) -> CreditDetermination:
    facts = DeterminationFacts(**({"number": "12/PAK/2026"} | more))
    return determine_credit(world.sari, facts, by=world.account(by), on=world.day)


def test_the_rater_sets_down_old_new_and_sum(world: World) -> None:
    make_credited(world)
    row = determined(world)
    row.refresh_from_db()
    assert (row.old, row.total) == (Decimal("32.5"), Decimal("63.75"))
    assert (row.level, row.rank, row.setter) == ("ahli_pertama", "III/a", world.budi)
    assert row.inputs["held"] == "32.5"
    assert [one["predicate"] for one in row.inputs["rows"]] == ["baik", "sangat_baik"]
    entry = Entry.objects.latest("sequence")
    assert entry.verb == "performance.credit_determined"
    assert entry.changes["credit_total"] == [None, "63.75"]


def test_the_next_one_begins_where_the_last_one_ended(world: World) -> None:
    sari = make_credited(world)
    determined(world)
    with pytest.raises(ValidationError, match="belum ada konversi baru"):
        determined(world, number="13/PAK/2026")
    make_year(sari, 2026)
    row = determined(world, number="13/PAK/2027")
    assert (row.old, row.total) == (Decimal("63.75"), Decimal("76.25"))


@pytest.mark.parametrize("who", ["sari", "rini", "agus", "lina", "dewi"])
def test_others_do_not_determine(world: World, who: str) -> None:
    make_credited(world)
    with pytest.raises(PermissionDenied):
        determined(world, by=who)


def test_who_rates_in_the_rater_s_place_may_and_the_record_names_both(world: World) -> None:
    make_credited(world)
    determined(world, by="putri")
    assert Entry.objects.latest("sequence").actor_name == "Putri Ayu a.n. Budi Santoso"


def test_without_a_total_nothing_is_determined(world: World) -> None:
    make_functional(world.sari)
    make_year(world.sari, 2025)
    with pytest.raises(ValidationError, match="belum lengkap"):
        determined(world)


def test_periodic_conversions_come_in_only_where_they_reach_a_threshold(world: World) -> None:
    sari = make_functional(world.sari)
    make_balance(world, given={"credit": "48"})
    make_year(sari, 2026, "baik", "Q1")
    row = determined(world, with_periodic=True)
    assert row.total == Decimal("51.13")
    assert row.until.isoformat() == "2026-03-31"


def test_periodic_conversions_that_reach_nothing_are_refused(world: World) -> None:
    sari = make_credited(world)
    make_year(sari, 2026, "baik", "Q1")
    with pytest.raises(ValidationError, match="hanya dipakai bila diperlukan"):
        determined(world, with_periodic=True)


def test_a_correction_keeps_both_versions(world: World, as_: Any) -> None:
    sari = make_credited(world)
    old = determined(world)
    Evaluation.objects.filter(plan__employee=sari, plan__year=2025).update(predicate="baik")
    page = as_("budi").get(f"/credit/determinations/{old.uuid}").content.decode()
    assert "Menurut data sekarang jumlahnya 57,50." in page
    make_year(sari, 2026)
    facts = DeterminationFacts("12a/PAK/2026", reason="Predikat 2025 dikoreksi")
    new = correct_determination(old, facts, by=world.account("budi"), on=world.day)
    old.refresh_from_db()
    assert (old.replaced_by, old.total) == (new, Decimal("63.75"))
    assert (new.version, new.total, new.old) == (2, Decimal("57.5"), Decimal("32.5"))
    assert CreditDetermination.objects.standing().get() == new
    entry = Entry.objects.latest("sequence")
    assert entry.verb == "performance.credit_determination_corrected"
    assert "Predikat 2025" not in str(entry.changes)
    with pytest.raises(ValidationError, match="sudah dikoreksi"):
        correct_determination(old, facts, by=world.account("budi"), on=world.day)
    page = as_("sari").get(f"/credit/determinations/{old.uuid}").content.decode()
    assert "Versi sesudah koreksi" in page


def test_only_the_last_one_is_corrected_and_with_a_reason(world: World) -> None:
    sari = make_credited(world)
    first = determined(world)
    with pytest.raises(ValidationError, match="Tulis alasan"):
        correct_determination(first, FACTS, by=world.account("budi"), on=world.day)
    make_year(sari, 2026)
    determined(world, number="13")
    facts = DeterminationFacts("x", reason="salah")
    with pytest.raises(ValidationError, match="Hanya penetapan terakhir"):
        correct_determination(first, facts, by=world.account("budi"), on=world.day)
    with pytest.raises(PermissionDenied):
        correct_determination(first, facts, by=world.account("dewi"), on=world.day)


def test_determining_through_the_browser(world: World, as_: Any) -> None:
    sari = make_credited(world)
    path = f"/credit/people/{sari.uuid}/determine"
    account = f"/credit/people/{sari.uuid}"
    assert path in as_("budi").get(account).content.decode()
    page = as_("budi").get(path).content.decode()
    assert "31,25" in page
    assert as_("budi").post(path, {"number": ""}).status_code == 422
    done = as_("budi").post(path, {"number": "12/PAK/2026"})
    assert done.status_code == 303
    assert path not in as_("budi").get(account).content.decode()
    shown = as_("sari").get(done.url).content.decode()
    assert "kelebihan 13,75" in shown
    assert "belum ada konversi baru" in as_("budi").get(path).content.decode()
    path = f"{done.url}/correct"
    fixed = as_("budi").post(path, {"number": "12b", "reason": "Nomor keliru"})
    assert fixed.status_code == 303
