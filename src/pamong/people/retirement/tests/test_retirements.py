"""Coming retirements: the age by post, the first of the month after, and who sees whose."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from pamong.people.models import Employee, Position
from pamong.people.retirement.queries import page_after, retirements_in, span_of
from pamong.people.retirement.rules import retires_on
from pamong.people.tests.make import make_position
from pamong.people.tests.world import World


def place(world: World, who: str, born_on: date | None, **post: Any) -> Employee:
    person = world.people[who]
    person.born_on, person.position = born_on, make_position(world.agency, **post)
    person.save()
    return person


def due(world: World, by: str = "dewi", asked: str = "2027") -> list[tuple[str, date, int]]:
    rows = retirements_in(world.scope(by), span_of(asked, world.day))
    return [(one.name, one.on, one.group.age) for one in rows]


@pytest.fixture
def nobody_else(world: World) -> None:
    Employee.objects.update(born_on=date(1990, 1, 1))


def test_the_service_ends_on_the_first_of_the_month_after() -> None:
    assert retires_on(date(1969, 3, 1), 58) == date(2027, 4, 1)
    assert retires_on(date(1968, 12, 31), 58) == date(2027, 1, 1)


@pytest.mark.usefixtures("nobody_else")
def test_the_age_follows_the_post(world: World) -> None:
    functional = Position.Kind.FUNCTIONAL
    place(world, "sari", date(1969, 5, 20), name="Bidan Mahir", kind=functional, level="Mahir")
    place(world, "putri", date(1967, 6, 1), name="Guru Ahli Pertama", kind=functional)
    place(world, "agus", date(1962, 7, 1), name="Dokter", kind=functional, level="Ahli Utama")
    place(world, "hadi", date(1967, 8, 1), name="Apoteker", kind=functional, level="Ahli Madya")
    place(world, "joko", date(1967, 9, 1), name="Kepala Dinas", kind=Position.Kind.SENIOR)
    place(world, "budi", date(1969, 12, 31), name="Kepala", kind=Position.Kind.ADMINISTRATOR)
    assert [row[1:] for row in due(world)] == [
        (date(2027, 6, 1), 58),
        (date(2027, 7, 1), 60),
        (date(2027, 8, 1), 65),
        (date(2027, 9, 1), 60),
        (date(2027, 10, 1), 60),
    ]
    assert [row[1] for row in due(world, asked="2028")] == [date(2028, 1, 1)]


@pytest.mark.usefixtures("nobody_else")
def test_without_a_recorded_birth_the_nip_tells_it(world: World) -> None:
    person = place(world, "sari", None, name="Bidan")
    person.nip = "196905202000032001"
    person.save(update_fields=["nip"])
    assert [row[1] for row in due(world)] == [date(2027, 6, 1)]


@pytest.mark.usefixtures("nobody_else")
def test_who_left_or_leads_by_election_is_not_in_the_list(world: World) -> None:
    place(world, "sari", date(1969, 5, 20), name="Bidan")
    place(world, "putri", date(1969, 5, 20), name="Bidan")
    Employee.objects.filter(pk=world.sari.pk).update(left_on=world.day)
    Employee.objects.filter(pk=world.putri.pk).update(kind=Employee.Kind.POLITICAL)
    assert due(world) == []


@pytest.mark.usefixtures("nobody_else")
def test_who_stayed_on_comes_first_with_the_way_to_record_it(world: World, as_: Any) -> None:
    person = place(world, "sari", date(1968, 9, 2), name="Bidan")
    url = reverse("people:retirement-list")
    page = as_("dewi").get(url).content.decode()
    assert "Sudah lewat" in page
    assert reverse("people:employee-leave", args=[person.uuid]) in page
    assert (
        reverse("people:employee-leave", args=[person.uuid])
        not in as_("tono").get(url).content.decode()
    )


@pytest.mark.usefixtures("nobody_else")
def test_an_administrator_sees_the_own_unit_and_staff_nothing(world: World, as_: Any) -> None:
    place(world, "sari", date(1969, 5, 20), name="Bidan")
    place(world, "agus", date(1969, 5, 20), name="Analis")
    assert len(due(world)) == 2
    assert [row[0] for row in due(world, "rini")] == [world.sari.full_name]
    assert due(world, "lina") == []
    assert as_("budi").get(reverse("people:retirement-list")).status_code == 403


@pytest.mark.usefixtures("nobody_else")
def test_a_page_goes_on_behind_the_last_one(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr("pamong.people.retirement.queries.PAGE", 1)
    place(world, "sari", date(1969, 5, 20), name="Bidan")
    place(world, "putri", date(1969, 6, 20), name="Bidan")
    rows = retirements_in(world.scope("dewi"), span_of("2027", world.day))
    first, after = page_after(rows, "")
    second, end = page_after(rows, after)
    assert [one.name for one in (*first, *second)] == [one.name for one in rows]
    assert end == ""
