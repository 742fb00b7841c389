"""The attack on pages: who reads all pages and files of some days, and adds and subtracts, counts nobody out."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings

from pamong.access.clock import now
from pamong.access.tests.make import with_key
from pamong.analytics.dashboards import figures, kept
from pamong.analytics.dashboards.told import OTHERS
from pamong.analytics.snapshot.making import make_snapshot
from pamong.config.api.tests.programs import get
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.people.models import Unit
from pamong.people.tests.make import make_employee, make_unit
from pamong.people.tests.world import World
from pamong.performance.distribution.queries import UnitLine
from pamong.performance.models import Evaluation, Plan, PredicateSetting, UnitLevel
from pamong.performance.rules import label_of, pack_on
from pamong.performance.tests.make import make_plan
from pamong.stats.suppression import MINIMUM
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


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"
    settings.DATA, settings.ANALYTICS, settings.SNAPSHOT_MINUTES = tmp_path, "", 60
    figures._rated.cache_clear()  # another test may have told of the same people in its own way
    figures._year.cache_clear()


@pytest.fixture
def places(world: World) -> Places:
    """Offices with their units, everybody with a plan, and a third quarter that is rated almost everywhere."""
    found: Places = {}
    for office, units in PEOPLE.items():
        above = make_unit(world.agency, world.root, name=office)
        found[office] = [f"{office} bidang {place}" for place in range(len(units))]
        for name, counts in zip(found[office], units, strict=True):
            fill(world, make_unit(world.agency, above, name=name), counts)
    return found


def fill(world: World, unit: Unit, counts: tuple[int, ...]) -> None:
    told: dict[str, Any] = {"unit": unit, "year": 2026, "period": "Q3", "level": "baik"}
    UnitLevel.objects.create(**told, set_by=world.joko, set_on=DAY)
    setting = PredicateSetting.objects.create(
        **told, rater=world.joko, people=sum(counts), set_on=DAY, pack="id-permenpanrb-6-2022@1"
    )
    for code, count in zip((*CODES[:3], ""), counts, strict=True):
        for _one in range(count):
            plan = make_plan(make_employee(unit), status=Plan.Status.AGREED)
            of: dict[str, Any] = {"status": "set", "setting": setting} if code else {}
            Evaluation.objects.create(
                plan=plan, period="Q3", status_on=DAY, predicate=code, pack="p@1", **of
            )


def one_is_rated_anew(world: World) -> None:
    row = Evaluation.objects.filter(predicate="baik", plan__unit__name="Kantor 1 bidang 0")[0]
    Evaluation.objects.filter(pk=row.pk).update(predicate="sangat_baik")


def one_comes(world: World) -> None:
    unit = Unit.objects.get(name="Kantor 0 bidang 0")
    plan = make_plan(make_employee(unit), status=Plan.Status.AGREED)
    setting = PredicateSetting.objects.get(unit=unit)
    Evaluation.objects.create(
        plan=plan, period="Q3", status="set", status_on=DAY, predicate="baik", setting=setting
    )


def read(client: Any, key: str, attacker: Attacker, day: int, places: Places) -> int:
    """Everything that counts people on one day, with a key by programs and briefs too; how many figures it were."""
    told = list(of_dashboards(client, places))
    if key:
        told += [*of_program(key, places), *of_brief(client, places)]
    days = told_on(day)
    for units, states, count in told:
        is_told = states[0] in CODES
        cells = [(days[unit] if is_told else day, unit, one) for unit in units for one in states]
        attacker.learn(cells, count)
    live = list(of_units(client))
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


def caught(attacker: Attacker, truth: list[Counter[tuple[str, str]]], places: Places) -> list[Any]:
    """Few people of some units whose count, or whose change from one day to the next, follows or lies in narrow bounds."""
    few: list[tuple[Any, dict[Hashable, int]]] = []
    for below in (*places.values(), *([unit] for us in places.values() for unit in us)):
        for code in CODES:
            counts = [sum(one[unit, code] for unit in below) for one in truth]
            for day, count in enumerate(counts):
                sums: dict[Hashable, int] = {(day, unit, code): 1 for unit in below}
                if 0 < count < MINIMUM:
                    few.append(((below, code, day), sums))
                if day and 0 < abs(count - counts[day - 1]) < MINIMUM:
                    change = sums | {(day - 1, unit, code): -1 for unit in below}
                    few.append(((below, code, day, "change"), change))
    bounds = attacker.between(sums for _about, sums in few)
    return [
        about
        for (about, _sums), (least, most) in zip(few, bounds, strict=True)
        if (least > 0 or most < 0) and most - least < MINIMUM
    ]


def attack(world: World, places: Places, as_: Any, *, key: str = "") -> list[Any]:
    """Three days of reading, with one person who comes and one who is rated anew in between."""
    attacker, truth = Attacker(), []
    client = as_("tono")
    for unit in [unit for units in places.values() for unit in units]:
        for day in range(3):  # whoever has a predicate is set or done
            times: dict[Hashable, int] = {(day, unit, code): 1 for code in CODES}
            attacker.learn({**times, (day, unit, "set"): -1, (day, unit, "done"): -1}, 0)
    for day, change in enumerate((None, one_is_rated_anew, one_comes)):
        if change:
            change(world)
        make_snapshot(world.agency, day=DAY + timedelta(days=day), clock=now)
        assert read(client, key, attacker, day, places), "something is told"
        rated = Evaluation.objects.filter(plan__unit__name__startswith="Kantor").exclude(
            predicate=""
        )
        truth.append(Counter(rated.values_list("plan__unit__name", "predicate")))
    return caught(attacker, truth, places)


def test_the_auditor_counts_nobody_out(world: World, places: Places, as_: Any) -> None:
    assert attack(world, places, as_, key=with_key(world.account("tono"))) == []


def test_the_attack_finds_people_where_units_are_told_by_number(
    world: World, places: Places, as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = property(lambda line: 0 < line.unseen < MINIMUM)
    monkeypatch.setattr(UnitLine, "is_hidden", few)
    assert attack(world, places, as_)


def test_the_attack_finds_people_where_each_day_is_told_by_itself(
    world: World, places: Places, as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_last_from", lambda *_said: None)
    assert attack(world, places, as_)


def test_the_head_of_an_office_is_not_told_of_the_few_whom_he_does_not_rate(
    world: World, as_: Any
) -> None:
    """Joko rates all but three of his office: the office less those would be the three."""
    for unit in (world.health, world.school):
        fill(world, unit, (12, 14, 0, 0))
    rows = Plan.objects.filter(unit=world.health, evaluations__predicate__in=CODES)
    rows.update(rater=world.joko)
    make_snapshot(world.agency, day=DAY, clock=now)

    def told(name: str) -> set[int]:
        known = {world.health.name: [world.health.name]}
        return {count for _units, _states, count in of_dashboards(as_(name), known, ["predikat"])}

    assert {12, 14} <= told("joko")
    few = list(rows.filter(evaluations__predicate="baik").values_list("pk", flat=True)[:3])
    Plan.objects.filter(pk__in=few).update(rater=world.wati)
    assert told("joko") == set()
    assert {12, 14} <= told("dewi")


def test_the_head_of_an_office_does_not_learn_the_change_of_one_whom_he_does_not_rate(
    world: World, as_: Any
) -> None:
    """Joko rates half of his office and knows whom he moved: the office's change less his own would be one person."""
    fill(world, world.health, (22, 42, 0, 0))
    fill(world, world.school, (12, 14, 0, 0))
    rows = Evaluation.objects.filter(plan__unit=world.health, period="Q3")
    low, high = rows.filter(predicate="baik"), rows.filter(predicate="sangat_baik")
    his = [*high.values_list("plan")[:11], *low.values_list("plan")[:21]]
    Plan.objects.filter(pk__in=[key for (key,) in his]).update(rater=world.joko)

    def told(day: int) -> set[int]:
        make_snapshot(world.agency, day=DAY + timedelta(days=day), clock=now)
        known = {world.health.name: [world.health.name]}
        return {n for _units, _states, n in of_dashboards(as_("joko"), known, ["predikat"])}

    def rise(own: int, others: int) -> None:
        for is_his, count in ((True, own), (False, others)):
            some = (
                low.filter(plan__rater=world.joko)
                if is_his
                else low.exclude(plan__rater=world.joko)
            )
            keys = list(some.values_list("pk", flat=True)[:count])
            Evaluation.objects.filter(pk__in=keys).update(predicate="sangat_baik")

    assert {22, 42} <= told(0)
    rise(own=11, others=1)
    assert told(1) == set()
    rise(own=0, others=10)
    assert {44, 20} <= told(2)


def test_no_other_way_out_says_more_than_the_file(
    world: World, places: Places, as_: Any, client: Any
) -> None:
    """Workbooks, drawings, programs, the wall and the brief, for the auditor and for everybody in front of a wall."""
    make_snapshot(world.agency, day=DAY, clock=now)
    tono = as_("tono")
    offices = list(Unit.objects.filter(name__in=places))
    ways: set[str] = set()
    told = {count for _units, _states, count in of_dashboards(tono, places)}
    bare = {12, 14, 3, 11, 10, 25, 4, 2, 26, 15, 23, 36, 29} - told
    for about in ("predicates", "waiting"):
        for unit in (None, *offices):
            for way, text in said_otherwise(tono, about, unit):
                ways.add(way)
                found = counts_in(text) - {2026, 3, 0}  # of the quarter's own name
                found -= AXIS if way == "svg" else set()
                assert not found & bare, (way, unit, found & bare)
    assert {"xlsx", "svg"} <= ways
    url = re.search(r"/wall/[\w-]{43}", as_("dewi").post("/dashboards/wall/make").content.decode())
    assert url
    for number in range(1, 10):
        html = client.get(url[0], {"page": number}).content.decode()
        drawing = html.partition("<figure")[2].partition("</figure")[0]
        assert not counts_in(re.sub(r"<[^>]*>", " ", drawing)) - {2026, 3, 2} & bare
    for name in ("dewi", "tono"):
        brief = as_(name).get("/briefs/monthly", {"month": "2026-10"}).content.decode()
        waits = brief.partition("Yang tertahan")[2].partition("Pertanyaan mutu")[0]
        assert waits
        assert not counts_in(re.sub(r"<[^>]*>", " ", waits)) - {2026, 3} & bare
