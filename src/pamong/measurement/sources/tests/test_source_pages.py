"""Sources through the browser: from a new one to saved figures, with what is typed wrongly said beside it."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from pamong.measurement.cards.tests.make import make_card
from pamong.measurement.models import Card, Reading, Source, SourceRun
from pamong.measurement.sources.actions import (
    SourceInput,
    add_source,
    change_source,
    remove_source,
)
from pamong.measurement.sources.card_actions import make_cards
from pamong.measurement.sources.mapping import Mapping
from pamong.measurement.sources.presentation import source_facts
from pamong.measurement.sources.run_actions import Arrival, look_again, receive_run
from pamong.measurement.sources.tests.make import HEAD, acting, at, make_source, mapped, written
from pamong.people.tests.world import World

LONG = Mapping(name="Nama", values=("2025",))
TABLE = "Indikator;Satuan;2024;2025\nBalita ditimbang;orang;1.250;1.300,5\nHal lain;orang;x;7\n"


def sent(client: Any, source: Source, text: str) -> Any:
    file = SimpleUploadedFile("angka.csv", text.encode(), content_type="text/csv")
    return client.post(f"/sources/{source.uuid}/file", {"file": file})


def test_an_office_goes_from_a_new_source_to_saved_figures(world: World, as_: Any) -> None:
    client = as_("dewi")
    first = {"name": "Laporan", "kind": "file", "person": world.budi.nip}
    assert client.post("/sources/new", first).status_code == 303
    source = Source.objects.get()
    assert source.owner == world.budi
    where = sent(client, source, TABLE).headers["Location"]
    assert "Kolomnya belum diatur" in client.get(where).content.decode()
    form = client.get(f"{where}columns")
    assert form.context["form"].initial["values"] == ["2024", "2025"]
    told: dict[str, Any] = {
        "name": "Indikator",
        "measure": "Satuan",
        "values": ["2024", "2025"],
        "mark": ",",
    }
    assert client.post(f"{where}columns", told | {"brings": "reading"}).status_code == 303
    shown = client.get(where).content.decode()
    assert "Indikator yang belum dikenal" in shown
    assert "“x” bukan angka" in shown
    assert client.post(f"{where}cards").status_code == 303
    assert client.post(f"{where}write").status_code == 303
    assert client.post(f"{where}write").status_code == 303  # pressed twice
    assert Reading.objects.count() == 3
    assert Card.objects.count() == 2
    done = client.get(where).content.decode()
    assert "3 baru, 0 berubah, 0 tetap, 1 ditolak." in done
    card = Card.objects.get(indicator__name="Balita ditimbang")
    assert where in client.get(f"/indicators/{card.uuid}/?year=2025").content.decode()
    rejected = client.get(f"{where}rejected")
    assert rejected.status_code == 200
    b"".join(rejected.streaming_content)


def test_a_mapping_says_what_it_still_needs(world: World, as_: Any) -> None:
    source, client = make_source(world), as_("dewi")
    where = sent(client, source, "Nama;Angka;Lain\nA;1;2\n").headers["Location"]
    told = {"mark": ",", "brings": "reading", "values": ["Angka"]}
    answer = client.post(f"{where}columns", told)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Pilih kolom nama atau kode indikator." in text
    assert "judul kolom angka tidak menyebutnya" in text
    told |= {"name": "Nama", "fixed_time": "entah"}
    assert "Tulis periodenya" in client.post(f"{where}columns", told).content.decode()


def test_a_name_is_matched_by_a_suggestion_or_by_the_code_of_a_card(world: World, as_: Any) -> None:
    card, source = make_card(world, code="A"), make_source(world)
    run = mapped(world, source, HEAD + "LAIN;2025;4\n")
    client, where = as_("budi"), f"/sources/runs/{run.uuid}/"
    assert client.post(f"{where}match", {"code_0": "tidak ada"}).status_code == 422
    assert client.post(f"{where}match", {}).status_code == 422
    assert client.post(f"{where}match", {"code_0": "a"}).status_code == 303
    assert client.post(f"{where}write").status_code == 303
    assert Reading.objects.get().indicator == card.indicator


def test_a_name_twice_and_a_wrong_file_are_said_on_their_forms(world: World, as_: Any) -> None:
    source, client = make_source(world), as_("dewi")
    told = {"name": source.name.upper(), "kind": "file"}
    assert client.post("/sources/new", told).status_code == 422
    assert client.post("/sources/new", {"name": "B", "kind": "x"}).status_code == 422
    assert sent(client, source, "%PDF-1.4").status_code == 422
    where = sent(client, source, "\x00\x00;\n").headers.get("Location")
    assert where is None or client.get(where).status_code == 200


def test_pages_ask_a_fixed_number_of_queries(
    world: World, as_: Any, django_assert_max_num_queries: Any
) -> None:
    make_card(world, code="A")
    source, client = make_source(world), as_("dewi")
    for value in range(3):
        run = written(world, source, HEAD + f"A;2025;{value}\n")
    addresses = ["/sources/", f"/sources/{source.uuid}/", f"/sources/runs/{run.uuid}/"]
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_an_owner_keeps_the_kind_and_a_removed_source_brings_nothing(
    world: World, as_: Any
) -> None:
    source, client = make_source(world), as_("dewi")
    answer = client.post(f"/sources/{source.uuid}/change", {"name": "Baru", "person": ""})
    assert answer.status_code == 303
    source.refresh_from_db()
    assert (source.name, source.kind, source.owner) == ("Baru", "file", None)
    assert client.post(f"/sources/{source.uuid}/remove").status_code == 303
    assert sent(client, source, HEAD).status_code == 403


def test_each_verb_is_refused_to_who_does_not_keep_the_cards(world: World) -> None:
    source, told = make_source(world), acting(world, "sari")
    file = Arrival(ContentFile(b"Kode;2025\nA;1\n", name="a.csv"))
    for verb in (
        lambda: add_source(world.agency, SourceInput("Baru", "file"), **told),
        lambda: change_source(source, SourceInput("Baru"), **told),
        lambda: remove_source(source, **told),
        lambda: receive_run(source, file, **told, at=at()),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert not source.runs.exists()
    dewi = acting(world)
    with pytest.raises(ValidationError, match="tidak dapat diambil sendiri"):
        change_source(source, SourceInput("Baru", schedule="day"), **dewi)


def test_a_long_list_of_a_run_is_read_some_rows_at_a_time(world: World, as_: Any) -> None:
    lines = "".join(f"Baris {n};bukan angka\n" for n in range(23))
    run = mapped(world, make_source(world), f"Nama;2025\n{lines}", LONG)
    client, address = as_("dewi"), f"/sources/runs/{run.uuid}/"
    first = client.get(address).context
    assert len(first["rejected"].rows) == 10
    assert (first["more_rejected"], first["first_rejected"]) == ("?rejected=10#rejected", "")
    last = client.get(address, {"rejected": "20"}).context
    assert [row.cells[0] for row in last["rejected"].rows] == ["22", "23", "24"]
    assert (last["more_rejected"], last["first_rejected"]) == ("", "?rejected=0#rejected")
    for odd in ("9999", "-3", "x", "²"):
        assert client.get(address, {"rejected": odd}).status_code == 200


def test_cards_of_one_name_are_told_apart_by_the_unit_that_the_file_names(
    world: World, as_: Any
) -> None:
    told = Mapping(name="Nama", office="Unit", values=("2025",), mark=",")
    source = make_source(world)
    lines = "Nama;Unit;2025\nJumlah pedoman;Irwil I;1\nJumlah pedoman;Irwil II;2\n"
    run = mapped(world, source, lines, told)
    make_cards(run, {one["key"] for one in run.shown["unknown"]}, **acting(world))
    rows = look_again(run, on=world.day).shown["first"]
    assert [row["name"] for row in rows] == ["Jumlah pedoman, Irwil I", "Jumlah pedoman, Irwil II"]
    page = as_("dewi").get(f"/sources/runs/{run.uuid}/").content.decode()
    assert f"{rows[0]['code']} · Irwil I" in page


def test_a_percentage_is_written_as_everywhere(world: World, as_: Any) -> None:
    make_card(world, code="A", measure="%")
    run = mapped(world, make_source(world), HEAD + "A;2025;17,5\n")
    page = as_("dewi").get(f"/sources/runs/{run.uuid}/").content.decode()
    assert "17,5%" in page
    assert "17,5 %" not in page


def test_the_way_a_line_is_encrypted_by_default_can_be_chosen_again(world: World, as_: Any) -> None:
    source = make_source(world, kind="database")
    page = as_("dewi").get(f"/sources/{source.uuid}/connect").content.decode()
    assert page.count('name="encryption"') == 2


def test_the_button_writes_a_large_number_of_figures_as_the_page_does(
    world: World, as_: Any
) -> None:
    run = mapped(world, make_source(world), "Nama;2025\n", LONG)
    SourceRun.objects.filter(pk=run.pk).update(added=1747)
    page = as_("dewi").get(f"/sources/runs/{run.uuid}/").content.decode()
    assert "Simpan 1.747 angka" in page


def test_a_file_of_indicators_that_have_no_card_says_what_to_do_first(
    world: World, as_: Any
) -> None:
    run = mapped(world, make_source(world), "Nama;2025\nSatu;80\nDua;40\nDua;50\n", LONG)
    text = as_("dewi").get(f"/sources/runs/{run.uuid}/").content.decode()
    assert "pilih atau buat kartunya di bawah" in text
    assert " · 40" in text  # never 4E+1


@pytest.mark.parametrize("kind", ["service", "database"])
def test_a_secret_that_is_not_needed_is_not_told_as_missing(world: World, kind: str) -> None:
    source = make_source(world, kind=kind)
    assert dict(source_facts(source))["Rahasia"] == "tidak ada"
