"""One file holds several plans of a person: each period is a plan of its own."""

import io
from datetime import date

import pytest

from pamong.people.models import Assignment, Supervision
from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.plan.content import content_of
from pamong.performance.plan_files.reading import read_plans_file
from pamong.performance.plan_files.tests.test_import_planfile import book, looked, row, write
from pamong.performance.tests.make import YEAR

FIRST = {"PERIODE_AWAL": date(YEAR, 1, 1), "PERIODE_AKHIR": date(YEAR, 6, 30)}
SECOND = {"PERIODE_AWAL": date(YEAR, 7, 1), "PERIODE_AKHIR": date(YEAR, 12, 31)}


def plans(world: World) -> list[Plan]:
    return list(Plan.objects.filter(employee=world.sari).order_by("starts_on"))


def test_two_periods_are_two_plans(world: World) -> None:
    data = book(
        row(world.sari.nip, **FIRST),
        row("", INDIKATOR_KINERJA_INDIVIDU="Balita diimunisasi"),
        row(world.sari.nip, RENCANA_HASIL_KERJA="Terlaksananya posyandu", **SECOND),
        row("", RENCANA_HASIL_KERJA="", INDIKATOR_KINERJA_INDIVIDU="Posyandu aktif"),
    )
    assert str(write(world, data)) == "added 2, unchanged 0, rejected 0"
    one, two = plans(world)
    assert (one.starts_on, one.ends_on) == (date(YEAR, 1, 1), date(YEAR, 6, 30))
    assert (two.starts_on, two.ends_on) == (date(YEAR, 7, 1), date(YEAR, 12, 31))
    names = [[line.name for line in content_of(p).main[0].indicators] for p in (one, two)]
    assert names == [
        ["Bayi diimunisasi", "Balita diimunisasi"],
        ["Bayi diimunisasi", "Posyandu aktif"],
    ]
    assert content_of(two).main[0].text == "Terlaksananya posyandu"


def test_the_same_file_again_changes_nothing(world: World) -> None:
    data = book(row(world.sari.nip, **FIRST), row(world.sari.nip, **SECOND))
    write(world, data)
    assert str(write(world, data)) == "added 0, unchanged 2, rejected 0"


def test_rows_of_a_period_may_stand_apart(world: World) -> None:
    more = {"INDIKATOR_KINERJA_INDIVIDU": "Balita diimunisasi"}
    data = book(
        row(world.sari.nip, **FIRST),
        row(world.budi.nip),
        row(world.sari.nip, **SECOND),
        row(world.sari.nip, **FIRST | more),
    )
    taken = looked(world, data)
    found = [w for w in taken.added if w.employee == world.sari]
    assert [len(w.results[0].lines) for w in found] == [2, 1]


def test_a_row_that_names_no_period_of_several_is_rejected(world: World) -> None:
    data = book(
        row(world.sari.nip, **FIRST),
        row(world.sari.nip, **SECOND),
        row(world.putri.nip),
        row(world.sari.nip),
    )
    [refused] = looked(world, data).rejected
    assert "isi Periode Awal" in refused.reason


def test_periods_that_overlap_are_told_apart_by_their_rows(world: World) -> None:
    late = {"PERIODE_AWAL": date(YEAR, 6, 1), "PERIODE_AKHIR": date(YEAR, 12, 31)}
    taken = looked(world, book(row(world.sari.nip, **FIRST), row(world.sari.nip, **late)))
    assert len(taken.added) == 1
    [refused] = taken.rejected
    assert "bertumpuk dengan SKP lain orang ini" in refused.reason


def test_two_last_days_of_one_period_are_a_fault(world: World) -> None:
    other = FIRST | {"PERIODE_AKHIR": date(YEAR, 7, 31)}
    taken = looked(world, book(row(world.sari.nip, **FIRST), row("", **other)))
    assert not taken.added
    assert "dua hari terakhir" in taken.rejected[0].reason


def test_a_part_belongs_to_every_plan_of_the_person(world: World) -> None:
    parts = [(world.sari.nip, "Dukungan Sumber Daya", "Vaksin tersedia")]
    write(world, book(row(world.sari.nip, **FIRST), row(world.sari.nip, **SECOND), parts=parts))
    for plan in plans(world):
        assert list(content_of(plan).annexes.values()) == [("Vaksin tersedia",)]


def test_a_period_that_is_over_stands_in_the_post_of_then(world: World) -> None:
    post = Assignment.objects.get(employee=world.sari)
    turn = date(YEAR, 7, 1)
    Assignment.objects.filter(pk=post.pk).update(valid_to=turn, unit=world.school)
    Assignment.objects.create(
        employee=world.sari, unit=world.clinic, position=post.position, valid_from=turn
    )
    now = Supervision.objects.filter(employee=world.sari, rater=world.budi)
    now.update(valid_from=turn)
    Supervision.objects.filter(employee=world.sari, rater=world.hadi).update(
        rater=world.wati, valid_to=turn
    )
    write(world, book(row(world.sari.nip, **FIRST), row(world.sari.nip, **SECOND)))
    one, two = plans(world)
    assert (one.unit, one.rater) == (world.school, world.wati)
    assert (two.unit, two.rater) == (world.clinic, world.budi)


@pytest.mark.parametrize("name", ["TAHUN", "YEAR"])
def test_the_year_alone_tells_two_plans_apart(world: World, name: str) -> None:
    text = f"NIP;{name};RENCANA HASIL KERJA;INDIKATOR KINERJA INDIVIDU;TARGET;SATUAN\n"
    text += "".join(f"{world.sari.nip};{y};A;B;3;x\n" for y in (YEAR, YEAR + 1))
    read = read_plans_file(io.BytesIO(text.encode()), "skp.csv")
    assert [plan.begins for plan in read.plans] == [date(YEAR, 1, 1), date(YEAR + 1, 1, 1)]
