"""Work that nobody asks for: done time and again by itself, told to who watches the whole agency."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.figures import WATCHING
from pamong.ui.dates import say_day_full, say_instant
from pamong.ui.tables import Cell, Column, Row, Table


@dataclass(frozen=True, slots=True)
class Standing:
    """One such work: what it is, when it was last done, and what came of it."""

    label: str
    done_at: datetime | None
    said: str
    done_on: date | None = None  # where only the day is known


STANDING: list[Callable[[Scope], Standing | None]] = []  # higher apps hand theirs over at start-up


def standing_table(scope: Scope) -> Table:
    """A row for each; none for who does not watch the agency."""
    found = [told(scope) for told in STANDING] if scope.has(*WATCHING) else []
    columns = [Column(_("Tugas latar"), kind="row"), Column(_("Terakhir selesai"))]
    rows = [Row([Cell(one.label, sub=one.said), _last(one)]) for one in found if one]
    return Table(columns, rows, _("Tugas berkala"))


def _last(one: Standing) -> str:
    if one.done_at:
        return say_instant(one.done_at)
    return say_day_full(one.done_on) if one.done_on else "–"
