"""The worker's round: facts with their day, few of one host, again before a quarter ends, never where it is off."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.access.clock import now
from pamong.ledger.models import Entry
from pamong.measurement.evidence.actions import EvidenceInput, add_evidence
from pamong.measurement.links.actions import ask_link_check
from pamong.measurement.links.checking import LATER, OF_A_HOST, WAITS, check_due
from pamong.measurement.links.tests.pages import DAY, Pages, answer, make_link, to
from pamong.measurement.links.ticking import ask_about_links
from pamong.measurement.models import Evidence
from pamong.people.tests.world import World

OPEN = {"a.id/x": answer(200)}


@pytest.fixture(autouse=True)
def is_on(settings: Any) -> None:
    settings.LINK_CHECK = True


def round_of(line: Any) -> int:
    return check_due(line, sleep=lambda _seconds: None)


def test_a_link_that_is_given_is_opened_and_its_day_kept(world: World) -> None:
    given = EvidenceInput("Rekap", DAY, link="https://a.id/x")
    one = add_evidence(world.sari, given, by=world.account("sari"), on=world.day)
    assert round_of(Pages(OPEN)) == 1
    one.refresh_from_db()
    assert (one.link_state, one.link_checked_on) == ("open", world.day)
    assert one.link_next_at
    assert date(2026, 12, 17) <= one.link_next_at.date() - (now().date() - world.day)
    assert round_of(Pages(OPEN)) == 0


def test_what_may_pass_is_said_only_at_the_third_try(world: World) -> None:
    one, line = (
        make_link(world.sari, "https://a.id/x", link_state="open"),
        Pages({"a.id/x": answer(503)}),
    )
    for wait in WAITS:
        assert round_of(line) == 1
        one.refresh_from_db()
        assert one.link_state == "open"
        assert one.link_next_at
        assert wait * 0.9 < one.link_next_at - now() <= wait
        Evidence.objects.update(link_next_at=now())
    round_of(line)
    one.refresh_from_db()
    assert (one.link_state, one.link_tries) == ("unreached", 0)


def test_a_host_is_asked_for_its_share_and_left_in_peace_when_it_fails(world: World) -> None:
    for number in range(OF_A_HOST + 2):
        make_link(world.sari, f"https://a.id/{number}")
    make_link(world.sari, "https://b.id/0")
    make_link(world.sari, "https://b.id/1")
    line = Pages({"b.id/0": answer(502)})
    assert round_of(line) == OF_A_HOST + 1
    assert "HEAD b.id/1" not in line.asked()
    soon = Evidence.objects.filter(link_next_at__lte=now() + LATER, link_state="")
    assert soon.count() == 2 + 1


def test_what_is_withdrawn_gone_invented_or_off_is_never_opened(
    world: World, settings: Any
) -> None:
    make_link(world.sari, "https://a.id/1", withdrawn_on=DAY)
    make_link(world.sari, "", purged_on=DAY)
    line = Pages(OPEN)
    assert round_of(line) == 0
    make_link(world.sari, "https://a.id/x")
    assert len(list(ask_about_links())) == 1
    assert list(ask_about_links()) == []
    settings.LINK_CHECK = False
    assert round_of(line) == 0
    settings.LINK_CHECK = True
    world.agency.is_demo = True
    world.agency.save()
    assert round_of(line) == 0
    assert line.got == []


def test_a_link_that_is_withdrawn_meanwhile_keeps_no_fact(world: World) -> None:
    one = make_link(world.sari, "https://a.id/x")
    line = Pages(OPEN)
    connect = line.connect

    def withdrawn(found: str, port: int, seconds: float) -> Any:
        Evidence.objects.filter(pk=one.pk).update(withdrawn_on=DAY)
        return connect(found, port, seconds)

    line.connect = withdrawn  # type: ignore[method-assign]
    round_of(line)
    one.refresh_from_db()
    assert one.link_state == ""


def test_an_old_link_is_not_looked_at_again(world: World) -> None:
    one = make_link(world.sari, "https://a.id/x", dated_on=date(2025, 3, 1))
    round_of(Pages(OPEN))
    one.refresh_from_db()
    assert (one.link_state, one.link_next_at) == ("open", None)


def test_the_owner_asks_once_and_one_entry_says_so(world: World) -> None:
    for number in range(3):
        link = f"https://a.id/{number}"
        make_link(world.sari, link, link_state="sign_in", link_next_at=now() + timedelta(days=9))
    make_link(world.rini, "https://a.id/9", link_state="gone", link_next_at=None)
    sari, before = world.account("sari"), Entry.objects.count()
    assert ask_link_check(world.sari, by=sari, on=world.day) == 3
    assert Entry.objects.count() == before + 1
    with pytest.raises(ValidationError, match="sedang menunggu"):
        ask_link_check(world.sari, by=sari, on=world.day)
    pages = {f"a.id/{n}": to("/masuk") if n else answer(200) for n in range(3)}
    assert round_of(Pages(pages)) == 3
    assert sorted(Evidence.objects.values_list("link_state", flat=True)) == [
        *("gone", "open", "sign_in", "sign_in")
    ]


def test_nobody_asks_for_another_and_none_where_it_is_off(world: World, settings: Any) -> None:
    make_link(world.sari, "https://a.id/1", link_state="gone")
    with pytest.raises(PermissionDenied):
        ask_link_check(world.sari, by=world.account("budi"), on=world.day)
    settings.LINK_CHECK = False
    with pytest.raises(ValidationError, match="tidak membuka tautan"):
        ask_link_check(world.sari, by=world.account("sari"), on=world.day)
