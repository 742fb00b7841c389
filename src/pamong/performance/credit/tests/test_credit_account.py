"""The page of an account: its figures, their reasons, who sees it, and that the shell says the same."""

import json
from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from pamong.cli.policy import policy
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.people.trace.actions import state_purpose
from pamong.performance.allowance.tests.make import set_rules
from pamong.performance.credit.account import Account
from pamong.performance.credit.conversions import Counted
from pamong.performance.credit.presentation import conditions
from pamong.performance.credit.queries import account_in
from pamong.performance.credit.rules import first_day
from pamong.performance.credit.standings import refresh_standings
from pamong.performance.credit.tests.make import (
    make_balance,
    make_credited,
    make_functional,
    make_year,
)
from pamong.performance.models import CreditStanding, Evaluation
from pamong.ui.numbers import say_number


def page_of(as_: Any, who: str, path: str = "/credit") -> str:
    response = as_(who).get(path)
    assert response.status_code == 200
    text: str = response.content.decode()
    return text


def shell(rule: str, given: dict[str, Any]) -> dict[str, Any]:
    result = CliRunner().invoke(
        policy, ["eval", rule, "--on", "2026-11-25"], input=json.dumps(given)
    )
    told: dict[str, Any] = json.loads(result.output, parse_float=Decimal)
    assert told["ok"], told
    value: dict[str, Any] = told["value"]
    return value


def inputs_of(account: Account) -> dict[str, Any]:
    assert account.opening
    return {
        "level": account.level,
        "rank": account.rank,
        "held": float(account.opening.credit),
        "rows": [dict(one.inputs) for one in account.counted(Counted.YES)],
    }


def test_one_reads_ones_own_total_with_every_step(world: World, as_: Any) -> None:
    make_credited(world)
    page = page_of(as_, "sari")
    assert "Jumlah di jenjang ini: 63,75" in page
    assert "32,5 + 12,5 + 18,75 = 63,75" in page
    assert "132,5 − 100 = 32,5." in page
    assert "Predikat Sangat Baik: 150%." in page
    assert "Peraturan BKN 3/2023" in page
    assert "Belum terkonfirmasi: ambang dapat sebanding" in page
    assert "Angka kredit mencapai ambang kenaikan pangkat." in page
    assert "lebih 13,75" in page
    assert "Anggapan: predikat tahun-tahun berikutnya tetap Sangat Baik" in page


def test_who_is_no_pns_reads_what_applies_and_nothing_of_promotions(world: World, as_: Any) -> None:
    sari = make_credited(world)
    sari.kind, sari.rank = Employee.Kind.PPPK, ""
    sari.save(update_fields=["kind", "rank"])
    for who, path in (("sari", "/credit"), ("budi", f"/credit/people/{sari.uuid}")):
        page = page_of(as_, who, path)
        assert "Jumlah di jenjang ini: 63,75" in page
        assert "Bagi PPPK" in page
        assert "Peraturan BKN 3/2023 Pasal 1" in page
        for word in ("Kenaikan pangkat", "Kenaikan jenjang", "Golongan belum", "Syarat lain"):
            assert word not in page, word
        for word in ("laju sekarang", "sebanding", "ambang", "Tetapkan angka kredit"):
            assert word not in page, word
    refresh_standings([sari], world.day)
    standing = CreditStanding.objects.get(employee=sari)
    assert standing.state == CreditStanding.State.UNDER_WAY
    assert (standing.rank_missing, standing.level_missing, standing.lacking) == (None, None, "")


def test_browser_and_shell_say_the_same_for_the_same_input(world: World, as_: Any) -> None:
    sari = make_credited(world)
    make_year(sari, 2026, "baik", "Q1")
    account = account_in(sari, world.day)
    page = page_of(as_, "sari")
    value = shell("credit_progress", inputs_of(account))
    assert f"Jumlah di jenjang ini: {say_number(value['total'], 2)}" in page
    assert f"lebih {say_number(value['rank_surplus'], 2)}" in page
    assert say_number(value["level_missing"], 2) in page
    for one in account.conversions:
        credit = shell("credit", dict(one.inputs))["credit"]
        assert f"Mengapa {say_number(credit, 2)}?" in page
    given = {"level": "ahli_pertama", "conventional": 132.5}
    assert f"Mengapa {say_number(shell('credit_integration', given)['credit'], 2)}?" in page


def test_what_is_missing_is_said_and_never_nought(world: World, as_: Any) -> None:
    sari = make_functional(world.sari)
    make_year(sari, 2025)
    page = page_of(as_, "sari")
    assert "Saldo angka kredit sebelum 2023 belum ada." in page
    assert "Konversi yang tercatat berjumlah 12,50, di luar saldo" in page
    assert "Jumlah di jenjang ini" not in page
    assert "Masukkan saldo" not in page
    assert "Masukkan saldo" in page_of(as_, "dewi", f"/credit/people/{sari.uuid}")


def test_a_replaced_version_of_an_evaluation_is_not_converted(world: World) -> None:
    sari = make_credited(world)
    old = Evaluation.objects.get(plan__employee=sari, plan__year=2025)
    new = Evaluation.objects.create(
        plan=old.plan, period="Y", number=2, predicate="baik", status="set",
        status_on=world.day, pack=old.pack,
    )  # fmt: skip
    Evaluation.objects.filter(pk=old.pk).update(replaced_by=new)
    standing = account_in(sari, world.day).standing
    assert standing
    assert standing.value["total"] == Decimal("57.50")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *(("sari", 200), ("budi", 200), ("joko", 200), ("rini", 200), ("dewi", 200)),
        *(("putri", 200), ("wati", 404), ("agus", 404), ("lina", 404)),
    ],
)
def test_the_account_opens_by_relation(world: World, as_: Any, who: str, status: int) -> None:
    sari = make_credited(world)
    assert as_(who).get(f"/credit/people/{sari.uuid}").status_code == status


def test_an_auditor_states_a_purpose_before_predicates_show(world: World, as_: Any) -> None:
    sari = make_credited(world)
    path = f"/credit/people/{sari.uuid}"
    assert "Sangat Baik" not in page_of(as_, "tono", path)
    state_purpose([sari], purpose="Reviu angka kredit", by=world.account("tono"), on=world.day)
    assert "Sangat Baik" in page_of(as_, "tono", path)


def test_somebody_without_a_functional_post_finds_no_entry(world: World, as_: Any) -> None:
    make_credited(world)
    assert "Angka kredit saya" in page_of(as_, "sari", "/")
    assert "Angka kredit saya" not in page_of(as_, "budi", "/")
    assert "Tidak memegang jabatan fungsional." in page_of(as_, "budi")


def test_a_page_costs_the_same_for_a_long_history(world: World, as_: Any) -> None:
    sari = make_credited(world)
    client = as_("dewi")
    path = f"/credit/people/{sari.uuid}"
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for year in (2023, 2026):
        make_year(sari, year)
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(few) == len(many)
    assert len(many) <= 12


def test_conversions_begin_with_the_rule(world: World) -> None:
    sari = make_credited(world)
    make_year(sari, 2022)
    account = account_in(sari, world.day)
    assert account.pack
    assert first_day(account.pack).year == 2023
    assert [one.first.year for one in account.conversions] == [2024, 2025]


def test_a_transfer_is_explained_on_the_page(world: World, as_: Any) -> None:
    make_functional(world.sari, "Ahli Muda", "III/d")
    given = {"rank": "III/d", "predicate": "baik", "years_in_rank": "3"}
    make_balance(world, kind="perpindahan", level="ahli_muda", given=given)
    page = page_of(as_, "sari")
    assert "Lama dalam pangkat: 3 × 25 = 75." in page
    assert "Jumlah: 75 + 100 = 175." in page


def test_an_agency_s_own_answers_do_not_move_the_first_day(world: World) -> None:
    sari = make_functional(world.sari)
    set_rules(world)
    sari.refresh_from_db()
    account = account_in(sari, world.day)
    assert account.pack
    assert account.pack.id != "id-permenpanrb-6-2022"
    assert first_day(account.pack).isoformat() == "2023-01-01"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("id", "Predikat paling rendah Baik dalam 2 tahun terakhir"),
        ("en", "A predicate of at least Baik in the last 2 years"),
    ],
)
def test_what_promotions_ask_for_besides_comes_from_the_pack(
    world: World, language: str, said: str
) -> None:
    account = account_in(make_credited(world), world.day)
    with override(language):
        told = conditions(account, world.day)
    assert told
    assert said in [reason.text.split(" (")[0] for reason in told.because]
