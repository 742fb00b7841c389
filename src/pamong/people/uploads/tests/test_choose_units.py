"""A unit that the agency does not know may be told to be one that it has."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from pamong.ledger.models import Entry
from pamong.people.importing.tests.files import NIPS
from pamong.people.models import Employee, PeopleUpload, Unit
from pamong.people.tests.world import World
from pamong.people.uploads.actions import choose_units, confirm_upload, drop_upload
from pamong.people.uploads.tests.test_receive_upload import send_rows, words

ROW = (NIPS[0], "Ratna Dewi", "Analis", "", "Dinas Kesehatn", "")
NEW_CODE = "DINAS-KESEHATN"


def choose(client: Any, upload: PeopleUpload, unit: str) -> Any:
    return client.post(f"/imports/{upload.uuid}/units", {"unit-0": unit})


def test_the_page_asks_and_the_answer_places_people_there(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ROW)
    page = words(dewi, upload)
    assert "Maksudnya “Dinas Kesehatn”?" in page
    assert "Dinas Kesehatn. Maksudnya Dinas Kesehatan?" in page
    assert "Unit baru" in page
    assert choose(dewi, upload, str(world.health.uuid)).status_code == 303
    page = words(dewi, upload)
    assert "Dinas Kesehatn. Maksudnya Dinas Kesehatan?" not in page
    assert "Maksudnya “Dinas Kesehatn”?" in page
    before = Unit.objects.count()
    dewi.post(f"/imports/{upload.uuid}/confirm")
    assert Unit.objects.count() == before
    assert Employee.objects.get(nip=NIPS[0]).unit == world.health


def test_the_answer_is_ledgered_and_may_be_taken_back(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ROW)
    choose(dewi, upload, str(world.health.uuid))
    upload.refresh_from_db()
    assert upload.units == {NEW_CODE: str(world.health.uuid)}
    choose(dewi, upload, "new")
    upload.refresh_from_db()
    assert upload.units == {NEW_CODE: "new"}
    first, second = Entry.objects.filter(verb="people.units_chosen").order_by("pk")
    assert str(world.health.uuid) in first.changes["units"][1]
    assert second.changes["units"] == [first.changes["units"][1], str({NEW_CODE: "new"})]


def test_a_unit_that_was_not_offered_is_refused_on_the_page(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ROW)
    answer = choose(dewi, upload, str(world.clinic.uuid))
    assert answer.status_code == 422
    assert "Jawab dahulu unit mana yang dimaksud" in answer.content.decode()


def test_the_import_waits_for_the_answer_and_keeps_the_rest(as_: Any, world: World) -> None:
    dewi, address = as_("dewi"), "/imports/{}/confirm"
    upload = send_rows(dewi, ROW, ("123", "Tanpa NIP", "Analis", "", "Dinas Kesehatan", ""))
    asked = dewi.get(f"/imports/{upload.uuid}").content.decode()
    assert "Bukan, buat sebagai unit baru" in asked
    assert " checked" not in asked
    refused = dewi.post(address.format(upload.uuid), {"unit-0": "", "is_partial": "on"})
    said = refused.content.decode()
    assert refused.status_code == 422
    assert "Pilih unit yang dimaksud, atau bahwa ini unit baru." in said
    assert said.count(" checked") == 1
    upload.refresh_from_db()
    assert upload.status == PeopleUpload.Status.SHOWN
    with pytest.raises(ValidationError):
        confirm_upload(
            upload,
            is_partial=True,
            by=world.account("dewi"),
            on=world.day,
            at=timezone.now(),
        )


def test_an_answer_sent_with_the_import_is_looked_at_first(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ROW)
    dewi.post(f"/imports/{upload.uuid}/confirm", {"unit-0": str(world.health.uuid)})
    upload.refresh_from_db()
    assert upload.status == PeopleUpload.Status.SHOWN
    assert "Pilihan unit tersimpan" in words(dewi, upload)
    dewi.post(f"/imports/{upload.uuid}/confirm", {"unit-0": str(world.health.uuid)})
    assert Employee.objects.get(nip=NIPS[0]).unit == world.health


def test_a_unit_that_is_new_is_made(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ROW)
    choose(dewi, upload, "new")
    dewi.post(f"/imports/{upload.uuid}/confirm")
    assert Unit.objects.filter(name="Dinas Kesehatn").count() == 1


def test_others_may_not_choose(as_: Any, world: World) -> None:
    upload = send_rows(as_("dewi"), ROW)
    assert choose(as_("lina"), upload, "").status_code == 404
    with pytest.raises(PermissionDenied):
        choose_units(upload, {}, by=world.account("sari"), on=world.day, at=timezone.now())


def test_a_file_that_was_dropped_takes_no_answer(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ROW)
    drop_upload(upload, by=world.account("dewi"), on=world.day)
    with pytest.raises(ValidationError):
        choose_units(upload, {}, by=world.account("dewi"), on=world.day, at=timezone.now())
    assert choose(dewi, upload, "").status_code == 303


def test_saving_the_answer_keeps_the_tick_that_other_rows_may_go_in(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ROW, ("123", "Tanpa NIP", "Analis", "", "Dinas Kesehatan", ""))
    sent = {"unit-0": "new", "is_partial": "on"}
    assert dewi.post(f"/imports/{upload.uuid}/units", sent).status_code == 303
    assert dewi.get(f"/imports/{upload.uuid}").content.decode().count(" checked") == 2
    choose(dewi, upload, str(world.health.uuid))
    assert dewi.get(f"/imports/{upload.uuid}").content.decode().count(" checked") == 1
