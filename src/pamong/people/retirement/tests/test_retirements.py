"""Coming retirements: the age by post, the first of the month after, and who sees whose."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from pamong.people.models import Employee, Position
from pamong.people.retirement.queries import retirement_count, retirements_in, span_of
from pamong.people.retirement.rules import retires_on
from pamong.people.tests.make import make_position
from pamong.people.tests.world import World


def place(world: World, who: str, born_on: date | None, **post: Any) -> Employee:
    person = world.people[who]
    person.born_on, person.position = born_on, make_position(world.agency, **post)
    person.save()
    return person


def due(world: World, by: str = "dewi", asked: str = "2027") -> list[tuple[str, date, int]]:
    page = retirements_in(world.scope(by), span_of(asked, world.day))
    return [(one.name, one.on, one.group.age) for one in page.rows]


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


BORN = {  # by post: the age is 58, 60 and 65
    "sari": ("Bidan", date(1969, 5, 20)),
    "putri": ("Bidan", date(1969, 5, 20)),
    "agus": ("Bidan", date(1969, 6, 1)),
    "hadi": ("Guru", date(1967, 5, 3)),
    "joko": ("Guru", date(1967, 5, 28)),
    "wati": ("Guru", date(1967, 4, 30)),
    "budi": ("Dokter", date(1962, 5, 9)),
}


@pytest.mark.usefixtures("nobody_else")
@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("told", ["birth", "nip", "both"])
def test_the_pages_go_through_all_ages_by_the_day(
    world: World, monkeypatch: Any, size: int, told: str
) -> None:
    monkeypatch.setattr("pamong.people.retirement.queries.PAGE", size)
    for number, (who, (name, born_on)) in enumerate(BORN.items()):
        level = "Ahli Utama" if name == "Dokter" else ""
        by_nip = told == "nip" or (told == "both" and number % 2)
        person = place(world, who, None if by_nip else born_on, name=name, level=level)
        person.nip = f"{born_on:%Y%m%d}2000032{number:03d}"
        person.save(update_fields=["nip"])
    scope, span = world.scope("dewi"), span_of("2027", world.day)
    found, after = [], ""
    for _page in range(len(BORN) + 1):
        page = retirements_in(scope, span, after)
        found += [one.key for one in page.rows]
        if not (after := page.next_cursor):
            break
    order = ("wati", "budi", "hadi", "joko", "sari", "putri", "agus")
    assert found == [world.people[who].pk for who in order]
    assert retirement_count(scope, span) == len(BORN)


@pytest.mark.parametrize("after", ["x", "1.2.3.4", "2027-01-01.x.y.5", "...", "2027-01-01.1"])
def test_a_cursor_that_somebody_made_up_begins_anew(world: World, after: str, as_: Any) -> None:
    place(world, "sari", date(1969, 5, 20), name="Bidan")
    scope, span = world.scope("dewi"), span_of("2027", world.day)
    assert retirements_in(scope, span, after) == retirements_in(scope, span)
    assert as_("dewi").get(reverse("people:retirement-list"), {"after": after}).status_code == 200
