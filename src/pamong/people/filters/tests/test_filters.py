"""Filters of lists under a name: one's own, few, and honest about what a list has lost."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pamong.access.models import CalendarKey
from pamong.ledger.models import Entry
from pamong.people.filters import actions
from pamong.people.filters.actions import Place, remove_filter, rename_filter, save_filter
from pamong.people.models import SavedFilter
from pamong.people.own_data.sheets import people_sheets
from pamong.people.scope import scope_of
from pamong.people.tests.world import World

As = Callable[[str], Client]
LIST = "/units?q=dinas"


def kept_by(world: World, who: str = "dewi", **changed: str) -> SavedFilter:
    fields = {"name": "Dinas", "path": "/units", "query": "q=dinas"} | changed
    return SavedFilter.objects.create(user=world.account(who), **fields)


def test_a_filtered_list_offers_to_keep_its_filter(world: World, as_: As) -> None:
    client = as_("dewi")
    html = client.get(LIST).content.decode()
    assert "Simpan saringan ini" in html
    assert "Simpan saringan ini" not in client.get("/units").content.decode()
    way = reverse("people:filter-save") + f"?place={quote(LIST)}"
    assert "/units?q=dinas" in client.get(way).content.decode()
    answer = client.post(reverse("people:filter-save"), {"name": " Para  dinas ", "place": LIST})
    assert answer.status_code == 303
    assert answer["Location"] == LIST
    kept = SavedFilter.objects.get()
    assert (kept.name, kept.path, kept.query) == ("Para dinas", "/units", "q=dinas")


def test_it_opens_the_list_as_it_was(world: World, as_: As) -> None:
    kept = kept_by(world)
    client = as_("dewi")
    assert "Dinas" in client.get(reverse("people:filter-list")).content.decode()
    answer = client.get(reverse("people:filter-open", args=[kept.uuid]))
    assert answer["Location"] == "/units?q=dinas&saringan=1"
    html = client.get(answer["Location"]).content.decode()
    assert "Dinas Kesehatan" in html
    assert "sudah tidak ada di daftar" not in html


def test_a_list_that_lost_an_option_or_is_gone_says_so(world: World, as_: As) -> None:
    client = as_("dewi")
    lost = kept_by(world, path="/retirements", query="year=1999")
    answer = client.get(reverse("people:filter-open", args=[lost.uuid]), follow=True)
    assert answer.status_code == 200
    assert "sudah tidak ada di daftar: 1999" in answer.content.decode()
    gone = kept_by(world, name="Lama", path="/no-such-list")
    answer = client.get(reverse("people:filter-open", args=[gone.uuid]), follow=True)
    assert "sudah tidak ada" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("people:filter-list")


def test_nobody_sees_opens_or_changes_the_filter_of_another(world: World, as_: As) -> None:
    kept = kept_by(world)
    client = as_("tono")
    assert "Dinas" not in client.get(reverse("people:filter-list")).content.decode()
    for name in ("filter-open", "filter-rename"):
        assert client.get(reverse(f"people:{name}", args=[kept.uuid])).status_code == 404
    for name in ("filter-rename", "filter-remove"):
        answer = client.post(reverse(f"people:{name}", args=[kept.uuid]), {"name": "Milik saya"})
        assert answer.status_code == 404
    assert SavedFilter.objects.get().name == "Dinas"


@pytest.mark.parametrize(
    "place",
    [
        "",
        "/units",
        "https://example.org/units?q=a",
        "//example.org/?q=a",
        "/nothing?q=a",
        "/units?unduh=csv",
        "http://[",
        "/units?q=" + "a" * 2000,
    ],
)
def test_only_a_filtered_list_of_ours_is_kept(world: World, as_: As, place: str) -> None:
    answer = as_("dewi").post(reverse("people:filter-save"), {"name": "A", "place": place})
    assert answer.status_code == 422
    assert "Buka daftarnya" in answer.content.decode() or not place
    assert not SavedFilter.objects.exists()


def test_renaming_and_removing_are_done_and_recorded(world: World, as_: As) -> None:
    client, kept = as_("dewi"), kept_by(world)
    rename = reverse("people:filter-rename", args=[kept.uuid])
    assert client.get(rename).status_code == 200
    assert client.post(rename, {"name": "Semua dinas"}).status_code == 303
    assert SavedFilter.objects.get().name == "Semua dinas"
    kept_by(world, name="Lain")
    assert client.post(rename, {"name": "Lain"}).status_code == 422
    assert client.post(rename, {"name": "  "}).status_code == 422
    assert client.post(reverse("people:filter-remove", args=[kept.uuid])).status_code == 303
    assert [one.name for one in SavedFilter.objects.all()] == ["Lain"]
    kept_entries = Entry.objects.filter(verb__startswith="people.filter").order_by("pk")
    verbs = list(kept_entries.values_list("verb", flat=True))
    assert verbs == ["people.filter_renamed", "people.filter_removed"]


def test_the_record_holds_no_name(world: World) -> None:
    by = world.account("dewi")
    kept = save_filter("Rahasia", Place("/units", "q=a"), by=by, on=world.day)
    rename_filter(kept, "Lebih rahasia", by=by, on=world.day)
    remove_filter(kept, by=by, on=world.day)
    entries = Entry.objects.filter(verb__startswith="people.filter")
    assert entries.count() == 3
    assert all("ahasia" not in str(entry.changes) for entry in entries)


def test_the_same_name_points_to_the_new_place(world: World) -> None:
    by = world.account("dewi")
    for query in ("q=a", "q=b"):
        save_filter("Dinas", Place("/units", query), by=by, on=world.day)
    assert [one.query for one in SavedFilter.objects.all()] == ["q=b"]


def test_the_download_of_ones_data_holds_them(world: World) -> None:
    kept_by(world, "sari", name="Kantor saya")
    sheets = people_sheets(scope_of(world.account("sari"), world.day), world.sari)
    rows = [row for sheet in sheets for row in sheet.rows]
    assert ["Saringan tersimpan: Kantor saya", "/units?q=dinas"] in rows


def test_the_download_of_ones_data_tells_that_the_calendar_has_an_address(world: World) -> None:
    sari = world.account("sari")
    CalendarKey.objects.create(user=sari, digest="a" * 64, made_at=timezone.now())
    sheets = people_sheets(scope_of(sari, world.day), world.sari)
    assert any(row[0] == "Alamat kalender dibuat" for sheet in sheets for row in sheet.rows)


def test_too_many_say_what_to_do(world: World, as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 1)
    kept_by(world)
    answer = as_("dewi").post(reverse("people:filter-save"), {"name": "Baru", "place": LIST})
    assert answer.status_code == 422
    assert "Hapus yang tidak dipakai" in answer.content.decode()
    assert SavedFilter.objects.count() == 1


def test_a_file_of_the_list_does_not_name_how_it_was_opened(world: World, as_: As) -> None:
    file: Any = as_("dewi").get(f"{LIST}&saringan=1&unduh=csv")
    assert b"Dinas Kesehatan" in b"".join(file.streaming_content)
    assert "dinas" in file["Content-Disposition"]
    assert "-1" not in file["Content-Disposition"].split("2026-11-25")[1]


def test_removing_in_two_tabs_does_it_once_and_says_so_in_both(world: World, as_: As) -> None:
    sari = as_("sari")
    place = Place("/plans/", "year=2026")
    kept = save_filter("Tahun ini", place, by=world.account("sari"), on=world.day)
    address = f"/filters/{kept.uuid}/remove"
    assert [sari.post(address).status_code for _tab in range(2)] == [303, 303]
    assert Entry.objects.filter(verb="people.filter_removed").count() == 1
    assert as_("putri").post(address).status_code == 404
