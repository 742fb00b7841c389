"""A fixed library of results by post."""

import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from pamong.documents.sheets import UnusableFileError
from pamong.ledger.models import Entry
from pamong.people.models import Employee
from pamong.people.tests.make import make_employee, make_position
from pamong.people.tests.world import World
from pamong.performance.library.actions import import_library, remove_library
from pamong.performance.library.papers import write_template
from pamong.performance.library.queries import library_for, owes
from pamong.performance.library.reading import LibraryFile, read_library
from pamong.performance.models import LibraryResult, Plan
from pamong.performance.plan.copying import copy_results
from pamong.performance.rules import plan_pack_on
from pamong.performance.tests.make import make_plan
from pamong.policy.pack import Pack

HEADINGS = "Jabatan;RHK;Klasifikasi;Aspek;Indikator;Target;Satuan;Arah;Sumber data"
TEACHER = (
    "Guru;Meningkatnya literasi murid;Utama;Kualitas;Murid di atas minimum;80;%;;Rapor",
    ";;;Kuantitas;Jurnal mengajar;40;jurnal;;",
    ";Terselenggaranya ekstrakurikuler;Tambahan;;Keluhan orang tua;≤ 3;keluhan;;",
)


def pack_of(world: World) -> Pack:
    return plan_pack_on(world.day, Employee.Kind.PNS.value, local=())


def read(world: World, *lines: str) -> LibraryFile:
    data = "\n".join((HEADINGS, *lines)).encode()
    return read_library(io.BytesIO(data), "pustaka.csv", pack_of(world))


def brought_in(world: World, *lines: str) -> None:
    by, on = world.account("dewi"), world.day
    import_library(world.agency, read(world, *lines), source="pustaka.csv", by=by, on=on)


def test_empty_cells_follow_the_row_above(world: World) -> None:
    file = read(world, *TEACHER)
    assert file.rejected == []
    first, second = file.posts["Guru"]
    assert [line.name for line in first.indicators] == ["Murid di atas minimum", "Jurnal mengajar"]
    assert [line.target for line in first.indicators] == [Decimal(80), Decimal(40)]
    assert (first.kind, second.kind) == ("utama", "tambahan")
    (few,) = second.indicators
    assert (few.direction, few.target) == ("less", Decimal(3))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (";A;;;B;1;;;", "Isi jabatan"),
        ("Guru;A;;Warna;B;1;;;", "Warna"),
        ("Guru;A;;;;1;;;", "Indikator kosong"),
        ("Guru;A;;;B;1;;ke samping;", "ke samping"),
        ("Guru;A;;;B;1000000000000000000;;;", "terlalu besar"),
        (f"Guru;{'a' * 1001};;;B;1;;;", "1000 huruf"),
    ],
)
def test_a_row_that_cannot_be_read_says_what_to_mend(world: World, line: str, said: str) -> None:
    ((number, reason),) = read(world, line).rejected
    assert number == 2
    assert said in reason


def test_a_file_without_the_headings_is_refused(world: World) -> None:
    with pytest.raises(UnusableFileError, match="Judul kolom"):
        read_library(io.BytesIO(b"a;b\n1;2"), "x.csv", pack_of(world))


def test_a_file_takes_the_place_of_the_posts_that_it_names(world: World) -> None:
    brought_in(world, *TEACHER, "Bidan;Selamatnya ibu;;;Persalinan di faskes;95;%;;")
    brought_in(world, "Guru;Hasil baru;;;Indikator baru;1;laporan;;")
    kept = LibraryResult.objects.filter(agency=world.agency)
    assert set(kept.values_list("post", "text")) == {
        ("Guru", "Hasil baru"),
        ("Bidan", "Selamatnya ibu"),
    }
    assert Entry.objects.filter(verb="performance.library_imported").count() == 2


def test_rejected_rows_keep_the_whole_file_out(world: World) -> None:
    file = read(world, *TEACHER, "Guru;A;;Warna;B;1;;;")
    with pytest.raises(ValidationError, match="Perbaiki"):
        import_library(world.agency, file, source="", by=world.account("dewi"), on=world.day)
    assert not LibraryResult.objects.exists()


@pytest.mark.parametrize("who", ["sari", "budi", "rini", "tono", "lina"])
def test_only_the_agencys_personnel_office_keeps_it(world: World, who: str) -> None:
    with pytest.raises(PermissionDenied):
        import_library(
            world.agency, read(world, *TEACHER), source="", by=world.account(who), on=world.day
        )
    with pytest.raises(PermissionDenied):
        remove_library(world.agency, "Guru", by=world.account(who), on=world.day)


def test_a_post_is_known_by_the_words_with_which_its_name_begins() -> None:
    assert owes("Guru Ahli Muda", "guru")
    assert owes("Guru Ahli Muda", "Guru Ahli Muda")
    assert not owes("Gurun", "Guru")
    assert not owes("Wakil Guru", "Guru")
    assert not owes("Guru", "")


def test_a_plan_takes_what_its_post_owes_and_nothing_else(world: World, as_: Any) -> None:
    brought_in(world, *TEACHER, "Bidan;Selamatnya ibu;;;Persalinan di faskes;95;%;;")
    teacher = make_employee(
        world.school, name="Ani", position=make_position(world.agency, name="Guru Ahli Muda")
    )
    plan = make_plan(teacher, status=Plan.Status.DRAFTED)
    plan.results.all().delete()
    assert teacher.user is not None
    offered = library_for(plan, world.scope("dewi"))
    assert [row.text for row in offered] == [
        "Meningkatnya literasi murid",
        "Terselenggaranya ekstrakurikuler",
    ]
    client = as_("sari")
    client.force_login(teacher.user)
    address = reverse("performance:plan-copy", args=[plan.uuid])
    assert "Pustaka instansi" in client.get(address).content.decode()
    midwife = LibraryResult.objects.get(post="Bidan")
    answer = client.post(address, {"library": [str(offered[0].uuid), str(midwife.uuid)]})
    assert answer.status_code == 303
    (taken,) = plan.results.all()
    assert taken.text == "Meningkatnya literasi murid"
    lines = [row.indicator for row in taken.indicators.all()]
    assert [line.name for line in lines] == ["Murid di atas minimum", "Jurnal mengajar"]
    assert lines[0].targets.get(year=plan.year).value == Decimal(80)


def test_nothing_picked_is_told(world: World) -> None:
    plan = make_plan(world.sari, status=Plan.Status.DRAFTED)
    with pytest.raises(ValidationError, match="Pilih paling sedikit"):
        copy_results(plan, [], by=world.account("sari"), on=world.day)


def test_a_plan_keeps_what_it_took_when_the_library_goes(world: World) -> None:
    brought_in(world, *TEACHER)
    remove_library(world.agency, "Guru", by=world.account("dewi"), on=world.day)
    assert not LibraryResult.objects.exists()
    with pytest.raises(ValidationError, match="sudah tidak ada"):
        remove_library(world.agency, "Guru", by=world.account("dewi"), on=world.day)


def test_the_page_takes_a_file_and_tells_rows_to_mend_beside_the_field(
    world: World, as_: Any
) -> None:
    client, address = as_("dewi"), reverse("performance:library")
    good = SimpleUploadedFile("p.csv", "\n".join((HEADINGS, *TEACHER)).encode())
    assert client.post(address, {"file": good}).status_code == 303
    assert "Meningkatnya literasi murid" in client.get(address).content.decode()
    bad = SimpleUploadedFile("p.csv", f"{HEADINGS}\nGuru;A;;Warna;B;1;;;".encode())
    answer = client.post(address, {"file": bad})
    assert answer.status_code == 422
    assert "Baris 2" in answer.content.decode()
    assert LibraryResult.objects.count() == 2


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_example_can_be_brought_in_as_it_is(world: World, language: str) -> None:
    stream = io.BytesIO()
    with translation.override(language):
        write_template(stream, pack_of(world))
        stream.seek(0)
        file = read_library(stream, "pustaka-skp.xlsx", pack_of(world))
    assert file.rejected == []
    ((result,),) = file.posts.values()
    assert len(result.indicators) == 2
