"""Out to the national application: fields to copy, and workbooks with figures as figures."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied
from django.test import Client

from pamong.cli.exports import exports
from pamong.documents.sheets import Sheet
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.ledger.models import Entry
from pamong.measurement.models import Evidence, Reading
from pamong.people.tests.world import World
from pamong.performance.evaluation.actions import open_evaluations
from pamong.performance.evaluation.tests.make import WHEN, level_of, rated
from pamong.performance.models import (
    ActionStep,
    BehaviourExpectation,
    Evaluation,
    EvidenceUse,
    Plan,
    PlanAnnex,
    ResultRating,
)
from pamong.performance.national.actions import Asked, export_national
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.tests.make import YEAR, make_complete_plan, make_indicator

As = Callable[[str], Client]
MOST_QUERIES = 12
DAY = date(2026, 11, 25)


@pytest.fixture
def plan(world: World) -> Plan:
    """Sari's agreed plan with everything that the form asks."""
    plan = make_complete_plan(world.sari, status=Plan.Status.AGREED)
    result = plan.results.get()
    result.serves = make_complete_plan(world.budi, status=Plan.Status.AGREED).results.get()
    result.text = "=Meningkatnya cakupan"
    result.save()
    make_indicator(
        result, target=Decimal("12.5"), name="Waktu layanan", unit="menit", aspect="waktu"
    )
    PlanAnnex.objects.create(plan=plan, kind="konsekuensi", text="Pembinaan bila tertinggal")
    value = "harmonis"
    BehaviourExpectation.objects.create(plan=plan, value=value, text="Menghargai rekan")
    ActionStep.objects.create(result=result, quarter=3, text="Kunjungan rumah")
    evidence = Evidence.objects.create(
        owner=world.sari, title="Laporan", link="https://x.id/1", dated_on=date(YEAR, 2, 1)
    )
    EvidenceUse.objects.create(evidence=evidence, plan=plan, result=result)
    line = result.indicators.first()
    assert line is not None
    Reading.objects.create(
        indicator=line.indicator, as_of=date(YEAR, 9, 30), value=Decimal("81.5"),
        entered_by=world.sari,
    )  # fmt: skip
    return plan


def final(world: World, plan: Plan) -> Evaluation:
    """The plan's third quarter, rated and set."""
    level_of(world)
    (evaluation,) = open_evaluations([plan], WHEN[1], by=world.account("budi"), on=world.day)
    rated(world, evaluation)
    set_predicates(world.budi, WHEN, reason="Beda.", by=world.account("budi"), on=world.day)
    evaluation.refresh_from_db()
    return evaluation


def sheets(data: bytes) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in read_spreadsheet(io.BytesIO(data))}


def cells(sheet: Sheet, heading: str) -> list[Any]:
    place = list(sheet.rows[0].cells).index(heading)
    return [row.cell(place) for row in sheet.rows[1:]]


def workbook(world: World, kind: str, who: str = "dewi", **more: Any) -> dict[str, Sheet]:
    stream, asked = io.BytesIO(), Asked(kind, YEAR, **more)
    export_national(world.agency, asked, stream, by=world.account(who), on=world.day)
    return sheets(stream.getvalue())


def test_plans_go_out_in_the_columns_of_the_national_form(world: World, plan: Plan) -> None:
    found = workbook(world, "plans")
    sheet = found["SKP"]
    sari = [n for n, nip in enumerate(cells(sheet, "NIP")) if nip == world.sari.nip]
    of = {name: [cells(sheet, name)[n] for n in sari] for name in map(str, sheet.rows[0].cells)}
    assert (
        of["RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI"]
        == ["Meningkatnya cakupan imunisasi"] * 2
    )
    assert of["RENCANA HASIL KERJA"] == ["=Meningkatnya cakupan"] * 2
    assert of["ASPEK"] == ["Kuantitas", "Waktu"]
    assert of["TARGET TAHUNAN"] == [80, 12.5]
    assert of["SATUAN"] == ["%", "menit"]
    assert of["NIP PENILAI"] == [world.budi.nip] * 2
    side = found["Perilaku dan lampiran"]
    assert "Pembinaan bila tertinggal" in cells(side, "ISI")
    assert "Menghargai rekan" in cells(side, "ISI")


def test_evaluations_go_out_with_what_was_done_and_the_ratings(world: World, plan: Plan) -> None:
    evaluation = final(world, plan)
    ResultRating.objects.update_or_create(
        evaluation=evaluation, result=plan.results.get(), defaults={"feedback": "Pertahankan"}
    )
    found = workbook(world, "evaluations")
    done = found["Hasil kerja"]
    assert cells(done, "REALISASI") == [81.5, None]
    assert cells(done, "RENCANA AKSI")[0] == "Kunjungan rumah"
    assert cells(done, "BUKTI DUKUNG")[0] == "Laporan: https://x.id/1"
    assert cells(done, "FEEDBACK")[0] == "Pertahankan"
    assert cells(found["Predikat"], "NIP") == [world.sari.nip]
    assert all(cells(found["Predikat"], "PREDIKAT KINERJA"))


def test_the_record_says_who_took_what(world: World, plan: Plan) -> None:
    workbook(world, "plans", unit=world.sari.unit)
    entry = Entry.objects.get(verb="performance.national_exported")
    assert entry.changes["kind"] == [None, "plans"]
    assert entry.changes["year"] == [None, YEAR]


def test_a_rater_takes_those_whom_he_rates_and_nobody_else(world: World, plan: Plan) -> None:
    make_complete_plan(world.wati, status=Plan.Status.AGREED)
    assert set(cells(workbook(world, "plans", "budi")["SKP"], "NIP")) == {world.sari.nip}


def test_a_draft_does_not_go_out(world: World, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(status=Plan.Status.PROPOSED)
    assert world.sari.nip not in cells(workbook(world, "plans")["SKP"], "NIP")


@pytest.mark.parametrize("who", ["sari", "hadi", "lina"])
def test_others_may_not_take_anything_out(world: World, plan: Plan, who: str) -> None:
    with pytest.raises(PermissionDenied):
        workbook(world, "plans", who)


def test_the_page_hands_the_workbook_out(world: World, as_: As, plan: Plan) -> None:
    dewi = as_("dewi")
    page = dewi.get(f"/reports/?year={YEAR}").content.decode()
    assert f"/reports/{YEAR}/national/plans" in page
    answer = dewi.post(f"/reports/{YEAR}/national/plans")
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert world.sari.nip in cells(sheets(data)["SKP"], "NIP")
    assert dewi.post(f"/reports/{YEAR}/national/apa").status_code == 404
    assert as_("sari").post(f"/reports/{YEAR}/national/plans").status_code == 403


def test_a_plan_can_be_copied_field_by_field(
    world: World, as_: As, plan: Plan, django_assert_max_num_queries: Any
) -> None:
    sari = as_("sari")
    with django_assert_max_num_queries(MOST_QUERIES):
        page = sari.get(f"/plans/{plan.uuid}/national").content.decode()
    for said in (
        "A. Utama 1", "Rencana Hasil Kerja Pimpinan yang Diintervensi", "Waktu layanan",
        "12,5 menit", "Pembinaan bila tertinggal", "Menghargai rekan", "Salin semua",
    ):  # fmt: skip
        assert said in page
    assert page.index("Periode SKP") < page.index("Pegawai yang dinilai") < page.index("A. Utama 1")
    assert as_("wati").get(f"/plans/{plan.uuid}/national").status_code == 404


def test_an_evaluation_can_be_copied_once_it_is_set(
    world: World, as_: As, plan: Plan, django_assert_max_num_queries: Any
) -> None:
    evaluation = final(world, plan)
    sari = as_("sari")
    with django_assert_max_num_queries(MOST_QUERIES):
        page = sari.get(f"/evaluations/{evaluation.uuid}/national").content.decode()
    for said in ("Realisasi", "81,5", "Kunjungan rumah", "https://x.id/1", "Predikat kinerja"):
        assert said in page
    assert as_("wati").get(f"/evaluations/{evaluation.uuid}/national").status_code == 404
    hidden = as_("hadi").get(f"/evaluations/{evaluation.uuid}/national")
    assert hidden.status_code in {302, 303, 404}


def test_the_command_writes_a_units_workbook(world: World, plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "e-kinerja.xlsx"
    command = ["national", "--year", str(YEAR), "--agency", "wanasari", "--out", str(out)]
    assert world.sari.unit is not None
    result = CliRunner().invoke(exports, [*command, "--unit", world.sari.unit.code])
    assert result.exit_code == 0, result.output
    assert world.sari.nip in cells(sheets(out.read_bytes())["SKP"], "NIP")
    assert CliRunner().invoke(exports, [*command, "--unit", "TIADA"]).exit_code == 2
    refused = CliRunner().invoke(exports, [*command, "--as", world.sari.nip])
    assert refused.exit_code == 2
