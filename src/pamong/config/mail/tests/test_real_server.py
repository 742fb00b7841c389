"""Mail over a real line: encryption, refusals, a line that breaks, and words that would be commands."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage

from pamong.access.models import Mail, Mailbox, Notice, User
from pamong.config.mail import gathering
from pamong.config.mail.delivery import send_waiting
from pamong.config.mail.post import Answer, Post, Said
from pamong.config.mail.tests.make import later, send_digests, told, with_mail, work
from pamong.config.mail.tests.real_server import CUT, RealServer, certified, serving
from pamong.people.models import Employee
from pamong.people.tests.world import World

State = Mail.State
SMTP = "django.core.mail.backends.smtp.EmailBackend"
SARI, BUDI = "sari@example.go.id", "budi@example.go.id"


def lead(settings: Any, server: RealServer, *, tls: bool = False) -> None:
    """Let the install send through it."""
    settings.EMAIL_BACKEND = SMTP
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", server.server_address[1]
    settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = tls, 5
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""


@pytest.fixture
def server(settings: Any) -> Iterator[RealServer]:
    with serving() as found:
        lead(settings, found)
        yield found


@pytest.fixture
def mailed(
    world: World, settings: Any, server: RealServer, monkeypatch: pytest.MonkeyPatch
) -> World:
    monkeypatch.setattr(gathering, "hour_now", lambda _zone: 9)
    told(with_mail(world, settings))
    lead(settings, server)
    Notice.objects.exclude(user__email__in=[SARI, BUDI]).delete()
    return world


def letter(to: str = SARI, subject: str = "Pamong") -> EmailMessage:
    return EmailMessage(subject, "Isi.\n", to=[to])


def states() -> dict[str, str]:
    return dict(Mail.objects.values_list("user__email", "state"))


def test_mail_goes_encrypted_to_a_server_that_is_known(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, public = certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    with serving(context) as server:
        lead(settings, server, tls=True)
        with Post() as post:
            assert post.is_ready()
            assert post.send(letter()) == Answer(Said.TAKEN)
        assert [mail.is_private for mail in server.taken] == [True]


def test_a_server_that_nobody_vouches_for_gets_nothing(settings: Any, tmp_path: Path) -> None:
    context, _public = certified(tmp_path)
    with serving(context) as server:
        lead(settings, server, tls=True)
        with Post() as post:
            assert not post.is_ready()
        assert [line.split()[0].upper() for line in server.lines] == ["EHLO", "STARTTLS"]
        assert server.taken == []


@pytest.mark.parametrize("answer", ["", "454 TLS not available"])
def test_where_encryption_is_asked_for_nothing_goes_without_it(
    server: RealServer, settings: Any, answer: str
) -> None:
    settings.EMAIL_USE_TLS = True
    if answer:
        server.answers += [("EHLO", "250 STARTTLS"), ("STARTTLS", answer)]
    with Post() as post:
        assert not post.is_ready()
    assert not any(line.upper().startswith("MAIL") for line in server.lines)


def test_an_encryption_that_fails_holds_all_mail_and_uses_up_no_try(
    mailed: World, server: RealServer, settings: Any
) -> None:
    settings.EMAIL_USE_TLS = True
    send_digests()
    assert set(Mail.objects.values_list("state", "tries")) == {(State.WAITS, 0)}
    assert not Mailbox.objects.exists()


def test_one_refused_address_holds_up_no_other(mailed: World, server: RealServer) -> None:
    server.answers.append((f"RCPT TO:<{SARI}>", "550 5.1.1 no such user"))
    send_digests()
    assert states() == {SARI: State.REFUSED, BUDI: State.SENT}
    assert [mail.recipients for mail in server.taken] == [[BUDI]]
    assert server.connections == 1


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (f"RCPT TO:<{SARI}>", "451 4.7.1 greylisted"),
        (f"RCPT TO:<{SARI}>", "421 too busy"),
        ("DATA", "421 too busy"),
        ("MAIL", "451 try later"),
        (".", "452 no room"),
        (".", "421 going down"),
        (".", CUT),
        ("DATA", CUT),
    ],
)
def test_a_trouble_that_passes_costs_that_mail_one_try_and_the_others_none(
    server: RealServer, at: str, said: str
) -> None:
    server.answers.append((at, said))
    with Post() as post:
        assert post.is_ready()
        assert post.send(letter()).said == Said.LATER
        assert post.is_ready()
        assert post.send(letter(BUDI)).said == Said.TAKEN
    assert [mail.recipients for mail in server.taken] == [[BUDI]]


def test_a_mail_put_off_goes_later_under_the_same_identity(
    mailed: World, server: RealServer
) -> None:
    Notice.objects.exclude(user__email=SARI).delete()
    server.answers.append((".", CUT))
    send_digests()
    assert states() == {SARI: State.WAITS}
    ids = [line for line in server.lost.splitlines() if line.startswith("Message-ID")]
    assert len(ids) == 1
    later(minutes=6)
    list(send_waiting())
    work()
    assert states() == {SARI: State.SENT}
    assert [mail.recipients for mail in server.taken] == [[SARI]]
    same = [line for line in server.taken[0].content.splitlines() if line.startswith("Message-ID")]
    assert same == ids


def test_a_content_that_is_refused_marks_no_address(mailed: World, server: RealServer) -> None:
    server.answers.append((".", "554 5.7.1 looks like spam"))
    send_digests()
    assert sorted(states().values()) == [State.GIVEN_UP, State.SENT]
    assert not Mailbox.objects.exists()


def test_a_name_with_line_breaks_is_no_command_and_no_header(
    mailed: World, server: RealServer
) -> None:
    evil = "Sari\r\n.\r\nMAIL FROM:<x@x.id>\r\nBcc: lain@example.go.id"
    Employee.objects.filter(pk=mailed.sari.pk).update(name=evil)
    User.objects.filter(email=SARI).update(name=evil)
    send_digests()
    assert sorted(mail.recipients for mail in server.taken) == [[BUDI], [SARI]]
    assert sum(line.upper().startswith("MAIL FROM:") for line in server.lines) == len(server.taken)
    assert not any("x@x.id" in line for line in server.lines)
    heads = [mail.content.partition("\r\n\r\n")[0] for mail in server.taken]
    lines = [line.casefold() for head in heads for line in head.splitlines()]
    assert not any(
        line.startswith("bcc:") for line in lines
    )  # a drawn token may hold these letters


@pytest.mark.parametrize(
    ("to", "subject"),
    [
        (SARI, "Pamong\r\nBcc: lain@example.go.id"),
        (SARI, "Pamong\nBcc: lain@example.go.id"),
        (f"{SARI}>\r\nRCPT TO:<lain@example.go.id", "Pamong"),
        (f"{SARI}\nBcc: lain@example.go.id", "Pamong"),
    ],
)
def test_a_line_break_in_an_address_or_subject_sends_nothing_and_holds_up_no_other(
    server: RealServer, to: str, subject: str
) -> None:
    with Post() as post:
        assert post.is_ready()
        assert post.send(letter(to, subject)).said == Said.NEVER
        assert post.is_ready()
        assert post.send(letter(BUDI)).said == Said.TAKEN
    assert [mail.recipients for mail in server.taken] == [[BUDI]]
    assert not any("lain@" in line for line in server.lines)
