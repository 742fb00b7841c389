"""Writes days as a calendar file (ICS, RFC 5545): whole days in no zone, lines folded, signs escaped."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

OCTETS = 75  # of a line; what is longer goes on in the next one, after a space
NAME = "-//Pamong//Tenggat//ID"
# No sign of control stands in a text; some readers take the last three for ends of a line.
UNSEEN = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f\\x85\\u2028\\u2029]")
SIGNS = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", ""))


@dataclass(frozen=True, slots=True)
class Entry:
    """One day with a word; `sequence` rises with each change of it."""

    uid: str
    day: date
    summary: str
    url: str
    changed_at: datetime
    sequence: int = 0


def write_calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """The file; equal entries make equal bytes."""
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{NAME}", "CALSCALE:GREGORIAN"),
        *("METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}"),
        *("REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"),
        *(line for entry in entries for line in _event(entry)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def _event(entry: Entry) -> Iterator[str]:
    """A whole day takes nobody's time: it is shown as free."""
    changed = f"{entry.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(entry.uid)}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(entry.summary)}"
    yield f"URL:{entry.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Text as a value: its own signs are not those of the file."""
    for sign, written in SIGNS:
        text = text.replace(sign, written)
    return UNSEEN.sub("", text)


def folded(line: str) -> Iterator[str]:
    """The parts of a line, none longer than allowed and none cut within a sign."""
    held, room = "", OCTETS
    for sign in line:
        size = len(sign.encode())
        if size > room:
            yield held
            held, room = " ", OCTETS - 1
        held += sign
        room -= size
    yield held
