"""What the pages of calendars show."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.scope import Scope
from pamong.people.calendar import WorkCalendar, calendar_of, days_of_month
from pamong.people.holding import Local
from pamong.people.left_out import rejected_table
from pamong.people.models import OwnDay, WorkWeek
from pamong.people.workdays.actions import DayFacts
from pamong.people.workdays.hours import (
    clock,
    groups,
    hours_pack,
    minutes_asked,
    say_minutes,
    seasons,
    week_minutes,
    week_rule,
)
from pamong.people.workdays.permissions import can_end_week, can_set_week
from pamong.people.workdays.places import Place
from pamong.people.workdays.queries import days_in, units_apart, weeks_of
from pamong.people.workdays.reading import ReadDays
from pamong.people.workdays.rosters import RosterLine
from pamong.ui.components import Tab
from pamong.ui.dates import say_day, say_day_full, say_days, say_last, say_span, weekday_name
from pamong.ui.reasons import Reason
from pamong.ui.tables import Cell, Column, Row, Table
from pamong.ui.years import YearDay, YearMonth

JOINT = "Cuti Bersama"  # as the kept calendar writes it
NATIONAL, LEAVE, OWN, WORK, FAST = "miss", "part", "leave", "full", "todo"  # shapes of the legend
MONTHS = 12


def calendar_context(place: Place, scope: Scope, year: int, on: date, after: str) -> dict[str, Any]:
    """A place's year, its hours, its own days, and who works otherwise."""
    calendar = calendar_of(place.agency, place.path)
    weeks, days = weeks_of(place), days_in(place, year)
    apart = units_apart(place, on, after)
    may_set = can_set_week(scope, place)
    return {
        "place": place,
        "is_unit": place.unit is not None,
        "crumbs": _crumbs(place),
        "year": year,
        "tabs": year_tabs(place, year),
        "months": year_months(calendar, year),
        "legend": legend(),
        "today": on,
        "week_facts": week_facts(calendar, place, weeks, on),
        "hours": hours_table(calendar, on),
        "why": hours_why(calendar, on, place.agency.local_packs),
        "days": days_table(days, place, may_remove=may_set),
        "weeks": weeks_table(weeks, place),
        "units": units_table(apart.rows),
        "more_units": _more_units(place, year, apart.next_cursor),
        "may_set": may_set,
        "may_end": can_end_week(scope, place) and _has_own(weeks, place, on),
    }


def _more_units(place: Place, year: int, cursor: str) -> str:
    if not cursor:
        return ""
    address = reverse("people:calendar-place", args=[place.uuid])
    return f"{address}?{urlencode({'year': year, 'units': cursor})}"


def _crumbs(place: Place) -> list[tuple[str, str]]:
    if place.unit is None:
        return []
    return [(_("Kalender kerja"), reverse("people:calendar-place", args=[place.agency.uuid]))]


def _has_own(weeks: Sequence[WorkWeek], place: Place, on: date) -> bool:
    assert place.unit is not None
    return any(w.unit_id == place.unit.pk and (not w.valid_to or w.valid_to > on) for w in weeks)


def year_tabs(place: Place, year: int) -> list[Tab]:
    """The year, the one before and the one after."""
    address = reverse("people:calendar-place", args=[place.uuid])
    return [
        Tab(str(one), f"{address}?year={one}", current=one == year)
        for one in (year - 1, year, year + 1)
    ]


def legend() -> dict[str, str]:
    """What each shape means."""
    return {
        NATIONAL: _("Libur nasional"),
        LEAVE: _("Cuti bersama"),
        OWN: _("Libur instansi atau unit"),
        WORK: _("Masuk kerja khusus"),
        FAST: _("Jam kerja Ramadan"),
    }


def year_months(calendar: WorkCalendar, year: int) -> list[YearMonth]:
    """Twelve months with how many days of work each has."""
    found = []
    for month in range(1, MONTHS + 1):
        days = [_year_day(calendar, day) for day in days_of_month(date(year, month, 1))]
        count = sum(not day.is_off for day in days)
        said = ngettext("%(n)d hari kerja", "%(n)d hari kerja", count) % {"n": count}
        found.append(YearMonth(days, said))
    return found


def _year_day(calendar: WorkCalendar, day: date) -> YearDay:
    own = calendar.own_day(day)
    if own:
        is_off = own.kind == OwnDay.Kind.OFF
        return YearDay(day, is_off, OWN if is_off else WORK, own.name)
    if name := calendar.holiday_name(day):
        state = LEAVE if name.startswith(JOINT) else NATIONAL
        return YearDay(day, is_off=True, state=state, name=name)
    if not calendar.is_workday(day):
        return YearDay(day, is_off=True)
    return YearDay(day, state=FAST if calendar.is_ramadan(day) else "")


def week_facts(
    calendar: WorkCalendar, place: Place, weeks: Sequence[WorkWeek], on: date
) -> list[tuple[str, Any]]:
    """How the place works today, and by whose word."""
    pattern = WorkWeek.Pattern(calendar.week_on(on).pattern)
    rows: list[tuple[str, Any]] = [(_("Pola minggu"), pattern.label)]
    held = next((week for week in _nearest(weeks) if week.is_on(on)), None)
    if held is None:
        rows.append(
            (_("Ditetapkan untuk"), _("%(name)s, sejak awal") % {"name": place.agency.name})
        )
    else:
        rows.append((_("Ditetapkan untuk"), held.unit.name if held.unit else place.agency.name))
        rows.append((_("Berlaku sejak"), say_day_full(held.valid_from)))
    if pattern == WorkWeek.Pattern.SHIFT:
        rows.append((_("Hari kerja pegawai"), _("Menurut jadwal sif tiap bulan")))
    return rows


def _nearest(weeks: Sequence[WorkWeek]) -> list[WorkWeek]:
    """Of the unit first, then of those above, the agency last."""
    return sorted(weeks, key=lambda week: -len(week.unit.path) if week.unit else 0)


def hours_table(calendar: WorkCalendar, on: date) -> Table | None:
    """Beginning, end and break by season; nothing where no hours are written."""
    hours = calendar.week_on(on).hours
    rows: list[Row] = []
    for season, name in seasons():
        if not hours.get(season):
            continue
        rows.append(Row([name], group=True))
        for group, days in groups():
            if told := hours[season].get(group):
                begins, ends, rest = told
                span = say_span(clock(begins), clock(ends))
                rows.append(Row([days, span, _("%(n)d menit") % {"n": rest}]))
    columns = [
        Column(_("Hari"), kind="row"),
        Column(_("Jam kerja"), nowrap=True),
        Column(_("Istirahat"), nowrap=True),
    ]
    return Table(columns, rows, _("Jam kerja")) if rows else None


def hours_why(calendar: WorkCalendar, on: date, local: Local) -> list[Reason]:
    """What a week adds up to beside what the rule asks for."""
    week = calendar.week_on(on)
    pack, found = hours_pack(on, local), []
    for season, name in seasons():
        asked = say_minutes(minutes_asked(season, pack))
        given = week_minutes(week.hours, season, week.pattern)
        named = {"season": name, "asked": asked, "given": say_minutes(given)}
        if given:
            said = _("%(season)s: %(given)s seminggu tanpa istirahat; aturan menyebut %(asked)s.")
        else:
            said = _("%(season)s: aturan menyebut %(asked)s seminggu tanpa istirahat.")
        found.append(Reason(said % named, week_rule(pack).citation_of(season)))
    return found


def days_table(days: Sequence[OwnDay], place: Place, *, may_remove: bool) -> Table:
    """Own days of the year, those of the units above too."""
    kinds = {code: str(label) for code, label in OwnDay.Kind.choices}
    columns = [
        Column(_("Hari"), kind="row"),
        Column(_("Keterangan")),
        Column(_("Berlaku untuk")),
    ]
    if may_remove:
        columns.append(Column(_("Tindakan"), kind="actions"))
    rows = [_day_row(row, place, kinds, may_remove=may_remove) for row in days]
    return Table(columns, rows, _("Hari libur dan hari masuk sendiri"))


def _day_row(row: OwnDay, place: Place, kinds: Mapping[str, str], *, may_remove: bool) -> Row:
    cells: list[Any] = [
        Cell(span_said(row.first, row.last), sub=_weekdays(row.first, row.last)),
        Cell(row.name, sub=kinds[row.kind]),
        row.unit.name if row.unit else place.agency.name,
    ]
    if may_remove:
        is_own = row.unit_id == (place.unit.pk if place.unit else None)
        url = reverse("people:own-day-remove", args=[place.uuid, row.uuid])
        cells.append(Cell(_("Hapus"), url=url) if is_own else "")
    return Row(cells)


def span_said(first: date, last: date) -> str:
    """One day, or from one to another."""
    return say_day(first) if first == last else say_days(first, last)


def _weekdays(first: date, last: date) -> str:
    count = (last - first).days + 1
    if count == 1:
        return weekday_name(first.weekday())
    return ngettext("%(n)d hari", "%(n)d hari", count) % {"n": count}


def weeks_table(weeks: Sequence[WorkWeek], place: Place) -> Table:
    """Every week that was ever written for the place and those above it."""
    columns = [
        Column(_("Pola minggu"), kind="row"),
        Column(_("Berlaku untuk")),
        Column(_("Sejak"), nowrap=True),
        Column(_("Sampai"), nowrap=True),
    ]
    rows = [
        Row(
            [
                str(week.get_pattern_display()),
                week.unit.name if week.unit else place.agency.name,
                say_day_full(week.valid_from),
                say_last(week.valid_to),
            ]
        )
        for week in weeks
    ]
    return Table(columns, rows, _("Pola minggu menurut tanggal"))


def units_table(weeks: Sequence[WorkWeek]) -> Table:
    """Units below that work by a week of their own."""
    columns = [Column(_("Unit"), kind="row"), Column(_("Pola minggu"))]
    rows = [
        Row(
            [
                Cell(week.unit.name, url=reverse("people:calendar-place", args=[week.unit.uuid])),
                str(WorkWeek.Pattern(week.pattern).label),
            ]
        )
        for week in weeks
        if week.unit
    ]
    return Table(columns, rows, _("Unit dengan pola minggu sendiri"))


def roster_table(lines: Sequence[RosterLine]) -> Table:
    """One person a row: how many days on duty, and whether that is new."""
    columns = [
        Column(_("Pegawai"), kind="row"),
        Column(_("Hari bertugas")),
        Column(_("Akibat"), kind="tag"),
    ]
    rows = []
    for line in lines:
        count = len(line.days)
        told = ngettext("%(n)d hari bertugas", "%(n)d hari bertugas", count) % {"n": count}
        numbers = ", ".join(str(day.day) for day in sorted(line.days))
        rows.append(
            Row([Cell(line.person.full_name), Cell(told, sub=numbers), _roster_state(line)])
        )
    return Table(columns, rows, _("Jadwal dalam berkas"))


def _roster_state(line: RosterLine) -> Cell:
    if line.days == line.before:
        return Cell(_("Sudah ada"), tag="none")
    return Cell(_("Diganti") if line.before else _("Baru"), tag="proposed")


NEW, KNOWN, RENAMED = "new", "known", "renamed"


def preview_context(read: ReadDays, standing: Mapping[Any, OwnDay]) -> dict[str, Any]:
    """What a file would change, before anything is written."""
    states = [_state(facts, standing) for facts in read.days]
    counts = Counter(states)
    return {
        "preview": preview_table(read.days, states),
        "rejected": rejected_table(read.rejected),
        "new": counts[NEW] + counts[RENAMED],
        "said": _("%(new)d baru, %(renamed)d berganti keterangan, %(known)d sudah ada.")
        % {"new": counts[NEW], "renamed": counts[RENAMED], "known": counts[KNOWN]},
    }


def _state(facts: DayFacts, standing: Mapping[Any, OwnDay]) -> str:
    row = standing.get((facts.kind, facts.first, facts.last))
    if row is None:
        return NEW
    return KNOWN if row.name == facts.name else RENAMED


def preview_table(days: Sequence[DayFacts], states: Sequence[str]) -> Table:
    """One row a day of the file, with what would become of it."""
    kinds = {code: str(label) for code, label in OwnDay.Kind.choices}
    words = {
        NEW: Cell(_("Baru"), tag="proposed"),
        RENAMED: Cell(_("Keterangan diganti"), tag="proposed"),
        KNOWN: Cell(_("Sudah ada"), tag="none"),
    }
    columns = [
        Column(_("Hari"), kind="row"),
        Column(_("Keterangan")),
        Column(_("Akibat"), kind="tag"),
    ]
    rows = [
        Row(
            [
                Cell(span_said(one.first, one.last), sub=_weekdays(one.first, one.last)),
                Cell(one.name, sub=kinds[one.kind]),
                words[state],
            ]
        )
        for one, state in zip(days, states, strict=True)
    ]
    return Table(columns, rows, _("Hari dalam berkas"))
