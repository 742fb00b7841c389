"""The kind of an employee that a file does not tell."""

from datetime import date

import pytest

from pamong.ledger.actions import SHELL
from pamong.people.importing.actions import import_people
from pamong.people.importing.tests.test_import_people import person, plan, run
from pamong.people.models import Agency
from pamong.people.tests.make import make_agency


@pytest.fixture
def agency(db: None) -> Agency:
    return make_agency(code="uji", name="Kabupaten Uji")


def test_a_kind_that_nothing_tells_is_guessed_aloud(agency: Agency, today: date) -> None:
    shown = plan(
        agency,
        ("199905052020131005", "A", "II/z"),
        ("199905052020132006", "B", "III/a"),
        ("199905052020132007", "C", "IX"),
        on=today,
        headings=("NIP", "Nama", "Golongan"),
    )
    found = {(finding.line, finding.code, finding.about) for finding in shown.findings}
    assert {(2, "kind_guessed", "13"), (2, "unknown_rank", "II/z")} <= found
    assert (3, "nip_month", "199905052020132006") in found
    assert not {(3, "kind_guessed", "13"), (4, "kind_guessed", "13")} & found
    import_people(agency, shown, by=SHELL, on=today)
    told = [(person(row.nip).kind, person(row.nip).rank) for row in shown.parsed.people]
    assert told == [("pppk", ""), ("pns", "III/a"), ("pppk", "IX")]


def test_a_kind_that_is_known_is_not_guessed_again(agency: Agency, today: date) -> None:
    nip = "199905052020131005"
    run(agency, (nip, "A", "PPPK"), on=today, headings=("NIP", "Nama", "Jenis pegawai"))
    shown = plan(agency, (nip, "A"), on=today, headings=("NIP", "Nama"))
    assert "kind_guessed" not in {finding.code for finding in shown.findings}
