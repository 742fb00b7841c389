"""Cards come in by a table: all or none, never twice, and leave as a table that is read again."""

from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from pamong.ledger.models import Entry
from pamong.measurement.cards.import_actions import import_cards
from pamong.measurement.cards.tests.make import make_card
from pamong.measurement.models import Card, Target
from pamong.people.tests.world import World

HEAD = "Kode;Indikator;Satuan;Arah;Diukur;Unit penanggung jawab;NIP penanggung jawab;Tahun;Target\n"


def sent(client: Any, *lines: str) -> Any:
    text = HEAD + "\n".join(lines)
    file = SimpleUploadedFile("kartu.csv", text.encode(), content_type="text/csv")
    return client.post("/indicators/import", {"file": file})


def test_a_table_makes_cards_with_owners_and_targets_and_the_same_again_nothing(
    world: World, as_: Any
) -> None:
    line = f"IKU-1;Cakupan;%;Makin tinggi makin baik;quarter;{world.clinic.code};{world.budi.nip};2026;87,5"
    client = as_("dewi")
    assert sent(client, line).status_code == 303
    card = Card.objects.get(code="IKU-1")
    assert (card.owner, card.unit, card.indicator.unit) == (world.budi, world.clinic, "%")
    assert Target.objects.get(indicator=card.indicator).value == Decimal("87.5")
    entries = Entry.objects.filter(subject_uuid=card.uuid).count()
    assert sent(client, line).status_code == 303
    assert Entry.objects.filter(subject_uuid=card.uuid).count() == entries
    assert import_cards(world.agency, [], by=world.account("dewi"), on=world.day).added == 0


def test_a_row_in_the_way_keeps_all_out_and_is_named_with_its_line(world: World, as_: Any) -> None:
    good, client = "IKU-1;Satu;;;;;;;", as_("dewi")
    for wrong, said in (
        ("IKU-2;Dua;;;;TIDAK-ADA;;;", "Baris 3: Tidak ada satu unit"),
        ("IKU-2;Dua;;ke samping;;;;;", "Baris 3: “ke samping” tidak dikenal"),
        ("IKU-1;Dua;;;;;;;", "Baris 3: Kode ini sudah ada di baris 2."),
        (";Dua;;;;;;;", "Baris 3: Isi kolom kode."),
        ("IKU-2;Dua;;;;;;dua ribu;", "Baris 3: Isi tahun"),
    ):
        answer = sent(client, good, wrong)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not Card.objects.exists()


def test_a_table_that_is_too_long_is_refused_whole_and_none_of_its_rows_is_lost_unsaid(
    world: World, as_: Any
) -> None:
    del world
    answer = sent(as_("dewi"), *(f"IKU-{n};Indikator {n};;;;;;;" for n in range(1001)))
    assert answer.status_code == 422
    assert "lebih dari 1.000 baris" in answer.content.decode()
    assert not Card.objects.exists()


def test_the_cards_leave_as_a_table_that_changes_nothing_when_it_comes_back(
    world: World, as_: Any
) -> None:
    card, client = make_card(world, definition="Yang ditimbang"), as_("dewi")
    content = b"".join(client.get("/indicators/table").streaming_content)
    file = SimpleUploadedFile("kartu.xlsx", content)
    assert client.post("/indicators/import", {"file": file}).status_code == 303
    assert Card.objects.get().version == card.version
