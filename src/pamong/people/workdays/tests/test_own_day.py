"""Own days of an agency or a unit: by hand, from a table, from a calendar file."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.models import Agency, OwnDay
from pamong.people.tests.world import World
from pamong.people.workdays.actions import (
    DayFacts,
    add_own_day,
    import_own_days,
    remove_own_day,
)
from pamong.people.workdays.places import Place
from pamong.people.workdays.reading import packed, read_days, unpacked

DAY = date(2026, 12, 1)
FACTS = DayFacts("off", DAY, DAY, "Hari jadi")
TABLE = (
    "Tanggal;Sampai;Keterangan;Jenis\n"
    "01-12-2026;;Hari jadi;Libur\n"
    "19/02/2026;20/03/2026;Ramadan 1447 H;Ramadan\n"
    "24 Des 2026;;Masuk menjelang Natal;Masuk kerja\n"
    "besok;;Entah;\n"
    "05-12-2026;01-12-2026;Terbalik;\n"
    "06-12-2026;;;\n"
)
ICS = """BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20261201\r
DTEND;VALUE=DATE:20261203\r
SUMMARY:Hari jadi\\, pawai dan\r
  doa bersama\r
BEGIN:VALARM\r
SUMMARY:Bukan ini\r
END:VALARM\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART:20261224T000000Z\r
DTEND:20261225T000000Z\r
SUMMARY:Sehari\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20260105\r
RRULE:FREQ=WEEKLY\r
SUMMARY:Apel\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20261332\r
SUMMARY:Tidak ada\r
END:VEVENT\r
END:VCALENDAR\r
"""


def place(world: World, unit: str = "") -> Place:
    agency = Agency.objects.get(pk=world.agency.pk)
    return Place(agency, getattr(world, unit)) if unit else Place(agency)


def add(world: World, facts: DayFacts = FACTS, unit: str = "", by: str = "dewi") -> OwnDay:
    return add_own_day(place(world, unit), facts, by=world.account(by), on=world.day)


def test_a_day_is_added_once_and_takes_a_new_name(world: World) -> None:
    add(world)
    add(world)
    add(world, DayFacts("off", DAY, DAY, "Hari jadi ke-80"))
    assert OwnDay.objects.get().name == "Hari jadi ke-80"
    entries = Entry.objects.filter(verb="people.own_day_added")
    assert entries.count() == 2
    assert "Hari jadi" not in str([entry.changes for entry in entries])


def test_units_add_their_own_but_not_ramadan(world: World) -> None:
    add(world, unit="clinic", by="rini")
    with pytest.raises(ValidationError, match="seluruh instansi"):
        add(world, DayFacts("ramadan", DAY, DAY, "Ramadan"), unit="clinic", by="rini")
    for by, unit in (("rini", ""), ("rini", "health"), ("sari", "clinic"), ("lina", "")):
        with pytest.raises(PermissionDenied):
            add(world, unit=unit, by=by)


def test_a_day_is_removed(world: World) -> None:
    row = add(world)
    with pytest.raises(PermissionDenied):
        remove_own_day(place(world), row, by=world.account("rini"), on=world.day)
    remove_own_day(place(world), row, by=world.account("dewi"), on=world.day)
    assert not OwnDay.objects.exists()
    changes = Entry.objects.get(verb="people.own_day_removed").changes
    assert changes["first"] == [str(DAY), None]


def test_a_table_is_read_by_its_headings_and_says_what_it_leaves_out(world: World) -> None:
    read = read_days(io.BytesIO(TABLE.encode()), "hari.csv", place(world))
    assert [(one.kind, one.name) for one in read.days] == [
        ("off", "Hari jadi"),
        ("ramadan", "Ramadan 1447 H"),
        ("work", "Masuk menjelang Natal"),
    ]
    assert [row.line for row in read.rejected] == [5, 6, 7]
    assert unpacked(packed(read.days)) == read.days


def test_a_calendar_file_is_read_by_whole_days(world: World) -> None:
    read = read_days(io.BytesIO(ICS.encode()), "hari.ics", place(world))
    assert [(one.first.day, one.last.day, one.name) for one in read.days] == [
        (1, 2, "Hari jadi, pawai dan doa bersama"),
        (24, 24, "Sehari"),
    ]
    assert [row.text for row in read.rejected] == ["Apel", "Tidak ada"]


def test_importing_twice_changes_nothing_the_second_time(world: World) -> None:
    days = [FACTS, DayFacts("work", date(2026, 12, 24), date(2026, 12, 24), "Masuk")]
    for _round in range(2):
        import_own_days(place(world), days, by=world.account("dewi"), on=world.day)
    assert OwnDay.objects.count() == 2
    assert Entry.objects.filter(verb="people.own_day_added").count() == 2


def file(text: str, name: str = "hari.csv") -> Any:
    return {"file": SimpleUploadedFile(name, text.encode()), "kind": "off"}


def test_the_page_shows_first_and_writes_then(as_: Any, world: World) -> None:
    url = reverse("people:own-days-import", args=[world.agency.uuid])
    dewi = as_("dewi")
    shown = dewi.post(url, file(TABLE))
    assert shown.status_code == 200
    assert "3 baru" in shown.content.decode()
    assert not OwnDay.objects.exists()
    days = shown.context["form"]["days"].value()
    assert dewi.post(url, {"days": days}).status_code == 303
    assert OwnDay.objects.count() == 3
    assert "Tidak ada yang berubah" in dewi.post(url, file(TABLE)).content.decode()
    assert dewi.post(url, {"days": "[[1]]"}).status_code == 422
    again = dewi.post(url, {"days": days, "shown": shown.context["form"]["shown"].value()})
    assert again.status_code == 422
    assert "Keadaannya berubah" in again.content.decode()
    assert "3 sudah ada" in again.content.decode()
    assert dewi.post(url, file("entah")).status_code == 422


def test_a_day_is_added_and_removed_on_the_page(as_: Any, world: World) -> None:
    dewi, key = as_("dewi"), world.agency.uuid
    data = {"kind": "off", "name": "Hari jadi", "first": "01-12-2026", "last": ""}
    url = reverse("people:own-day-add", args=[key])
    assert dewi.post(url, data | {"last": "30-11-2026"}).status_code == 422
    assert dewi.post(url, data).status_code == 303
    row = OwnDay.objects.get()
    assert "Hari jadi" in dewi.get(reverse("people:calendar")).content.decode()
    remove = reverse("people:own-day-remove", args=[key, row.uuid])
    assert dewi.get(remove).status_code == 200
    assert dewi.post(remove).status_code == 303
    assert not OwnDay.objects.exists()


def test_a_kind_that_nobody_knows_rejects_its_row(world: World) -> None:
    rows = "Tanggal;Keterangan;Jenis\n2026-12-24;Cuti bersama;Libur\n2026-12-28;Rapat;Xyz\n"
    found = read_days(io.BytesIO(rows.encode()), "hari.csv", place(world))
    assert [day.kind for day in found.days] == [OwnDay.Kind.OFF]
    assert "Jenis tidak dikenal: Xyz" in found.rejected[0].reason


@pytest.mark.parametrize(
    ("begins", "ends", "days"),
    [
        ("DTSTART:20261215T170000Z", "DTEND:20261216T170000Z", (16, 16)),
        ("DTSTART:20261215T180000Z", "DTEND:20261216T100000Z", (16, 16)),
        ("DTSTART;TZID=Asia/Jayapura:20261216T010000", "DTEND;TZID=Asia/Jayapura:20261216T090000", (15, 16)),
        ("DTSTART;VALUE=DATE:20261216", "DTEND;VALUE=DATE:20261218", (16, 17)),
        ("DTSTART:20261216T080000", "DTEND:20261216T170000", (16, 16)),
    ],
)  # fmt: skip
def test_the_days_of_an_event_are_those_of_the_agencys_zone(
    world: World, begins: str, ends: str, days: tuple[int, int]
) -> None:
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{begins}\n{ends}\nSUMMARY:Libur\nEND:VEVENT\nEND:VCALENDAR\n"
    (day,) = read_days(io.BytesIO(text.encode()), "libur.ics", place(world)).days
    assert (day.first, day.last) == (date(2026, 12, days[0]), date(2026, 12, days[1]))


def test_one_day_twice_in_a_file_is_one_day_and_the_other_row_is_named(world: World) -> None:
    text = "Tanggal,Keterangan\n2026-12-16,Libur A\n2026-12-16,Libur B\n2026-12-16,Libur A\n"
    found = read_days(io.BytesIO(text.encode()), "hari.csv", place(world))
    assert [day.name for day in found.days] == ["Libur A"]
    assert [(one.line, "baris 2" in one.reason) for one in found.rejected] == [(3, True)]
