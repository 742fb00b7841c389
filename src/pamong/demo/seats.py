"""The posts to be filled: offices of the regency, schools, clinics, and as many staff as asked for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle
from random import Random
from typing import Any

from pamong.demo.files import rows, table

AGENCY_CODE, AGENCY_NAME = "sumedang", "Kabupaten Sumedang"
FIRST = ("SETDA", "DINKES", "DISDIK", "BKPSDM", "BAPPPPEDA", "KEC-CIMALAKA")  # in a small one too
CLINIC, PRIMARY, JUNIOR = "DINKES-PKM", "DISDIK-SD", "DISDIK-SMP"
FEWEST_PER_OFFICE = 13  # people for whom another office is opened
MOST_PER_SHARE = 9  # beyond it further schools and clinics are opened
ADVISERS_FROM = 500
SCHOOL, HEALTH_CENTRE, COORDINATED = 34, 46, 25
SCHOOLS_PER_CLINIC = 3
# Shares of all staff; that of a division of an office is 1.
FIRST_CLINIC, OTHER_CLINIC, PRIMARY_SHARE, JUNIOR_SHARE, FURTHER = 14.5, 6, 1.8, 3, 5
SEED = "pamong"
DUTIES = {"kepala_sekolah": "Kepala Sekolah"}  # what leads the unit besides a post that does not


@dataclass(frozen=True, slots=True)
class Place:
    """A unit, with the one above it."""

    code: str
    name: str
    parent: "Place | None" = None


@dataclass(frozen=True, slots=True)
class Seat:
    """One post in one unit; `job` names its holder's library of results, `office` the office."""

    number: int
    post: str
    kind: str
    level: str
    job: str
    place: Place
    office: str
    rater: "Seat | None" = None
    is_head: bool = False
    duty: str = ""  # what leads the unit, where the post itself does not


@dataclass(frozen=True, slots=True)
class Group:
    """Where staff is placed: under whom, of which families, with what share of all staff."""

    chief: Seat
    place: Place
    jobs: tuple[str, ...]
    share: float
    least: int = 0  # people that a small demonstration needs here


ROOT = Place(AGENCY_CODE, AGENCY_NAME)
# shape → (post of the head, kind, level, post of the second)
SHAPES: Mapping[str, tuple[str, str, str, str]] = {
    "dinas": ("Kepala {name}", "jpt", "II.b", "Sekretaris {name}"),
    "badan": ("Kepala {name}", "jpt", "II.b", "Sekretaris {name}"),
    "inspektorat": ("Inspektur Daerah", "jpt", "II.b", "Sekretaris Inspektorat"),
    "satuan": ("Kepala {name}", "jpt", "II.b", "Sekretaris {name}"),
    "kantor": ("Kepala {name}", "administrator", "III.a", ""),
    "setwan": ("Sekretaris DPRD", "jpt", "II.b", ""),
    "rsud": ("Direktur RSUD", "jpt", "II.b", ""),
    "kecamatan": ("Camat", "administrator", "III.a", "Sekretaris Kecamatan"),
}


class Chart:
    """Builds the seats in an order in which each rater comes before those rated."""

    def __init__(self, people: int) -> None:
        self.people = people
        self.seats: list[Seat] = []
        self.groups: list[Group] = []
        self.positions: dict[str, list[str]] = defaultdict(list)
        for row in rows("positions"):
            self.positions[row["office"]].append(row["position"])

    def build(self) -> list[Seat]:
        """Leaders of as many offices as the number allows, then staff."""
        bupati = self._add("Bupati", ("politik", ""), "", (ROOT, ""), is_head=True)
        offices = {row["code"]: row for row in rows("offices")}
        setda = Place("SETDA", offices["SETDA"]["name"], ROOT)
        sekda = self._add(
            "Sekretaris Daerah", ("jpt", "II.a"), "sekda", (setda, "SETDA"), bupati, is_head=True
        )
        self._secretariat(sekda)
        chosen = [code for code in FIRST if code != "SETDA"]
        room = max(len(chosen), self.people // FEWEST_PER_OFFICE)
        chosen += [code for code in offices if code not in FIRST][: room - len(chosen)]
        for code in chosen:
            self._office(offices[code], sekda)
        self._further_units()
        self._staff()
        return self.seats

    def _add(
        self,
        post: str,
        kind: tuple[str, str],
        job: str,
        where: tuple[Place, str],
        rater: Seat | None = None,
        *,
        is_head: bool = False,
    ) -> Seat:
        seat = Seat(len(self.seats), post, *kind, job, *where, rater, is_head, DUTIES.get(job, ""))
        self.seats.append(seat)
        return seat

    def _secretariat(self, sekda: Seat) -> None:
        where, level = (sekda.place, "SETDA"), ("jpt", "II.b")
        names = ("Pemerintahan dan Kesejahteraan Rakyat", "Perekonomian dan Pembangunan")
        aides = [
            self._add(f"Asisten {name}", level, "kepala_bidang", where, sekda)
            for name in (*names, "Administrasi Umum")
        ]
        if self.people >= ADVISERS_FROM:
            for name in ("Pemerintahan, Hukum dan Politik", "Kemasyarakatan dan SDM"):
                post = f"Staf Ahli Bupati Bidang {name}"
                self._add(post, level, "analis_kebijakan", where, sekda)
        aide = cycle(aides)
        jobs = self._jobs("SETDA")
        for post in self.positions["SETDA"]:
            self._division(post, sekda.place, "SETDA", next(aide), jobs)

    def _jobs(self, code: str) -> tuple[str, ...]:
        office = next(row for row in rows("offices") if row["code"] == code)
        own = [job for job in office["families"].split(";") if job]
        general: list[str] = table("jobs")["mix"]["office"]
        return (*own, *own, *general) if own else tuple(general)

    def _office(self, office: Mapping[str, str], sekda: Seat) -> None:
        code, name, shape = office["code"], office["name"], office["shape"]
        post, kind, level, second = SHAPES[shape]
        place = Place(code, name, ROOT)
        job = "camat" if shape == "kecamatan" else "kepala"
        where = (place, code)
        chief = self._add(post.format(name=name), (kind, level), job, where, sekda, is_head=True)
        if shape == "kecamatan":
            self._district(chief)
            return
        if second:
            self._second(second.format(name=name), chief, shape)
        for position in self.positions[code]:
            self._division(position, place, code, chief, self._jobs(code))
        self._clinics_and_schools(place, chief)

    def _clinics_and_schools(self, place: Place, chief: Seat) -> None:
        if place.code == "DINKES":
            for clinic in self._places(CLINIC, "clinic", place):
                self._clinic(clinic, chief, FIRST_CLINIC if clinic.code == CLINIC else OTHER_CLINIC)
        if place.code == "DISDIK":
            for school in self._places(PRIMARY, "primary", place):
                self._school(school, "school_primary", chief, PRIMARY_SHARE)
            for school in self._places(JUNIOR, "junior", place):
                self._school(school, "school_junior", chief, JUNIOR_SHARE)

    def _places(self, code: str, kind: str, above: Place) -> Iterator[Place]:
        """As many schools or clinics of a kind as the number of people allows."""
        told = table("places")[kind]
        count = max(1, self.people // told["each"])
        for number, name in enumerate(told["names"][:count]):
            own = f"{code}-{number + 1:02d}" if number else code
            yield Place(own, told["name"].format(name), above)

    def _second(self, post: str, chief: Seat, shape: str) -> None:
        """The secretary; where the import knows the unit's kind by its name, with a unit below."""
        place = chief.place
        leads = shape in {"dinas", "badan"}
        if leads:
            place = Place(f"{place.code}-SEK", f"Sekretariat {place.name}", place)
        seat = self._add(
            post,
            ("administrator", "III.a"),
            "sekretaris",
            (place, chief.office),
            chief,
            is_head=leads,
        )
        self.groups.append(Group(seat, place, tuple(table("jobs")["mix"]["secretariat"]), 1.2))

    def _division(
        self, post: str, above: Place, office: str, chief: Seat, jobs: tuple[str, ...]
    ) -> None:
        name = post.removeprefix("Kepala ")
        if name == post:  # an inspector leads no unit of its own
            seat = self._add(
                post, ("administrator", "III.a"), "kepala_bidang", (above, office), chief
            )
            self.groups.append(Group(seat, above, jobs, 1))
            return
        number = sum(1 for s in self.seats if s.office == office and s.job == "kepala_bidang")
        place = Place(f"{above.code}-{number + 1}", name, above)
        full = f"{post} {above.name}" if post in self._shared() else post
        seat = self._add(
            full, ("administrator", "III.b"), "kepala_bidang", (place, office), chief, is_head=True
        )
        share, least = 7 if office == "RSUD" else 1, 1 if office == "BKPSDM" else 0
        self.groups.append(Group(seat, place, jobs, share, least))

    def _shared(self) -> set[str]:
        """Posts that several offices have by the same name."""
        names = [post for posts in self.positions.values() for post in posts]
        return {name for name in names if names.count(name) > 1}

    def _district(self, camat: Seat) -> None:
        place, office = camat.place, camat.office
        mix = tuple(table("jobs")["mix"]["district"])
        second = self._add(
            "Sekretaris Kecamatan",
            ("administrator", "III.b"),
            "sekretaris_kecamatan",
            (place, office),
            camat,
        )
        self.groups.append(Group(second, place, mix, 0.8))
        for number, post in enumerate(self.positions["KECAMATAN"], start=1):
            section = Place(f"{place.code}-{number}", post.removeprefix("Kepala "), place)
            seat = self._add(
                f"{post} Kecamatan",
                ("pengawas", "IV.a"),
                "kepala_seksi",
                (section, office),
                second,
                is_head=True,
            )
            self.groups.append(Group(seat, section, mix, 0.5))

    def _clinic(self, place: Place, chief: Seat, share: float) -> None:
        seat = self._add(
            "Kepala UPTD Puskesmas",
            ("administrator", "III.b"),
            "kepala_puskesmas",
            (place, "DINKES"),
            chief,
            is_head=True,
        )
        self.groups.append(Group(seat, place, tuple(table("jobs")["mix"]["clinic"]), share, 4))

    def _school(self, place: Place, mix: str, chief: Seat, share: float) -> None:
        """A teacher leads it by an extra duty."""
        seat = self._add(
            "Guru Ahli Madya",
            ("fungsional", "Ahli Madya"),
            "kepala_sekolah",
            (place, "DISDIK"),
            chief,
            is_head=True,
        )
        self.groups.append(Group(seat, place, tuple(table("jobs")["mix"][mix]), share, 2))

    def _further_units(self) -> None:
        """More schools and clinics where the number asks for more people than the offices hold."""
        shares = sum(group.share for group in self.groups)
        room = self.people - len(self.seats) - round(shares * MOST_PER_SHARE)
        number = 0
        heads = {seat.place.code: seat for seat in self.seats if seat.is_head}
        coordinators: dict[str, Seat] = {}
        while room > 0:
            number += 1
            is_school = number % (SCHOOLS_PER_CLINIC + 1) > 0
            office = "DISDIK" if is_school else "DINKES"
            if (number - 1) % COORDINATED == 0:
                for code in ("DISDIK", "DINKES"):
                    coordinators[code] = self._coordinator(heads[code], number // COORDINATED + 1)
            chief = coordinators[office]
            if is_school:
                place = Place(f"{PRIMARY}-{number}", f"SD Negeri Cempaka {number}", chief.place)
                self._school(place, "school_primary", chief, FURTHER)
            else:
                place = Place(f"{CLINIC}-{number}", f"UPTD Puskesmas Cempaka {number}", chief.place)
                self._clinic(place, chief, OTHER_CLINIC)
            room -= SCHOOL if is_school else HEALTH_CENTRE

    def _coordinator(self, chief: Seat, number: int) -> Seat:
        place = Place(
            f"{chief.office}-KW{number}", f"Bidang Koordinasi Wilayah {number}", chief.place
        )
        return self._add(
            "Koordinator Wilayah",
            ("pengawas", "IV.a"),
            "kepala_bidang",
            (place, chief.office),
            chief,
            is_head=True,
        )

    def _staff(self) -> None:
        """First what each place needs at least, the rest by shares."""
        left = self.people - len(self.seats) - sum(group.least for group in self.groups)
        total = sum(group.share for group in self.groups)
        wanted = 0.0
        for group in self.groups:
            before, wanted = round(wanted), wanted + max(0, left) * group.share / total
            jobs = cycle(group.jobs)
            for _n in range(group.least + round(wanted) - before):
                self._add_staff(next(jobs), group)

    def _add_staff(self, name: str, group: Group) -> None:
        job = staff_job(name)
        random = Random(f"{SEED}:level:{len(self.seats)}")
        levels = list(job["levels"])
        level = random.choices(levels, weights=[job["levels"][key] for key in levels])[0]
        is_functional = job["kind"] == "fungsional"
        post = table("jobs")["post"].get(name, job["post"])
        self._add(
            f"{post} {level}" if is_functional else post,
            (job["kind"], level),
            name,
            (group.place, group.chief.office),
            group.chief,
        )


def staff_job(name: str) -> Mapping[str, Any]:
    """The facts of a job family, its own or those of the one it resembles."""
    jobs = table("jobs")
    found: Mapping[str, Any] = jobs["job"][jobs["same"].get(name, name)]
    return found


def seats_for(people: int) -> Iterator[Seat]:
    """All seats; the same for the same number."""
    yield from Chart(people).build()
