"""The recap beside what stands here, as values for the component tags."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pamong.access.scope import Scope
from pamong.people.models.employee import full_name_of
from pamong.performance.models import PLAN_ITSELF, Plan, Recap, RecapRow
from pamong.performance.recap.presentation import days_said, part_said
from pamong.performance.recap.queries import (
    Asked,
    Line,
    as_of,
    counts_of,
    last_recap,
    lines_of,
    page_there,
)
from pamong.performance.recap.states import State
from pamong.performance.rules import PREDICATES, RATINGS, label_of, pack_named
from pamong.ui.components import Tab
from pamong.ui.dates import say_day, say_day_full, say_days
from pamong.ui.filters import nip
from pamong.ui.markup import esc, link, safe
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

TAGS = {
    State.MISSING: "returned",
    State.MARKED: "wait",
    State.DIFFERS: "late",
    State.SAME: "agreed",
    State.THERE: "none",
}
NOTHING = "–"
NONE = {
    State.MISSING: gettext_lazy("Tidak ada yang masih harus disalin."),
    State.MARKED: gettext_lazy("Tidak ada tanda yang menunggu rekap."),
    State.DIFFERS: gettext_lazy("Tidak ada yang berbeda."),
    State.SAME: gettext_lazy("Belum ada yang sama menurut rekap."),
    State.THERE: gettext_lazy("Tidak ada yang hanya ada di e-Kinerja."),
}


def list_context(scope: Scope, asked: Asked, after: str, on: date) -> dict[str, Any]:
    """The page of one state: its tabs with counts, the recap with its age, one page of people."""
    if asked.state == State.THERE:
        found = page_there(scope, asked, after)
        table, more = there_table(found.rows), found.next_url
    else:
        page = lines_of(scope, asked, after)
        table, more = lines_table(page.rows, asked), page.next_url
    query = {"year": asked.year, "part": asked.part}
    return {
        "about": part_said(asked.year, asked.part),
        "said": recap_said(last_recap(scope, asked.year, asked.part), on),
        "tabs": state_tabs(counts_of(scope, asked), asked),
        "table": table,
        "state": asked.state,
        "none": NONE[State(asked.state)],
        "next_url": more(**query, state=asked.state),
        "files_url": f"{reverse('performance:recap-files')}?{urlencode(query)}",
    }


def state_tabs(counts: Mapping[str, int], asked: Asked) -> list[Tab]:
    """Each state with how many stand there."""
    url = reverse("performance:recap-list")
    told = {"year": asked.year, "part": asked.part}
    return [
        Tab(
            state.label,
            f"{url}?{urlencode({**told, 'state': state.value})}",
            counts.get(state),
            asked.state == state,
        )
        for state in State
    ]


def recap_said(recap: Recap | None, on: date) -> str:
    """Which recap is compared with, how old it is, and who loaded it."""
    if recap is None:
        return _(
            "Belum ada rekap yang dimuat: yang tampil sebagai disalin baru menurut tanda Anda."
        )
    days = (on - recap.as_of).days
    age = ngettext("%(n)s hari lalu", "%(n)s hari lalu", days) % {"n": say_number(days)}
    said = _("Rekap per %(day)s (%(age)s), dimuat %(by)s pada %(loaded)s.")
    return said % {
        "day": say_day_full(recap.as_of),
        "age": age if days else _("hari ini"),
        "by": recap.user.name if recap.user else _("dari berkas"),
        "loaded": say_day(recap.loaded_on),
    }


def lines_table(rows: Sequence[Line], asked: Asked) -> Table:
    """One plan or rating a row, both sides beside each other."""
    columns = [
        Column(_("Pegawai"), kind="row"),
        Column(_("Di Pamong")),
        Column(_("Di e-Kinerja")),
        Column(_("Status"), kind="tag"),
    ]
    rated = asked.part != PLAN_ITSELF
    made = [_rated(row) if rated else _planned(row) for row in rows]
    return Table(columns, made, _("Dicocokkan dengan e-Kinerja"))


def _planned(row: Line) -> Row:
    here = Cell(Plan.Status(row["status"]).label, sub=say_days(row["starts_on"], row["ends_on"]))
    days = days_said(row["there__starts_on"], row["there__ends_on"])
    there = Cell(row["there__status"] or _("Ada"), sub=days) if row["there__is_there"] else NOTHING
    url = reverse("performance:plan-detail", args=[row["uuid"]])
    copy = reverse("performance:plan-national", args=[row["uuid"]])
    return Row([_who(row, url), here, there, _state(row, row["status_on"], copy)])


def _rated(row: Line) -> Row:
    pack = pack_named(row["rating__pack"])

    def said(prefix: str, ending: str = "") -> Cell:
        parts = [
            label_of(pack, RATINGS, row[f"{prefix}{name}{ending}"])
            for name in ("results", "behaviour")
            if row[f"{prefix}{name}{ending}"]
        ]
        code = row[f"{prefix}predicate"]
        return Cell(label_of(pack, PREDICATES, code) if code else NOTHING, sub=" · ".join(parts))

    there = said("there__") if row["there__is_there"] else NOTHING
    url = reverse("performance:evaluation-detail", args=[row["rating__uuid"]])
    copy = reverse("performance:evaluation-national", args=[row["rating__uuid"]])
    state = _state(row, row["rating__status_on"], copy)
    return Row([_who(row, url), said("rating__", "_rating"), there, state])


def _who(row: Line, url: str) -> Cell:
    name = full_name_of(
        row["employee__title_before"], row["employee__name"], row["employee__title_after"]
    )
    return Cell(name, url=url, sub=f"{nip(row['employee__nip'])} · {row['unit_then']}")


def _state(row: Line, since: date, copy: str) -> Cell:
    """The state, and what to know before going on: which side is newer, what was marked, where to copy from."""
    state = State(row["state"])
    return Cell(state.label, tag=TAGS[state], sub=_why(state, row, since, copy))


def _why(state: State, row: Line, since: date, copy: str) -> Any:
    day, marked = as_of(row), row["mark__made_on"]
    if state == State.DIFFERS and day:
        return _newer(since, day)
    if state == State.MARKED and marked:
        return _("ditandai %(day)s, menunggu rekap") % {"day": say_day(marked)}
    if state == State.MISSING:
        way = link(copy, _("Salin ke e-Kinerja"))
        if not (marked and day and marked < day):
            return way
        told = {"marked": say_day(marked), "day": say_day(day)}
        said = _("ditandai %(marked)s, tetapi tidak ada di rekap %(day)s") % told
        return safe(f"{esc(said)} {way}")
    return _("per %(day)s") % {"day": say_day(day)} if day else ""


def _newer(since: date, day: date) -> str:
    """Which side may be right: what changed last; the recap does not say since when it says so."""
    told = {"since": say_day(since), "day": say_day(day)}
    if since > day:
        return _("Pamong lebih baru: berubah %(since)s, rekap %(day)s") % told
    return _("rekap lebih baru: %(day)s, di Pamong sejak %(since)s") % told


def there_table(rows: Sequence[RecapRow]) -> Table:
    """Whom the recap names and Pamong does not have: why, as far as it is known."""
    columns = [
        Column(_("Pegawai"), kind="row"),
        Column(_("Di e-Kinerja")),
        Column(_("Di Pamong")),
        Column(_("Rekap"), nowrap=True),
    ]
    return Table(columns, [_there(row) for row in rows], _("Hanya di e-Kinerja"))


def _there(row: RecapRow) -> Row:
    person, plan = row.employee, row.plan
    name = person.full_name if person else row.name or _("tanpa nama")
    url = reverse("people:employee-detail", args=[person.uuid]) if person else ""
    here = _("NIP ini tidak dikenal di instansi ini")
    if plan:
        url = reverse("performance:plan-detail", args=[plan.uuid])
        here = f"{plan.title}: {plan.get_status_display()}"
    elif person:
        here = _("Belum ada SKP pada periode ini")
    days = days_said(row.starts_on, row.ends_on)
    return Row(
        [
            Cell(name, url=url, sub=nip(row.nip)),
            Cell(row.status or _("Ada"), sub=days),
            here,
            say_day(row.recap.as_of),
        ]
    )
