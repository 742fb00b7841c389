"""An auditor says why before opening one person's trace, and the person sees it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.actions import SHELL, record
from pamong.ledger.models import Entry
from pamong.people.models import Employee, TraceRead
from pamong.people.naming import index_names
from pamong.people.tests.world import World
from pamong.people.trace.actions import state_purpose

WHY = {"purpose": "Pemeriksaan berkala triwulan IV."}
SARI = "/trace?q=sari+lestari"


@pytest.fixture
def told(world: World) -> World:
    index_names(Employee.objects.filter(words=None))
    record("performance.plan_proposed", world.sari, by=SHELL, on=world.day)
    return world


def post(client: Any, query: str = "q=sari+lestari", **given: str) -> Any:
    return client.post(f"{reverse('people:purpose-state')}?{query}", given)


def test_a_persons_trace_opens_after_a_purpose_until_the_day_ends(told: World, as_: Any) -> None:
    tono = as_("tono")
    page = tono.get(SARI).content.decode()
    assert "Catat tujuan dan buka jejak" in page
    assert "SKP diajukan" not in page
    answer = post(tono, **WHY)
    assert (answer.status_code, answer["Location"]) == (303, SARI)
    assert "SKP diajukan" in tono.get(SARI).content.decode()
    TraceRead.objects.update(on=told.day - timedelta(days=1))
    assert "Catat tujuan dan buka jejak" in tono.get(SARI).content.decode()


def test_it_is_on_record_and_the_person_sees_it(told: World, as_: Any) -> None:
    post(as_("tono"), **WHY)
    entry = Entry.objects.get(verb="people.purpose_stated")
    assert entry.person_uuid == told.sari.uuid
    assert WHY["purpose"] not in str(entry.changes)
    page = as_("sari").get(reverse("people:profile")).content.decode()
    assert WHY["purpose"] in page
    assert told.account("tono").name in page


def test_the_list_of_everything_needs_none(told: World, as_: Any) -> None:
    assert "SKP diajukan" in as_("tono").get("/trace").content.decode()


@pytest.mark.parametrize("name", ["dewi", "budi"])
def test_nobody_else_is_asked(told: World, as_: Any, name: str) -> None:
    assert "SKP diajukan" in as_(name).get(SARI).content.decode()
    assert post(as_(name), **WHY).status_code == 403
    with pytest.raises(PermissionDenied):
        state_purpose([told.sari], purpose="x", by=told.account(name), on=told.day)


def test_an_auditor_states_none_for_another_agency(told: World) -> None:
    with pytest.raises(PermissionDenied):
        state_purpose([told.lina], purpose="x", by=told.account("tono"), on=told.day)


def test_without_words_nothing_opens(told: World, as_: Any) -> None:
    assert post(as_("tono"), purpose=" ").status_code == 422
    with pytest.raises(ValidationError):
        state_purpose([told.sari], purpose=" ", by=told.account("tono"), on=told.day)
    assert not TraceRead.objects.exists()


def test_a_name_that_nobody_bears_opens_nothing(told: World, as_: Any) -> None:
    assert "Tidak ada catatan" in as_("tono").get("/trace?q=tidak+ada").content.decode()


def test_too_many_at_once_are_asked_to_be_narrowed(told: World, as_: Any) -> None:
    for number in range(11):
        person = Employee.objects.create(agency=told.agency, name=f"Kembar {number}")
        index_names(Employee.objects.filter(pk=person.pk))
    page = as_("tono").get("/trace?q=kembar").content.decode()
    assert "Lebih dari 10 orang" in page
    assert post(as_("tono"), "q=kembar", **WHY).status_code == 422
    assert not TraceRead.objects.exists()
