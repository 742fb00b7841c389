import re
from typing import Any

import pytest
from django.test import Client

from pamong.access.models import User
from pamong.access.sign_in.tasks import send_reset_mail
from pamong.access.tests.make import is_in, sign_in, with_password

NEW = "hujan di bulan juni"


@pytest.fixture
def ani(db: None) -> User:
    user = User.objects.create_user("198003142006042007", name="Ani", email="ani@contoh.id")
    return with_password(user)


def link_in(mails: list[Any]) -> str:
    found = re.search(r"http://localhost:8000(/\S+)", mails[-1].body)
    assert found
    return found[1]


def queued() -> int:
    from django_tasks_db.models import DBTaskResult

    return int(DBTaskResult.objects.count())


def test_a_mailed_link_leads_to_a_new_password(
    client: Client, ani: User, mailoutbox: list[Any]
) -> None:
    elsewhere = Client()
    sign_in(elsewhere, ani.email)
    answer = client.post("/account/password/reset", {"email": "ANI@contoh.id"})
    assert answer["Location"] == "/account/password/reset/sent"
    assert queued() == 1
    send_reset_mail.call(ani.pk)
    assert mailoutbox[0].to == ["ani@contoh.id"]
    page = client.get(link_in(mailoutbox), follow=True)
    form = {"password1": NEW, "password2": NEW}
    here = page.request["PATH_INFO"]
    assert "set-password" in here
    assert client.post(here, form)["Location"] == "/account/password/reset/done"
    assert sign_in(client, ani.email, NEW).status_code == 302
    assert not is_in(elsewhere)
    spent = Client().get(link_in(mailoutbox), follow=True).content.decode()
    assert "tidak berlaku lagi" in spent


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: Client, ani: User) -> None:
    known = client.post("/account/password/reset", {"email": ani.email})
    unknown = client.post("/account/password/reset", {"email": "siapa@contoh.id"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert queued() == 1


def test_asking_again_and_again_sends_three_mails(client: Client, ani: User) -> None:
    statuses = [
        client.post("/account/password/reset", {"email": ani.email}).status_code for _ in range(5)
    ]
    assert statuses == [302, 302, 302, 429, 429]
    assert queued() == 3


def test_the_link_names_the_installs_own_address(
    client: Client, ani: User, mailoutbox: list[Any], settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    client.post("/account/password/reset", {"email": ani.email}, headers={"host": "evil.example"})
    send_reset_mail.call(ani.pk)
    assert "evil.example" not in mailoutbox[0].body


def test_an_inactive_or_unreachable_account_gets_nothing(ani: User, mailoutbox: list[Any]) -> None:
    User.objects.filter(pk=ani.pk).update(is_active=False)
    send_reset_mail.call(ani.pk)
    send_reset_mail.call(0)
    assert mailoutbox == []


def test_with_mail_the_page_asks_for_the_address(client: Client, db: None, settings: Any) -> None:
    settings.HAS_MAIL = True
    assert 'name="email"' in client.get("/account/password/reset").content.decode()


def test_without_mail_the_page_names_the_administrator_only(
    client: Client, db: None, settings: Any
) -> None:
    settings.HAS_MAIL = False
    page = client.get("/account/password/reset").content.decode()
    assert "administrator unit" in page
    assert 'name="email"' not in page
