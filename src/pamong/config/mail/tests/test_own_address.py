"""An address of one's own is used for mail once its owner opened the link that came to it."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from pamong.access.clock import now
from pamong.access.models import Mailbox, User
from pamong.config.mail import views
from pamong.config.mail.own_address import (
    MailWaitsError,
    asked_by,
    forget_asked,
    send_confirmation,
    token_for,
)
from pamong.config.mail.recipients import recipients
from pamong.config.mail.tests.make import with_mail
from pamong.config.mail.tests.server import Server, busy, refused
from pamong.ledger.models import Entry
from pamong.people.tests.world import World

NEW = "Sari.Rumah@example.com"


@pytest.fixture
def mailed(world: World, settings: Any) -> World:
    return with_mail(world, settings)


@pytest.fixture
def asked(mailed: World, as_: Any) -> Mailbox:
    """Sari gave an address; the link went there."""
    answer = as_("sari").post(reverse("mail-address"), {"address": NEW})
    assert answer.status_code == 303
    task = DBTaskResult.objects.get(task_path=send_confirmation.module_path)
    send_confirmation.func(*task.args_kwargs["args"])
    return Mailbox.objects.select_related("user").get(user=mailed.account("sari"))


def goes_to(user: User) -> str:
    return recipients([user.pk])[user.pk].address


def test_mail_goes_there_after_the_link_was_opened_and_its_button_pressed(
    mailed: World, as_: Any, asked: Mailbox
) -> None:
    (mail,) = Server.taken
    assert mail.to == [NEW.lower()]
    url = reverse("mail-confirm", args=[token_for(asked)])
    assert url in mail.body.replace("\n", "")
    assert NEW.lower() not in url
    page = as_("sari").get(url).content.decode()
    assert NEW.lower() in page
    assert goes_to(asked.user) == "sari@example.go.id"
    assert as_("sari").post(url).status_code == 303
    assert goes_to(asked.user) == NEW.lower()
    entry = Entry.objects.get(verb="access.mail_address_set")
    assert entry.changes == {}
    assert User.objects.get(pk=asked.user.pk).email == "sari@example.go.id"  # how one signs in
    assert as_("sari").post(url).status_code == 404  # it was used


def test_the_link_is_nobody_elses_and_not_for_another_address(
    mailed: World, as_: Any, asked: Mailbox
) -> None:
    url = reverse("mail-confirm", args=[token_for(asked)])
    assert as_("budi").get(url).status_code == 404
    Mailbox.objects.update(asked_address="lain@example.com")
    assert as_("sari").get(url).status_code == 404
    assert as_("sari").get(url[:-2]).status_code == 404


def test_a_link_that_is_too_old_is_not_known_and_its_address_not_kept(
    mailed: World, as_: Any, asked: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = reverse("mail-confirm", args=[token_for(asked)])
    monkeypatch.setattr("pamong.config.mail.own_address.GOOD_FOR", timedelta(seconds=-1))
    assert as_("sari").get(url).status_code == 404
    forget_asked(now() + timedelta(seconds=1))
    assert Mailbox.objects.get().asked_address == ""


def test_an_empty_address_takes_the_own_away(mailed: World, as_: Any, asked: Mailbox) -> None:
    as_("sari").post(reverse("mail-confirm", args=[token_for(asked)]))
    as_("sari").post(reverse("mail-address"), {"address": ""})
    assert goes_to(asked.user) == "sari@example.go.id"
    as_("sari").post(reverse("mail-address"), {"address": ""})
    assert Entry.objects.filter(verb="access.mail_address_dropped").count() == 1


@pytest.mark.parametrize("wrong", ["sari", "a@b\n", "a@b.go.id, c@d.go.id", "x" * 300 + "@a.id"])
def test_what_is_no_address_is_refused(mailed: World, as_: Any, wrong: str) -> None:
    assert as_("sari").post(reverse("mail-address"), {"address": wrong}).status_code == 422
    assert not Mailbox.objects.exists()


def test_nobody_has_many_mails_sent_to_others(mailed: World, as_: Any) -> None:
    url = reverse("mail-address")
    codes = [
        as_("sari").post(url, {"address": f"orang{n}@example.com"}).status_code for n in range(6)
    ]
    assert codes == [303] * 5 + [422]


def test_a_server_that_is_busy_is_asked_again_and_a_refusal_is_the_end(asked: Mailbox) -> None:
    Server.begin(busy())
    with pytest.raises(MailWaitsError):
        send_confirmation.func(asked.user.pk)
    Server.begin(refused(550))
    send_confirmation.func(asked.user.pk)
    assert Server.taken == []


def test_an_address_that_no_mail_can_bear_is_refused_at_once(mailed: World, as_: Any) -> None:
    for odd in (f"sari@{'é' * 60}.example.com", '"\x0b"@example.com', '"\x1c"@example.com'):
        answer = as_("sari").post(reverse("mail-address"), {"address": odd})
        assert answer.status_code == 422
    assert not Mailbox.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_link_does_not_confirm_what_was_asked_for_while_its_button_was_pressed(
    mailed: World, as_: Any, asked: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = reverse("mail-confirm", args=[token_for(asked)])

    def slowly(user: User, token: str) -> Mailbox | None:
        box = asked_by(user, token)
        Mailbox.objects.filter(user=user).update(asked_address="lain@example.com")
        return box

    monkeypatch.setattr(views, "asked_by", slowly)
    assert as_("sari").post(url).status_code == 422
    assert goes_to(asked.user) == "sari@example.go.id"
