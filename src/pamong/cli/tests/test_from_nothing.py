"""An empty install comes to life as the how-to says, without the demonstration: from no agency to an agreed plan."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.test import Client
from django.urls import reverse

from pamong.cli import main
from pamong.ledger.models import Entry
from pamong.people.agencies.naming import UNNAMED
from pamong.people.models import Agency, Employee, Unit
from pamong.performance.models import Plan
from tests.forms import forms_of

PASSWORD = "kuda lumping biru"
CHIEF, HEAD, STAFF = "197001012000031001", "198002022005012002", "199003032015031003"
HEADINGS = "NIP;Nama;Jabatan;Kode unit;Nama unit;NIP penilai;Kepala unit"
ROWS = (
    f"{CHIEF};Joko Susilo;Kepala Dinas;DINKES;Dinas Kesehatan;;ya",
    f"{HEAD};Budi Santoso;Kepala Bidang;BID-1;Bidang Gizi;{CHIEF};ya",
    f"{STAFF};Sari Lestari;Nutrisionis Ahli Pertama;BID-1;Bidang Gizi;{HEAD};",
)
AGENCY = ("agency", "add", "wanasari", "--name", "Kabupaten Wanasari")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture
def file(db: None, tmp_path: Path) -> str:
    path = tmp_path / "pegawai.csv"
    path.write_text("\n".join((HEADINGS, *ROWS)), encoding="utf-8")
    return str(path)


def with_agency_column(path: str, *names: str) -> str:
    rows = zip((HEADINGS, *ROWS), ("Instansi Kerja Nama", *names), strict=True)
    Path(path).write_text("\n".join(f"{row};{name}" for row, name in rows), encoding="utf-8")
    return path


def come_in(nip: str) -> Client:
    """By a code from the shell, then with a password of one's own."""
    code = json.loads(run("user", "code", nip, "--json").stdout)["code"]
    client = Client()
    client.post("/account/code", {"name": nip, "code": code})
    client.post("/account/code/password", {"password1": PASSWORD, "password2": PASSWORD})
    return client


def send(client: Client, path: str, action: str = "", **typed: str) -> Any:
    """The page's form as a browser sends it, with what is typed; the page that follows."""
    page = client.get(path)
    assert page.status_code == 200, path
    found = forms_of(page.content.decode(), path)
    form = next(f for f in found if f.method == "post" and f.action.endswith(action or path))
    unpressed = {"add", "another"}  # further buttons of the form
    given = {n: values[0] for n, values in form.fields.items() if n not in unpressed} | typed
    sent = client.post(form.action, given, follow=True)
    assert sent.status_code == 200, sent.content.decode()
    return sent


def test_an_empty_install_says_what_to_do(db: None, file: str) -> None:
    for word in ("check", "upgrade"):
        told = run(word)
        assert told.exit_code == 1
        assert "there is no agency yet: make it with pamong agency add" in told.stdout
    for words in (("user", "add", STAFF, "--nip", STAFF), ("import", "plans", file)):
        told = run(*words)
        assert told.exit_code == 2
        assert "pamong agency add" in told.output
    page = Client().get(reverse("account_login")).content.decode()
    assert "Pamong ini masih kosong" in page
    assert "pamong agency add" in page


def test_the_first_agreed_plan_needs_no_demonstration(db: None, file: str) -> None:
    assert run(*AGENCY).exit_code == 0
    assert "wanasari: nobody administers it" in run("check").stdout
    told = run("import", "people", file)
    assert (told.exit_code, "added 3" in told.stdout) == (0, True), told.output
    again = run("user", "add", CHIEF, "--nip", CHIEF)
    assert (again.exit_code, f"pamong user code {CHIEF}" in again.stderr) == (2, True)
    assert run("user", "role", CHIEF, "hr").exit_code == 0
    assert "nobody administers it" not in run("check").stdout
    assert "masih kosong" not in Client().get(reverse("account_login")).content.decode()

    office, leader, staff = come_in(CHIEF), come_in(HEAD), come_in(STAFF)
    windows = "/windows/?year=2026"
    assert b"Wanasari" in office.get("/").content
    assert office.get(windows).status_code == 200
    send(staff, "/plans/new?year=2026")
    plan = Plan.objects.get()
    assert (plan.year, plan.employee.nip) == (2026, STAFF)
    page = f"/plans/{plan.uuid}/"
    indicator = {
        "i-0-name": "Persentase balita dengan status gizi tercatat",
        "i-0-target": "90",
        "i-0-unit": "%",
        "i-0-aspect": "kuantitas",
        "i-0-direction": "more",
        "i-1-name": "",
    }
    text = "Meningkatnya cakupan pencatatan gizi balita"
    send(staff, f"{page}results/new", text=text, kind="utama", serves="later", **indicator)
    send(staff, page, f"{page}propose")
    send(leader, page, f"{page}agree")
    plan.refresh_from_db()
    assert plan.status == Plan.Status.AGREED
    assert Entry.objects.filter(verb="performance.plan_agreed").exists()


def test_the_file_itself_makes_the_first_agency(file: str) -> None:
    with_agency_column(file, *["Kabupaten Wanasari"] * 3)
    shown = run("import", "people", file, "--dry-run")
    assert "new agency: instansi Kabupaten Wanasari" in shown.stdout
    assert not Agency.objects.exists(), "a dry run writes nothing"
    told = run("import", "people", file, "--agency", "wanasari")
    assert told.exit_code == 0, told.output
    agency = Agency.objects.get()
    assert (agency.code, agency.name) == ("wanasari", "Kabupaten Wanasari")
    assert Unit.objects.get(agency=agency, parent=None).name == agency.name
    assert Employee.objects.filter(agency=agency).count() == 3
    assert "unchanged 3" in run("import", "people", file).stdout


def test_an_agency_that_no_file_names_is_asked_for_by_the_check(file: str) -> None:
    with_agency_column(file, "Kabupaten Wanasari", "Kabupaten Lain", "")
    told = run("import", "people", file)
    assert f"new agency: instansi {UNNAMED}" in told.stdout
    assert 'pamong agency rename instansi "NAME"' in told.stdout
    assert "it has no name yet" in run("check").stdout
    assert run("agency", "rename", "instansi", "Kabupaten Wanasari").exit_code == 0
    assert "it has no name yet" not in run("check").stdout


def test_a_file_of_which_nothing_goes_in_leaves_no_agency(file: str) -> None:
    Path(file).write_text(f"{HEADINGS}\n{ROWS[0]}\n1.97E+17;Budi;;;;;", encoding="utf-8")
    told = run("import", "people", file)
    assert told.exit_code == 1
    assert not Agency.objects.exists()
    assert not Entry.objects.exists()
    assert run("import", "people", file, "--partial").exit_code == 1
    assert Employee.objects.get().name == "Joko Susilo"


def test_a_wrong_code_for_the_first_agency_is_one_sentence(file: str) -> None:
    told = run("import", "people", file, "--agency", "dua kata")
    assert (told.exit_code, "tanpa spasi" in told.stderr) == (2, True)
    assert run("import", "people", file, "--as", "siapa").exit_code == 2
    assert not Agency.objects.exists()


def test_agencies_are_listed_for_people_and_programs(db: None) -> None:
    run(*AGENCY)
    run("agency", "add", "lain", "--name", "Kabupaten Lain", "--time-zone", "wit", "--json")
    assert run("agency", "list").stdout.splitlines() == [
        "lain\tKabupaten Lain\tWIT",
        "wanasari\tKabupaten Wanasari\tWIB",
    ]
    assert json.loads(run("agency", "list", "--json").stdout)[1] == {
        "agency": "wanasari",
        "name": "Kabupaten Wanasari",
        "time zone": "WIB",
    }
    again = run(*AGENCY)
    assert (again.exit_code, "sudah dipakai" in again.stderr) == (2, True)
