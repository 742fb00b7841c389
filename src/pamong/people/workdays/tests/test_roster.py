"""Rosters of a month from a grid: shown first, written then, safe to repeat."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.models import Agency, RosterDay
from pamong.people.person_days import working_days
from pamong.people.tests.world import World
from pamong.people.workdays.places import Place
from pamong.people.workdays.roster_actions import import_roster
from pamong.people.workdays.rosters import RosterLine

MONTH = date(2026, 11, 1)
HEAD = ";".join(["NIP", *map(str, range(1, 32))])


def grid(nip: str, **days: str) -> str:
    return ";".join([nip, *(days.get(f"d{n}", "") for n in range(1, 32))])


def table(world: World, *more: str) -> dict[str, Any]:
    rows = [HEAD, grid(world.sari.nip, d1="P", d2="L", d29="M", d31="L"), *more]
    file = SimpleUploadedFile("sif.csv", "\n".join(rows).encode())
    return {"file": file, "month": "15-11-2026"}


def test_a_month_is_shown_written_and_repeated_without_change(as_: Any, world: World) -> None:
    url = reverse("people:roster-import", args=[world.clinic.uuid])
    rini = as_("rini")
    assert rini.get(url).status_code == 200
    other = [grid(world.wati.nip, d1="P"), grid(world.putri.nip), grid(world.sari.nip, d3="P")]
    other.append(grid(world.rini.nip, d1="P", d31="P"))
    shown = rini.post(url, table(world, *other))
    page = shown.content.decode()
    assert "2 hari bertugas" in page
    assert "kosongkan kolom 31" in page
    for said in ("bukan pegawai", "Tidak ada hari bertugas", "sudah ada di baris lain"):
        assert said in page
    assert not RosterDay.objects.exists()
    sent = {name: shown.context["form"][name].value() for name in ("rows",)}
    sent["month"] = "01-11-2026"
    assert rini.post(url, sent).status_code == 303
    assert working_days(world.sari, MONTH) == [date(2026, 11, 1), date(2026, 11, 29)]
    entry = Entry.objects.get(verb="people.roster_set")
    assert entry.changes == {"month": "2026-11", "roster_days": [0, 2]}
    assert "Tidak ada yang berubah" in rini.post(url, table(world)).content.decode()
    again = rini.post(url, sent | {"shown": shown.context["form"]["shown"].value()})
    assert again.status_code == 422
    assert "Keadaannya berubah" in again.content.decode()
    assert rini.post(url, {"rows": "[1]", "month": "01-11-2026"}).status_code == 422


def test_a_new_file_takes_the_place_of_the_month(world: World) -> None:
    place = Place(Agency.objects.get(pk=world.agency.pk), world.clinic)
    given: dict[str, Any] = {"by": world.account("rini"), "on": world.day}
    first, second = {date(2026, 11, 3): "P"}, {date(2026, 11, 4): "S"}
    RosterDay.objects.create(employee=world.sari, on=date(2026, 12, 1))
    import_roster(place, MONTH, [RosterLine(world.sari, first)], **given)
    import_roster(place, MONTH, [RosterLine(world.sari, second, first)], **given)
    held = RosterDay.objects.order_by("on").values_list("on", "shift")
    assert list(held) == [(date(2026, 11, 4), "S"), (date(2026, 12, 1), "")]


@pytest.mark.parametrize("by", ["sari", "budi", "tono", "lina"])
def test_others_write_none(world: World, by: str) -> None:
    place = Place(Agency.objects.get(pk=world.agency.pk), world.clinic)
    line = RosterLine(world.sari, {MONTH: "P"})
    with pytest.raises(PermissionDenied):
        import_roster(place, MONTH, [line], by=world.account(by), on=world.day)
