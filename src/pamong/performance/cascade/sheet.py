"""A planning table as lines: layouts are data (layouts.toml), rows keep their number for the report."""

import csv
import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.performance.models import Goal
from pamong.performance.spelling import fold

PROGRAMME_DEPTH, ACTIVITY_DEPTH = 3, 5
LARGEST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column of a document holds what."""

    id: str
    title: str
    marks: tuple[str, ...]
    first_row: int
    columns: Mapping[str, Any]
    targets: Mapping[str, int]
    budgets: Mapping[str, int]
    office: str = ""
    offices: Mapping[str, str] = field(default_factory=dict)
    whole_agency: tuple[str, ...] = ()
    moved: tuple[Mapping[str, Any], ...] = ()

    @property
    def years(self) -> list[int]:
        """The years that the document plans."""
        return sorted(int(year) for year in self.targets)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table, its cells by meaning; texts are trimmed, never changed."""

    row: int
    code: str = ""
    name: str = ""
    goal: str = ""
    outcome: str = ""
    indicator: str = ""
    measure: str = ""
    baseline: str = ""
    office: str = ""
    targets: Mapping[int, str] = field(default_factory=dict)
    budgets: Mapping[int, str] = field(default_factory=dict)
    is_of_outcome: bool = False  # the indicator is the outcome's, not the programme's

    @property
    def kind(self) -> str:
        """The level by the depth of the code; empty for a heading (urusan, bidang)."""
        depth = len(self.code.split(".")) if self.code else 0
        if depth == PROGRAMME_DEPTH:
            return Goal.Kind.PROGRAMME
        return Goal.Kind.ACTIVITY if depth >= ACTIVITY_DEPTH else ""


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "layouts.toml").read_text(encoding="utf-8"))


def reading_rules() -> Mapping[str, Any]:
    """How cells are read."""
    rules: Mapping[str, Any] = _data()["reading"]
    return rules


def layouts() -> list[Layout]:
    """Every known layout."""
    return [_layout(entry) for entry in _data()["layout"]]


def _layout(entry: dict[str, Any]) -> Layout:
    known: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    return Layout(**known)


def rows_of(content: bytes) -> list[list[str]]:
    """The cells of a CSV file, or a sentence that says what is wrong with it."""
    if len(content) > LARGEST:
        raise ValidationError(_("Berkas ini lebih dari 4 MB. Bagi menjadi beberapa berkas."))
    try:
        text = content.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValidationError(
            _("Berkas ini tidak dapat dibaca sebagai CSV. Simpan sebagai CSV UTF-8, lalu ulangi.")
        ) from error


def layout_of(rows: Sequence[Sequence[str]], wanted: str = "") -> Layout:
    """The layout by its name, or the one whose headings the file has."""
    head = [cell.strip() for cell in rows[0]] if rows else []
    for layout in layouts():
        if layout.id == wanted or (not wanted and head[: len(layout.marks)] == [*layout.marks]):
            return layout
    raise ValidationError(
        _("Susunan kolom berkas ini belum dikenal. Yang dikenal: %(known)s."),
        params={"known": ", ".join(layout.title for layout in layouts())},
    )


def lines_of(rows: Sequence[Sequence[str]], layout: Layout) -> list[Line]:
    """Every row below the headings that holds something."""
    numbered = enumerate(rows[layout.first_row - 1 :], start=layout.first_row)
    return [_line(number, row, layout) for number, row in numbered if any(c.strip() for c in row)]


def offices_in(content: bytes) -> list[str]:
    """The offices that a file names, in order: what must stand as units before its import."""
    rows = rows_of(content)
    layout = layout_of(rows)
    names: dict[str, str] = {}
    for line in lines_of(rows, layout):
        if line.office and line.office not in layout.whole_agency:
            names.setdefault(fold(line.office), line.office)
    return list(names.values())


def _line(number: int, row: Sequence[str], layout: Layout) -> Line:
    by, prefix = 0, ""
    for move in layout.moved:
        if number >= move["from_row"]:
            by, prefix = move["by"], move["code_prefix"]

    def at(place: int | None) -> str:
        cell = row[place + by] if place is not None and place + by < len(row) else ""
        for sign, better in reading_rules()["replace"].items():
            cell = cell.replace(sign, better)
        return " ".join(cell.split())

    def text(name: str) -> str:
        cell = at(layout.columns.get(name))
        return "" if cell in reading_rules()["empty_words"] else cell

    of_outcome = text("outcome_indicator")
    office = text("office") or layout.office
    return Line(
        row=number,
        code=_code([at(place) for place in layout.columns["code"]], prefix),
        name=text("name"),
        goal=text("goal"),
        outcome=text("outcome"),
        indicator=of_outcome or text("indicator"),
        measure=text("measure"),
        baseline=at(layout.columns.get("baseline")),
        office=layout.offices.get(fold(office), office),
        targets={int(year): at(place) for year, place in layout.targets.items()},
        budgets={int(year): at(place) for year, place in layout.budgets.items()},
        is_of_outcome=bool(of_outcome),
    )


def _code(parts: Sequence[str], prefix: str) -> str:
    """5.03.01.2.01 from its cells, whatever separates the parts there."""
    found = [part for part in parts if part]
    if not found:
        return ""
    joined = ".".join([prefix, *found] if prefix else found)
    return joined.replace(",", ".").replace(":", ".").strip(".")
