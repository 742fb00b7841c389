"""Each mail is sent at most once, what fails for a while is tried again, and nothing new is lost."""

import logging
import smtplib
from datetime import timedelta
from typing import Any

import pytest

from pamong.access.clock import now
from pamong.access.models import Mail, Mailbox, Notice, User
from pamong.config.mail import gathering, writing
from pamong.config.mail.delivery import claim, deliver, send_waiting
from pamong.config.mail.tests.make import later, send_digests, to, told, with_mail, work
from pamong.config.mail.tests.server import Server, broken, busy, refused
from pamong.config.models import MailRound
from pamong.config.operations.presentation import say_fault
from pamong.config.operations.queries import faults_of_operations
from pamong.ledger.models import Entry
from pamong.people.tests.world import World

State = Mail.State


@pytest.fixture
def mailed(world: World, settings: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(gathering, "hour_now", lambda _zone: 9)
    told(with_mail(world, settings))
    return world


@pytest.fixture
def sari(mailed: World) -> User:
    """Sari alone has something new."""
    user = mailed.account("sari")
    Notice.objects.exclude(user=user).delete()
    return user


def state() -> str:
    return str(Mail.objects.get().state)


def again(**spans: int) -> None:
    """The round some time later."""
    later(**spans)
    list(send_waiting())
    work()


def test_a_process_killed_after_the_claim_sends_nothing_twice_and_the_news_come_next_day(
    sari: User, settings: Any
) -> None:
    list(gathering.ask_for_digests())
    gathering.gather_digests.func(sari.employee.agency_id, settings.TODAY)
    assert claim(Mail.objects.get().pk)  # and dies, sent or not
    work()
    again(hours=2)
    assert Server.taken == []
    assert state() == State.GIVEN_UP
    settings.TODAY = "2026-11-26"
    send_digests()
    assert len(to("sari")) == 1


def test_two_workers_do_not_claim_the_same_mail(sari: User) -> None:
    mail = Mail.objects.create(user=sari, mark="x", is_digest=True, due_at="2026-11-25T01:00:00Z")
    assert claim(mail.pk)
    assert not claim(mail.pk)


@pytest.mark.parametrize("trouble", [busy, broken])
def test_a_failure_that_passes_is_tried_again_with_a_growing_wait(sari: User, trouble: Any) -> None:
    Server.begin(trouble(), trouble())
    send_digests()
    assert state() == State.WAITS
    again(minutes=1)
    assert Mail.objects.get().tries == 1
    again(minutes=5)
    assert Mail.objects.get().tries == 2
    again(minutes=5)
    assert Mail.objects.get().tries == 2
    again(minutes=20)
    assert state() == State.SENT
    assert len(to("sari")) == 1


def test_after_the_last_try_it_is_given_up_and_stays_new(sari: User) -> None:
    Server.begin(*[busy() for _ in range(9)])
    send_digests()
    for _ in range(6):
        again(minutes=90)
    mail = Mail.objects.get()
    assert (mail.state, mail.tries, mail.code) == (State.GIVEN_UP, 4, 450)
    assert Notice.objects.get(user=sari).mailed_at is None


def test_a_refused_address_gets_no_more_mail_and_its_owner_is_told(
    sari: User, settings: Any
) -> None:
    Server.begin(refused(550))
    send_digests()
    assert state() == State.REFUSED
    assert Notice.objects.filter(user=sari, entry__verb="access.mail_refused").exists()
    settings.TODAY = "2026-11-26"
    send_digests()
    assert Mail.objects.count() == 1
    User.objects.filter(pk=sari.pk).update(email="sari.baru@example.go.id")
    MailRound.objects.all().delete()
    send_digests()
    assert [mail.to for mail in Server.taken] == [["sari.baru@example.go.id"]]


def test_no_address_and_no_content_is_in_the_record_or_the_log(
    sari: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    Server.begin(refused(550))
    send_digests()
    entry = Entry.objects.get(verb="access.mail_refused")
    assert entry.changes == {"code": [None, 550]}
    assert "example.go.id" not in str(Entry.objects.values()) + caplog.text
    assert "@" not in str(list(Mail.objects.values())) + str(list(Mailbox.objects.values()))


def test_a_content_that_is_refused_marks_no_address(sari: User) -> None:
    Server.begin(smtplib.SMTPDataError(554, b"spam"))
    send_digests()
    assert state() == State.GIVEN_UP
    assert not Mailbox.objects.exists()


def test_a_server_that_is_down_holds_all_mail_and_uses_up_no_try(mailed: World) -> None:
    Server.is_down = True
    send_digests()
    assert set(Mail.objects.values_list("state", "tries")) == {(State.WAITS, 0)}
    Server.is_down = False
    again(minutes=1)
    assert len(to("sari")) == 1


def test_one_connection_carries_all_and_a_broken_one_is_opened_anew(mailed: World) -> None:
    send_digests()
    assert len(Server.taken) > 2
    assert len(Server.opened) == 1
    Notice.objects.update(mailed_at=None)
    Mail.objects.all().delete()
    MailRound.objects.all().delete()
    Server.begin(broken())
    send_digests()
    assert len(Server.opened) == 2


def test_a_minute_has_room_for_so_many(mailed: World, settings: Any) -> None:
    settings.EMAIL_A_MINUTE = 2
    send_digests()
    assert len(Server.taken) == 2
    list(send_waiting())
    work()
    assert len(Server.taken) == 2
    again(minutes=1)
    assert len(Server.taken) > 2


def test_a_mail_that_cannot_be_written_holds_up_no_other(
    mailed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = writing.letter_for

    def failing(mail: Mail, recipient: Any) -> Any:
        if recipient.name == "Sari Lestari":
            raise ValueError
        return whole(mail, recipient)

    monkeypatch.setattr("pamong.config.mail.delivery.letter_for", failing)
    send_digests()
    assert to("sari") == []
    assert len(to("budi")) == 1


@pytest.mark.parametrize("trouble", [UnicodeError("label too long"), ValueError("header")])
def test_an_address_that_no_mail_can_bear_holds_up_no_other(
    mailed: World, trouble: Exception
) -> None:
    Server.begin(trouble)
    send_digests()
    assert sorted(Mail.objects.values_list("state", flat=True).distinct()) == [
        State.GIVEN_UP,
        State.SENT,
    ]
    assert Mail.objects.filter(state=State.GIVEN_UP).count() == 1


def test_nothing_due_asks_for_no_task(mailed: World) -> None:
    list(send_waiting())
    deliver.func()
    assert Server.opened == []


def test_what_waits_long_or_was_given_up_is_told_with_its_number_alone(mailed: World) -> None:
    at = now()
    for number, (kind, hours) in enumerate(
        [(State.WAITS, 2), (State.WAITS, 0), (State.GIVEN_UP, 3)]
    ):
        ago = at - timedelta(hours=hours)
        given = {"mark": str(number), "is_digest": True, "due_at": ago, "claimed_at": ago}
        Mail.objects.create(user=mailed.account("sari"), state=kind, **given)
    told = {fault.kind: (fault.count, say_fault(fault)) for fault in faults_of_operations(at)}
    assert told["mails_wait"] == (1, "1 surel sudah lama menunggu dikirim.")
    assert told["mails_given_up"][0] == 1
