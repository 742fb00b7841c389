"""A rater hands duties to another between two days."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.delegations.actions import Term, end_delegation, make_delegation
from pamong.people.models import DUTIES, Delegation, Employee
from pamong.people.scope import scope_of
from pamong.people.tests.world import World

As = Callable[[str], Client]
WEEK = timedelta(days=7)


@pytest.fixture
def free(world: World) -> World:
    """Nobody acts for anybody yet."""
    Delegation.objects.all().delete()
    return world


def given(
    world: World,
    *duties: str,
    by: str = "budi",
    to: Employee | None = None,
    first: date | None = None,
) -> Delegation:
    begins = first or world.day
    term = Term(duties or DUTIES, begins, begins + WEEK)
    return make_delegation(world.budi, to or world.agus, term, by=world.account(by), on=world.day)


def test_make_delegation_reaches_the_delegate_on_its_days_alone(free: World) -> None:
    made = given(free, "rates", first=free.day + timedelta(days=1))
    agus = free.account("agus")
    assert not scope_of(agus, free.day).acts_for
    scope = scope_of(agus, free.day + timedelta(days=1))
    assert scope.acts_for == scope.rates_for == frozenset({free.budi.pk})
    assert not scope.agrees_for
    assert not scope.reviews_for
    assert not scope_of(agus, free.day + WEEK + timedelta(days=1)).acts_for
    entry = Entry.objects.get(verb="people.delegation_made")
    assert (entry.subject_uuid, entry.person_uuid) == (made.uuid, free.budi.uuid)
    assert entry.changes["rates"] == [None, True]


@pytest.mark.parametrize("name", ["budi", "dewi", "rini"])
def test_the_rater_personnel_and_the_units_administrator_make_it(free: World, name: str) -> None:
    assert given(free, by=name).delegate == free.agus


@pytest.mark.parametrize("name", ["sari", "joko", "wati", "tono", "lina", "agus"])
def test_others_do_not(free: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        given(free, by=name)


def test_a_delegation_is_not_delegated(free: World) -> None:
    given(free)
    day = free.day
    scope = scope_of(free.account("agus"), day)
    assert scope.acts_for == {free.budi.pk}
    term = Term(DUTIES, day, day + WEEK)
    with pytest.raises(ValidationError, match="tidak menilai siapa pun"):
        make_delegation(free.agus, free.hadi, term, by=free.account("agus"), on=day)
    with pytest.raises(ValidationError, match="sendiri mendelegasikan"):
        make_delegation(free.joko, free.budi, term, by=free.account("joko"), on=day)


def test_one_duty_is_with_one_person_at_a_time(free: World) -> None:
    given(free, "rates")
    with pytest.raises(ValidationError, match="sudah mewakili"):
        given(free, to=free.hadi)
    assert given(free, "agrees", to=free.hadi).agrees


def test_what_makes_no_sense_is_refused_with_what_to_do(free: World) -> None:
    day, budi = free.day, free.account("budi")
    wrong = [
        (free.agus, Term((), day, day + WEEK), "satu tugas"),
        (free.agus, Term(DUTIES, day - WEEK, day + WEEK), "hari ini"),
        (free.agus, Term(DUTIES, day, day), "sebelum hari pertama"),
        (free.budi, Term(DUTIES, day, day + WEEK), "orang lain"),
        (free.lina, Term(DUTIES, day, day + WEEK), "instansi yang sama"),
    ]
    for delegate, term, said in wrong:
        with pytest.raises(ValidationError, match=said):
            make_delegation(free.budi, delegate, term, by=budi, on=day)


@pytest.mark.parametrize("name", ["budi", "agus", "dewi"])
def test_end_delegation_takes_everything_back_at_once(free: World, name: str) -> None:
    made = given(free, first=free.day)
    Delegation.objects.filter(pk=made.pk).update(valid_from=free.day - WEEK)
    end_delegation(made, ends=free.day, by=free.account(name), on=free.day)
    assert not scope_of(free.account("agus"), free.day).acts_for
    assert Entry.objects.filter(verb="people.delegation_ended").count() == 1


def test_one_that_never_began_goes(free: World) -> None:
    made = given(free, first=free.day + WEEK)
    end_delegation(made, ends=free.day, by=free.account("budi"), on=free.day)
    assert not Delegation.objects.filter(pk=made.pk).exists()


def test_a_stranger_neither_sees_nor_ends_it(free: World, as_: As) -> None:
    made = given(free)
    with pytest.raises(PermissionDenied):
        end_delegation(made, ends=free.day, by=free.account("wati"), on=free.day)
    assert as_("wati").get(reverse("people:delegation-end", args=[made.uuid])).status_code == 404


def test_the_page_hands_over_lists_and_ends(free: World, as_: As) -> None:
    client = as_("budi")
    make = reverse("people:delegation-make")
    found = client.get(make + "?q=Joko").content.decode()
    assert free.joko.full_name in found
    last = free.day + WEEK
    sent = {
        "delegate": str(free.joko.uuid),
        "duties": ["rates", "agrees"],
        "first": free.day.isoformat(),
        "last": last.isoformat(),
    }
    assert client.post(make + "?q=Joko", sent).status_code == 303
    made = Delegation.objects.get()
    assert (made.delegate, made.valid_to, made.reviews) == (
        free.joko,
        last + timedelta(days=1),
        False,
    )
    for name in ("budi", "joko", "dewi", "rini"):
        text = as_(name).get(reverse("people:delegation-list")).content.decode()
        assert "Berlaku hari ini" in text
    assert free.joko.full_name in as_("sari").get(reverse("people:profile")).content.decode()
    assert "Diwakili" in as_("sari").get(reverse("people:profile")).content.decode()
    end = reverse("people:delegation-end", args=[made.uuid])
    assert "mewakili Budi Santoso. 25 November sampai" in client.get(end).content.decode()
    said = client.post(end, {"last": free.day.isoformat()}, follow=True).content.decode()
    assert "Hari terakhir pendelegasian: 25 November 2026." in said
    made.refresh_from_db()
    assert made.valid_to == free.day + timedelta(days=1)


def test_personnel_makes_it_from_the_raters_page(free: World, as_: As) -> None:
    page = as_("dewi").get(reverse("people:employee-detail", args=[free.budi.uuid]))
    url = reverse("people:delegation-make-for", args=[free.budi.uuid])
    assert url in page.content.decode()
    assert as_("dewi").get(url).status_code == 200
    assert as_("sari").get(url).status_code == 404
