"""Contracts of PPPK from the people's file: guessed, shown before, written, repeated, refused with reasons."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pamong.documents.spreadsheets import read_spreadsheet
from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.people.importing.actions import ImportResult, import_people
from pamong.people.importing.papers import write_template
from pamong.people.importing.plan import ImportPlan
from pamong.people.importing.queries import plan_import
from pamong.people.importing.tests.files import parsed
from pamong.people.models import Agency, Contract, Employee, kind_on
from pamong.people.tests.make import make_agency
from pamong.people.uploads.showing import shown_plan

DAY = date(2026, 3, 1)
HEADINGS = (
    *("NIP", "Nama", "Jenis pegawai"),
    *("Nomor kontrak", "TMT kontrak", "Akhir kontrak", "Bagian jam kerja"),
)
NIP, OTHER = "199705122026212001", "199705122026212002"
YEAR = ("800/1/2026", "01-01-2026", "31-12-2026")


@pytest.fixture
def agency(db: None) -> Agency:
    return make_agency(code="uji", name="Kabupaten Uji")


def row(*contract: str, nip: str = NIP, kind: str = "PPPK Paruh Waktu") -> tuple[str, ...]:
    return (nip, "Asep", kind, *contract)


def plan(agency: Agency, *rows: Any) -> ImportPlan:
    return plan_import(agency, parsed(*rows, headings=HEADINGS), DAY)


def run(agency: Agency, *rows: Any, **more: Any) -> ImportResult:
    return import_people(agency, plan(agency, *rows), by=SHELL, on=DAY, **more)


def held() -> list[tuple[date, date, Decimal | None, str]]:
    rows = Contract.objects.order_by("valid_from")
    return [(r.valid_from, r.last, r.hours_share, r.letter) for r in rows]


def test_a_contract_is_shown_then_written_and_the_same_file_changes_nothing(
    agency: Agency,
) -> None:
    rows = [row(*YEAR, "50%")]
    (shown,) = shown_plan(plan(agency, *rows))["changes"]
    assert shown["contracts"] == ["1 Januari sampai 31 Desember 2026, 50% jam penuh, 800/1/2026"]
    assert run(agency, *rows) == ImportResult(added=1)
    assert held() == [(date(2026, 1, 1), date(2026, 12, 31), Decimal(50), "800/1/2026")]
    entry = Entry.objects.get(verb="people.contract_added")
    assert entry.changes["valid_to"] == [None, "2027-01-01"]
    assert run(agency, *rows) == ImportResult(unchanged=1)
    assert run(agency, row("", "01-01-2026", "31-12-2026", "")) == ImportResult(unchanged=1)
    assert len(held()) == 1


def test_a_changed_contract_is_recorded_by_itself_with_what_it_was(agency: Agency) -> None:
    run(agency, row(*YEAR, "0,5"))
    entries = Entry.objects.filter(verb="people.employee_changed")
    rows = [row("800/2/2026", "01-01-2026", "30-06-2026", "60")]
    (shown,) = shown_plan(plan(agency, *rows))["changes"]
    (pair,) = shown["pairs"]
    assert "31 Desember" in pair[1]
    assert "30 Juni" in pair[2]
    assert run(agency, *rows) == ImportResult(changed=1)
    entry = Entry.objects.get(verb="people.contract_changed")
    assert entry.subject_uuid == Contract.objects.get().uuid
    assert entry.changes["hours_share"] == ["50.00", "60.00"]
    assert "800/2" not in str(entry.changes)
    assert not entries.exists()


def test_several_rows_of_one_person_are_several_contracts(agency: Agency) -> None:
    last_year = row("800/1/2025", "01-01-2025", "31-12-2025", "")
    assert run(agency, last_year, row(*YEAR, "")) == ImportResult(added=1)
    assert [one[0].year for one in held()] == [2025, 2026]
    assert Employee.objects.count() == 1


def test_the_whole_of_the_hours_is_no_share(agency: Agency) -> None:
    run(agency, row(*YEAR, "100"))
    assert held()[0][2] is None
    assert run(agency, row(*YEAR, "100")) == ImportResult(unchanged=1)


@pytest.mark.parametrize(
    ("contract", "kind", "reason"),
    [
        (("", "01-01-2026", "", ""), "PPPK", "memerlukan tanggal mulai dan tanggal akhir"),
        (("", "01-01-2026", "nanti", ""), "PPPK", "akhir kontrak tidak terbaca: nanti"),
        (("", "31-12-2026", "01-01-2026", ""), "PPPK", "berakhir sebelum mulai"),
        ((*YEAR, "150"), "PPPK", "bukan persen antara 1 dan 100: 150"),
        ((*YEAR, ""), "PNS", "bukan PPPK"),
    ],
)
def test_a_contract_that_cannot_stand_rejects_its_row_with_the_reason(
    agency: Agency, contract: tuple[str, ...], kind: str, reason: str
) -> None:
    made = plan(agency, row(*contract, kind=kind))
    (rejected,) = made.rejected
    assert reason in rejected.reason
    assert not made.people


def test_contracts_do_not_overlap_and_a_decided_one_keeps_its_end(agency: Agency) -> None:
    run(agency, row(*YEAR, ""))
    (rejected,) = plan(agency, row("", "01-06-2026", "31-05-2027", "")).rejected
    assert "bertumpuk" in rejected.reason
    Contract.objects.update(decision=Contract.Decision.END)
    (rejected,) = plan(agency, row("", "01-01-2026", "30-06-2026", "")).rejected
    assert "sudah diputuskan" in rejected.reason


def test_two_rows_of_one_person_that_overlap_are_both_rejected(agency: Agency) -> None:
    rows = [row(*YEAR, ""), row("800/2/2026", "01-06-2026", "31-05-2027", "")]
    made = plan(agency, *rows, row("", "01-01-2026", "31-12-2026", "", nip=OTHER))
    assert [one.line for one in made.rejected] == [2, 3]
    assert all("bertumpuk" in one.reason for one in made.rejected)
    assert [change.row.nip for change in made.people] == [OTHER]


def test_a_number_without_days_stops_nothing(agency: Agency) -> None:
    made = plan(agency, row("800/1/2026", "", "", ""))
    assert [one.code for one in made.findings if one.code == "contract_undated"]
    assert run(agency, row("800/1/2026", "", "", "")) == ImportResult(added=1)
    assert not held()


def test_the_empty_table_has_the_columns_of_contracts(tmp_path: Any) -> None:
    path = tmp_path / "pegawai.xlsx"
    with path.open("wb") as stream:
        write_template(stream)
    with path.open("rb") as stream:
        (sheet,) = read_spreadsheet(stream, path.name)
    texts = [str(cell) for cell in sheet.rows[0].cells]
    assert texts[-6:-2] == ["Nomor kontrak", "Mulai kontrak", "Akhir kontrak", "Bagian jam kerja"]


def test_a_year_that_is_a_slip_is_refused_with_a_sentence(agency: Agency) -> None:
    result = run(agency, row("800/1/2026", "01-01-2026", "31-12-2199", ""))
    assert result == ImportResult(rejected=1)
    assert not held()


def test_another_kind_holds_from_its_contract_and_the_kind_before_is_kept(agency: Agency) -> None:
    run(agency, row("800/1/2026", "01-01-2026", "15-02-2026", "50%"))
    assert Employee.objects.get().kind_since is None
    run(agency, row("800/9/2026", "16-02-2026", "15-02-2027", "", kind="PPPK"))
    person, since = Employee.objects.get(), date(2026, 2, 16)
    assert (person.kind, person.kind_since) == (Employee.Kind.PPPK, since)
    (former,) = person.former_kinds.all()
    assert (former.kind, former.until) == (Employee.Kind.PPPK_PART_TIME, since)
    assert kind_on(person, date(2026, 2, 15)) == Employee.Kind.PPPK_PART_TIME


def test_another_kind_without_a_contract_holds_from_the_day_of_the_file(agency: Agency) -> None:
    run(agency, row("", "", "", ""))
    run(agency, row("", "", "", "", kind="PPPK"))
    assert Employee.objects.get().kind_since == DAY


def test_an_id_that_comes_alone_is_told_as_what_changes(agency: Agency) -> None:
    run(agency, row("", "", "", ""))
    told = parsed(("A1", NIP, "Asep"), headings=("PNS ID", "NIP", "Nama"))
    (change,) = shown_plan(plan_import(agency, told, DAY))["changes"]
    assert change["pairs"] == [["ID di SIASN", "", "A1"]]
