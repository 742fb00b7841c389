"""Leave as tables."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pamong.access.scope import Scope
from pamong.people.leave.actions import LeaveLine, facts_of
from pamong.people.leave.kinds import (
    effects,
    kind_choices,
    kind_label,
    shortens_after,
    stops_duty,
)
from pamong.people.leave.permissions import can_add_leave, can_change_leave
from pamong.people.leave.queries import COMING, NOW, PAST, leaves_of_person
from pamong.people.leave.reading import ReadLeaves
from pamong.people.left_out import rejected_table
from pamong.people.models import Employee, Leave
from pamong.people.sections import Section
from pamong.policy.pack import Pack
from pamong.ui.components import Tab
from pamong.ui.dates import say_day, say_days
from pamong.ui.filters import nip
from pamong.ui.reasons import Explained, Reason
from pamong.ui.tables import Cell, Column, Row, Table


def leave_tabs(state: str) -> list[Tab]:
    """Running, coming, and over."""
    url = reverse("people:leave-list")
    words = {NOW: _("Sedang cuti"), COMING: _("Akan datang"), PAST: _("Sudah selesai")}
    return [
        Tab(word, f"{url}?state={key}" if key else url, current=key == state)
        for key, word in words.items()
    ]


def leave_table(rows: Sequence[Leave], scope: Scope) -> Table:
    """One leave a row."""
    columns = [
        Column(_("Pegawai"), kind="row"),
        Column(_("Cuti")),
        Column(_("Unit")),
    ]
    return Table(columns, [_leave(row, scope) for row in rows], _("Cuti"))


def _leave(row: Leave, scope: Scope) -> Row:
    person = row.employee
    url = reverse("people:employee-detail", args=[person.uuid])
    return Row(
        [
            Cell(person.full_name, url=url, sub=nip(person.nip) if person.nip else ""),
            _days_cell(row, scope),
            Cell(
                person.unit.name if person.unit else _("tanpa unit"),
                sub=person.position.name if person.position else "",
            ),
        ]
    )


def _days_cell(row: Leave, scope: Scope) -> Cell:
    may = can_change_leave(scope, row)
    url = reverse("people:leave-change", args=[row.uuid]) if may else ""
    return Cell(kind_label(row.kind), url=url, sub=days_said(row.valid_from, row.last))


def days_said(first: date, last: date) -> str:
    """One day, or from one to another, with how many days of the calendar."""
    if first == last:
        return say_day(first)
    count = (last - first).days + 1
    told = ngettext("%(n)d hari", "%(n)d hari", count) % {"n": count}
    return f"{say_days(first, last)} ({told})"


def leave_section(scope: Scope, person: Employee, on: date) -> Section | None:
    """The person's leave on the page of the person, with the way to add some."""
    rows = leaves_of_person(scope, person)
    may = can_add_leave(scope, person)
    if not rows and not may:
        return None
    columns = [Column(_("Cuti"), kind="row"), Column(_("Keadaan"), kind="tag")]
    written = []
    for row in rows:
        row.employee = person
        written.append(Row([_days_cell(row, scope), _state_cell(row, on)]))
    url = reverse("people:leave-add") + f"?person={person.nip or person.name}" if may else ""
    title = _("Cuti")
    return Section(title, Table(columns, written, title), _("Belum ada cuti"), url, _("Catat cuti"))


def _state_cell(row: Leave, on: date) -> Cell:
    if row.is_on(on):
        return Cell(_("Sedang cuti"), tag="running")
    if row.valid_from > on:
        return Cell(_("Akan datang"), tag="proposed")
    return Cell(_("Sudah selesai"), tag="none")


def effect_why(rules: Pack) -> Explained:
    """What leave means by the rules, and that no confirmed text says so."""
    table = effects(rules)
    kinds = [code for code, _label in kind_choices(rules)]
    found = [
        Reason(
            _(
                "Selama cuti tidak ada kewajiban progress harian; batas waktu dan pengingat berhenti."
            ),
            next((table.citation_of(code) for code in kinds), table.citation),
        )
    ]
    going = [kind_label(code) for code in kinds if not stops_duty(code, rules)]
    if going:
        said = _("Kewajiban progress harian tetap ada pada %(kinds)s.")
        found.append(Reason(said % {"kinds": ", ".join(going)}))
    for code in kinds:
        if days := shortens_after(code, rules):
            said = _("%(kind)s selama %(n)d hari atau lebih: periode SKP dapat dipersingkat.")
            found.append(Reason(said % {"kind": kind_label(code), "n": days}))
    return Explained(
        tuple(found), (_("Akibat cuti bagi SKP belum terkonfirmasi."),) if table.unconfirmed else ()
    )


NEW, KNOWN, CHANGED = "new", "known", "changed"
WORDS = {
    NEW: (gettext_lazy("Baru"), "proposed"),
    CHANGED: (gettext_lazy("Diubah"), "proposed"),
    KNOWN: (gettext_lazy("Sudah ada"), "none"),
}


def preview_context(read: ReadLeaves) -> dict[str, Any]:
    """What a file would change, before anything is written."""
    states = [state_of(line) for line in read.lines]
    counts = Counter(states)
    return {
        "preview": preview_table(read.lines, states),
        "rejected": rejected_table(read.rejected),
        "new": counts[NEW] + counts[CHANGED],
        "said": _("%(new)d baru, %(changed)d diubah, %(known)d sudah ada, %(out)d tidak dibaca.")
        % {
            "new": counts[NEW],
            "changed": counts[CHANGED],
            "known": counts[KNOWN],
            "out": len(read.rejected),
        },
    }


def state_of(line: LeaveLine) -> str:
    """What would become of a row."""
    row = line.standing
    if row is None:
        return NEW
    return KNOWN if facts_of(row) == line.facts else CHANGED


def preview_table(lines: Sequence[LeaveLine], states: Sequence[str]) -> Table:
    """One row a leave of the file."""
    columns = [Column(_("Pegawai"), kind="row"), Column(_("Cuti")), Column(_("Akibat"), kind="tag")]
    rows = [
        Row(
            [
                Cell(line.person.full_name, sub=nip(line.person.nip)),
                Cell(kind_label(line.facts.kind), sub=days_said(line.facts.first, line.facts.last)),
                Cell(str(WORDS[state][0]), tag=WORDS[state][1]),
            ]
        )
        for line, state in zip(lines, states, strict=True)
    ]
    return Table(columns, rows, _("Cuti dalam berkas"))
