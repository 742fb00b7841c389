"""What a national export says of who serves no more, and where two of its columns disagree."""

from datetime import date

import pytest

from pamong.ledger.actions import SHELL
from pamong.people.importing.actions import import_people
from pamong.people.importing.sentences import sentence_of
from pamong.people.importing.tests.test_siasn_traps import PNS, codes, dry_run, row, said, text
from pamong.people.models import Agency, Employee
from pamong.people.tests.make import make_agency


@pytest.fixture
def agency(db: None) -> Agency:
    return make_agency(code="uji", name="Kabupaten Uji")


@pytest.mark.parametrize(
    "word",
    [
        *("Mutasi Keluar", "Non Aktif", "Pembatalan NIP", "Kontrak Habis", "Putus Kontrak"),
        *("TMS Dari Pengadaan", "PNS Mutasi Keluar"),
    ],
)
def test_who_serves_no_more_by_the_file_gets_no_rater(
    agency: Agency, today: date, word: str
) -> None:
    rows = [row("A1", PNS, "Siti", KEDUDUKAN_HUKUM_NAMA=word)]
    plan = dry_run(agency, today, text(rows=rows).encode())
    assert (2, "standing_left_undated", word) in said(plan)
    import_people(agency, plan, by=SHELL, on=today)
    gone = Employee.objects.get(nip=PNS)
    assert (gone.left_on, gone.rater, gone.assignments.count()) == (today, None, 0)


def test_a_standing_that_nobody_knows_is_named_and_one_who_serves_is_not(
    agency: Agency, today: date
) -> None:
    known = ("Aktif", "PNS Aktif", "CPNS", "PPPK Aktif", "Dipekerjakan", "-", "")
    rows = [
        row(f"A{n}", f"1980031420060420{n:02}", f"Orang {n}", KEDUDUKAN_HUKUM_NAMA=word)
        for n, word in enumerate([*known, "Titipan"])
    ]
    found = said(dry_run(agency, today, text(rows=rows).encode()))
    assert [one for one in found if one[1].startswith("standing")] == [
        (len(rows) + 1, "standing_unknown", "Titipan")
    ]


def test_what_two_columns_say_differently_is_named(agency: Agency, today: date) -> None:
    rows = [
        row("A1", PNS, "Siti", JENIS_KELAMIN="L"),
        row("A2", "", "Tanpa Nomor"),
        row("A3", "198003142006042003", "Unit Satu", UNOR_ID="U9", UNOR_NAMA="Puskesmas Satu"),
        row("A4", "198003142006042004", "Unit Dua", UNOR_ID="U9", UNOR_NAMA="Puskesmas Dua"),
    ]
    plan = dry_run(agency, today, text(rows=rows).encode())
    found = codes(plan)
    assert (found["sex_differs"], found["no_nip"], found["unit_two_names"]) == ([2], [3], [5])
    assert (5, "unit_two_names", "U9: Puskesmas Satu, Puskesmas Dua") in said(plan)
    assert all(sentence_of(one) for one in plan.findings)
