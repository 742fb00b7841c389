"""Agreed plans in from a file: understood, shown first, whole or not at all, safe to repeat."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pamong.cli.imports import imports
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.documents.writing import Out, Page, write_book
from pamong.ledger.actions import SHELL, Actor
from pamong.ledger.models import Entry
from pamong.ledger.queries import first_fault
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.intake.presentation import rejected_table
from pamong.performance.models import Plan, PlanFile, Result
from pamong.performance.national.actions import Asked, export_national
from pamong.performance.plan.content import content_of
from pamong.performance.plan_files.actions import (
    drop_planfile,
    import_planfile,
    receive_planfile,
)
from pamong.performance.plan_files.papers import COLUMNS, PARTS, write_template
from pamong.performance.plan_files.plan import Takeover, plan_takeover
from pamong.performance.plan_files.reading import read_plans_file
from pamong.performance.plan_files.showing import shown_takeover
from pamong.performance.plan_files.targets import read_target
from pamong.performance.plan_files.writing import Counts, write_plans_of
from pamong.performance.rules import pack_on
from pamong.performance.tests.make import YEAR, make_complete_plan

As = Callable[[str], Client]
NAMES = [heading.text for heading in COLUMNS]


def row(nip: str, **values: Out) -> list[Out]:
    """One row of our template by words of its headings."""
    told: dict[str, Out] = {
        "NIP": nip, "RENCANA HASIL KERJA": "Meningkatnya cakupan imunisasi", "ASPEK": "Kuantitas",
        "INDIKATOR KINERJA INDIVIDU": "Bayi diimunisasi", "TARGET TAHUNAN": 92, "SATUAN": "%",
    }  # fmt: skip
    told |= {name.replace("_", " "): value for name, value in values.items()}
    return [told.get(name, "") for name in NAMES]


def book(*rows: Sequence[Out], parts: Sequence[Sequence[Out]] = ()) -> bytes:
    stream = io.BytesIO()
    pages = [Page("SKP", COLUMNS, rows)]
    write_book(stream, [*pages, Page("Perilaku dan lampiran", PARTS, parts)])
    return stream.getvalue()


def looked(world: World, data: bytes, within: Any = None) -> Takeover:
    read = read_plans_file(io.BytesIO(data), "skp.xlsx")
    return plan_takeover(world.agency, read, YEAR, world.day, within=within)


def write(world: World, data: bytes, *, partial: bool = False, by: Actor = SHELL) -> Counts:
    return write_plans_of(looked(world, data), partial=partial, by=by, on=world.day)


def plan_of(person: Employee) -> Plan:
    return Plan.objects.get(employee=person)


def test_a_plan_stands_as_agreed_with_its_source(world: World) -> None:
    second = {"INDIKATOR KINERJA INDIVIDU": "Laporan terlambat", "ASPEK": "waktu"}
    continued = row(
        "", **second | {"RENCANA HASIL KERJA": "", "TARGET TAHUNAN": "≤ 5 hari", "SATUAN": ""}
    )
    extra = row(
        "", JENIS="Tambahan", RENCANA_HASIL_KERJA="Sosialisasi", PENUGASAN_DARI="Camat",
        TARGET_TAHUNAN=Decimal("2.5"), SATUAN="desa",
    )  # fmt: skip
    parts = [
        (world.sari.nip, "Dukungan Sumber Daya", "Vaksin tersedia"),
        (world.sari.nip, "Kolaboratif", "Menyertakan kader"),
    ]
    data = book(
        row(world.sari.nip, TANGGAL_DISETUJUI=date(YEAR, 1, 20)), continued, extra, parts=parts
    )
    assert str(write(world, data)) == "added 1, unchanged 0, rejected 0"
    plan = plan_of(world.sari)
    assert (plan.status, plan.agreed_on, plan.rater) == ("agreed", date(YEAR, 1, 20), world.budi)
    assert (plan.source, plan.sourced_on) == ("skp.xlsx", world.day)
    assert (plan.starts_on, plan.ends_on) == (date(YEAR, 1, 1), date(YEAR, 12, 31))
    content = content_of(plan)
    (main,), (more,) = content.main, content.additional
    told = [(one.name, one.aspect, one.target, one.unit, one.direction) for one in main.indicators]
    expected: list[Any] = [
        ("Bayi diimunisasi", "kuantitas", 92, "%", "more"),
        ("Laporan terlambat", "waktu", 5, "hari", "less"),
    ]
    assert told == expected
    assert (more.assigned_by, more.indicators[0].target) == ("Camat", Decimal("2.5"))
    assert list(content.annexes.values()) == [("Vaksin tersedia",)]
    assert list(content.expectations.values()) == ["Menyertakan kader"]
    assert plan.snapshots.count() == 1


def test_the_record_names_each_plan_and_the_file(world: World) -> None:
    write(world, book(row(world.sari.nip)), by=world.account("dewi"))
    entry = Entry.objects.get(verb="performance.plan_imported")
    assert entry.actor_name == world.dewi.name or entry.actor_name
    assert entry.changes["status"] == [None, "agreed"]
    assert entry.changes["file"].startswith("sha256:")
    assert Entry.objects.filter(verb="performance.plans_imported").count() == 1
    assert first_fault() is None


def test_the_leaders_result_is_found_on_record_or_in_the_same_file(world: World) -> None:
    told = {"RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI": "meningkatnya  derajat kesehatan"}
    data = book(
        row(world.sari.nip, **told),
        row(world.budi.nip, RENCANA_HASIL_KERJA="Meningkatnya derajat kesehatan"),
    )
    write(world, data)
    served = Result.objects.get(plan__employee=world.sari).serves
    assert served == Result.objects.get(plan__employee=world.budi)


def test_a_leaders_result_that_is_nowhere_is_a_finding(world: World) -> None:
    told = {"RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI": "Tidak ada"}
    plan = looked(world, book(row(world.sari.nip, **told)))
    assert ["tautannya" in one.sentence for one in plan.findings] == [True]


def test_the_same_file_twice_adds_nothing(world: World) -> None:
    data = book(row(world.sari.nip))
    write(world, data)
    assert str(write(world, data)) == "added 0, unchanged 1, rejected 0"
    other = book(row(world.sari.nip, TARGET_TAHUNAN=50))
    assert "dengan isi lain" in looked(world, other).rejected[0].reason


def test_a_plan_that_is_being_written_is_not_overwritten(world: World) -> None:
    make_complete_plan(world.sari)
    assert "disusun" in looked(world, book(row(world.sari.nip))).rejected[0].reason


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"NIP": "199912312020121001"}, "belum tercatat"),
        ({"NIP": "1.97E+17"}, "NIP tertulis sebagai"),
        ({"NIP": ""}, "NIP kosong"),
        ({"TARGET TAHUNAN": ""}, "Isi target"),
        ({"TARGET TAHUNAN": "baik sekali"}, "dengan angka"),
        ({"SATUAN": ""}, "Isi satuan"),
        ({"INDIKATOR KINERJA INDIVIDU": "", "TARGET TAHUNAN": ""}, "Tambahkan indikator"),
        ({"INDIKATOR KINERJA INDIVIDU": ""}, "Indikator kosong"),
        ({"RENCANA HASIL KERJA": ""}, "Rencana hasil kerja kosong"),
        ({"PERIODE AWAL": "31-02-2026"}, "Tanggal tidak terbaca"),
        (
            {"PERIODE AWAL": date(YEAR - 1, 7, 1), "PERIODE AKHIR": date(YEAR, 6, 30)},
            "di dalam satu tahun",
        ),
        ({"JENIS": "Tambahan"}, "hasil kerja utama"),
    ],
)
def test_what_cannot_stand_is_rejected_with_its_reason(
    world: World, values: dict[str, Out], said: str
) -> None:
    plan = looked(world, book(row(world.sari.nip, **values)))
    assert not plan.added
    assert said in plan.rejected[0].reason
    assert plan.rejected[0].line == 2


def test_who_has_no_rater_is_rejected(world: World) -> None:
    Employee.objects.filter(pk=world.sari.pk).update(rater=None)
    assert "Penilai belum tercatat" in looked(world, book(row(world.sari.nip))).rejected[0].reason


def test_a_rejected_row_names_its_sheet(world: World) -> None:
    Employee.objects.filter(pk=world.sari.pk).update(rater=None)
    part = (world.sari.nip, "Dukungan Sumber Daya", "Vaksin tersedia")
    told = looked(world, book(row(world.sari.nip), parts=[part]))
    assert {(one.line, one.sheet) for one in told.rejected} == {
        (2, "SKP"),
        (2, "Perilaku dan lampiran"),
    }
    table = rejected_table(shown_takeover(told)["rejected"])
    assert [one.cells[0].text for one in table.rows] == [
        "Baris 2, lembar SKP",
        "Baris 2, lembar Perilaku dan lampiran",
    ]


def test_one_fault_keeps_the_file_out_unless_partial(world: World) -> None:
    data = book(row(world.sari.nip), row(world.agus.nip, SATUAN=""))
    assert str(write(world, data)) == "added 0, unchanged 0, rejected 1"
    assert not Plan.objects.exists()
    assert write(world, data, partial=True).added == 1


def test_a_qualitative_plan_takes_sentences(world: World) -> None:
    data = book(row(world.sari.nip, PENDEKATAN="Kualitatif", TARGET_TAHUNAN="Semua bayi terlayani"))
    write(world, data)
    assert plan_of(world.sari).approach == "kualitatif"


def test_the_national_form_of_one_person_is_read(world: World) -> None:
    lines = [
        "SASARAN KINERJA PEGAWAI;;;;;",
        f";NIP;'{world.sari.nip};;NIP;{world.budi.nip}",
        "NO;RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI;RENCANA HASIL KERJA;ASPEK;"
        "INDIKATOR KINERJA INDIVIDU;TARGET TAHUNAN",
        "(1);(2);(3);(4);(5);(6)",
        "A. UTAMA;;;;;",
        "1;Derajat kesehatan;Cakupan imunisasi;Kuantitas;Bayi diimunisasi;92%",
        ";;;Waktu;Lama pelayanan;maksimal 30 menit",
        "B. TAMBAHAN;;;;;",
        "1;;Sosialisasi;Kuantitas;Desa didatangi;6 desa",
    ]
    write(world, "\n".join(lines).encode())
    content = content_of(plan_of(world.sari))
    assert [result.text for result in content.results] == ["Cakupan imunisasi", "Sosialisasi"]
    expected: list[Any] = [(92, "%"), (30, "menit"), (6, "desa")]
    assert [(one.target, one.unit) for one in content.indicators] == expected
    assert content.additional[0].text == "Sosialisasi"


def test_what_goes_out_comes_in_again(world: World) -> None:
    make_complete_plan(world.sari, status=Plan.Status.AGREED)
    stream, asked = io.BytesIO(), Asked("plans", YEAR)
    export_national(world.agency, asked, stream, by=SHELL, on=world.day)
    plan = looked(world, stream.getvalue())
    assert ([one.nip for one in plan.unchanged], plan.rejected) == ([world.sari.nip], [])


def test_the_template_explains_itself_and_its_examples_are_no_plans(world: World) -> None:
    stream = io.BytesIO()
    write_template(stream, pack_on(world.day, local=()))
    names = [sheet.name for sheet in read_spreadsheet(io.BytesIO(stream.getvalue()))]
    assert names == ["SKP", "Perilaku dan lampiran", "Penjelasan"]
    plan = looked(world, stream.getvalue())
    assert (plan.added, plan.rejected) == ([], [])


@pytest.mark.parametrize(
    ("cell", "value", "unit", "direction"),
    [
        (92, 92, "", ""), ("92%", 92, "%", ""), ("1.250 orang", 1250, "orang", ""),
        ("≤ 40 menit", 40, "menit", "less"), ("minimal 3 kali", 3, "kali", ""),
        ("1 - 5 hari", None, "", ""), ("WTP", None, "", ""),
        (1e20, None, "", ""), ("99999999999999999999 rupiah", None, "rupiah", ""),
        (0.0000005, Decimal("0.000001"), "", ""),
    ],
)  # fmt: skip
def test_targets_are_read_as_figures_where_they_are(
    cell: Any, value: Any, unit: str, direction: str
) -> None:
    found = read_target(cell, "")
    assert (found.value, found.unit, found.direction) == (value, unit, direction)


def test_a_units_administrator_reaches_her_own_people_only(world: World) -> None:
    assert world.sari.unit_id
    data = book(row(world.sari.nip), row(world.wati.nip))
    plan = looked(world, data, within=frozenset({world.sari.unit_id}))
    reached = {one.employee.nip for one in plan.added}
    assert world.sari.nip in reached
    assert reached == {world.sari.nip} or world.wati.unit_id == world.sari.unit_id


def sent(world: World, data: bytes, who: str = "dewi") -> PlanFile:
    file = ContentFile(data, name="skp.xlsx")
    return receive_planfile(world.agency, file, year=YEAR, by=world.account(who), on=world.day)


def test_only_who_keeps_people_brings_plans_in(world: World) -> None:
    for who in ("sari", "budi", "hadi"):
        with pytest.raises(PermissionDenied):
            sent(world, book(row(world.sari.nip)), who)


def test_only_the_sender_decides(world: World) -> None:
    file = sent(world, book(row(world.sari.nip)))
    with pytest.raises(PermissionDenied):
        import_planfile(file, is_partial=False, by=world.account("rini"), on=world.day)
    with pytest.raises(PermissionDenied):
        drop_planfile(file, by=world.account("rini"), on=world.day)


def test_what_changed_in_between_is_shown_anew(world: World) -> None:
    file = sent(world, book(row(world.sari.nip)))
    make_complete_plan(world.sari)
    file = import_planfile(file, is_partial=False, by=world.account("dewi"), on=world.day)
    assert (file.status, file.shown["is_stale"], file.added) == ("shown", True, 0)


def test_a_dropped_file_is_gone(world: World) -> None:
    file = drop_planfile(
        sent(world, book(row(world.sari.nip))), by=world.account("dewi"), on=world.day
    )
    assert (file.status, bool(file.file)) == ("dropped", False)
    with pytest.raises(ValidationError):
        import_planfile(file, is_partial=False, by=world.account("dewi"), on=world.day)


def test_the_pages_lead_from_the_file_to_the_agreed_plan(world: World, as_: As) -> None:
    dewi = as_("dewi")
    data = book(row(world.sari.nip), row("199912312020121001"))
    file = SimpleUploadedFile("skp.xlsx", data)
    answer = dewi.post("/plan-files/receive", {"file": file, "year": YEAR})
    assert answer.status_code == 303
    held = PlanFile.objects.get()
    page = dewi.get(f"/plan-files/{held.uuid}").content.decode()
    for said in ("1 SKP ditambahkan", "1 baris ditolak", world.sari.name, "Impor 1 SKP"):
        assert said in page
    answer = dewi.get(f"/plan-files/{held.uuid}/rejected")
    (sheet,) = read_spreadsheet(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert "belum tercatat" in str(sheet.rows[1].cells[1])
    assert dewi.post(f"/plan-files/{held.uuid}/import").status_code == 422
    done = dewi.post(f"/plan-files/{held.uuid}/import", {"is_partial": "on"})
    assert done.status_code == 303
    plan = plan_of(world.sari)
    shown = " ".join(
        as_("sari")
        .get(reverse("performance:plan-detail", args=[plan.uuid]))
        .content.decode()
        .split()
    )
    assert "Diimpor dari skp.xlsx pada" in shown
    assert "Diimpor sebagai SKP yang disetujui" in shown
    assert as_("rini").get(f"/plan-files/{held.uuid}").status_code == 404


def test_a_file_without_a_table_is_said(world: World, as_: As) -> None:
    file = SimpleUploadedFile("apa.csv", b"satu;dua\n1;2\n")
    as_("dewi").post("/plan-files/receive", {"file": file, "year": YEAR})
    held = PlanFile.objects.get()
    assert held.status == "failed"
    assert "Rencana Hasil Kerja" in held.failure


def test_the_command_shows_first_and_then_imports(world: World, tmp_path: Path) -> None:
    file = tmp_path / "skp.xlsx"
    file.write_bytes(book(row(world.sari.nip)))
    command = ["plans", str(file), "--agency", "wanasari", "--year", str(YEAR)]
    shown = CliRunner().invoke(imports, [*command, "--dry-run"])
    assert shown.stdout.splitlines()[-1] == "added 1, unchanged 0, rejected 0"
    assert not Plan.objects.exists()
    assert CliRunner().invoke(imports, command).exit_code == 0
    assert plan_of(world.sari).source == "skp.xlsx"
    assert CliRunner().invoke(imports, [*command, "--as", world.sari.nip]).exit_code == 2
