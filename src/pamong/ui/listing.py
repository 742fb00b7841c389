"""A list as a file: the same view gives its rows, many at a time, and what the table shows becomes cells."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.ui.components import Meter
from pamong.ui.filters import HARD_SPACE
from pamong.ui.kept_filters import OPENED
from pamong.ui.markup import esc, safe
from pamong.ui.said import NIP, PERCENT, Said, values_kept
from pamong.ui.tables import Cell, Column, Row, Table

KIND, WHICH, PICTURE = "unduh", "tabel", "grafik"  # in the address
KINDS = ("xlsx", "csv")
MAIN = "table"
LISTS = (MAIN, "people", "units", "members", "standing", "lists")  # as views name them
SEVERAL = "tables"  # pairs of a title and a table
CHARTS = "charts"  # each with its figures as a table
CURSORS = ("after", "units")  # a file begins at the beginning
NEXT = {MAIN: "next_url"}
FILLED_IN = re.compile(r'<(?:input(?! type="hidden")|select|textarea)\b')
PRESSED = re.compile(r"<(?:form|button)\b")
BESIDE = {"pick", "actions"}  # columns that say nothing
SPACES = re.compile(r"\s+")

Value = str | int | float | Decimal | date | None
_asked: ContextVar[str] = ContextVar("asked_table", default="")


class Listed(HttpResponse):
    """What a view answers where its rows are wanted: the table, and where the next rows are."""

    table: Table
    next_url: str


@contextmanager
def rows_asked(key: str) -> Iterator[None]:
    """Within, `render` answers with the table of that name instead of a page."""
    token = _asked.set(key)
    try:
        with values_kept():
            yield
    finally:
        _asked.reset(token)


def listed(context: Mapping[str, Any]) -> Listed | None:
    """The rows of the table asked for; nothing where a page is wanted or the view has no such table."""
    key = _asked.get()
    found = lists_of(context).get(key) if key else None
    if found is None or is_filled_in(found):
        return None
    answer = Listed()
    answer.table = found
    answer.next_url = str(context.get(NEXT.get(key, f"more_{key}")) or "")
    return answer


def lists_of(context: Mapping[str, Any]) -> dict[str, Table]:
    """The lists that a view gave its page, by name."""
    given = {name: context.get(name) for name in LISTS}
    given |= {f"{SEVERAL}-{n}": pair[-1] for n, pair in enumerate(context.get(SEVERAL) or ())}
    given |= {f"{CHARTS}-{chart.name}": chart.table for chart in context.get(CHARTS) or ()}
    return {name: table for name, table in given.items() if isinstance(table, Table)}


def is_filled_in(table: Table) -> bool:
    """Whether the table is a form: its first row holds fields."""
    first = next((row for row in table.rows if not row.group and not row.joined), None)
    if first is None:
        return False
    return any(
        FILLED_IN.search(str(cell.html if cell.__class__ is Cell else cell))
        for column, cell in zip(table.columns, first.cells, strict=True)
        if column.kind not in BESIDE and isinstance(cell, SafeString | Cell)
    )


def links(context: Mapping[str, Any], table: Table) -> SafeString:
    """The ways to take a list along; nothing beside a table that is no list of a page that was opened."""
    request = context.get("request")
    if request is None or request.method != "GET" or not table.rows:
        return safe("")
    key = getattr(request, "lists", {}).get(id(table), "")
    if not key or is_filled_in(table):
        return safe("")
    written = _keeping(request, str(context.get("keep_url") or "")) if key == MAIN else ""
    written += "".join(
        f'<a href="{esc(_address(request, key, kind))}">{esc(text)}</a>'
        for kind, text in (("xlsx", _("Unduh XLSX")), ("csv", _("Unduh CSV")))
    )
    return safe(f'<p class="pm-out">{written}</p>')


def note_lists(request: HttpRequest, context: Mapping[str, Any]) -> None:
    """Remember which lists the view itself gave, for a name may mean another thing inside a loop."""
    request.lists = {id(table): name for name, table in lists_of(context).items()}  # type: ignore[attr-defined]


def own_filter(asked: QueryDict) -> QueryDict:
    """What of an address narrows its list, and is not the page of it, a file or how it was opened."""
    kept = asked.copy()
    for name in (*CURSORS, KIND, WHICH, PICTURE, OPENED):
        kept.pop(name, None)
    for name in [name for name in kept if not any(kept.getlist(name))]:
        kept.pop(name)
    return kept


def filter_in(query: str) -> str:
    """The same of the query of an address, as it is written."""
    return own_filter(QueryDict(query)).urlencode()


def _keeping(request: HttpRequest, url: str) -> str:
    """The way to keep the filter; nothing where the list is whole."""
    asked = own_filter(request.GET)
    if not asked or not url:
        return ""
    place = urlencode({"place": f"{request.path}?{asked.urlencode()}"})
    text = _("Simpan saringan ini")
    return f'<a href="{esc(url)}?{esc(place)}">{esc(text)}</a>'


def _address(request: HttpRequest, key: str, kind: str) -> str:
    asked = own_filter(request.GET)
    asked[KIND] = kind
    if key != MAIN:
        asked[WHICH] = key
    return f"{request.path}?{asked.urlencode()}"


@dataclass(slots=True)
class Heading:
    """A column of the file and what its cells are."""

    text: str
    kind: Literal["text", "code"] = "text"


@dataclass(slots=True)
class Sheet:
    """Gathers the rows of a list, page after page, and says at the end which columns they fill."""

    columns: Sequence[Column] = ()
    rows: list[list[tuple[Any, Any]]] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    notes: dict[int, list[str]] = field(default_factory=dict)
    group: str = ""

    def add(self, table: Table) -> None:
        """The rows of one page."""
        self.columns = table.columns
        for row in table.rows:
            self._add(row, is_tree=table.is_tree)

    def _add(self, row: Row, *, is_tree: bool) -> None:
        if row.group or (row.joined and is_tree):
            self.group = str(_plain(_main(row.cells[0])) or "")
        elif row.joined:
            said = str(_plain(_main(row.cells[0])) or "")
            self.notes.setdefault(len(self.rows) - 1, []).append(said)
        else:
            self.rows.append([(_main(cell), _below(cell)) for cell in row.cells])
            self.groups.append(self.group)

    def finished(self) -> tuple[list[Heading], Iterator[list[Value]]]:
        """Headings and rows; what stands small below a value gets a column of its own."""
        places = [n for n, one in enumerate(self.columns) if one.kind not in BESIDE]
        below = [n for n in places if any(_plain(row[n][1]) for row in self.rows)]
        return self._headings(places, below), self._written(places, below)

    def _headings(self, places: list[int], below: list[int]) -> list[Heading]:
        found = [Heading(_("Kelompok"))] if any(self.groups) else []
        for n in places:
            title = str(self.columns[n].title)
            units = {unit for row in self.rows if (unit := _unit(row[n][0]))}
            unit = units.pop() if len(units) == 1 else ""
            is_code = unit == NIP
            shown = f"{title} ({unit})" if unit and not is_code and unit not in title else title
            found.append(Heading(shown, "code" if is_code else "text"))
            if n in below:
                is_nip = any(_unit(row[n][1]) == NIP for row in self.rows)
                about = _("%(column)s: keterangan") % {"column": title}
                found.append(Heading(NIP, "code") if is_nip else Heading(about))
        return [*found, *([Heading(_("Catatan"))] if self.notes else [])]

    def _written(self, places: list[int], below: list[int]) -> Iterator[list[Value]]:
        is_grouped = any(self.groups)
        for line, row in enumerate(self.rows):
            cells: list[Value] = [self.groups[line]] if is_grouped else []
            for n in places:
                cells.append(_plain(row[n][0]))
                if n in below:
                    cells.append(_plain(row[n][1]))
            if self.notes:
                cells.append(" ".join(self.notes.get(line, ())))
            yield cells


def _main(cell: Any) -> Any:
    if cell.__class__ is not Cell:
        return cell
    if cell.html:
        return "" if PRESSED.search(str(cell.html)) else cell.html
    return cell.meter if cell.meter is not None else cell.text


def _below(cell: Any) -> Any:
    return cell.sub if cell.__class__ is Cell and not cell.html else ""


def _unit(value: Any) -> str:
    if isinstance(value, Meter):
        return PERCENT
    return value.unit if isinstance(value, Said) else ""


def _plain(value: Any) -> Value:
    """A day, a number, or one line of text without markup."""
    if isinstance(value, Said):
        return value.value
    if isinstance(value, Meter):
        return value.value
    if value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
        return value
    if isinstance(value, SafeString):
        value = html.unescape(strip_tags(value.replace("<", " <")))
    text = SPACES.sub(" ", str(value).replace(HARD_SPACE, " ")).strip()
    return "" if text == "–" else text
