"""Teams as tables."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.scope import Scope
from pamong.people.left_out import rejected_table
from pamong.people.models import Team, TeamMember
from pamong.people.permissions import keeps_people
from pamong.people.teams.import_actions import JOINED, KNOWN, MADE, Done, Tried
from pamong.people.teams.permissions import can_end_member
from pamong.ui.components import Tab
from pamong.ui.dates import say_day, say_day_full
from pamong.ui.filters import nip
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table


def team_tabs(*, ended: bool) -> list[Tab]:
    """Running teams, and those that have ended."""
    url = reverse("people:team-list")
    return [
        Tab(_("Berjalan"), url, current=not ended),
        Tab(_("Sudah berakhir"), f"{url}?state=ended", current=ended),
    ]


def team_table(rows: Sequence[Any]) -> Table:
    """One team a row."""
    columns = [
        Column(_("Tim"), kind="row"),
        Column(_("Ketua tim")),
        Column(_("Anggota"), kind="num"),
        Column(_("Waktu"), nowrap=True),
    ]
    return Table(columns, [_team(row) for row in rows], _("Tim kerja"))


def _team(row: Any) -> Row:
    name = Cell(row.name, url=reverse("people:team-detail", args=[row.uuid]))
    leader = Cell(row.leader.full_name, sub=row.unit.name if row.unit else "")
    return Row([name, leader, say_number(row.people), span_said(row.valid_from, row.valid_to)])


def span_said(begins: date, ends: date | None) -> str:
    """Since when, until when; the end is said as the last day that counts."""
    if ends is None:
        return _("sejak %(day)s") % {"day": say_day(begins)}
    last = ends - timedelta(days=1)
    return _("%(first)s sampai %(last)s") % {"first": say_day(begins), "last": say_day(last)}


def member_table(
    members: Sequence[TeamMember], scope: Scope, team: Team, *, may_end: bool
) -> Table:
    """The people of a team; ending stands where it is allowed."""
    columns = [
        Column(_("Pegawai"), kind="row"),
        Column(_("Peran dalam tim")),
        Column(_("Waktu"), nowrap=True),
    ]
    if may_end:
        columns.append(Column(_("Tindakan"), kind="actions"))
    rows = [_member(one, scope, team, may_end=may_end) for one in members]
    return Table(columns, rows, _("Anggota tim"))


def _member(one: TeamMember, scope: Scope, team: Team, *, may_end: bool) -> Row:
    person = one.employee
    number = nip(person.nip) if person.nip and keeps_people(scope) else ""  # it holds a birthday
    below = " · ".join(part for part in (number, person.unit.name if person.unit else "") if part)
    cells: list[Any] = [
        Cell(person.full_name, sub=below),
        one.role,
        span_said(one.valid_from, one.valid_to),
    ]
    if may_end:
        url = reverse("people:member-end", args=[team.uuid, person.uuid])
        allowed = can_end_member(scope, team, person)
        cells.append(Cell(_("Akhiri"), url=url) if allowed else "")
    return Row(cells)


def team_facts(team: Team) -> list[tuple[Any, Any]]:
    """Leader, home unit and time."""
    facts = [
        (_("Ketua tim"), team.leader.full_name),
        (_("Unit asal"), team.unit.name if team.unit else ""),
        (_("Mulai"), say_day_full(team.valid_from)),
    ]
    if team.mandate:
        facts.insert(0, (_("Dasar penugasan"), team.mandate))
    if team.valid_to:
        facts.append((_("Hari terakhir"), say_day_full(team.valid_to - timedelta(days=1))))
    return facts


STATES = {
    MADE: (gettext_lazy("Tim baru"), "proposed"),
    JOINED: (gettext_lazy("Anggota baru"), "proposed"),
    KNOWN: (gettext_lazy("Sudah ada"), "none"),
}


def preview_context(tried: Tried) -> dict[str, Any]:
    """What a file would change, before anything is written."""
    teams = {one.row.key for one in tried.done if one.state == MADE}
    joined = sum(one.state != KNOWN and one.member is not None for one in tried.done)
    known = sum(one.state == KNOWN for one in tried.done)
    said = _("%(teams)d tim baru, %(joined)d anggota baru, %(known)d sudah ada, %(out)d ditolak.")
    counts = {"teams": len(teams), "joined": joined, "known": known, "out": len(tried.rejected)}
    return {
        "preview": _preview(tried.done),
        "rejected": rejected_table(tried.rejected, _("Baris yang ditolak")),
        "new": len(tried.done) - known,
        "said": said % counts,
    }


def _preview(done: Sequence[Done]) -> Table:
    columns = [
        Column(_("Tim"), kind="row"),
        Column(_("Anggota")),
        Column(_("Waktu"), nowrap=True),
        Column(_("Akibat"), kind="tag"),
    ]
    rows = []
    for one in done:
        leader = _("Ketua: %(name)s") % {"name": one.leader.full_name}
        member = Cell(one.member.full_name, sub=one.row.role) if one.member else "–"
        word, tag = STATES[one.state]
        days = span_said(one.row.span.begins, one.row.span.ends)
        rows.append(Row([Cell(one.row.name, sub=leader), member, days, Cell(str(word), tag=tag)]))
    return Table(columns, rows, _("Tim dalam berkas"))
