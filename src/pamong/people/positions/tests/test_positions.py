"""Posts are added, renamed and closed on pages, with what to do where they cannot be."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pamong.ledger.models import Entry
from pamong.people.importing.queries import plan_import
from pamong.people.importing.tests.files import NIPS, parsed
from pamong.people.models import Assignment, DataProblem, Position
from pamong.people.positions.actions import (
    PositionFacts,
    add_position,
    change_position,
    close_position,
    reopen_position,
)
from pamong.people.posts.actions import NewPost, move_employee
from pamong.people.posts.queries import positions_named
from pamong.people.tests.world import World

FACTS = PositionFacts("Penata Kearsipan", Position.Kind.EXECUTIVE.value, grade=7)
MOST_QUERIES = 12


def add(world: World, who: str = "dewi", facts: PositionFacts = FACTS) -> Position:
    return add_position(world.agency, facts, by=world.account(who), on=world.day)


def close(world: World, position: Position, day: date | None = None) -> Position:
    by = world.account("dewi")
    return close_position(position, valid_to=day or world.day, by=by, on=world.day)


def text_of(page: Any) -> str:
    return str(page.content.decode())


def test_add_position_is_ledgered_and_found_for_a_move(world: World) -> None:
    position = add(world)
    entry = Entry.objects.get(verb="people.position_added")
    assert entry.subject_uuid == position.uuid
    assert positions_named(world.agency.pk, "kearsipan", world.day) == [position]


def test_a_units_administrator_adds_and_does_not_rename(world: World) -> None:
    position = add(world, "rini")
    by = world.account("rini")
    with pytest.raises(PermissionDenied):
        change_position(position, FACTS, by=by, on=world.day)
    with pytest.raises(PermissionDenied):
        close_position(position, valid_to=world.day, by=by, on=world.day)


@pytest.mark.parametrize("who", ["sari", "budi", "tono", "lina"])
def test_nobody_else_keeps_posts(world: World, who: str) -> None:
    position, by = add(world), world.account(who)
    with pytest.raises(PermissionDenied):
        add(world, who, PositionFacts("Lain", Position.Kind.EXECUTIVE.value))
    with pytest.raises(PermissionDenied):
        change_position(position, FACTS, by=by, on=world.day)
    with pytest.raises(PermissionDenied):
        close_position(position, valid_to=world.day, by=by, on=world.day)
    with pytest.raises(PermissionDenied):
        reopen_position(position, by=by, on=world.day)


def test_one_name_is_one_post_whatever_its_capitals(world: World) -> None:
    position = add(world)
    again = PositionFacts("PENATA KEARSIPAN", Position.Kind.EXECUTIVE.value)
    with pytest.raises(ValidationError, match="sudah ada"):
        add(world, facts=again)
    close(world, position)
    with pytest.raises(ValidationError, match="buka kembali"):
        add(world, facts=again)
    changed = change_position(position, again, by=world.account("dewi"), on=world.day)
    assert changed.name == "PENATA KEARSIPAN"


def test_change_position_keeps_the_former_name_in_the_record(world: World) -> None:
    position = add(world)
    new = PositionFacts("Arsiparis", Position.Kind.FUNCTIONAL.value, "Ahli Pertama", 8)
    change_position(position, new, by=world.account("dewi"), on=world.day)
    entry = Entry.objects.get(verb="people.position_changed")
    assert entry.changes["kind"] == ["pelaksana", "fungsional"]
    assert entry.changes["grade"] == [7, 8]
    change_position(position, new, by=world.account("dewi"), on=world.day)
    assert Entry.objects.filter(verb="people.position_changed").count() == 1


def test_a_post_that_no_longer_leads_leaves_its_unit_without_a_head(world: World) -> None:
    assert world.budi.position is not None
    new = PositionFacts("Koordinator Puskesmas", Position.Kind.FUNCTIONAL.value)
    change_position(world.budi.position, new, by=world.account("dewi"), on=world.day)
    assert DataProblem.objects.filter(unit=world.clinic, kind=DataProblem.Kind.NO_HEAD).exists()


def test_a_post_that_is_held_is_not_closed_and_the_sentence_says_what_to_do(world: World) -> None:
    assert world.budi.position is not None
    with pytest.raises(ValidationError, match="catat dahulu mutasinya"):
        close(world, world.budi.position)
    leaves = world.day + timedelta(days=10)
    Assignment.objects.filter(employee=world.budi).update(valid_to=leaves)
    with pytest.raises(ValidationError):
        close(world, world.budi.position, leaves - timedelta(days=1))
    assert close(world, world.budi.position, leaves).valid_to == leaves


def test_nobody_is_moved_to_a_closed_post_and_no_file_places_anybody_there(world: World) -> None:
    position = close(world, add(world))
    post = NewPost(world.clinic, position, world.day)
    with pytest.raises(ValidationError, match="buka kembali"):
        move_employee(world.sari, post, by=world.account("dewi"), on=world.day)
    assert positions_named(world.agency.pk, "kearsipan", world.day) == []
    row = (NIPS[0], "Ani", "penata kearsipan", world.clinic.code, "", "")
    plan = plan_import(world.agency, parsed(row), world.day)
    assert "sudah ditutup" in plan.rejected[0].reason


def test_reopen_position_takes_the_end_back(world: World) -> None:
    position = close(world, add(world))
    reopen_position(position, by=world.account("dewi"), on=world.day)
    assert Position.objects.get(pk=position.pk).valid_to is None
    entry = Entry.objects.get(verb="people.position_reopened")
    assert entry.changes["valid_to"] == [str(world.day), None]


def test_the_pages_lead_from_adding_to_closing(world: World, as_: Any) -> None:
    dewi = as_("dewi")
    asked = {"name": "Penata  Kearsipan", "kind": "pelaksana", "level": "", "grade": "7"}
    assert dewi.post("/positions/add", asked).status_code == 303
    position = Position.objects.get(name="Penata Kearsipan")
    again = dewi.post("/positions/add", asked)
    assert again.status_code == 422
    assert 'value="Penata  Kearsipan"' in text_of(again)
    assert "Penata Kearsipan" in text_of(dewi.get("/positions?q=kearsipan"))
    url = f"/positions/{position.uuid}"
    assert dewi.post(f"{url}/close", {"valid_to": str(world.day)}).status_code == 303
    assert "Penata Kearsipan" not in text_of(dewi.get("/positions?q=kearsipan"))
    assert "Penata Kearsipan" in text_of(dewi.get("/positions?q=kearsipan&show=closed"))
    assert "Buka kembali jabatan" in text_of(dewi.get(f"{url}/change"))
    assert dewi.post(f"{url}/reopen").status_code == 303


def test_a_held_post_is_refused_on_the_form(world: World, as_: Any) -> None:
    assert world.budi.position is not None
    url = f"/positions/{world.budi.position.uuid}/close"
    page = as_("dewi").post(url, {"valid_to": str(world.day)})
    assert page.status_code == 422
    assert "masih dipegang 1 pegawai" in text_of(page)
    assert str(world.day.year) in text_of(page)


def test_the_units_page_lists_the_posts_held_there(world: World, as_: Any) -> None:
    page = text_of(as_("sari").get(f"/units/{world.clinic.uuid}"))
    assert "Jabatan di unit ini" in page
    assert "Kepala UPTD Puskesmas" in page
    assert "/positions" not in page
    assert "/positions" in text_of(as_("rini").get(f"/units/{world.clinic.uuid}"))


def test_the_list_costs_a_fixed_number_of_queries(world: World, as_: Any) -> None:
    for number in range(30):
        facts = PositionFacts(f"Jabatan {number:02}", Position.Kind.EXECUTIVE.value)
        add(world, facts=facts)
    client = as_("dewi")
    client.get("/positions")
    with CaptureQueriesContext(connection) as asked:
        first = client.get("/positions")
    assert len(asked) <= MOST_QUERIES
    assert "Jabatan 29" in text_of(client.get(f"/positions{first.context['next_url']}"))
