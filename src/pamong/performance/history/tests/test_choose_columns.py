"""The columns of a file of earlier years are guessed, shown, and may be chosen by hand."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from pamong.documents.spreadsheets import read_spreadsheet
from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.history.actions import (
    choose_history_columns,
    import_history,
    receive_history,
)
from pamong.performance.models import HistoryUpload, PastResult

CHOSEN = {"nip": 1, "year": 0, "predicate": 2}


def send(world: World, headings: str, *rows: str, **more: Any) -> HistoryUpload:
    file = ContentFile("\n".join([headings, *rows]).encode(), name="lama.csv")
    return receive_history(world.agency, file, by=world.account("dewi"), on=world.day, **more)


@pytest.fixture
def odd(world: World) -> HistoryUpload:
    """A file whose headings nobody knows."""
    return send(world, "Kapan;Orang;Hasil akhir", f"2023;{world.sari.nip};Baik")


def choose(world: World, upload: HistoryUpload, by: str = "dewi") -> HistoryUpload:
    return choose_history_columns(upload, CHOSEN, by=world.account(by), on=world.day)


def test_unknown_headings_are_asked_about_and_not_refused(world: World, odd: HistoryUpload) -> None:
    assert (odd.status, odd.plan_digest, odd.added) == ("shown", "", 0)
    assert odd.shown["samples"][0] == ["2023"]
    with pytest.raises(ValidationError, match="Pilih dahulu kolom"):
        import_history(odd, is_partial=False, by=world.account("dewi"), on=world.day)


def test_the_chosen_columns_are_read_shown_and_written(world: World, odd: HistoryUpload) -> None:
    upload = choose(world, odd)
    assert (upload.added, upload.shown["places"]) == (1, CHOSEN)
    entry = Entry.objects.get(verb="performance.history_columns_chosen")
    assert entry.changes == {"columns": [None, str(CHOSEN)]}
    import_history(upload, is_partial=False, by=world.account("dewi"), on=world.day)
    assert PastResult.objects.get().predicate == "baik"


def test_a_guess_may_be_mended(world: World) -> None:
    upload = send(world, "NIP;Tahun;Predikat;Sebutan baru", f"{world.sari.nip};2023;Kurang;Baik")
    places = upload.shown["places"]
    assert places == {"nip": 0, "year": 1, "predicate": 2}
    mended = choose_history_columns(
        upload, places | {"predicate": 3}, by=world.account("dewi"), on=world.day
    )
    import_history(mended, is_partial=False, by=world.account("dewi"), on=world.day)
    assert PastResult.objects.get().predicate == "baik"


def test_others_choose_nothing(world: World, odd: HistoryUpload) -> None:
    for by in ("rini", "sari", "tono"):
        with pytest.raises(PermissionDenied):
            choose(world, odd, by)


def test_the_page_asks_for_who_when_and_how(world: World, odd: HistoryUpload, as_: Any) -> None:
    dewi = as_("dewi")
    here = reverse("performance:history-detail", args=[odd.uuid])
    url = reverse("performance:history-columns-choose", args=[odd.uuid])
    assert url in dewi.get(here).content.decode()
    assert "Kapan" in dewi.get(url).content.decode()
    for data, said in (
        ({"nip": "1", "year": "0"}, "Pilih kolom Predikat"),
        ({"nip": "1", "predicate": "2"}, "Pilih kolom Tahun"),
        ({"nip": "1", "starts_on": "0", "predicate": "2"}, "Pilih Dari dan Sampai"),
        ({"year": "0", "predicate": "2"}, "Pilih kolom NIP"),
        ({"nip": "1", "year": "1", "predicate": "2"}, "sudah dipakai untuk"),
    ):
        refused = dewi.post(url, data)
        assert (refused.status_code, said in refused.content.decode()) == (422, True), data
    sent = {name: str(place) for name, place in CHOSEN.items()}
    assert dewi.post(url, sent).status_code == 303
    page = dewi.get(here).content.decode()
    assert "Kolom yang dibaca" in page
    assert "B · Orang" in page


def test_the_template_and_the_reading_say_from_and_to(world: World, as_: Any) -> None:
    answer = as_("dewi").get(reverse("performance:history-template"))
    import io

    sheet = read_spreadsheet(io.BytesIO(b"".join(answer.streaming_content)), "x.xlsx")[0]
    headings = [str(cell) for cell in sheet.rows[0].cells]
    assert headings[3:5] == ["Dari", "Sampai"]
    for first, last in (("Dari", "Sampai"), ("Mulai", "Selesai"), ("From", "To")):
        row = f"{world.sari.nip};2023-01-01;2023-12-31;Baik"
        upload = send(world, f"NIP;{first};{last};Predikat", row)
        assert (upload.added, upload.rejected) == (1, 0)
