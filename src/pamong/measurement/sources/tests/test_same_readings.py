"""Every figure of a file is the same where it is uploaded and where the command reads it, and what a plain reader finds there."""

import csv
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from pamong.cli.figures import analytics
from pamong.documents.writing import Heading, Page, write_book
from pamong.measurement.models import Reading, SourceRun
from pamong.measurement.sources.card_actions import make_cards
from pamong.measurement.sources.figures import read_figures
from pamong.measurement.sources.mapping import Mapping, mapping_of
from pamong.measurement.sources.run_actions import look_again, sheets_of, write_run
from pamong.measurement.sources.tests.make import SHARED, acting, at, make_source, mapped
from pamong.measurement.sources.tests.test_same_questions import (
    BY_MONTH,
    MADE,
    PARTS,
    REAL,
    mark_of,
)
from pamong.people.tests.world import World

MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
Place = tuple[str, int, str]  # sheet, line, column


def by_command(file: Path, mapping: Mapping, *more: str) -> list[dict[str, Any]]:
    """Every figure that the command reads."""
    told = [str(file), "--json", "--readings", *(f"--value={text}" for text in mapping.values)]
    told += [f"--series={text}" for text in (mapping.code, mapping.name, mapping.office) if text]
    told += [f"--time={mapping.time}"] if mapping.time else []
    told += [f"--period={mapping.fixed_time}"] if mapping.fixed_time else []
    told += [f"--unit={mapping.measure}"] if mapping.measure else []
    done = CliRunner().invoke(analytics, ["quality", *told, *more])
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads(done.output)["readings"]
    return found


def in_browser(run: SourceRun) -> Iterator[tuple[Place, tuple[Any, ...]]]:
    """Every figure that a run understands, before any card is asked."""
    mapping = mapping_of(run.source.mapping)
    for one in read_figures(sheets_of(run), mapping).figures:
        names = ((mapping.code, one.named.code), (mapping.name, one.named.name))
        told = [text for heading, text in (*names, (mapping.office, one.named.office)) if heading]
        said = (" | ".join(told), one.span.first, one.span.last, one.value, one.measure)
        yield (one.sheet, one.line, one.heading), said


def days_of(time: str) -> tuple[date, date]:
    """The first and the last day of a time as programs write it."""
    year, part = int(time[:4]), time[5:]
    if len(part) > 2 and part[2] == "-":
        return date.fromisoformat(time), date.fromisoformat(time)
    months = {"S": 6, "Q": 3}.get(part[:1], 1) if part else 12
    first = 1 + (int(part.lstrip("SQ")) - 1) * months if part else 1
    after = year * 12 + first - 1 + months
    end = date(after // 12, after % 12 + 1, 1).toordinal() - 1
    return date(year, first, 1), date.fromordinal(end)


def compared(found: list[dict[str, Any]]) -> list[tuple[Place, tuple[Any, ...]]]:
    """The command's figures as cards keep them: to four places, of years that a card may have."""
    rows = []
    for one in found:
        first, last = days_of(one["time"])
        value = Decimal(str(one["value"])).quantize(Decimal("0.0001"))
        where = (one["sheet"], one["line"], one["column"])
        rows.append((where, (one["series"], first, last, value, one["unit"])))
    return rows


def told_by_both(
    world: World, file: Path, content: str | bytes, mapping: Mapping
) -> list[dict[str, Any]]:
    """The command's figures, once they are those of the page."""
    run = mapped(world, make_source(world), content, mapping)
    found = by_command(file, mapping)
    page = [place[1:] + said for place, said in in_browser(run)]  # a CSV's one table has no name
    assert page == [place[1:] + said for place, said in compared(found)]
    return found


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_every_figure_of_a_real_file_is_read_the_same_both_ways(world: World, name: str) -> None:
    file = SHARED / name
    if not file.exists():
        pytest.skip(f"{name} is not beside this repository: it may not be committed")
    found = told_by_both(world, file, file.read_bytes(), REAL[name])
    assert found
    plain = dict(plainly_read(file, REAL[name]))
    held = {(one["line"], one["column"] or REAL[name].values[0]): one["value"] for one in found}
    both = plain.keys() & held.keys()
    assert {place: held[place] for place in both} == {place: plain[place] for place in both}
    assert len(both) > len(held) / 4
    assert len(both) > len(plain) * 0.8  # others are headings and sums


def plainly_read(file: Path, mapping: Mapping) -> Iterator[tuple[tuple[int, str], float]]:
    """Cells that leave no doubt, by nothing but `csv`: whole numbers, and two decimals behind one mark."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    for heading in mapping.values:
        spanning = re.search(r"Tahun \d{4}", heading)  # over a target and what it costs
        wanted = spanning[0] if spanning else heading
        place = next(row.index(wanted) for row in rows[:8] if wanted in row)
        for line, cells in enumerate(rows, start=1):
            text = cells[place].strip() if place < len(cells) else ""
            if re.fullmatch(r"\d{1,3}(?:[.,]\d{1,2})?", text):
                yield (line, heading), float(text.replace(",", "."))


@pytest.mark.parametrize("name", [*MADE, *PARTS])
def test_every_figure_of_a_made_up_file_is_read_the_same_both_ways(
    world: World, tmp_path: Path, name: str
) -> None:
    text = MADE.get(name, name)
    mapping = PARTS.get(name) or replace(BY_MONTH, mark=mark_of(name))
    file = tmp_path / "angka.csv"
    file.write_text(text, encoding="utf-8")
    assert bool(told_by_both(world, file, text, mapping)) == (name != "no rows")


def written_down(chance: random.Random, cents: int) -> str:
    """A figure as one of several people writes it, in a column of decimal commas."""
    whole, rest = divmod(cents, 100)
    grouped = f"{whole:,}".replace(",", ".") if whole < 1000 or rest else str(whole)
    return chance.choice([f"{grouped},{rest:02}", f" {grouped},{rest:02} "]) if rest else str(whole)


def said_month(chance: random.Random, month: int) -> str:
    named = MONTHS[month - 1]
    forms = [f"2024-{month:02}", f"{named} 2024", f"{named[:3]} 2024", f"{month:02}/2024"]
    return chance.choice([*forms, f"s.d. {named} 2024"])


def mixed(seed: int) -> tuple[list[list[str]], dict[int, tuple[str, int, Decimal, str]]]:
    """Rows as people type them, and what is meant, by line; what is not meant stands in no truth."""
    chance = random.Random(seed)
    rows, truth = list[list[str]](), dict[int, tuple[str, int, Decimal, str]]()
    units = {f"Layanan {at}": chance.choice(["orang", "%"]) for at in range(6)}
    pairs = list(product(units, range(1, 13)))
    chance.shuffle(pairs)
    for name, month in pairs:
        line, unit, cents = len(rows) + 2, units[name], chance.randrange(1, 10_000_000)
        cents = cents % 10_000 if unit == "%" else cents
        text, kind = written_down(chance, cents), chance.random()
        sign = chance.choice(["%", " %", " persen"]) if unit == "%" and kind < 0.3 else ""
        said = said_month(chance, month)
        if kind > 0.9:
            bad = [[name, unit, said, ""], ["tes", unit, said, text], ["", unit, said, text]]
            bad += [[name, unit, "2024-W07", text], [name, unit, said, "ada"], ["", "", "", ""]]
            rows.append(chance.choice(bad))
            continue
        rows.append([name, unit, said, text + sign])
        truth[line] = (name, month, Decimal(cents) / 100, unit)
        if kind > 0.85:
            rows.append(list(rows[-1]))
            truth[line + 1] = truth[line]
    return rows, truth


@pytest.mark.parametrize("seed", range(8))
def test_what_was_meant_is_what_both_read_and_what_cards_come_to_hold(
    world: World, tmp_path: Path, seed: int
) -> None:
    rows, truth = mixed(seed)
    text = "\n".join(";".join(row) for row in [["Indikator", "Satuan", "Bulan", "Nilai"], *rows])
    file = tmp_path / "angka.csv"
    file.write_text(text, encoding="utf-8")
    found = told_by_both(world, file, text, BY_MONTH)
    read = {one["line"]: (one["series"], one["time"], one["value"], one["unit"]) for one in found}
    meant = {
        line: (name, f"2024-{month:02}", float(value), unit)
        for line, (name, month, value, unit) in truth.items()
    }
    assert read == meant
    run = mapped(world, make_source(world), text, BY_MONTH)
    make_cards(run, {one["key"] for one in run.shown["unknown"]}, **acting(world))
    write_run(look_again(run, on=world.day), **acting(world), at=at())
    held = {
        (one.line, one.indicator.name, one.as_of.month, one.value, one.indicator.unit)
        for one in Reading.objects.standing().select_related("indicator")
    }
    firsts: dict[tuple[str, int], tuple[Any, ...]] = {}
    for line, (name, month, value, unit) in sorted(truth.items()):
        firsts.setdefault((name, month), (line, name, month, value, unit))
    assert held == set(firsts.values())


def test_a_sheet_with_headings_of_two_rows_is_what_its_own_markup_holds(
    world: World, tmp_path: Path
) -> None:
    merged = [Heading(text) for text in ("Indikator", "Tahun 2023", "", "Tahun 2024", "")]
    rows: list[list[Any]] = [
        ["", "Target", "Realisasi", "Target", "Realisasi"],
        ["Cakupan", 80, 81.25, 85, "1.234,5"],
        ["Rasio", 0.5, 0.125, 1, -3],
        ["Kosong", 1, None, 2, "-"],
    ]
    file = tmp_path / "kinerja.xlsx"
    with file.open("wb") as stream:
        write_book(stream, [Page("Capaian", merged, rows)])
    mapping = Mapping(name="Indikator", values=("Tahun 2023 Realisasi", "Tahun 2024 Realisasi"))
    run = mapped_book(world, file, mapping)
    found = by_command(file, mapping)
    assert list(in_browser(run)) == compared(found)
    with ZipFile(file) as packed:
        markup = packed.read("xl/worksheets/sheet1.xml").decode()
    numbers = re.findall(r'<c r="([A-Z]+)(\d+)"((?: [^>]*)?)><v>([^<]*)</v>', markup)
    plain = {
        (int(line), "2023" if column == "C" else "2024"): float(value)
        for column, line, more, value in numbers
        if column in "CE" and 't="' not in more.replace('t="n"', "")
    }
    assert (3, "2023") in plain
    plain[3, "2024"] = 1234.5  # a text there, of one meaning
    assert {(one["line"], one["time"]): one["value"] for one in found} == plain


def mapped_book(world: World, file: Path, mapping: Mapping) -> SourceRun:
    """A workbook that somebody uploads, with its columns said."""
    return mapped(world, make_source(world), file.read_bytes(), mapping, name=file.name)
