"""Own days out of a file: a table by its headings, or a calendar file."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.documents.calendars import is_calendar, read_calendar
from pamong.people.headed import CellError, HeadedRow, headed_rows
from pamong.people.importing.folding import folded, has_word
from pamong.people.left_out import Rejected
from pamong.people.models import OwnDay
from pamong.people.workdays.actions import DayFacts, check_day
from pamong.people.workdays.places import Place

FIELDS = {
    "first": ("tanggal", "mulai", "tanggal mulai", "hari pertama", "dari", "date", "start"),
    "last": ("sampai", "selesai", "tanggal selesai", "hari terakhir", "sampai dengan", "end"),
    "name": ("keterangan", "nama", "nama hari", "uraian", "name", "summary"),
    "kind": ("jenis", "kind"),
}
WORDS = {
    OwnDay.Kind.RAMADAN: ["RAMADAN", "RAMADHAN", "PUASA"],
    OwnDay.Kind.OFF: ["LIBUR", "CUTI", "OFF", "HOLIDAY"],
    OwnDay.Kind.WORK: ["MASUK", "KERJA", "WORK"],
}
NAME_LENGTH = 200
Key = tuple[str, date, date]


@dataclass(slots=True)
class ReadDays:
    """What a file says."""

    days: list[DayFacts] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


def read_days(file: BinaryIO, name: str, place: Place, kind: str = OwnDay.Kind.OFF) -> ReadDays:
    """The days of a file, each once, of the kind given where a row names none."""
    start = file.read(200)
    file.seek(0)
    found, seen = ReadDays(), dict[Key, int]()
    zone = place.agency.time_zone
    parts = (
        _from_calendar(file, kind, zone) if is_calendar(start) else _from_table(file, name, kind)
    )
    for line, said, facts in parts:
        reason = facts if isinstance(facts, str) else _refused(place, facts)
        if reason:
            found.rejected.append(Rejected(line, said, reason))
        elif isinstance(facts, DayFacts) and facts not in found.days:
            earlier = seen.setdefault((facts.kind, facts.first, facts.last), line)
            if earlier == line:
                found.days.append(facts)
            else:
                found.rejected.append(Rejected(line, said, _twice(earlier)))
    return found


def _twice(line: int) -> str:
    return _("Hari ini sudah ada di baris %(line)s dengan keterangan lain.") % {"line": line}


def _refused(place: Place, facts: DayFacts) -> str:
    try:
        check_day(place, facts)
    except ValidationError as error:
        return str(error.messages[0])
    return ""


Part = tuple[int, str, DayFacts | str]


def _from_calendar(file: BinaryIO, kind: str, zone: str) -> Iterator[Part]:
    for event in read_calendar(file, zone):
        if event.first is None or event.last is None:
            yield event.line, event.summary, event.reason
        elif not event.summary:
            yield event.line, "", _("Acara ini tanpa judul.")
        else:
            name = event.summary[:NAME_LENGTH]
            yield event.line, name, DayFacts(kind, event.first, event.last, name)


def _from_table(file: BinaryIO, name: str, kind: str) -> Iterator[Part]:
    for row in headed_rows(file, name, FIELDS, ("first", "name")):
        try:
            yield row.line, row.said, _facts(row, kind)
        except CellError as error:
            yield row.line, row.said, str(error)


def _facts(row: HeadedRow, kind: str) -> DayFacts:
    first = row.day("first", _("Tanggal"))
    if first is None:
        raise CellError(_("Tanggal kosong."))
    name = row.text("name")[:NAME_LENGTH]
    if not name:
        raise CellError(_("Keterangan kosong."))
    last = row.day("last", _("Hari terakhir")) or first
    return DayFacts(kind_of(row.text("kind"), kind), first, last, name)


def kind_of(text: str, kind: str) -> str:
    """What the words of a column say; nobody guesses what other words mean."""
    said = folded(text)
    if not said:
        return kind
    for known, words in WORDS.items():
        if has_word(said, words):
            return known
    raise CellError(
        _("Jenis tidak dikenal: %(text)s. Tulis libur, masuk, atau Ramadan.") % {"text": text[:40]}
    )


def told_of(days: Sequence[DayFacts], standing: Mapping[Key, OwnDay]) -> list[list[str]]:
    """What each day does to what stands."""
    rows = [(facts, standing.get((facts.kind, facts.first, facts.last))) for facts in days]
    return [
        [facts.kind, str(facts.first), str(facts.last), facts.name, row.name if row else ""]
        for facts, row in rows
    ]


def packed(days: list[DayFacts]) -> str:
    """The days as a hidden field carries them from the preview to the confirmation."""
    return json.dumps([[d.kind, str(d.first), str(d.last), d.name] for d in days])


def unpacked(text: str) -> list[DayFacts]:
    """The days again; what nobody could have sent by our page is refused."""
    try:
        return [_unpacked(*row) for row in json.loads(text)]
    except (ValueError, TypeError, AttributeError):
        raise ValidationError(_("Isian tidak utuh. Unggah lagi berkasnya.")) from None


def _unpacked(kind: str, first: str, last: str, name: str) -> DayFacts:
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    return DayFacts(OwnDay.Kind(kind).value, begins, ends, name[:NAME_LENGTH])
