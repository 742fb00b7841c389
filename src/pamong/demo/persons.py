"""Invented people for the posts: names, titles, ranks and numbers that could be real and are not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from pamong.demo.files import table
from pamong.demo.seats import SEED, Seat, staff_job

PNS, PPPK, PART_TIME, POLITICAL = "PNS", "PPPK", "PPPK paruh waktu", "Pejabat politik"
CONTRACT_CODE = {PPPK: "21", PART_TIME: "24"}
OLDEST = {PNS: 57, PPPK: 55, PART_TIME: 50, POLITICAL: 60}
FIRST_CONTRACT = 2021
YEAR = 365.25
EVERY, ODD_MONTH, ODD_BIRTH = 1000, 70, 60  # whose number is odd, so that it is found
NO_MONTH = "13"
ONE_WORD, LONG_TITLE, HAJJ = 0.04, 0.03, 0.06
EXPERT, DIPLOMA, UNGRADED = "Ahli", "A.Md", {"Pelaksana", ""}
LEADING = {"jpt", "administrator", "pengawas"}


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person in a post."""

    seat: Seat
    nip: str
    name: str
    before: str
    after: str
    sex: str
    born_on: date
    kind: str
    rank: str
    joined_on: date
    since: date


class Maker:
    """Makes people; each from the number of the seat alone, so that more people change nobody."""

    def __init__(self, start: date) -> None:
        self.start = start
        self.numbers: set[str] = set()
        self.officials: set[str] = set()

    def person(self, seat: Seat) -> Person:
        """The holder of a seat."""
        random = Random(f"{SEED}:person:{seat.number}")
        kind = self._kind(seat, random)
        is_woman = random.random() * 100 < self._women(seat)
        born = self._born(seat, kind, random)
        joined = self._joined(kind, born, random)
        before, after = _titles(seat, kind, is_woman, random)
        since = max(joined, self.start - timedelta(days=random.randrange(30, 1800)))
        is_odd = seat.number % EVERY == ODD_MONTH
        nip = self._nip(kind, born, joined, is_woman=is_woman, is_odd=is_odd)
        return Person(
            seat=seat,
            nip=nip,
            name=_name(is_woman, random),
            before=before,
            after=after,
            sex="P" if is_woman else "L",
            born_on=born + timedelta(seat.number % EVERY == ODD_BIRTH),
            kind=kind,
            rank=_rank(seat, kind, random),
            joined_on=joined,
            since=since,
        )

    def _kind(self, seat: Seat, random: Random) -> str:
        if seat.kind == "politik":
            return POLITICAL
        if seat.kind in LEADING or seat.is_head or "contract" not in _level(seat):
            return PNS
        if seat.number % EVERY == ODD_MONTH:
            return PNS
        job, roll = staff_job(seat.job), random.random() * 100
        if roll < job.get("part_time", 0):
            return PART_TIME
        return PPPK if roll < job.get("contract", 0) else PNS

    def _women(self, seat: Seat) -> float:
        if seat.kind in LEADING or seat.is_head or seat.kind == "politik":
            return 35
        return float(staff_job(seat.job)["women"])

    def _born(self, seat: Seat, kind: str, random: Random) -> date:
        youngest = _level(seat).get("age", 40)
        oldest = max(youngest + 3, min(OLDEST[kind], youngest + 16))
        age = random.uniform(youngest, oldest)
        return self.start - timedelta(days=round(age * YEAR))

    def _joined(self, kind: str, born: date, random: Random) -> date:
        grown = born + timedelta(days=round(random.uniform(21, 27) * YEAR))
        if kind in CONTRACT_CODE:
            first = max(grown, date(min(FIRST_CONTRACT, self.start.year), 1, 1))
            grown = first + timedelta(days=random.randrange(0, 1200))
        joined = min(grown, self.start - timedelta(days=200))
        return date(joined.year, joined.month, 1)

    def _nip(self, kind: str, born: date, joined: date, *, is_woman: bool, is_odd: bool) -> str:
        """By the rule of the service: birth, year and month of appointment (a code for PPPK), sex, serial."""
        month = NO_MONTH if is_odd else CONTRACT_CODE.get(kind, f"{joined.month:02d}")
        if kind == POLITICAL:
            return ""
        stem = f"{born:%Y%m%d}{joined.year}{month}{2 if is_woman else 1}"
        for serial in range(1, 1000):
            nip = f"{stem}{serial:03d}"
            if nip not in self.numbers:
                self.numbers.add(nip)
                return nip
        raise ValueError(stem)


def _level(seat: Seat) -> dict[str, int]:
    found: dict[str, int] = table("jobs")["level"].get(seat.level, {})
    return found


def _rank(seat: Seat, kind: str, random: Random) -> str:
    level = table("jobs")["level"].get(seat.level)
    if level is None:
        return ""
    if kind in CONTRACT_CODE:
        return str(level["contract"])
    return str(random.choice(level["ranks"]))


def _name(is_woman: bool, random: Random) -> str:
    names, whose = table("names"), "women" if is_woman else "men"
    if random.random() < ONE_WORD:
        return str(random.choice(names[f"{whose}_single"]))
    first = random.choice(names[whose])
    middle = random.choice(names[f"{whose}_middle"])
    last = random.choice(names[f"{whose}_last"])
    return " ".join(part for part in (first, "" if middle == first else middle, last) if part)


def _titles(seat: Seat, kind: str, is_woman: bool, random: Random) -> tuple[str, str]:
    names = table("names")
    before: list[str] = []
    if kind == POLITICAL or seat.kind in LEADING or seat.is_head:
        roll = random.random()
        own = names["of_offices"].get(seat.office)
        after = random.choice(names["long_titles"] if roll < LONG_TITLE * 4 else names["leaders"])
        after = own or after
        if seat.job == "kepala_puskesmas":
            before, after = ["dr."], "M.K.M."
        if seat.job == "kepala_sekolah":
            after = "S.Pd., M.Pd."
    else:
        study = study_of(seat.job)
        before = list(study.get("before", ()))
        after = random.choice(fitting(study["titles"], seat.level))
        if after and random.random() < LONG_TITLE:
            after = _longer(after, random.choice(names["long_titles"]))
    if random.random() < HAJJ:
        before.append(names["religious"][1 if is_woman else 0])
    return " ".join(before), after


def study_of(name: str) -> Mapping[str, Any]:
    """The titles of a job family, its own or those of the one it resembles."""
    found: Mapping[str, Any] = table("jobs")["study"].get(name) or staff_job(name)
    return found


def fitting(titles: Sequence[str], level: str) -> Sequence[str]:
    """An expert has studied longer than a diploma; a skilled worker has one, where the family has both."""
    if level in UNGRADED:
        return titles
    is_expert = level.startswith(EXPERT)
    return [title for title in titles if title.startswith(DIPLOMA) != is_expert] or titles


def _longer(after: str, longer: str) -> str:
    """A long row of titles, where it begins with the same study."""
    return longer if longer.split(",", maxsplit=1)[0] == after.split(",", maxsplit=1)[0] else after


def people_for(seats: Iterable[Seat], start: date) -> Iterator[Person]:
    """A person for each seat, one after the other."""
    maker = Maker(start)
    for seat in seats:
        yield maker.person(seat)
