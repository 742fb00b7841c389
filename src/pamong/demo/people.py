"""The people of the demonstration, brought in through the same import that an office uses."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pamong.demo.days import Days
from pamong.demo.files import table
from pamong.demo.persons import Person, people_for
from pamong.demo.seats import ROOT, Seat, seats_for
from pamong.ledger.actions import SHELL
from pamong.people.importing.actions import ImportResult, import_people
from pamong.people.importing.parsing import read_people_file
from pamong.people.importing.queries import plan_import
from pamong.people.models import Agency

HEADINGS = (
    *("NIP", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "TANGGAL LAHIR", "JENIS KELAMIN"),
    *("JENIS PEGAWAI", "GOLONGAN", "TMT CPNS", "JABATAN", "JENIS JABATAN", "JENJANG"),
    *("KELAS JABATAN", "MEMIMPIN UNIT", "TMT JABATAN", "KODE UNIT", "NAMA UNIT"),
    *("KODE UNIT INDUK", "UNIT INDUK", "NIP PENILAI", "STATUS JABATAN"),
)
FILE_NAME = "pegawai-contoh.csv"


@dataclass(frozen=True, slots=True)
class Roster:
    """Who sits where: the people in the order of their seats."""

    people: Sequence[Person]

    def of(self, job: str, place: str = "") -> Iterator[Person]:
        """Those of a job family, of one unit where it is named."""
        for person in self.people:
            if person.seat.job == job and place in {"", person.seat.place.code}:
                yield person

    def rater_of(self, person: Person) -> Person | None:
        """The one who rates the person."""
        rater = person.seat.rater
        return self.people[rater.number] if rater else None


def make_roster(people: int, days: Days) -> Roster:
    """Everybody, the same for the same number and year."""
    return Roster(list(people_for(seats_for(people), days.start)))


def bring_people(agency: Agency, roster: Roster, days: Days) -> ImportResult:
    """Write the file and import it, as of the first day of last year."""
    return import_rows(agency, file_rows(roster), on=days.start)


def import_rows(
    agency: Agency, rows: Iterable[Sequence[str]], *, on: date, more: Sequence[str] = ()
) -> ImportResult:
    """Bring rows in as the file of an office would be; `more` are further columns."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([*HEADINGS, *more])
    writer.writerows(rows)
    parsed = read_people_file(io.BytesIO(text.getvalue().encode()), FILE_NAME)
    plan = plan_import(agency, parsed, on)
    return import_people(agency, plan, by=SHELL, on=on)


def file_rows(roster: Roster) -> Iterator[list[str]]:
    """The rows of the file, one a person."""
    for person in roster.people:
        rater = roster.rater_of(person)
        yield row_of(person, (rater.nip or rater.name) if rater else "")
        if person.seat.duty:
            yield duty_row(person)


def row_of(person: Person, rater: str) -> list[str]:
    """One person as a row; the rater by NIP, or by name where there is none."""
    seat = person.seat
    parent = seat.place.parent
    return [
        *(person.nip, person.name, person.before, person.after),
        *(person.born_on.isoformat(), person.sex, person.kind, person.rank),
        *(person.joined_on.isoformat(), seat.post, seat.kind, seat.level, _grade(seat)),
        *("ya" if seat.is_head and not seat.duty else "tidak", person.since.isoformat()),
        *(seat.place.code, seat.place.name),
        *((parent.code, parent.name) if parent and parent != ROOT else ("", "")),
        *(rater, ""),
    ]


def duty_row(person: Person) -> list[str]:
    """The row that tells of an extra duty: a teacher who leads the school."""
    told = dict(zip(HEADINGS, row_of(person, ""), strict=True))
    told |= {"JABATAN": person.seat.duty, "MEMIMPIN UNIT": "ya", "STATUS JABATAN": "tugas tambahan"}
    return list(told.values())


def _grade(seat: Seat) -> str:
    return str(table("jobs")["level"].get(seat.level, {}).get("grade", ""))
