"""An agency answers what a regulation leaves open: two persons, by date, everywhere alike."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.access.scope import Role
from pamong.cli.policy import policy
from pamong.ledger.models import Entry
from pamong.people.models import Agency
from pamong.people.roles.actions import give_role
from pamong.people.tests.make import OFFICE
from pamong.people.tests.world import World
from pamong.performance.daily.rules import is_unconfirmed, last_day_to_write
from pamong.performance.evaluation.actions import pack_for
from pamong.performance.local_rules.actions import Answer, ask_rule, grant_rule, refuse_rule
from pamong.performance.local_rules.queries import figures_before
from pamong.performance.models import LocalRule
from pamong.performance.rules import mark_at, pack_named, pack_on
from pamong.performance.tests.make import make_plan
from pamong.policy.evaluate import evaluate

PACK = "id-permenpanrb-6-2022"
BANDS = {"bands__0__above": Decimal(120), "bands__1__from": Decimal(80)}
SINCE = date(2026, 7, 1)
ROWS = {"rows": [{"attainments": [115]}]}


def ask(world: World, clause: str = "row_bands", **overrides: Any) -> LocalRule:
    fields: dict[str, Any] = {
        "figures": BANDS,
        "valid_from": SINCE,
        "basis": "Peraturan Bupati 12/2026",
        "reason": "Kesepakatan pimpinan",
    } | overrides
    answer = Answer(PACK, clause, **fields)
    return ask_rule(world.agency, answer, by=world.account("dewi"), on=world.day)


@pytest.fixture
def second(world: World) -> Any:
    """Wati holds the same role: the second person."""
    from pamong.ledger.actions import SHELL

    user = world.account("wati")
    give_role(user, Role.HR, world.agency, by=SHELL, on=date(2026, 1, 1))
    return user


def granted(world: World, second: Any, *args: Any, **overrides: Any) -> LocalRule:
    return grant_rule(ask(world, *args, **overrides), by=second, on=world.day)


def local(world: World) -> Any:
    return Agency.objects.get(pk=world.agency.pk).local_packs


def test_nothing_changes_before_a_second_person_grants(world: World, second: Any) -> None:
    rule = ask(world)
    assert local(world) == []
    with pytest.raises(PermissionDenied):
        grant_rule(rule, by=world.account("dewi"), on=world.day)
    with pytest.raises(PermissionDenied):
        grant_rule(rule, by=world.account("sari"), on=world.day)
    grant_rule(rule, by=second, on=world.day)
    assert len(local(world)) == 1
    with pytest.raises(ValidationError, match="sudah dijawab"):
        grant_rule(rule, by=second, on=world.day)


def test_a_request_ends_with_the_role_of_who_asked(world: World, second: Any) -> None:
    rule, dewi = ask(world), world.account("dewi")
    dewi.mandates.update(valid_to=world.day)
    with pytest.raises(ValidationError, match="tidak berwenang lagi"):
        grant_rule(rule, by=second, on=world.day)
    assert local(world) == []
    with pytest.raises(PermissionDenied):
        refuse_rule(rule, by=dewi, on=world.day)
    assert refuse_rule(rule, by=second, on=world.day).status == LocalRule.Status.REFUSED


@pytest.mark.parametrize("name", ["sari", "budi", "rini", "tono"])
def test_only_the_personnel_office_asks(world: World, name: str) -> None:
    answer = Answer(PACK, "row_bands", BANDS, SINCE, "Perbup", "Alasan")
    with pytest.raises(PermissionDenied):
        ask_rule(world.agency, answer, by=world.account(name), on=world.day)


def test_another_agency_is_refused(world: World) -> None:
    answer = Answer(PACK, "row_bands", BANDS, SINCE, "Perbup", "Alasan")
    with pytest.raises(PermissionDenied):
        ask_rule(world.agency, answer, by=world.account("lina"), on=world.day)


def test_the_answer_holds_from_its_day_and_names_the_agency(world: World, second: Any) -> None:
    granted(world, second)
    before = pack_on(date(2026, 6, 30), local=local(world))
    after = pack_on(SINCE, local=local(world))
    assert before.id == PACK
    assert evaluate(before, "results_rating", ROWS).value["rating"] == "di_atas_ekspektasi"
    outcome = evaluate(after, "results_rating", ROWS)
    assert outcome.value["rating"] == "sesuai_ekspektasi"
    assert "row_bands" not in outcome.unconfirmed
    cited = "Aturan instansi: Peraturan Bupati 12/2026"
    assert cited in {step.citation for step in outcome.because}


def test_a_rating_keeps_the_rules_it_was_opened_under(world: World, second: Any) -> None:
    plan = make_plan(world.sari)
    granted(world, second)
    plan.refresh_from_db()
    assert pack_for(plan, "Q2") == plan.pack
    mark = pack_for(plan, "Q3")
    assert mark.startswith(f"{PACK}+")
    granted(world, second, figures={**BANDS, "bands__0__above": Decimal(130)})
    assert pack_named(mark).bands["row_bands"].bands[0].floor == 120
    newest = mark_at(mark, SINCE, local(world))
    assert pack_named(newest).bands["row_bands"].bands[0].floor == 130


def test_answers_to_several_clauses_stand_together(world: World, second: Any) -> None:
    granted(world, second)
    days = {"value": Decimal(3)}
    granted(world, second, "daily_entry_days", figures=days, valid_from=date(2026, 9, 1))
    august, september = (pack_on(date(2026, m, 1), local=local(world)) for m in (8, 9))
    assert august.numbers["daily_entry_days"].value == 7
    assert september.numbers["daily_entry_days"].value == 3
    assert september.bands["row_bands"].bands[0].floor == 120
    day = date(2026, 9, 1)
    assert last_day_to_write(day, OFFICE, local=local(world)) == date(2026, 9, 4)
    assert is_unconfirmed(day) is True
    assert is_unconfirmed(day, local(world)) is False


def test_the_official_answer_brings_the_official_pack_back(world: World, second: Any) -> None:
    granted(world, second)
    official = {"bands__0__above": Decimal(110), "bands__1__from": Decimal(90)}
    granted(world, second, figures=official, valid_from=date(2026, 10, 1))
    assert pack_on(date(2026, 10, 1), local=local(world)).id == PACK
    assert pack_on(date(2026, 9, 30), local=local(world)).id != PACK


def test_what_the_packs_own_check_refuses_is_said(world: World) -> None:
    with pytest.raises(ValidationError, match="Urutkan batas dari yang tertinggi"):
        ask(world, figures={**BANDS, "bands__1__from": Decimal(500)})


def split(attendance: int, performance: int) -> dict[str, Decimal]:
    return {
        "rows__attendance__percent": Decimal(attendance),
        "rows__performance__percent": Decimal(performance),
    }


def test_the_parts_of_the_allowance_make_up_the_whole(world: World, second: Any) -> None:
    with pytest.raises(ValidationError, match="berjumlah 100; yang diisi berjumlah 110"):
        ask(world, "allowance_shares", figures=split(50, 60))
    granted(world, second, "allowance_shares", figures=split(40, 60))
    with pytest.raises(ValidationError, match="berjumlah 100; yang diisi berjumlah 0"):
        ask(world, "allowance_shares", figures=split(0, 0))


def test_what_no_text_fills_waits_for_an_answer(world: World, second: Any, as_: Any) -> None:
    address = reverse("performance:rules")
    assert "Perlu diisi" in as_("dewi").get(address).content.decode()
    form = as_("dewi").get(reverse("performance:rule-ask", args=["allowance_shares"]))
    assert 'value="0"' not in form.content.decode()
    rule = granted(world, second, "allowance_shares", figures=split(40, 60))
    [entry] = Entry.objects.filter(verb="performance.rule_granted")
    assert entry.changes["allowance_shares.rows__attendance__percent"] == [None, "40"]
    page = as_("dewi").get(reverse("performance:rule-detail", args=[rule.uuid])).content.decode()
    assert "Belum diisi" in page


def test_a_time_that_must_not_be_nothing_is_at_least_one(world: World, as_: Any) -> None:
    with pytest.raises(ValidationError, match="paling sedikit 1"):
        ask(world, "objection_days", figures={"value": Decimal(0)})
    address = reverse("performance:rule-ask", args=["objection_days"])
    data = {"value": "0", "valid_from": "01-07-2026", "basis": "Perbup", "reason": "Alasan"}
    assert as_("dewi").post(address, data).status_code == 422


@pytest.mark.parametrize(
    ("value", "told"), [("999999999", "Isi paling banyak 90"), ("7,5", "Isi bilangan bulat")]
)
def test_a_time_that_no_calendar_counts_is_refused_by_the_form_and_by_the_verb(
    world: World, as_: Any, value: str, told: str
) -> None:
    with pytest.raises(ValidationError, match=told):
        ask(world, "objection_days", figures={"value": Decimal(value.replace(",", "."))})
    page = as_("dewi").post(
        reverse("performance:rule-ask", args=["objection_days"]),
        {"value": value, "valid_from": "01-12-2026", "basis": "Perbup 1/2026", "reason": "Coba"},
    )
    assert page.status_code == 422
    assert told in page.content.decode()


def test_a_request_is_compared_with_what_holds_without_it(
    world: World, second: Any, as_: Any
) -> None:
    first = granted(world, second, "allowance_shares", figures=split(40, 60))
    rule = ask(world, "allowance_shares", figures=split(45, 55))
    for row, before in ((rule, ["40", "60"]), (first, ["None", "None"])):
        assert [str(figure.value) for figure in figures_before(row)] == before
    page = as_("dewi").get(reverse("performance:rule-detail", args=[rule.uuid])).content.decode()
    assert ">40%<" in page


def test_what_was_computed_is_not_reached_back_to(world: World, second: Any) -> None:
    with pytest.raises(ValidationError, match="paling awal 01-01-2026"):
        ask(world, valid_from=date(2025, 12, 31))
    granted(world, second)
    with pytest.raises(ValidationError, match="sudah diubah mulai 01-07-2026"):
        ask(world, valid_from=date(2026, 6, 30))


def test_an_earlier_change_of_another_clause_also_stands_in_the_later_layer(
    world: World, second: Any, as_: Any
) -> None:
    january, november = date(2027, 1, 1), date(2026, 11, 1)
    parts = granted(world, second, "allowance_shares", figures=split(30, 70), valid_from=january)
    rule = ask(world, valid_from=date(2026, 10, 1))
    page = as_("wati").get(reverse("performance:rule-detail", args=[rule.uuid])).content.decode()
    assert "Ikut berlaku dalam aturan sejak 1 Januari 2027" in page
    grant_rule(rule, by=second, on=world.day)
    higher = {**BANDS, "bands__0__above": Decimal(130)}
    granted(world, second, figures=higher, valid_from=november)
    for day, floor, share in (
        (date(2026, 9, 30), 110, None),
        (date(2026, 10, 1), 120, None),
        (november, 130, None),
        (january, 130, 70),
    ):
        pack = pack_on(day, local=local(world))
        assert pack.bands["row_bands"].bands[0].floor == floor
        assert pack.tables["allowance_shares"].cell("performance", "percent") == share
    kept = pack_named(parts.local_pack)
    assert kept.bands["row_bands"].bands[0].floor == 110
    told = Entry.objects.filter(verb="performance.rule_granted")
    assert told.count() == LocalRule.objects.count() == 5
    with pytest.raises(ValidationError, match="sudah diubah mulai 01-01-2027"):
        ask(world, "allowance_shares", figures=split(40, 60), valid_from=november)


def test_a_reason_and_a_basis_are_needed_and_one_request_at_a_time(world: World) -> None:
    with pytest.raises(ValidationError, match="dasar hukum"):
        ask(world, basis=" ")
    ask(world)
    with pytest.raises(ValidationError, match="menunggu orang kedua"):
        ask(world)


def test_who_asked_may_take_it_back(world: World, second: Any) -> None:
    refuse_rule(ask(world), by=world.account("dewi"), on=world.day)
    refuse_rule(ask(world), by=second, on=world.day)
    assert local(world) == []


def test_the_record_keeps_figures_and_no_text(world: World, second: Any) -> None:
    granted(world, second)
    asked = Entry.objects.get(verb="performance.rule_asked")
    assert asked.changes["row_bands.bands__0__above"] == ["110", "120"]
    assert "Kesepakatan" not in json.dumps(asked.changes)
    done = Entry.objects.get(verb="performance.rule_granted")
    assert done.changes["local_pack"][1].startswith(f"{PACK}+")


def test_the_command_line_computes_as_the_pages_do(world: World, second: Any) -> None:
    granted(world, second)
    line = json.dumps(ROWS)
    options = ["eval", "results_rating", "--agency", "wanasari"]
    for day, rating in (("2026-06-30", "di_atas"), ("2026-07-01", "sesuai")):
        result = CliRunner().invoke(policy, [*options, "--on", day], input=line)
        assert json.loads(result.stdout)["value"]["rating"] == f"{rating}_ekspektasi"


def test_the_pages_lead_from_the_list_to_the_grant(world: World, second: Any, as_: Any) -> None:
    dewi, wati = as_("dewi"), as_("wati")
    page = dewi.get(reverse("performance:rules")).content.decode()
    assert "Batas capaian satu hasil kerja" in page
    assert "Belum terkonfirmasi" in page
    address = reverse("performance:rule-ask", args=["row_bands"])
    form = dewi.get(address).content.decode()
    assert "Di atas ekspektasi" in form
    data = {
        "bands__0__above": "120",
        "bands__1__from": "80",
        "valid_from": "01-07-2026",
        "basis": "Peraturan Bupati 12/2026",
        "reason": "Kesepakatan",
    }
    assert dewi.post(address, data | {"reason": ""}).status_code == 422
    response = dewi.post(address, data)
    assert response.status_code == 303
    rule = LocalRule.objects.get()
    detail = wati.get(response["Location"]).content.decode()
    assert "Setujui perubahan" in detail
    assert "Setujui perubahan" not in dewi.get(response["Location"]).content.decode()
    assert wati.post(reverse("performance:rule-grant", args=[rule.uuid])).status_code == 303
    assert "Aturan instansi" in dewi.get(reverse("performance:rules")).content.decode()


def test_no_clause_of_the_allowance_is_shown_as_a_national_rule(world: World, as_: Any) -> None:
    page = as_("dewi").get(reverse("performance:rules")).content.decode()
    row = page.partition("Dasar TPP bagian kinerja")[2].partition("</tr>")[0]
    assert "Belum terkonfirmasi" in row
    assert "Aturan pusat" not in row


def test_a_clause_that_is_fixed_has_no_page(world: World, as_: Any) -> None:
    for name in ("credit_percent", "unheard_of"):
        address = reverse("performance:rule-ask", args=[name])
        assert as_("dewi").get(address).status_code == 404


def test_another_agency_does_not_see_the_request(world: World, as_: Any) -> None:
    rule = ask(world)
    assert as_("lina").get(reverse("performance:rule-detail", args=[rule.uuid])).status_code == 404
    assert as_("sari").get(reverse("performance:rule-detail", args=[rule.uuid])).status_code == 200


def test_every_open_clause_has_a_form(world: World, as_: Any) -> None:
    page = as_("dewi").get(reverse("performance:rules")).content.decode()
    addresses = {part.split('"')[0] for part in page.split('href="') if "/change" in part[:60]}
    assert len(addresses) >= 10
    for address in addresses:
        assert as_("dewi").get(address).status_code == 200


def test_no_form_of_a_rule_asks_for_a_draft_under_a_key_that_is_none(as_: Any) -> None:
    client = as_("dewi")
    page = client.get(reverse("performance:rule-ask", args=["allowance_shares"])).content.decode()
    key = page.split('data-draft="')[1].split('"')[0]
    assert client.get(f"/drafts/{key}").status_code == 204


def test_a_clause_of_several_figures_is_one_row_and_its_figures_open(as_: Any) -> None:
    page = as_("dewi").get(reverse("performance:rules")).content.decode()
    assert "Tambahan penghasilan (TPP)" in page
    row = page.partition("Batas capaian satu hasil kerja")[2].split("</tr>")[0]
    assert "<details" in row
    assert "2 isian" in row
