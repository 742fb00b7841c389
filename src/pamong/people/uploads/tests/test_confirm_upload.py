"""Confirming imports what was shown, once, whole or not at all."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pamong.access.scope import Role
from pamong.ledger.models import Entry
from pamong.ledger.queries import first_fault
from pamong.people.importing.tests.files import NIPS, OWN
from pamong.people.models import Employee, Mandate, PeopleUpload
from pamong.people.tests.make import make_employee
from pamong.people.tests.world import World
from pamong.people.uploads import running, tasks
from pamong.people.uploads.actions import choose_columns, confirm_upload, drop_upload
from pamong.people.uploads.forgetting import forget_upload, sweep_files
from pamong.people.uploads.running import run_upload
from pamong.people.uploads.tests.test_receive_upload import ROW, send_rows, words

BAD = ("", "Tanpa NIP", "", "", "", "")


def confirm(world: World, upload: PeopleUpload, by: str = "dewi", **more: Any) -> PeopleUpload:
    given: Any = {"is_partial": False, "on": world.day, "at": timezone.now()} | more
    return confirm_upload(upload, by=world.account(by), **given)


def press(client: Any, upload: PeopleUpload, **data: Any) -> Any:
    return client.post(f"/imports/{upload.uuid}/confirm", data)


def test_the_import_runs_and_the_file_is_gone(
    as_: Any, world: World, django_capture_on_commit_callbacks: Any
) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ROW)
    path = upload.file.name
    with django_capture_on_commit_callbacks(execute=True):
        assert press(dewi, upload).status_code == 303
    upload.refresh_from_db()
    assert (upload.status, upload.added, upload.file.name) == ("done", 1, "")
    assert not default_storage.exists(path)
    assert Employee.objects.get(nip=ROW[0]).name == "Ratna Dewi"
    page = words(dewi, upload)
    assert "Impor selesai" in page
    assert "1 ditambahkan" in page
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"people.upload_confirmed", "people.employee_added", "people.file_imported"} <= verbs
    assert first_fault() is None


def test_confirming_twice_imports_once(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ROW)
    for _again in range(3):
        assert press(dewi, upload).status_code == 303
    assert Employee.objects.filter(nip=ROW[0]).count() == 1
    assert Entry.objects.filter(verb="people.file_imported").count() == 1
    assert Entry.objects.filter(verb="people.upload_confirmed").count() == 1


def test_with_rejected_rows_the_choice_is_asked_for(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ROW, BAD)
    answer = press(dewi, upload)
    assert answer.status_code == 422
    assert "Centang kotak ini untuk mengimpor baris lain saja" in answer.content.decode()
    assert not Employee.objects.filter(nip=ROW[0]).exists()
    with pytest.raises(ValidationError):
        confirm(world, upload)
    assert press(dewi, upload, is_partial="on").status_code == 303
    assert Employee.objects.filter(nip=ROW[0]).exists()
    upload.refresh_from_db()
    assert (upload.is_partial, upload.rejected) == (True, 1)
    rejected = f"/imports/{upload.uuid}/rejected"
    assert b"".join(dewi.get(rejected).streaming_content)
    default_storage.delete(upload.rejected_file.name)
    assert dewi.get(rejected).status_code == 404


def test_a_large_import_runs_in_the_worker_and_twice_does_nothing_more(
    as_: Any, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ROW)
    monkeypatch.setattr(running, "SMALL", 10)
    assert press(dewi, upload).status_code == 303
    assert "Sedang diimpor" in words(dewi, upload)
    assert not Employee.objects.filter(nip=ROW[0]).exists()
    tasks.import_file.func(str(upload.uuid))
    tasks.import_file.func(str(upload.uuid))
    upload.refresh_from_db()
    assert (upload.status, upload.added) == ("done", 1)
    paths = DBTaskResult.objects.values_list("task_path", flat=True)
    assert "pamong.people.uploads.tasks.import_file" in paths
    assert Entry.objects.filter(verb="people.file_imported").count() == 1


def test_stopped_in_the_middle_nothing_is_there_and_the_next_run_does_it(
    as_: Any, world: World
) -> None:
    upload = send_rows(as_("dewi"), ROW)
    upload = confirm(world, upload)
    before = Employee.objects.count()

    def stop(step: str, done: int, of: int) -> None:
        if step == "record":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_upload(upload, stop)
    upload.refresh_from_db()
    assert (upload.status, Employee.objects.count()) == ("importing", before)
    assert run_upload(upload).status == "done"
    assert Employee.objects.count() == before + 1


def test_what_changed_meanwhile_is_shown_again_instead_of_written(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ROW)
    upload = confirm(world, upload)
    make_employee(world.clinic, nip=ROW[0], name="Sudah Ada")
    run_upload(upload)
    page = words(dewi, upload)
    assert "Data pegawai berubah sejak berkas diperiksa" in page
    assert "Sudah Ada → Ratna Dewi" in page
    assert press(dewi, upload).status_code == 303
    assert Employee.objects.get(nip=ROW[0]).name == "Ratna Dewi"


def test_a_second_import_waits_for_the_first(as_: Any, world: World) -> None:
    dewi, rini = as_("dewi"), as_("rini")
    first = confirm(world, send_rows(dewi, ROW))
    second = send_rows(rini, (NIPS[40], "Bidan Lain", "Bidan", world.clinic.code, "", ""))
    assert "Impor lain di instansi ini sedang berjalan" in words(rini, second)
    answer = press(rini, second)
    assert answer.status_code == 422
    assert "Impor belum dimulai" in answer.content.decode()  # on the page of the upload itself
    run_upload(first)
    assert press(rini, second).status_code == 303
    assert Employee.objects.filter(nip=NIPS[40]).exists()


def test_silent_work_holds_up_nobody_for_long(as_: Any, world: World) -> None:
    first = confirm(world, send_rows(as_("dewi"), ROW))
    PeopleUpload.objects.filter(pk=first.pk).update(started_at=timezone.now() - timedelta(hours=1))
    second = send_rows(as_("rini"), (NIPS[40], "Bidan", "Bidan", world.clinic.code, "", ""))
    assert press(as_("rini"), second).status_code == 303


@pytest.mark.parametrize("name", ["rini", "budi", "tono", "lina"])
def test_nobody_confirms_anothers_file(as_: Any, world: World, name: str) -> None:
    upload = send_rows(as_("dewi"), ROW)
    assert press(as_(name), upload).status_code == 404
    with pytest.raises(PermissionDenied):
        confirm(world, upload, by=name)
    with pytest.raises(PermissionDenied):
        drop_upload(upload, by=world.account(name), on=world.day)
    by, at = world.account(name), timezone.now()
    with pytest.raises(PermissionDenied):
        choose_columns(upload, {"nip": 0, "name": 1}, by=by, on=world.day, at=at)


def test_who_lost_the_role_imports_no_more(as_: Any, world: World) -> None:
    upload = send_rows(as_("dewi"), ROW)
    waiting = confirm(world, upload)
    Mandate.objects.filter(user=world.account("dewi")).update(valid_to=world.day)
    assert run_upload(waiting).status == "failed"
    assert not Employee.objects.filter(nip=ROW[0]).exists()
    upload = PeopleUpload.objects.get()
    with pytest.raises(PermissionDenied):
        confirm(world, upload)


def test_who_lost_the_role_reads_no_more_what_the_files_said(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    here = f"/imports/{send_rows(dewi, ROW, BAD).uuid}"
    rejected = dewi.get(f"{here}/rejected")
    assert list(rejected.streaming_content)
    Mandate.objects.filter(user=world.account("dewi")).update(valid_to=world.day)
    for page in (here, f"{here}/rejected", f"{here}/differences", f"{here}/differences.xlsx"):
        assert dewi.get(page).status_code == 404


def test_who_keeps_one_unit_now_reads_no_file_of_the_whole_agency(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    whole = f"/imports/{send_rows(dewi, ROW, BAD).uuid}"
    user = world.account("dewi")
    Mandate.objects.filter(user=user).update(valid_to=world.day)
    Mandate.objects.create(
        user=user,
        role=Role.UNIT_ADMIN,
        unit=world.clinic,
        agency=world.agency,
        valid_from=world.day,
    )
    for page in (whole, f"{whole}/rejected", f"{whole}/differences.xlsx"):
        assert dewi.get(page).status_code == 404
    assert whole not in dewi.get("/imports").content.decode()
    PeopleUpload.objects.update(uploaded_on=world.day + timedelta(days=1))
    assert dewi.get(whole).status_code == 200


def test_dropping_deletes_the_file(
    as_: Any, world: World, django_capture_on_commit_callbacks: Any
) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ROW, BAD)
    paths = [upload.file.name, upload.rejected_file.name]
    with django_capture_on_commit_callbacks(execute=True):
        assert dewi.post(f"/imports/{upload.uuid}/drop").status_code == 303
    assert not any(default_storage.exists(path) for path in paths)
    upload.refresh_from_db()
    assert (upload.status, upload.shown) == ("dropped", {})
    assert Entry.objects.filter(verb="people.upload_dropped").count() == 1
    assert press(dewi, upload).status_code == 422
    assert "Tidak ada yang diimpor" in words(dewi, upload)


def test_columns_that_nobody_knows_are_chosen_by_hand(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    odd = ("Nomor pokok", "Personel", "Tugas", "Kode", "Bagian", "Bos")
    upload = send_rows(dewi, ROW, headings=odd)
    assert "Kolom NIP dan nama belum dikenali" in words(dewi, upload)
    assert press(dewi, upload).status_code == 422
    page = dewi.get(f"/imports/{upload.uuid}/columns").content.decode()
    assert "A · Nomor pokok" in page
    url = f"/imports/{upload.uuid}/columns"
    answer = dewi.post(url, {"name": "1", "position": "1"})
    assert answer.status_code == 422
    assert "Pilih kolom NIP." in answer.content.decode()
    assert "sudah dipakai untuk Nama" in answer.content.decode()
    assert dewi.post(url, {"nip": "0", "name": "1", "position": "2"}).status_code == 303
    assert "Impor 1 pegawai" in words(dewi, upload)
    assert press(dewi, upload).status_code == 303
    assert Employee.objects.get(nip=ROW[0]).position.name == "Bidan Terampil"  # type: ignore[union-attr]
    assert Entry.objects.filter(verb="people.columns_chosen").count() == 1


def test_a_mended_guess_is_followed(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, (*ROW, "Nama Panggilan"), headings=(*OWN, "Panggilan"))
    url = f"/imports/{upload.uuid}/columns"
    dewi.post(url, {"nip": "0", "name": "6", "position": "2"})
    page = words(dewi, upload)
    assert "Nama Panggilan" in page
    assert "Ratna Dewi" not in page


def test_files_are_forgotten_after_two_days(
    as_: Any, world: World, django_capture_on_commit_callbacks: Any
) -> None:
    upload = send_rows(as_("dewi"), ROW, BAD)
    left = default_storage.save("imports/nobody", ContentFile(b"NIP;Nama"))
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_upload(upload)
    upload.refresh_from_db()
    assert (upload.status, upload.file.name, upload.shown) == ("dropped", "", {})
    assert not forget_upload(upload)
    assert list(sweep_files(timezone.now() - timedelta(days=1))) == []
    assert left in list(sweep_files(timezone.now() + timedelta(days=1)))
    assert not default_storage.exists(left)


def test_the_page_costs_no_more_with_a_long_file(
    as_: Any, world: World, django_assert_max_num_queries: Any
) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, *[(nip, f"Pegawai {n}", *ROW[2:]) for n, nip in enumerate(NIPS)])
    with django_assert_max_num_queries(12):
        page = dewi.get(f"/imports/{upload.uuid}")
    assert len(page.content) < 60_000
    with django_assert_max_num_queries(12):
        dewi.get("/imports")
    assert running.is_small(upload)


def test_the_days_of_posts_are_those_of_the_upload(as_: Any, world: World, today: date) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ROW)
    press(dewi, upload)
    assert Employee.objects.get(nip=ROW[0]).assignments.get().valid_from == today


def test_a_file_that_the_disk_lost_is_said(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ROW)
    default_storage.delete(upload.file.name)
    assert press(dewi, upload).status_code == 303
    upload.refresh_from_db()
    assert upload.status == "failed"
    assert "Unggah lagi" in words(dewi, upload)
