"""What other answers about leave and working hours would change for whom; nothing is written."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.leave.kinds import (
    COUNTED,
    counted_as,
    is_offered,
    kind_label,
    shortens_after,
    stops_duty,
)
from pamong.people.leave.presentation import days_said
from pamong.people.models import Employee, Leave, WorkWeek
from pamong.people.workdays.hours import (
    BREAK,
    minutes_asked,
    say_minutes,
    seasons,
    week_minutes,
)
from pamong.performance.local_rules.effect import TRIED, effect_context
from pamong.performance.models import LocalRule
from pamong.performance.rules import label_of
from pamong.policy.pack import Pack
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

NONE = "–"
Said = tuple[Cell, str, str]  # whom it touches, what holds now, what would hold


def leave_context(scope: Scope, rule: LocalRule, before: Pack, after: Pack) -> dict[str, Any]:
    """Leave that begins on the day or later, whose meaning would be another."""
    rows = Leave.objects.visible_to(scope).filter(valid_from__gte=rule.valid_from)
    rows = rows.filter(employee__agency=rule.agency, employee__left_on=None)
    rows = rows.select_related("employee__unit").order_by("valid_from", "pk")
    tried = list(rows[:TRIED])
    moved = list(_leaves_moved(tried, before, after))
    told = {"tried": say_number(len(tried)), "moved": say_number(len(moved))}
    said = _("Belum ada cuti yang mulai pada tanggal itu atau sesudahnya.")
    if tried:
        said = _(
            "Dari %(tried)s cuti yang mulai pada tanggal itu atau sesudahnya tidak satu pun berubah."
        )
    if moved:
        said = _(
            "Dari %(tried)s cuti yang mulai pada tanggal itu atau sesudahnya, %(moved)s berubah artinya."
        )
    return _context(said % told, moved, _("Cuti yang berubah artinya"), _("Pegawai"))


def _leaves_moved(leaves: list[Leave], before: Pack, after: Pack) -> Iterator[Said]:
    for leave in leaves:
        old, new = (_meaning(leave, pack) for pack in (before, after))
        if old != new:
            days = days_said(leave.valid_from, leave.last)
            whom = Cell(leave.employee.full_name, sub=f"{kind_label(leave.kind)}, {days}")
            yield whom, _told(old, new), _told(new, old)


def _meaning(leave: Leave, pack: Pack) -> list[str]:
    """What the rules make of one leave, a sentence part for each of their columns."""
    least, length = shortens_after(leave.kind, pack), (leave.last - leave.valid_from).days + 1
    counted = counted_as(leave.kind, pack)
    return [
        _("progress harian berhenti")
        if stops_duty(leave.kind, pack)
        else _("progress harian wajib"),
        _("SKP dapat dipersingkat") if least and length >= least else _("SKP tidak dipersingkat"),
        _("dihitung %(item)s") % {"item": label_of(pack, COUNTED, counted).lower()},
        _("jenis dipakai") if is_offered(leave.kind, pack) else _("jenis tidak dipakai lagi"),
    ]


def _told(one: list[str], other: list[str]) -> str:
    """Only what differs."""
    return "; ".join(part for part, against in zip(one, other, strict=True) if part != against)


def hours_context(scope: Scope, rule: LocalRule, before: Pack, after: Pack) -> dict[str, Any]:
    """Places whose written hours agree with the rule now and would not then, or the other way round."""
    held = WorkWeek.objects.on(rule.valid_from).filter(agency=rule.agency)
    weeks = [
        week
        for week in held.select_related("unit", "agency").order_by("unit__path", "pk")
        if week.hours
    ]
    told_of = [list(_week_moved(week, rule.clause, before, after)) for week in weeks]
    moved = [said for rows in told_of for said in rows]
    people = Employee.objects.visible_to(scope).active().filter(agency=rule.agency).count()
    told = {
        "people": say_number(people),
        "places": say_number(len(weeks)),
        "moved": say_number(sum(map(bool, told_of))),  # places, of which some have one name
    }
    said = _(
        "Diusulkan untuk pola minggu baru bagi %(people)s pegawai. Jam yang sudah ditulis bagi "
        "%(places)s tempat kerja tidak diubah; %(moved)s di antaranya berbeda kedudukannya terhadap aturan."
    )
    return _context(
        said % told, moved, _("Tempat kerja yang jamnya perlu dilihat"), _("Tempat kerja")
    )


def _week_moved(week: WorkWeek, clause: str, before: Pack, after: Pack) -> Iterator[Said]:
    name = week.unit.name if week.unit else week.agency.name
    for season, label in seasons():
        old, new = (_against(week, season, clause, pack) for pack in (before, after))
        if old != new:
            yield Cell(name, sub=label), old, new


def _against(week: WorkWeek, season: str, clause: str, pack: Pack) -> str:
    """How the written hours of a season stand to the rule."""
    told = week.hours.get(season, {})
    if not told:
        return NONE
    if clause == BREAK:
        return _breaks_against(told, season, pack)
    given, asked = week_minutes(week.hours, season, week.pattern), minutes_asked(season, pack)
    if given == asked:
        return _("sama dengan aturan, %(asked)s") % {"asked": say_minutes(asked)}
    words = {"given": say_minutes(given), "asked": say_minutes(asked)}
    return _("tertulis %(given)s, aturan %(asked)s") % words


def _breaks_against(told: Any, season: str, pack: Pack) -> str:
    found = []
    for group, (_begins, _ends, rest) in told.items():
        row = pack.tables[BREAK].rows.get((season, group))
        if row and int(row.cells["rest"]) != rest:
            words = {
                "days": label_of(pack, "day_group", group),
                "given": say_number(rest),
                "asked": say_number(row.cells["rest"]),
            }
            found.append(_("%(days)s tertulis %(given)s menit, aturan %(asked)s menit") % words)
    return "; ".join(found) or _("sama dengan aturan")


def _context(said: str, moved: list[Said], title: str, whom: str) -> dict[str, Any]:
    columns = [Column(whom, kind="row"), Column(_("Sekarang")), Column(_("Nanti"))]
    return effect_context(
        said, moved, lambda rows: Table(columns, [Row([*one]) for one in rows], title)
    )
