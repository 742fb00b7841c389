"""One result of the library is written, changed and retired in the browser; the whole leaves and comes back."""

import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.library.actions import mark_of, remove_library_result, write_library
from pamong.performance.library.papers import write_library_table
from pamong.performance.library.queries import library_of
from pamong.performance.library.reading import Owed, read_library
from pamong.performance.library.tests.test_library import TEACHER, brought_in, pack_of
from pamong.performance.models import LibraryResult

ADD = "/library/add"
LINE = {
    "name_0": "Murid yang lulus",
    "target_0": "87,5",
    "unit_0": "%",
    "direction_0": "more",
    "source_0": "Rapor",
}
SENT = {"post": "Guru", "kind": "utama", "text": "Meningkatnya kelulusan murid", **LINE}


def entry(world: World, place: int = 1) -> LibraryResult:
    return LibraryResult.objects.get(agency=world.agency, place=place)


def sent_of(row: LibraryResult, **more: str) -> dict[str, str]:
    """What the form of a standing result sends unless something is typed."""
    sent = {"seen": mark_of(row), "kind": row.kind, "text": row.text}
    for at, line in enumerate(row.indicators.all()):
        sent |= {f"name_{at}": line.name, f"unit_{at}": line.unit, f"target_{at}": str(line.target)}
        sent |= {f"aspect_{at}": line.aspect, f"direction_{at}": line.direction}
    return sent | more


def test_a_new_result_stands_below_those_of_its_post(world: World, as_: Any) -> None:
    brought_in(world, *TEACHER)
    assert as_("dewi").post(ADD, SENT).status_code == 303
    row = entry(world, 3)
    assert (row.post, row.text) == ("Guru", "Meningkatnya kelulusan murid")
    (line,) = row.indicators.all()
    assert (line.target, line.unit, line.direction) == (Decimal("87.5"), "%", "more")
    assert Entry.objects.filter(verb="performance.library_written").count() == 1
    assert "Meningkatnya kelulusan murid" in as_("sari").get("/library").content.decode()


def test_a_result_is_changed_and_an_emptied_line_goes(world: World, as_: Any) -> None:
    brought_in(world, *TEACHER)
    row, dewi = entry(world), as_("dewi")
    url = f"/library/{row.uuid}"
    assert "Murid di atas minimum" in dewi.get(url).content.decode()
    sent = sent_of(
        row, text="Meningkatnya numerasi murid", target_0="≤ 5", name_1="", target_1="", unit_1=""
    )
    assert dewi.post(url, sent).status_code == 303
    row.refresh_from_db()
    assert row.text == "Meningkatnya numerasi murid"
    assert [line.target for line in row.indicators.all()] == [Decimal(5)]


def test_two_tabs_do_not_write_over_each_other(world: World, as_: Any) -> None:
    brought_in(world, *TEACHER)
    row, dewi = entry(world), as_("dewi")
    old = sent_of(row)
    dewi.post(f"/library/{row.uuid}", sent_of(row, text="Yang pertama"))
    answer = dewi.post(f"/library/{row.uuid}", {**old, "text": "Yang kedua"})
    assert answer.status_code == 422
    assert "sudah diubah di tempat lain" in answer.content.decode()
    assert entry(world).text == "Yang pertama"


@pytest.mark.parametrize(
    "odd",
    [
        {"name_0": ""},
        {"name_0": "", "target_0": "", "unit_0": "", "source_0": ""},
        {"text": " "},
        {"post": ""},
        {"kind": "lain"},
        {"aspect_0": "warna"},
        {"target_0": "1" * 19},
        {"unit_0": "x" * 61},
    ],
)
def test_what_cannot_be_comes_back_with_what_was_typed(
    world: World, as_: Any, odd: dict[str, str]
) -> None:
    answer = as_("dewi").post(ADD, {**SENT, **odd})
    assert answer.status_code == 422
    assert not LibraryResult.objects.exists()


def test_one_result_is_retired_and_the_others_stay(world: World, as_: Any) -> None:
    brought_in(world, *TEACHER)
    row, dewi = entry(world), as_("dewi")
    assert dewi.post(f"/library/{row.uuid}/remove").status_code == 303
    assert dewi.post(f"/library/{row.uuid}/remove").status_code == 404
    assert LibraryResult.objects.count() == 1
    assert Entry.objects.filter(verb="performance.library_result_removed").count() == 1


def test_nobody_else_writes_or_retires(world: World) -> None:
    brought_in(world, *TEACHER)
    row = entry(world)
    for name in ("rini", "tono", "sari", "lina"):
        given: Any = {"by": world.account(name), "on": world.day}
        with pytest.raises(PermissionDenied):
            write_library(row, Owed("A", "utama"), seen=mark_of(row), source="x", **given)
        with pytest.raises(PermissionDenied):
            remove_library_result(row, **given)
    given = {"by": world.account("dewi"), "on": world.day}
    with pytest.raises(ValidationError):
        write_library(row, Owed("A", "utama"), seen="", source="x", **given)


def test_what_leaves_as_a_file_comes_back_the_same(world: World, as_: Any) -> None:
    brought_in(world, *TEACHER)
    rows = [row for some in library_of(world.scope("dewi")).values() for row in some]
    stream, pack = io.BytesIO(), pack_of(world)
    write_library_table(stream, pack, rows)
    stream.seek(0)
    again = read_library(stream, "pustaka.xlsx", pack)
    assert again.rejected == []
    assert [one.text for one in again.posts["Guru"]] == [row.text for row in rows]
    for one, row in zip(again.posts["Guru"], rows, strict=True):
        standing = [
            (line.name, line.aspect, line.target, line.direction) for line in row.indicators.all()
        ]
        assert [(i.name, i.aspect, i.target, i.direction) for i in one.indicators] == standing
    answer = as_("sari").get("/library/table")
    assert answer.status_code == 200
