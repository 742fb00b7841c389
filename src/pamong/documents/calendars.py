"""Reads the events of a calendar file (ICS, RFC 5545) as whole days, and says what it does not read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import BinaryIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.utils.translation import gettext as _

from pamong.documents.delimited import decode
from pamong.documents.sheets import UnusableFileError

STEPS = {"BEGIN": 1, "END": -1}
MARK, FIRST_BYTES, MOST_BYTES, MOST_EVENTS = b"BEGIN:VCALENDAR", 100, 4 * 1024 * 1024, 5_000
LINE = re.compile(r"([A-Za-z0-9-]+)((?:;[^:;=]+=(?:\"[^\"]*\"|[^:;]*))*):(.*)")
DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(T(\d{2})(\d{2})(\d{2})(Z?))?$")
PLACE = re.compile(r";TZID=\"?([^\";:]+)", re.IGNORECASE)
ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Event:
    """Days from first to last, or why they cannot be read."""

    line: int
    summary: str
    first: date | None = None
    last: date | None = None
    reason: str = ""


def is_calendar(data: bytes) -> bool:
    """Whether the content begins as a calendar file does."""
    return data[:FIRST_BYTES].lstrip(b"\xef\xbb\xbf \r\n\t").upper().startswith(MARK)


def read_calendar(file: BinaryIO, zone: str) -> list[Event]:
    """Every event, in the order of the file, on the days that it has in the zone.

    Events that repeat themselves are refused one by one.
    """
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnusableFileError(_("Berkas kalender ini lebih dari 4 MB: bagi menjadi beberapa."))
    events = list(_events(decode(data), ZoneInfo(zone)))
    if not events:
        raise UnusableFileError(_("Berkas kalender ini tidak berisi acara."))
    return events


def _events(text: str, zone: ZoneInfo) -> Iterator[Event]:
    inside: dict[str, str] | None = None
    began = depth = count = 0
    for line, name, value, place in _lines(text):
        is_event = value.upper() == "VEVENT"
        if name == "BEGIN" and is_event:
            inside, began = {}, line
        elif inside is None:
            continue
        elif name == "END" and is_event:
            count += 1
            if count > MOST_EVENTS:
                raise UnusableFileError(_("Berkas kalender ini berisi lebih dari 5.000 acara."))
            yield _event(began, inside, zone)
            inside = None
        elif name in STEPS:
            depth += STEPS[name]  # an alarm has a summary of its own
        elif not depth:
            inside.setdefault(name, value)
            inside.setdefault(f"{name};TZID", place)


def _lines(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Name, value and time zone of each line, with lines put together that the file had folded."""
    held, began = "", 0
    for number, raw in enumerate([*text.splitlines(), ""], start=1):
        if raw[:1] in (" ", "\t") and held:
            held += raw[1:]
            continue
        found = LINE.match(held)
        if found:
            place = PLACE.search(found[2])
            yield began, found[1].upper(), found[3].strip(), place[1] if place else ""
        held, began = raw, number


def _event(line: int, told: dict[str, str], zone: ZoneInfo) -> Event:
    summary = " ".join(ESCAPED.sub(_plain, told.get("SUMMARY", "")).split())
    if "RRULE" in told or "RDATE" in told:
        return Event(line, summary, reason=_("Acara berulang tidak dibaca: tulis tiap harinya."))
    begins = _day(told, "DTSTART", zone)
    if begins is None:
        return Event(line, summary, reason=_("Tanggal mulainya tidak terbaca."))
    first, last = begins[0], begins[0]
    if "DTEND" in told:
        ends = _day(told, "DTEND", zone)
        if ends is None:
            return Event(line, summary, reason=_("Tanggal selesainya tidak terbaca."))
        last = ends[0] if ends[1] else max(first, ends[0] - timedelta(days=1))
    elif "DURATION" in told:
        return Event(line, summary, reason=_("Lama acara tidak dibaca: tulis tanggal selesainya."))
    if last < first:
        return Event(line, summary, reason=_("Selesainya sebelum mulainya."))
    return Event(line, summary, first, last)


def _plain(found: "re.Match[str]") -> str:
    return " " if found[1] in "nN" else found[1]


def _day(told: dict[str, str], name: str, zone: ZoneInfo) -> tuple[date, bool] | None:
    """The day in the zone, and whether it belongs to the event as an end: midnight is the day before.

    A time in UTC or of another place is put into the zone; one without a place is local already.
    Midnight in UTC is how some programs write whole days: it stays the day that is written.
    """
    found = DAY.match(told.get(name, ""))
    if not found:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        hour = time(int(found[5] or 0), int(found[6] or 0), int(found[7] or 0))
        is_day = not found[4] or (found[8] and hour == time.min)
        place = zone if is_day else _place(found, told[f"{name};TZID"], zone)
        at = datetime.combine(day, hour, place).astimezone(zone)
    except (ValueError, ZoneInfoNotFoundError, OverflowError):
        return None
    return at.date(), at.time() != time.min


def _place(found: "re.Match[str]", place: str, zone: ZoneInfo) -> tzinfo:
    if found[8]:
        return UTC
    return ZoneInfo(place) if place in available_timezones() else zone
