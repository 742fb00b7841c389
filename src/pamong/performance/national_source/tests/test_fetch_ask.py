"""What is fetched waits for a person like any file; nothing is written unseen."""

from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError

from pamong.cli.imports import imports
from pamong.config.checks import refuse_unsafe_start
from pamong.ledger.models import Entry
from pamong.people.models import Employee, PeopleUpload
from pamong.people.tests.world import World
from pamong.people.uploads.actions import confirm_upload
from pamong.people.uploads.running import check_upload, run_upload
from pamong.performance.models import HistoryUpload, NationalFetch, PlanFile
from pamong.performance.national_source.actions import ask_fetch, run_fetch
from pamong.performance.national_source.folder import FolderSource
from pamong.performance.national_source.protocol import NationalSource, SourceError
from pamong.performance.national_source.tests.conftest import Answers

AT = datetime(2026, 11, 25, 3, tzinfo=timezone.utc)  # noqa: UP017
NIP = "199001012015031002"
PERSON = {"NIP BARU": NIP, "NAMA": "Nur Fetched", "UNOR NAMA": "UPTD Puskesmas Cempaka"}
FOLDER = "pamong.performance.national_source.folder.FolderSource"


def fetched(world: World, kind: str, by: str = "dewi") -> NationalFetch:
    fetch = ask_fetch(world.agency, kind, by=world.account(by), on=world.day)
    run_fetch(fetch, on=world.day, at=AT)
    fetch.refresh_from_db()
    return fetch


def confirm(world: World, fetch: NationalFetch) -> None:
    upload = PeopleUpload.objects.get(uuid=str(fetch.file_uuid))
    check_upload(upload)
    upload.refresh_from_db()
    by = world.account("dewi")
    upload = confirm_upload(upload, is_partial=True, by=by, on=world.day, at=AT)
    run_upload(upload)


def test_people_wait_to_be_confirmed_and_are_then_written(world: World, national: Answers) -> None:
    national.add({"records": [PERSON], "marker": "m1"})
    fetch = fetched(world, "people")
    assert (fetch.status, fetch.records, fetch.marker) == ("fetched", 1, "m1")
    assert not Employee.objects.filter(nip=NIP).exists()
    confirm(world, fetch)
    assert Employee.objects.get(nip=NIP).name == "Nur Fetched"
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"performance.fetch_asked", "performance.fetch_taken", "people.upload_received"} <= verbs


def test_the_marker_moves_on_only_when_the_file_was_imported(
    world: World, national: Answers
) -> None:
    for marker in ("m1", "m2", "m3"):
        national.add({"records": [PERSON], "marker": marker})
    fetched(world, "people")
    again = fetched(world, "people")
    assert again.since == ""
    confirm(world, again)
    assert fetched(world, "people").since == "m2"
    assert [query for _path, query, _token in national.asked] == [{}, {}, {"since": "m2"}]


def test_nothing_new_is_said_and_makes_no_file(world: World, national: Answers) -> None:
    national.add({"records": [], "marker": "m1"})
    assert fetched(world, "people").status == "empty"
    assert not PeopleUpload.objects.exists()


def test_plans_and_ratings_go_through_their_own_dry_run(world: World, national: Answers) -> None:
    plan = {
        "NIP": world.sari.nip,
        "Tahun": 2026,
        "Rencana Hasil Kerja": "Persalinan ditangani",
        "Indikator Kinerja Individu": "Jumlah persalinan",
        "Aspek": "Kuantitas",
        "Target": 40,
        "Satuan": "persalinan",
    }
    national.add({"records": [plan, {"NIP": world.sari.nip, "Bagian": "x", "Isi": "y"}]})
    national.add({"records": [{"NIP": world.sari.nip, "Tahun": 2019, "Nilai SKP": 85.5}]})
    file = PlanFile.objects.get(uuid=str(fetched(world, "plans").file_uuid))
    assert file.status == "shown"
    history = HistoryUpload.objects.get(uuid=str(fetched(world, "ratings").file_uuid))
    assert history.status == "shown"
    assert Entry.objects.filter(verb="performance.planfile_received").exists()


def test_a_failure_is_kept_in_one_sentence(world: World, national: Answers) -> None:
    national.add({}, 401)
    fetch = fetched(world, "people")
    assert fetch.status == "failed"
    assert "menolak tokennya" in fetch.failure
    assert "rahasia-sekali" not in str(list(Entry.objects.values()))


def test_a_fetch_that_is_over_is_left_alone(world: World, national: Answers) -> None:
    national.add({"records": [PERSON]})
    fetch = fetched(world, "people")
    run_fetch(fetch, on=world.day, at=AT)
    assert PeopleUpload.objects.count() == 1


@pytest.mark.parametrize("name", ["sari", "budi", "rini", "joko", "tono", "lina", "outsider"])
def test_only_the_personnel_office_fetches(world: World, national: Answers, name: str) -> None:
    with pytest.raises(PermissionDenied):
        ask_fetch(world.agency, "people", by=world.account(name), on=world.day)


def test_two_of_a_kind_do_not_run_at_once(world: World, national: Answers) -> None:
    by, on = world.account("dewi"), world.day
    ask_fetch(world.agency, "people", by=by, on=on)
    with pytest.raises(ValidationError, match="sedang berjalan"):
        ask_fetch(world.agency, "people", by=by, on=on)


def test_without_an_adapter_nothing_is_asked(as_: Any, world: World) -> None:
    with pytest.raises(ValidationError, match="belum dipasang"):
        ask_fetch(world.agency, "people", by=world.account("dewi"), on=world.day)
    page = as_("dewi").get("/national-source").content.decode()
    assert "Belum ada sumber nasional" in page


def test_the_page_asks_and_shows_what_came(as_: Any, world: World, national: Answers) -> None:
    dewi = as_("dewi")
    assert "Ambil sekarang" in dewi.get("/national-source").content.decode()
    assert dewi.post("/national-source/ask", {"kind": "people"}).status_code == 303
    fetch = NationalFetch.objects.get()
    national.add({"records": [PERSON]})
    run_fetch(fetch, on=world.day, at=AT)
    fetch.refresh_from_db()
    assert f"/imports/{fetch.file_uuid}" in dewi.get("/national-source").content.decode()
    assert dewi.post("/national-source/ask", {"kind": "x"}).status_code == 422


def test_a_folder_gives_file_after_file(world: World, settings: Any, tmp_path: Path) -> None:
    settings.NATIONAL_ADAPTER, settings.NATIONAL_FOLDER = FOLDER, str(tmp_path)
    people = tmp_path / "people"
    people.mkdir()
    head = "NIP BARU;NAMA;UNOR NAMA\n"
    (people / "2026-11-01.csv").write_text(f"{head}{NIP};Nur Lama;UPTD Puskesmas Cempaka\n")
    (people / "2026-11-02.csv").write_text(f"{head}199001012015031003;Dua;Dinas Kesehatan\n")
    (people / "2026-11-03.csv.part").write_text("half")
    source = FolderSource()
    assert isinstance(source, NationalSource)
    assert list(source.kinds()) == ["people"]
    fetch = fetched(world, "people")
    assert (fetch.records, fetch.marker) == (2, "2026-11-02.csv")
    name = PeopleUpload.objects.get(uuid=str(fetch.file_uuid)).name
    assert name == "Folder Pegawai 2026-11-01.csv – 2026-11-02.csv.xlsx"
    confirm(world, fetch)
    assert Employee.objects.filter(nip=NIP).exists()
    assert fetched(world, "people").status == "empty"
    (people / "2026-11-04.csv").write_text(f"{head}{NIP};Nur Baru;UPTD Puskesmas Cempaka\n")
    assert fetched(world, "people").records == 1


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="tidak dapat dibuka"):
        FolderSource(str(tmp_path / "none")).fetch("people", since="", cursor="")


@pytest.mark.parametrize("name", ["no.such.Class", "pamong.performance.models.Plan", "x"])
def test_an_unknown_adapter_keeps_the_service_from_starting(settings: Any, name: str) -> None:
    settings.NATIONAL_ADAPTER = name
    with pytest.raises(ImproperlyConfigured, match="PAMONG_NATIONAL_ADAPTER"):
        refuse_unsafe_start()


def test_the_command_fetches_and_leaves_the_rest_to_a_person(
    world: World, national: Answers
) -> None:
    national.add({"records": [PERSON]})
    national.add({}, 401)
    name = world.account("dewi").sign_in_name
    told = ["national", "people", "--as", name, "--agency", world.agency.code]
    answer = CliRunner().invoke(imports, told)
    assert (answer.exit_code, answer.stdout) == (0, "fetched 1\n")
    assert not Employee.objects.filter(nip=NIP).exists()
    refused = CliRunner().invoke(imports, told)
    assert refused.exit_code == 1
    assert "rahasia-sekali" not in refused.output
