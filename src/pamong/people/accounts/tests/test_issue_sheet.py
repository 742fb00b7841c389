import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from pamong.access.models import SignInCode, User
from pamong.access.tests.make import is_in, with_password
from pamong.ledger.models import Entry
from pamong.people.accounts.actions import issue_sheet
from pamong.people.models import Employee
from pamong.people.tests.make import make_employee
from pamong.people.tests.world import World

CODE = re.compile(r"<code>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})</code>")


def send(client: Client, world: World, names: list[str], **more: str) -> Any:
    people = [str(world.people[name].uuid) for name in names]
    url = f"/units/{world.clinic.uuid}/access-sheet"
    return client.post(url, {"person": people, **more})


def codes_on(page: Any) -> list[str]:
    return CODE.findall(page.content.decode())


def test_a_sheet_gives_each_picked_person_a_code(as_: Any, world: World) -> None:
    page = send(as_("rini"), world, ["sari", "budi"])
    codes = codes_on(page)
    assert len(set(codes)) == 2
    assert SignInCode.objects.count() == 2
    text = page.content.decode()
    assert text.count('<svg role="img"') == 2
    assert "no-store" in page["Cache-Control"]
    entries = Entry.objects.filter(verb="access.code_issued")
    assert {entry.person_name for entry in entries} == {str(world.sari), str(world.budi)}
    assert {entry.agency_uuid for entry in entries} == {world.agency.uuid}
    assert not any(code in str(entry.changes) for entry in entries for code in codes)


def test_a_code_of_the_sheet_opens_the_door(as_: Any, world: World) -> None:
    [code] = codes_on(send(as_("rini"), world, ["sari"]))
    sari = Client()
    sari.post("/account/code", {"name": world.sari.nip, "code": code})
    new = {"password1": "hujan di bulan juni", "password2": "hujan di bulan juni"}
    sari.post("/account/code/password", new)
    assert is_in(sari)


def test_the_code_is_in_no_address(as_: Any, world: World) -> None:
    from pamong.people.accounts.tables import code_url

    assert code_url("198003142006042007").endswith("/account/code?name=198003142006042007")


def test_who_has_a_password_is_passed_over(as_: Any, world: World) -> None:
    with_password(world.account("sari"))
    page = send(as_("rini"), world, ["sari", "budi"])
    assert len(codes_on(page)) == 1
    assert "Tidak diberi kode" in page.content.decode()
    assert not SignInCode.objects.filter(user=world.account("sari")).exists()


def test_who_holds_a_role_is_passed_over(as_: Any, world: World) -> None:
    assert send(as_("dewi"), world, ["rini"]).status_code == 422
    assert not SignInCode.objects.exists()


def test_an_account_is_opened_for_who_has_none(as_: Any, world: World) -> None:
    Employee.objects.filter(pk=world.sari.pk).update(user=None, email="Sari@Contoh.id")
    User.objects.filter(sign_in_name=world.sari.nip).delete()
    send(as_("rini"), world, ["sari"])
    sari = Employee.objects.select_related("user").get(pk=world.sari.pk)
    assert sari.user is not None
    assert (sari.user.sign_in_name, sari.user.email) == (sari.nip, "sari@contoh.id")
    assert not sari.user.has_usable_password()
    assert Entry.objects.filter(verb="people.account_opened", subject_uuid=sari.uuid).exists()


def test_a_nip_that_another_agency_has_too_gets_its_own_name(as_: Any, world: World) -> None:
    Employee.objects.filter(pk=world.sari.pk).update(user=None, nip=world.lina.nip)
    send(as_("rini"), world, ["sari"])
    sari = Employee.objects.select_related("user").get(pk=world.sari.pk)
    assert sari.user is not None
    assert sari.user != world.account("lina")
    assert sari.user.sign_in_name == f"{world.lina.nip}-wanasari"


def test_one_without_a_nip_gets_a_name_too(as_: Any, world: World) -> None:
    bupati = make_employee(world.clinic, name="Bupati", nip="")
    User.objects.filter(pk=bupati.user_id or 0).update(sign_in_name="other")
    Employee.objects.filter(pk=bupati.pk).update(user=None)
    page = as_("rini").post(
        f"/units/{world.clinic.uuid}/access-sheet", {"person": [str(bupati.uuid)]}
    )
    bupati.refresh_from_db()
    assert bupati.user is not None
    assert bupati.user.sign_in_name.startswith("pegawai-")
    assert bupati.user.sign_in_name in page.content.decode()


@pytest.mark.parametrize(
    ("name", "status"),
    [("sari", 403), ("wati", 403), ("joko", 403), ("tono", 403), ("lina", 404), ("outsider", 404)],
)
def test_nobody_else_issues_a_sheet(as_: Any, world: World, name: str, status: int) -> None:
    client = as_(name)
    assert client.get(f"/units/{world.clinic.uuid}/accounts").status_code == status
    assert send(client, world, ["sari"]).status_code == status
    assert not SignInCode.objects.exists()


def test_the_administrator_of_one_unit_has_no_say_in_another(as_: Any, world: World) -> None:
    url = f"/units/{world.school.uuid}/access-sheet"
    assert as_("rini").post(url, {"person": [str(world.wati.uuid)]}).status_code == 403
    with pytest.raises(PermissionDenied):
        issue_sheet(
            world.school,
            [str(world.wati.uuid)],
            by=world.account("rini"),
            on=date(2026, 11, 25),
            at=timezone.now(),
        )


def test_people_of_another_unit_cannot_be_slipped_in(as_: Any, world: World) -> None:
    page = send(as_("rini"), world, ["sari", "wati", "lina"])
    assert len(codes_on(page)) == 1


def test_picking_nobody_says_what_to_do(as_: Any, world: World) -> None:
    url = f"/units/{world.clinic.uuid}/access-sheet"
    for people in ([], ["x"], ["'; drop table"]):
        answer = as_("rini").post(url, {"person": people})
        assert answer.status_code == 422
        assert "Pilih paling sedikit satu orang" in answer.content.decode()


def test_a_sheet_sent_twice_leaves_the_shown_codes_valid(as_: Any, world: World) -> None:
    rini = as_("rini")
    send(rini, world, ["sari"], _once="k1")
    [code] = codes_on(send(rini, world, ["sari"], _once="k1"))
    answer = Client().post("/account/code", {"name": world.sari.nip, "code": code})
    assert answer.status_code == 303


def test_by_mail_where_there_is_an_address(
    as_: Any,
    world: World,
    settings: Any,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.HAS_MAIL = True
    Employee.objects.filter(pk=world.sari.pk).update(email="sari@contoh.id")
    with django_capture_on_commit_callbacks(execute=True):
        page = send(as_("rini"), world, ["sari", "budi"], by="mail")
    assert len(codes_on(page)) == 1
    [mail] = mailoutbox
    assert mail.to == ["sari@contoh.id"]
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", mail.body)
    assert code
    assert code[0] not in page.content.decode()
    answer = Client().post("/account/code", {"name": world.sari.nip, "code": code[0]})
    assert answer.status_code == 303


def test_the_list_says_who_stands_where(as_: Any, world: World) -> None:
    with_password(world.account("sari"))
    rini = as_("rini")
    send(rini, world, ["budi"])
    text = rini.get(f"/units/{world.clinic.uuid}/accounts").content.decode()
    assert "Sudah aktif" in text
    assert "Kode berlaku" in text
    assert "Belum punya kode" in text
    assert "perlu dua administrator" in text
    assert str(world.wati) not in text


def test_the_list_costs_the_same_for_more_people(
    as_: Any, world: World, django_assert_max_num_queries: Any
) -> None:
    for _ in range(30):
        make_employee(world.clinic)
    rini = as_("rini")
    with django_assert_max_num_queries(10):
        rini.get(f"/units/{world.clinic.uuid}/accounts")


def test_units_are_listed_for_who_administers_them(as_: Any, world: World) -> None:
    assert str(world.clinic) in as_("rini").get("/accounts").content.decode()
    assert str(world.school) not in as_("rini").get("/accounts").content.decode()
    assert str(world.school) in as_("dewi").get("/accounts?q=pendidikan").content.decode()
    assert as_("sari").get("/accounts").status_code == 403


def test_the_action_refuses_an_empty_list(world: World, today: date) -> None:
    with pytest.raises(ValidationError):
        issue_sheet(world.clinic, [], by=world.account("rini"), on=today, at=timezone.now())
