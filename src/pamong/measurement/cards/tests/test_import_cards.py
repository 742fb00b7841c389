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


def shown(client: Any, *lines: str, head: str = HEAD) -> Any:
    """The file sent: what it would change."""
    text = head + "\n".join(lines)
    file = SimpleUploadedFile("kartu.csv", text.encode(), content_type="text/csv")
    return client.post("/indicators/import", {"file": file})


def confirmed(client: Any, answer: Any) -> Any:
    """The button of the preview pressed."""
    fields = ("rows", "shown")
    told = {name: answer.context["form"].initial[name] for name in fields}
    return client.post("/indicators/import", told)


def sent(client: Any, *lines: str) -> Any:
    return confirmed(client, shown(client, *lines))


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
    again = shown(client, line)
    assert "0 kartu baru, 0 diubah, 1 tetap." in again.content.decode()
    assert "Tidak ada yang berubah." in again.content.decode()
    assert confirmed(client, again).status_code == 303
    assert Entry.objects.filter(subject_uuid=card.uuid).count() == entries
    assert not import_cards(world.agency, [], by=world.account("dewi"), on=world.day).done


def test_the_look_at_a_table_writes_nothing_and_names_what_each_row_changes(
    world: World, as_: Any
) -> None:
    card, client = make_card(world, code="IKU-1", name="Satu"), as_("dewi")
    entries = Entry.objects.count()
    lines = ("IKU-1;Satu;kasus;;;;;2026;0,5", "IKU-2;Dua;;;;;;;", "IKU-3;Tiga;;;;TIDAK-ADA;;;")
    answer = shown(client, *lines)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "1 kartu baru, 1 diubah, 0 tetap, 1 ditolak." in text
    assert "Target: 0,5" in text
    assert "Satuan: kasus" in text
    assert "Tidak ada satu unit dengan kode atau nama “TIDAK-ADA”" in text
    assert (Card.objects.count(), Target.objects.count()) == (1, 0)
    assert Entry.objects.count() == entries
    assert confirmed(client, answer).status_code == 303
    card.indicator.refresh_from_db()
    assert (card.indicator.unit, Card.objects.count()) == ("kasus", 2)
    assert Target.objects.get().value == Decimal("0.5")


def test_the_look_at_a_new_card_says_what_it_will_hold(world: World, as_: Any) -> None:
    lines = ("IKU-1;Waktu tunggu;menit;kurang;Triwulan;;;2026;15", "IKU-2;Cakupan;%;Lebih;;;;;")
    text = shown(as_("dewi"), *lines, "IKU-3;Tiga;;;;;;;").content.decode()
    assert "Satuan: menit; Arah: Makin rendah makin baik; Diukur: Setiap triwulan;" in text
    assert "Target 2026: 15" in text
    assert "Satuan: %; Arah: Makin tinggi makin baik" in text
    assert "Kode dan nama saja" in text


def test_what_changed_since_the_look_is_shown_anew(world: World, as_: Any) -> None:
    client = as_("dewi")
    answer = shown(client, "IKU-1;Satu;;;;;;;")
    make_card(world, code="IKU-1", name="Yang lain")
    stale = confirmed(client, answer)
    assert stale.status_code == 422
    assert "Keadaannya berubah sesudah Anda memeriksa" in stale.content.decode()
    assert Card.objects.get().indicator.name == "Yang lain"


def test_rows_that_our_page_never_sent_are_refused(world: World, as_: Any) -> None:
    del world
    client = as_("dewi")
    for rows in (
        "{",
        '[["a", {}]]',
        '[[1, {"code": "A"}]]',
        '[[1, {"code": "A", "name": [1]}]]',
        '[[1, {"code": "A", "name": "B", "baseline": 1e999, "target": NaN, "year": "x"}]]',
    ):
        answer = client.post("/indicators/import", {"rows": rows})
        assert answer.status_code == 422, rows
        assert "Isian tidak utuh" in answer.content.decode()
    assert not Card.objects.exists()


def test_a_row_in_the_way_is_named_with_its_line_and_keeps_all_out_of_a_program(
    world: World, as_: Any
) -> None:
    good, client = "IKU-1;Satu;;;;;;;", as_("dewi")
    for wrong, said in (
        ("IKU-2;Dua;;;;TIDAK-ADA;;;", "Tidak ada satu unit"),
        ("IKU-2;Dua;;ke samping;;;;;", "“ke samping” tidak dikenal"),
        ("IKU-1;Dua;;;;;;;", "Kode ini sudah ada di baris 2."),
        (";Dua;;;;;;;", "Isi kolom kode."),
        ("IKU-2;Dua;;;;;;dua ribu;", "Isi tahun"),
    ):
        answer = shown(client, good, wrong)
        assert (answer.status_code, answer.context["new"]) == (200, 1)
        refused = [row.cells for row in answer.context["rejected"].rows]
        assert refused[0][0] == "3"
        assert said in refused[0][2]
        file = SimpleUploadedFile("kartu.csv", (HEAD + f"{good}\n{wrong}").encode())
        at_once = client.post("/indicators/import", {"file": file, "sure": "1"})
        assert at_once.status_code == 422
        assert f"3: {said}" in at_once.content.decode()
    assert not Card.objects.exists()


def test_a_table_that_is_too_long_is_refused_whole_and_none_of_its_rows_is_lost_unsaid(
    world: World, as_: Any
) -> None:
    del world
    answer = shown(as_("dewi"), *(f"IKU-{n};Indikator {n};;;;;;;" for n in range(1001)))
    assert answer.status_code == 422
    assert "lebih dari 1.000 baris" in answer.content.decode()
    assert not Card.objects.exists()


def test_the_cards_leave_as_a_table_that_changes_nothing_when_it_comes_back(
    world: World, as_: Any
) -> None:
    card, client = make_card(world, definition="Yang ditimbang"), as_("dewi")
    content = b"".join(client.get("/indicators/table").streaming_content)
    file = SimpleUploadedFile("kartu.xlsx", content)
    answer = client.post("/indicators/import", {"file": file})
    assert "0 kartu baru, 0 diubah, 1 tetap." in answer.content.decode()
    assert confirmed(client, answer).status_code == 303
    assert Card.objects.get().version == card.version
