"""Everything by which pages, files, drawings, programs and screens tell how many people there are, read as figures."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from pamong.analytics.dashboards import kept
from pamong.analytics.dashboards.told import OTHERS
from pamong.config.api.tests.programs import get
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.people.models import Unit
from pamong.performance.rules import label_of, pack_on
from pamong.stats.tests.attacker import Attacker

DAY = date(2026, 11, 20)
CODES = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
STATES = ("open", "set", "done")
HEADS = ("Menunggu penilai menetapkan", "Menunggu pegawai menerima", "Diterima pegawai")
# Of each office its units, of each unit how many have the first two predicates, how many the third, how many none.
PEOPLE = {
    "Kantor 0": ((12, 14, 0, 0), (3, 11, 1, 0)),
    "Kantor 1": ((10, 25, 0, 0), (11, 4, 0, 2)),
    "Kantor 2": ((2, 1, 0, 0),),
}
ALL = "Seluruh instansi"
AXIS = {2, 4, 10}  # an empty drawing has them at its axis
CHARTS = {"predikat": ("predicates", CODES), "penilaian": ("waiting", STATES)}
Places = dict[str, list[str]]
Figure = tuple[list[str], tuple[str, ...], int]  # of units, in any of some states, so many people


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, with what a program and a screen of the same person open."""

    client: Any
    key: str = ""
    wall: str = ""
    office: Unit | None = None  # whose screen it is; nothing is the agency's


def read(reader: Reader, attacker: Attacker, day: int, places: Places) -> int:
    """Everything that counts people on one day, with a key by programs and briefs too; how many figures it were."""
    client = reader.client
    told = [*of_dashboards(client, places), *of_drawings(client, places)]
    if reader.key:
        told += [*of_program(reader.key, places), *of_brief(client, places)]
    if reader.wall:
        told += of_wall(reader, places)
    days = told_on(day)
    for units, states, count in told:
        is_told = states[0] in CODES
        cells = [(days[unit] if is_told else day, unit, one) for unit in units for one in states]
        attacker.learn(cells, count)
    live = [*of_units(client), *of_register(client)]
    for units, states, count in live:
        attacker.learn([(day, unit, state) for unit in units for state in states], count)
    return len(told) + len(live)


def told_on(day: int) -> dict[str, int]:
    """As of which day the predicates of each unit are told, as the page says beside them."""
    (path,) = Path(settings.FILES, kept.FOLDER).iterdir()
    said = json.loads(path.read_text())["2026 Q3"]
    since = {row: (date.fromisoformat(on) - DAY).days for row, on in said["since"].items()}
    found: dict[str, int] = {}
    for office in Unit.objects.filter(name__in=PEOPLE):
        row = str(office.pk) if str(office.pk) in said["alone"] else OTHERS
        for unit in Unit.objects.filter(parent=office):
            found[unit.name] = since.get(row, day)
    return found


def asked_of(places: Places, charts: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each chart of people, for the agency and for each office."""
    offices = Unit.objects.filter(name__in=places)
    for chart in charts:
        for of in ({}, *({"unit": str(row.uuid)} for row in offices)):
            yield chart, {"year": 2026, "period": "Q3", "about": CHARTS[chart][0]} | of


def of_dashboards(
    client: Any, places: Places, charts: Iterable[str] = ("predikat", "penilaian")
) -> Iterator[Figure]:
    """As files."""
    for chart, asked in asked_of(places, charts):
        table = {"tabel": f"charts-{chart}", "unduh": "csv"}
        answer = client.get("/dashboards", asked | table)
        if answer.status_code == 200:
            text = b"".join(answer.streaming_content).decode("utf-8-sig")
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
            yield from of_table(rows, chart, places)


def of_program(key: str, places: Places) -> Iterator[Figure]:
    """The same charts as a program reads them, of the agency with its offices."""
    for chart, asked in asked_of({}, CHARTS):
        answer = get(key, f"dashboards?{urlencode(asked)}")
        assert answer.status_code == 200, answer.content
        for one in answer.json()["charts"]:
            if one["name"] == chart:
                rows = [[str(cell) for cell in row] for row in one["rows"]]
                yield from of_table([one["columns"], *rows], chart, places)


def of_table(rows: list[list[str]], chart: str, places: Places) -> Iterator[Figure]:
    """The counts of offices or of all; of columns that are told together, and of what is said within them."""
    heads = rows[0] if rows else []
    for cells in rows[1:]:
        below = [
            one for office, units in places.items() for one in units if cells[0] in (office, ALL)
        ]
        for head, cell in zip(heads[1:], cells[1:], strict=True):
            if below and cell.isdigit():
                yield below, states_of(head, chart), int(cell)
            for label, count in re.findall(r"([^:;]+): (\d+)", cell) if below else ():
                yield below, states_of(label.strip(), chart), int(count)


def states_of(head: str, chart: str) -> tuple[str, ...]:
    """What a heading speaks of; the total of all."""
    if chart == "penilaian":
        return STATES if head == "Jumlah" else (STATES[HEADS.index(head)],)
    labels = [label_of(pack_on(DAY, local=()), "predicate", code) for code in CODES]
    first, _word, last = head.partition(" sampai " if " sampai " in head else " dan ")
    if head.endswith(" atau di bawahnya"):
        first, last = head.removesuffix(" atau di bawahnya"), labels[-1]
    elif head.endswith(" atau di atasnya"):
        first, last = labels[0], head.removesuffix(" atau di atasnya")
    if head == "Jumlah":
        return CODES
    return CODES[labels.index(first) : labels.index(last or first) + 1]


def of_brief(client: Any, places: Places) -> Iterator[Figure]:
    """What waits, as the month's brief says it."""
    for unit in (None, Unit.objects.get(name="Kantor 0")):
        asked = {"month": "2026-10"} | ({"unit": str(unit.uuid)} if unit else {})
        html = client.get("/briefs/monthly", asked).content.decode()
        below = [
            one
            for office, units in places.items()
            if not unit or office == unit.name
            for one in units
        ]
        for state, words in zip(STATES, ("penilai menetapkan", "pegawai menerima"), strict=False):
            for count in re.findall(rf"Penilaian [^:<]* menunggu {words}: (\d+)", html):
                yield below, (state,), int(count)


def of_units(client: Any) -> Iterator[Figure]:
    """The page of the distribution, unit by unit."""
    html = client.get("/distribution/?year=2026&period=Q3&show=all").content.decode()
    for line in html.partition("<tbody")[2].split("<tr")[1:]:
        named = re.search(r"Kantor \d bidang \d", line)
        counts = re.findall(r"<td[^>]*>\s*(\d+)\s*</td>", line)
        if named and counts:
            for code, count in zip(CODES, counts, strict=True):
                yield [named[0]], (code,), int(count)


NUMBERS = re.compile(r"(?<![\d.,])\d+(?![\d.,]*\d|[.,]?\d|%)")


def counts_in(text: str) -> set[int]:
    """Whole numbers that could be counts of people."""
    return {int(one) for one in NUMBERS.findall(re.sub(r"\(\d+(,\d+)?%\)", "", text))}


def said_otherwise(client: Any, about: str, unit: Unit | None) -> Iterator[tuple[str, str]]:
    """The same charts in other ways out: workbook, and drawing with its titles."""
    asked = {"year": 2026, "period": "Q3", "about": about}
    asked |= {"unit": str(unit.uuid)} if unit else {}
    for name in [name for name, (part, _states) in CHARTS.items() if part == about]:
        book = client.get("/dashboards", asked | {"tabel": f"charts-{name}", "unduh": "xlsx"})
        if book.status_code == 200:
            (sheet,) = read_spreadsheet(io.BytesIO(b"".join(book.streaming_content)))
            yield "xlsx", " ".join(str(cell) for row in sheet.rows[1:] for cell in row.cells)
        drawn = client.get("/dashboards", asked | {"grafik": name}).content.decode()
        yield (
            "svg",
            " ".join(re.findall(r">([^<>]+)<", drawn) + re.findall(r'label="(.*?)"', drawn)),
        )


WRITTEN = re.compile(r"<title>([^<:]*): (\d+) \(")  # a bar's own words
PROVED = re.compile(r"“([^”]*)”: (?:masing-masing )?(\d+) dari (\d+)")  # the sentence's
BAR = re.compile(r"<path d=\"M0,[\d.]+h([\d.]+)v[^>]*><title>([^<]*)</title>")


def of_drawings(client: Any, places: Places) -> Iterator[Figure]:
    """As drawings: what is written at bars, how long they are, and the sentence beside them."""
    for chart, asked in asked_of(places, CHARTS):
        office = Unit.objects.get(uuid=asked["unit"]) if "unit" in asked else None
        answer = client.get("/dashboards", asked | {"grafik": chart, "unduh": "svg"})
        if answer.status_code == 200:
            yield from of_drawing(answer.content.decode(), chart, below_of(office, places))


def of_drawing(text: str, chart: str, below: list[str]) -> Iterator[Figure]:
    """One of them; a bar that stands for nobody has no length, whatever is written at it."""
    written = {label: int(count) for label, count in WRITTEN.findall(text)}
    for label, count in written.items():
        yield below, states_of(label, chart), count
    for label, some, every in PROVED.findall(text):
        yield below, states_of(label, chart), int(some)
        yield below, states_of("Jumlah", chart), int(every)
    long = {words.partition(":")[0]: float(length) for length, words in BAR.findall(text)}
    most = max(written, key=written.__getitem__, default="")
    for label, length in long.items() if written.get(most) else ():
        if label in written or length:
            yield below, states_of(label, chart), round(length * written[most] / long[most])


def wall_of(client: Any) -> str:
    """The address of a new screen of the one who asks for it."""
    url = re.search(r"/wall/[\w-]{43}", client.post("/dashboards/wall/make").content.decode())
    assert url
    return url[0]


def of_wall(reader: Reader, places: Places) -> Iterator[Figure]:
    """What a screen in an office shows of people, chart by chart."""
    number, count = 1, 1
    while number <= count:
        html = Client().get(reader.wall, {"page": number}).content.decode()
        count = int(re.search(r"Grafik \d+ dari (\d+)", html)[1])  # type: ignore[index]
        title = html.partition("<h1>")[2].partition("</h1>")[0]
        chart = {"Predikat": "predikat", "Penilaian": "penilaian"}.get(title.partition(" ")[0])
        if chart:
            yield from of_drawing(html, chart, below_of(reader.office, places))
        number += 1


def below_of(office: Unit | None, places: Places) -> list[str]:
    """The units of an office, or of all."""
    return [
        one for name, units in places.items() if not office or name == office.name for one in units
    ]


def of_register(client: Any) -> Iterator[Figure]:
    """Who is rated, name by name, where the reader may read that list: so many have any predicate."""
    found: Counter[str] = Counter()
    after = "?year=2026&period=Q3"
    while after:
        answer = client.get(f"/evaluations/agency{after}")
        if answer.status_code != 200:
            return
        html = answer.content.decode()
        rows = html.partition("<tbody")[2].split("<tr")
        found.update(one[0] for row in rows if (one := re.search(r"Kantor \d bidang \d", row)))
        more = re.search(r'href="(?:/evaluations/agency)?(\?[^"]*after=[^"]*)"', html)
        after = unescape(more[1]) if more else ""
    for unit, count in found.items():
        yield [unit], CODES, count
