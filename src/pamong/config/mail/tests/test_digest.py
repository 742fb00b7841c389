"""The mail of the day: once, at the hour, on days of work, with what is new, and of nobody by name."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django_tasks_db.models import DBTaskResult

from pamong.access.models import Mail, Mailbox, Notice, NoticeChoice, User
from pamong.config.mail import gathering
from pamong.config.mail.gathering import ask_for_digests, gather_digests
from pamong.config.mail.tests.make import send_digests, to, told, with_mail, work
from pamong.config.mail.tests.server import Server
from pamong.config.models import MailRound
from pamong.config.notices.kinds import PLAN
from pamong.config.notices.table import NOTICES
from pamong.ledger.actions import SHELL, record
from pamong.people.models import Agency, Leave
from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.tests.make import make_complete_plan


@pytest.fixture(autouse=True)
def at_hour(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """The hour that the round sees; the day is fixed."""

    def put(hour: int) -> None:
        monkeypatch.setattr(gathering, "hour_now", lambda _zone: hour)

    put(9)
    return put


@pytest.fixture
def mailed(world: World, settings: Any) -> World:
    told(with_mail(world, settings))
    return world


def test_who_has_something_new_gets_one_mail_with_links(mailed: World) -> None:
    send_digests()
    (mail,) = to("sari")
    assert mail.subject == "Pamong: 1 hal baru"
    assert "SKP Anda disetujui" in mail.body
    notice = Notice.objects.get(user=mailed.account("sari"))
    assert f"/notices/{notice.uuid}" in mail.body
    (html, kind), *_rest = mail.alternatives
    assert kind == "text/html"
    assert f"/notices/{notice.uuid}" in html
    assert len(Server.opened) == 1


def test_a_mail_names_nobody_else_and_holds_no_words_of_anybody(mailed: World) -> None:
    send_digests()
    for mail in Server.taken:
        whole = mail.message().as_string() + mail.body + mail.alternatives[0][0]
        own = User.objects.get(email=mail.to[0]).name
        others = {person.name for person in mailed.people.values()} - {own}
        assert not [name for name in others if name in whole]


def test_nothing_new_is_no_mail_and_what_was_mailed_or_read_is_not_new(mailed: World) -> None:
    send_digests()
    count = len(Server.taken)
    MailRound.objects.all().delete()
    Mail.objects.all().delete()
    send_digests()
    assert len(Server.taken) == count
    Notice.objects.update(mailed_at=None, read_at="2026-11-25T01:00:00Z")
    MailRound.objects.all().delete()
    send_digests()
    assert len(Server.taken) == count


def test_a_round_is_asked_for_once_a_day_from_the_hour_on(
    mailed: World, at_hour: Callable[[int], None]
) -> None:
    at_hour(6)
    assert list(ask_for_digests()) == []
    at_hour(7)
    assert len(list(ask_for_digests())) == 2  # two agencies
    assert list(ask_for_digests()) == []


def test_the_same_round_run_twice_mails_once(mailed: World) -> None:
    list(ask_for_digests())
    gather_digests.func(mailed.agency.pk, mailed.day.isoformat())
    gather_digests.func(mailed.agency.pk, mailed.day.isoformat())
    work()
    assert len(to("sari")) == 1


def test_the_hour_is_that_of_the_agency(world: World) -> None:
    at = datetime(2026, 11, 25, 0, 30, tzinfo=ZoneInfo("UTC"))
    assert gathering.hour_in("Asia/Jakarta", at) == 7
    assert gathering.hour_in("Asia/Jayapura", at) == 9
    assert gathering.hour_of_mail(world.agency, world.day) == 7


def test_nobody_is_mailed_on_leave_or_on_a_day_off(mailed: World, settings: Any) -> None:
    day = mailed.day
    Leave.objects.create(
        employee=mailed.sari, kind="tahunan", valid_from=day, valid_to=day + timedelta(days=1)
    )
    send_digests()
    assert to("sari") == []
    settings.TODAY = "2026-11-28"  # a Saturday
    send_digests()
    assert to("sari") == []
    settings.TODAY = "2026-11-30"
    send_digests()
    assert len(to("sari")) == 1  # it was still new on coming back


@pytest.mark.parametrize("how", ["no address", "stopped", "closed", "off", "left", "example"])
def test_who_gets_no_mail(mailed: World, how: str) -> None:
    sari = mailed.account("sari")
    if how == "no address":
        User.objects.filter(pk=sari.pk).update(email="")
    elif how == "stopped":
        Mailbox.objects.create(user=sari, stopped_at="2026-11-01T01:00:00Z")
    elif how == "closed":
        User.objects.filter(pk=sari.pk).update(is_active=False)
    elif how == "off":
        NoticeChoice.objects.create(user=sari, kind=PLAN, way="app", in_digest=False)
    elif how == "left":
        type(mailed.sari).objects.filter(pk=mailed.sari.pk).update(left_on=mailed.day)
    else:
        Agency.objects.update(is_demo=True)
    send_digests()
    assert to("sari") == []


def test_the_address_that_the_office_recorded_comes_before_that_of_the_account(
    mailed: World,
) -> None:
    type(mailed.sari).objects.filter(pk=mailed.sari.pk).update(email="sari.baru@example.go.id")
    send_digests()
    assert len(to("sari.baru")) == 1
    assert to("sari") == []


def test_an_install_without_a_mail_server_asks_for_nothing(mailed: World, settings: Any) -> None:
    settings.HAS_MAIL = False
    assert list(ask_for_digests()) == []


def test_the_mail_is_in_the_language_of_its_reader(mailed: World) -> None:
    User.objects.filter(pk=mailed.account("sari").pk).update(language="en")
    send_digests()
    (mail,) = to("sari")
    assert mail.subject == "Pamong: 1 new thing"
    assert 'lang="en"' in mail.alternatives[0][0]


def test_what_waits_stands_below_what_is_new(mailed: World) -> None:
    make_complete_plan(mailed.rini, status=Plan.Status.PROPOSED, proposed_on=mailed.day)
    send_digests()
    (mail,) = to("budi")
    assert "Jawab SKP yang diajukan 1 pegawai" in mail.body
    assert mail.body.index("Yang baru") < mail.body.index("Yang menunggu Anda")


def test_the_same_mail_bears_the_same_identity_and_a_way_to_stop(
    mailed: World, settings: Any
) -> None:
    settings.IS_HTTPS = True
    send_digests()
    (mail,) = to("sari")
    first = mail.extra_headers
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/mail/stop/" in first["List-Unsubscribe"]
    Notice.objects.update(mailed_at=None)
    Mail.objects.update(state="waits")
    gather_digests.func(mailed.agency.pk, mailed.day.isoformat())
    work()
    assert to("sari")[1].extra_headers["Message-ID"] == first["Message-ID"]
    assert to("budi")[0].extra_headers["Message-ID"] != first["Message-ID"]


def test_a_mail_of_yesterday_is_not_sent_today(mailed: World, settings: Any) -> None:
    list(ask_for_digests())
    gather_digests.func(mailed.agency.pk, mailed.day.isoformat())
    settings.TODAY = "2026-11-26"
    work()
    assert Server.taken == []
    assert set(Mail.objects.values_list("state", flat=True)) == {"empty"}


def test_at_most_twenty_lines_and_the_number_of_the_others(mailed: World) -> None:
    notice = Notice.objects.get(user=mailed.account("sari"))
    for verb in list(NOTICES)[:25]:
        entry = record(verb, mailed.sari, by=SHELL, on=mailed.day)
        Notice.objects.create(
            user=notice.user, kind=PLAN, entry=entry, count=1, told_at=notice.told_at
        )
    DBTaskResult.objects.all().delete()
    send_digests()
    (mail,) = to("sari")
    assert "hal lagi di aplikasi" in mail.body
