"""Invented results of earlier years for some people, brought in by the ordinary import of a file."""

import io
import random
from collections.abc import Iterator, Sequence
from datetime import date

from pamong.access.models import User
from pamong.demo.seats import CLINIC
from pamong.people.models import Agency, Employee
from pamong.performance.history.plan import plan_history
from pamong.performance.history.reading import read_history
from pamong.performance.history.writing import write_history

NAME = "riwayat kinerja 2019-2024 (data rekaan).csv"
PEOPLE = 40
SEED = 2019
APPOINTED = slice(8, 12)  # the year in a NIP
HEADINGS = (
    *("NIP", "Tahun", "Semester", "Nilai SKP", "Nilai Perilaku", "Ide baru"),
    *("Rating hasil kerja", "Rating perilaku", "Nilai konversi"),
)
RATINGS = ("Sesuai ekspektasi", "Sesuai ekspektasi", "Di atas ekspektasi")
OLD, HALVED, NEW = (2019, 2020), 2021, 2022


def bring_past(agency: Agency, last_year: int, *, by: User, on: date) -> int:
    """Results up to the year before the first that was lived here; how many people have some."""
    rows = Employee.objects.filter(agency=agency, kind=Employee.Kind.PNS).exclude(nip="")
    served = [one for one in rows.select_related("unit") if one.nip[APPOINTED] < str(OLD[0])]
    served.sort(key=lambda one: (not (one.unit and one.unit.code == CLINIC), one.pk))
    chance = random.Random(SEED)
    lines = [";".join(HEADINGS)]
    for person in served[:PEOPLE]:
        lines += [";".join((person.nip, *map(str, row))) for row in _years(chance, last_year)]
    file = read_history(io.BytesIO("\n".join(lines).encode()), NAME)
    write_history(plan_history(agency, file, on, within=None), NAME, by=by, on=on)
    return len(served[:PEOPLE])


def _years(chance: random.Random, last_year: int) -> Iterator[Sequence[object]]:
    results, behaviour = chance.randint(80, 92), chance.randint(78, 90)
    for year in OLD:
        yield year, "", results, behaviour + chance.randint(-2, 2), "", "", "", ""
        results += chance.randint(-1, 2)
    converted = chance.choice(("", "", results + 12))
    yield HALVED, 1, results, behaviour, "", "", "", converted
    idea = chance.choice(("ya", "tidak", "tidak"))
    yield HALVED, 2, chance.randint(95, 116), chance.randint(95, 112), idea, "", "", ""
    for year in range(NEW, last_year):
        yield year, "", "", "", "", chance.choice(RATINGS), chance.choice(RATINGS), ""
