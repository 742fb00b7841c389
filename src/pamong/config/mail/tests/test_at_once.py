"""Whoever holds others up hears at once, at most one mail in a while, and may turn that off."""

from datetime import timedelta
from typing import Any

import pytest

from pamong.access.models import Mail, Notice, NoticeChoice
from pamong.config.mail.delivery import send_waiting
from pamong.config.mail.tests.make import later, to, with_mail, work
from pamong.config.mail.tests.server import Server
from pamong.config.notices.kinds import PLAN_WAITS
from pamong.config.notices.telling import tell
from pamong.ledger.models import Entry
from pamong.people.models import Leave
from pamong.people.tests.world import World
from pamong.performance.plan.actions import agree_plan, propose_plan
from pamong.performance.tests.make import make_complete_plan


@pytest.fixture
def mailed(world: World, settings: Any) -> World:
    return with_mail(world, settings)


def proposes(world: World, name: str) -> Any:
    person = getattr(world, name)
    return propose_plan(make_complete_plan(person), by=world.account(name), on=world.day)


def test_the_rater_is_mailed_when_a_plan_waits_and_nobody_is_named(mailed: World) -> None:
    proposes(mailed, "sari")
    work()
    (mail,) = to("budi")
    assert mail.subject == "Pamong: SKP diajukan kepada Anda"
    assert "Sari" not in mail.body
    assert Notice.objects.get(user=mailed.account("budi")).mailed_at


def test_an_answer_that_nobody_waits_for_is_in_the_mail_of_the_day_alone(mailed: World) -> None:
    agree_plan(proposes(mailed, "sari"), by=mailed.account("budi"), on=mailed.day)
    work()
    assert to("sari") == []


def test_what_comes_within_minutes_is_in_one_mail(mailed: World) -> None:
    proposes(mailed, "sari")
    work()
    proposes(mailed, "rini")
    proposes(mailed, "putri")
    work()
    assert len(to("budi")) == 1
    later(minutes=16)
    list(send_waiting())
    work()
    assert len(to("budi")) == 2
    assert to("budi")[1].subject == "Pamong: SKP diajukan kepada Anda (2)"


def test_who_turned_it_off_is_not_mailed_at_once(mailed: World) -> None:
    NoticeChoice.objects.create(
        user=mailed.account("budi"), kind=PLAN_WAITS, way="app", at_once=False
    )
    proposes(mailed, "sari")
    work()
    assert to("budi") == []
    assert len(to("putri")) == 1


def test_on_leave_and_on_a_day_off_nobody_is_mailed_at_once(mailed: World, settings: Any) -> None:
    back = mailed.day + timedelta(days=9)
    Leave.objects.create(employee=mailed.budi, kind="tahunan", valid_from=mailed.day, valid_to=back)
    proposes(mailed, "sari")
    work()
    assert to("budi") == []
    settings.TODAY = "2026-11-28"
    proposes(mailed, "rini")
    work()
    assert [mail.to for mail in Server.taken] == [["putri@example.go.id"]]  # of the day of work


def test_a_task_that_runs_again_asks_for_no_second_mail(mailed: World) -> None:
    proposes(mailed, "sari")
    entry = Entry.objects.get(verb="performance.plan_proposed")
    tell([entry])
    tell([entry])
    assert Mail.objects.filter(user=mailed.account("budi")).count() == 1


def test_what_was_read_meanwhile_is_not_mailed(mailed: World) -> None:
    proposes(mailed, "sari")
    tell([Entry.objects.get(verb="performance.plan_proposed")])
    Notice.objects.update(read_at="2026-11-25T01:00:00Z")
    work()
    assert Server.taken == []


def test_without_a_mail_server_nothing_is_asked(mailed: World, settings: Any) -> None:
    settings.HAS_MAIL = False
    proposes(mailed, "sari")
    work()
    assert not Mail.objects.exists()
