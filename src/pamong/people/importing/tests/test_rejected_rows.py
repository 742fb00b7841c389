"""A rejected row changes nothing: not the unit nor the post that it names, whatever it says of them."""

from datetime import timedelta
from typing import Any

import pytest

from pamong.ledger.actions import SHELL
from pamong.people.importing.actions import import_people
from pamong.people.importing.plan import ImportPlan
from pamong.people.importing.queries import plan_import
from pamong.people.importing.tests.files import NIPS, parsed
from pamong.people.models import Employee, Position, Unit
from pamong.people.tests.world import World

HEADINGS = (
    *("NIP", "ID", "Nama", "Jabatan", "Kelas jabatan", "Kode unit", "Nama unit"),
    "Unit berlaku sejak",
)


def plan_of(world: World, *rows: tuple[str, ...]) -> ImportPlan:
    return plan_import(world.agency, parsed(*rows, headings=HEADINGS), world.day)


def row(world: World, nip: str, **more: str) -> tuple[str, ...]:
    told = {"id": "", "name": "Ani", "post": world.sari.position.name, "grade": ""}  # type: ignore[union-attr]
    told |= {"unit": "Puskesmas Baru"} | more
    since = f"{world.day - timedelta(days=5):%d-%m-%Y}"
    return (
        *(nip, told["id"], told["name"], told["post"], told["grade"]),
        *(world.clinic.code, told["unit"], since),
    )


@pytest.fixture
def closed(world: World) -> Position:
    """A post that was closed: a row that names it is rejected."""
    past = world.day - timedelta(days=10)
    return Position.objects.create(agency=world.agency, name="Juru Tik", valid_to=past)


def take_in(world: World, plan: ImportPlan) -> None:
    import_people(world.agency, plan, by=SHELL, on=world.day, partial=True)


def test_a_rejected_row_renames_no_unit(world: World, closed: Position) -> None:
    plan = plan_of(world, row(world, NIPS[0], post=closed.name))
    assert [one.line for one in plan.rejected] == [2]
    assert not plan.unit_updates
    former = world.clinic.name
    take_in(world, plan)
    assert Unit.objects.get(pk=world.clinic.pk).name == former


def test_another_row_that_stands_still_renames_it(world: World, closed: Position) -> None:
    plan = plan_of(
        world,
        row(world, NIPS[0], post=closed.name, unit="Puskesmas Keliru"),
        row(world, NIPS[1], name="Budi"),
    )
    assert [one.line for one in plan.rejected] == [2]
    assert [update.name for update in plan.unit_updates] == ["Puskesmas Baru"]


def test_the_same_words_of_a_rejected_row_and_of_one_that_stands_count_once(
    world: World, closed: Position
) -> None:
    plan = plan_of(world, row(world, NIPS[0], post=closed.name), row(world, NIPS[1], name="Budi"))
    assert [update.name for update in plan.unit_updates] == ["Puskesmas Baru"]


def test_a_row_outside_its_contracts_changes_no_post(world: World) -> None:
    assert world.sari.position
    headings = (*HEADINGS, "Mulai kontrak", "Akhir kontrak")
    told = (*row(world, NIPS[0], grade="9"), "01-01-2026", "31-12-2026")
    plan = plan_import(world.agency, parsed(told, headings=headings), world.day)
    assert plan.rejected
    assert not plan.post_updates
    take_in(world, plan)
    before = world.sari.position.grade
    assert Position.objects.get(pk=world.sari.position.pk).grade == before


def test_what_a_rejected_row_says_of_a_new_post_is_not_taken(world: World) -> None:
    headings = (*HEADINGS, "Mulai kontrak", "Akhir kontrak")
    rows: list[Any] = [
        (*row(world, NIPS[0], post="Penjaga Baru", grade="9"), "01-01-2026", "31-12-2026"),
        (*row(world, NIPS[1], name="Budi", post="Penjaga Baru", grade="5"), "", ""),
    ]
    plan = plan_import(world.agency, parsed(*rows, headings=headings), world.day)
    assert [one.line for one in plan.rejected] == [2]
    (made,) = [post.facts for post in plan.posts]
    assert (made.name, made.grade) == ("Penjaga Baru", 5)
    assert Employee.objects.filter(nip=NIPS[1]).count() == 0
