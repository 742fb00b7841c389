"""What goes wrong in every office: a later file of changes leaves people without rater, heads and sense."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from pamong.demo.days import Days
from pamong.demo.people import Roster, import_rows, row_of
from pamong.demo.persons import Maker, Person
from pamong.demo.seats import AGENCY_CODE, PRIMARY, Place, Seat
from pamong.people.models import Agency

LEFT_COLUMN = "TANGGAL BERHENTI"
ARRIVALS, CIRCLE = 2, 2
BEFORE = 75  # days before today


def bring_problems(agency: Agency, roster: Roster, days: Days) -> None:
    """Import the file of changes as of some weeks ago."""
    on = max(days.start, days.today - timedelta(BEFORE))
    rows = [[*row, ""] for row in (*_arrivals(roster, days), *_circle(roster))]
    rows += [
        [*row_of(person, _rater(roster, person)), on.isoformat()] for person in _leavers(roster)
    ]
    import_rows(agency, rows, on=on, more=(LEFT_COLUMN,))


def _rater(roster: Roster, person: Person) -> str:
    rater = roster.rater_of(person)
    return rater.nip if rater else ""


def _arrivals(roster: Roster, days: Days) -> Iterator[list[str]]:
    """New people whom nobody has placed yet: no unit, so no rater."""
    maker = Maker(days.start)
    maker.numbers = {person.nip for person in roster.people}
    for number in range(ARRIVALS):
        seat = Seat(
            len(roster.people) + number,
            "Pengadministrasi Perkantoran",
            "pelaksana",
            "Pelaksana",
            "pengadministrasi",
            Place("", ""),
            AGENCY_CODE,
        )
        yield row_of(replace(maker.person(seat), kind="CPNS", rank="II/a"), "")


def _leavers(roster: Roster) -> Iterator[Person]:
    """A head of a division who has left: the unit has no head, its people a rater who is gone."""
    heads = [p for p in roster.of("kepala_bidang") if p.seat.is_head and p.seat.office == "SETDA"]
    yield heads[-1]


def _circle(roster: Roster) -> Iterator[list[str]]:
    """Two colleagues who are each other's rater by a slip in the file."""
    staff: dict[str, list[Person]] = {}
    for person in roster.people:
        if person.seat.office == "DISDIK" and not person.seat.is_head:
            staff.setdefault(person.seat.place.code, []).append(person)
    for place, people in sorted(staff.items()):
        if len(people) >= CIRCLE and place != PRIMARY:
            one, other = people[-CIRCLE:]
            yield row_of(one, other.nip)
            yield row_of(other, one.nip)
            return
