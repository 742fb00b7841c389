"""Rosters of a month: read from a grid of people by days, shown first, written then."""

import json
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.headed import CellError, HeadedRow, headed_rows
from pamong.people.left_out import Rejected
from pamong.people.models import Employee, RosterDay
from pamong.people.permissions import keeps_person
from pamong.people.workdays.places import Place

MOST_DAYS, SHIFT = 31, 20
FREE = {"", "-", "–", "L", "X", "OFF", "LIBUR", "LEPAS", "CUTI"}
FIELDS: dict[str, Sequence[str]] = {"nip": ("nip", "nip baru", "nip pegawai")}
FIELDS |= {
    f"d{n}": (str(n), f"{n:02d}", f"tgl {n}", f"tanggal {n}") for n in range(1, MOST_DAYS + 1)
}


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One person's month: the days on duty with their shift, and how many stood before."""

    person: Employee
    days: Mapping[date, str]
    before: Mapping[date, str] = field(default_factory=dict)


@dataclass(slots=True)
class ReadRoster:
    """A file against what stands."""

    lines: list[RosterLine] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


Said = tuple[int, str, Mapping[date, str]]  # line, NIP, days


def read_roster(file: BinaryIO, name: str, month: date, place: Place, scope: Scope) -> ReadRoster:
    """The rows of a grid, sorted: NIP, then a column for each day of the month."""
    said: list[Said] = []
    rejected = []
    for row in headed_rows(file, name, FIELDS, ("nip", "d1")):
        try:
            said.append((row.line, row.nip(), _days(row, month)))
        except CellError as error:
            rejected.append(Rejected(row.line, row.text("nip"), str(error)))
    found = sort_roster(said, month, place, scope)
    found.rejected = sorted([*rejected, *found.rejected], key=lambda one: one.line)
    return found


def _days(row: HeadedRow, month: date) -> Mapping[date, str]:
    found, last = {}, monthrange(month.year, month.month)[1]
    for number in range(last + 1, MOST_DAYS + 1):
        if row.text(f"d{number}").upper() not in FREE:
            raise CellError(
                _("Bulan ini hanya sampai tanggal %(last)d: kosongkan kolom %(day)d.")
                % {"last": last, "day": number}
            )
    for number in range(1, last + 1):
        text = row.text(f"d{number}")
        if text.upper() not in FREE:
            found[month.replace(day=number)] = text[:SHIFT]
    if not found:
        raise CellError(_("Tidak ada hari bertugas. Kosongkan hanya hari lepas."))
    return found


def sort_roster(said: Iterable[Said], month: date, place: Place, scope: Scope) -> ReadRoster:
    """Each row with its person and what stands of the month."""
    rows, found = list(said), ReadRoster()
    people = _people({nip for _line, nip, _told in rows}, place, scope)
    standing = standing_rosters([person.pk for person in people.values()], month)
    seen: set[str] = set()
    for line, nip, days in rows:
        person = people.get(nip)
        if person is None:
            reason = _("NIP ini bukan pegawai %(place)s.") % {"place": place.name}
            found.rejected.append(Rejected(line, nip, reason))
        elif nip in seen:
            reason = _("Pegawai ini sudah ada di baris lain.")
            found.rejected.append(Rejected(line, nip, reason))
        else:
            seen.add(nip)
            found.lines.append(RosterLine(person, days, standing[person.pk]))
    return found


def _people(nips: set[str], place: Place, scope: Scope) -> dict[str, Employee]:
    rows = Employee.objects.visible_to(scope).filter(agency=place.agency, nip__in=nips)
    rows = rows.select_related("agency", "unit")
    return {
        row.nip: row
        for row in rows
        if row.unit and row.unit.path.startswith(place.path) and keeps_person(scope, row)
    }


def standing_rosters(keys: Sequence[int], month: date) -> dict[int, dict[date, str]]:
    """The shifts of a month that stand, by person."""
    held: dict[int, dict[date, str]] = defaultdict(dict)
    rows = RosterDay.objects.filter(employee_id__in=keys)
    rows = rows.filter(on__year=month.year, on__month=month.month)
    for person, on, shift in rows.values_list("employee_id", "on", "shift"):
        held[person][on] = shift
    return held


def told_of(lines: Sequence[RosterLine]) -> list[Any]:
    """What each row does to what stands."""
    return [[one.person.nip, _days_told(one.days), _days_told(one.before)] for one in lines]


def _days_told(days: Mapping[date, str]) -> list[list[str]]:
    return sorted([str(day), shift] for day, shift in days.items())


def packed(lines: Sequence[RosterLine]) -> str:
    """The rows as a hidden field carries them from the preview to the confirmation."""
    return json.dumps([[x.person.nip, {d.day: s for d, s in x.days.items()}] for x in lines])


def unpacked(text: str, month: date) -> list[Said]:
    """The rows again; what our page could not have sent is refused."""
    try:
        return [
            (
                line,
                str(nip),
                {month.replace(day=int(day)): str(shift)[:SHIFT] for day, shift in days.items()},
            )
            for line, (nip, days) in enumerate(json.loads(text), start=1)
        ]
    except (ValueError, TypeError, AttributeError):
        raise ValidationError(_("Isian tidak utuh. Unggah lagi berkasnya.")) from None
