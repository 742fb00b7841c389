"""What one looks over, in words and tables: numbers that lead to their lists, and no order of people."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from pamong.access.scope import Scope
from pamong.people.figures import gathered_said
from pamong.performance.distribution.queries import DEPARTS
from pamong.performance.home.awaited import waited_said
from pamong.performance.home.overview import (
    GOAL_STATES,
    ROLES,
    Holder,
    Overview,
)
from pamong.performance.home.queries import Home
from pamong.performance.models import Goal, Plan
from pamong.performance.periods import NEXT_FROM, say_period
from pamong.performance.register.queries import WITHOUT
from pamong.performance.rhythm import When
from pamong.ui.components import Task
from pamong.ui.markup import link
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table


def overview_context(home: Home, scope: Scope) -> dict[str, Any]:
    """The parts of the overview; nothing for who looks over neither agency nor office."""
    found = home.overview
    if found is None or not found.people:
        return {}
    is_agency = scope.has(*ROLES)
    return {
        "is_agency": is_agency,
        "counted": gathered_said(home.held),
        "period": say_period(*home.period),
        "facts": overview_facts(home, found),
        "plans": plans_table(found, home, is_agency=is_agency),
        "held": [_holder_task(one, home) for one in found.held],
        "goals": goals_table(home) if home.goals else None,
    }


def overview_facts(home: Home, found: Overview) -> list[tuple[Any, ...]]:
    """Levels, predicates beside the pattern, objections: each with what is behind the number."""
    year, period = home.period
    set_said = ngettext("%(n)s unit ditetapkan", "%(n)s unit ditetapkan", found.levels)
    levels: Any = set_said % {"n": say_number(found.levels)}
    waits = ""
    if unset := home.levels_unset[home.period]:
        said = ngettext("%(n)s unit menunggu Anda", "%(n)s unit menunggu Anda", unset)
        waits = said % {"n": say_number(unset)}
    departs = ngettext(
        "%(n)s unit berbeda dari pola", "%(n)s unit berbeda dari pola", found.departs
    ) % {"n": say_number(found.departs)}
    url = f"{reverse('performance:distribution')}?year={year}&period={period}&show={DEPARTS}"
    given = _("Dari %(n)s unit yang predikatnya ditetapkan. Pola bukan kuota.") % {
        "n": say_number(found.given)
    }
    if found.small:
        few = ngettext(
            "Di %(n)s unit orangnya terlalu sedikit untuk dibandingkan.",
            "Di %(n)s unit orangnya terlalu sedikit untuk dibandingkan.",
            found.small,
        )
        given = f"{given} {few % {'n': say_number(found.small)}}"
    open_said = ngettext("%(n)s belum diputuskan", "%(n)s belum diputuskan", found.objections)
    objections = open_said % {"n": say_number(found.objections)}
    return [
        (_("Capaian organisasi"), levels, waits),
        (_("Pola distribusi"), link(url, departs), given),
        (_("Keberatan"), link(reverse("performance:objection-list"), objections)),
    ]


def plans_table(found: Overview, home: Home, *, is_agency: bool) -> Table:
    """People who need a plan by its state, a year a column; the last row is their sum."""
    years = [year for year, states in found.states.items() if _is_shown(year, states, home)]
    states = [one for one in Plan.Status if any(found.states[year][one] for year in years)]
    rows = [
        Row([str(one.label), *(_count(found.states[y][one], y, one, is_agency) for y in years)])
        for one in states
    ]
    lacking = [_count(found.without(y), y, WITHOUT, is_agency) for y in years]
    rows.append(Row([_("Belum ada SKP"), *lacking]))
    total = say_number(found.people)
    rows.append(Row([_("Jumlah pegawai"), *(Cell(total, strong=True) for _year in years)]))
    columns = [
        Column(_("Status"), kind="row"),
        *(Column(f"SKP {y}", kind="num") for y in years),
    ]
    return Table(columns, rows, _("Pegawai menurut status SKP"))


def _is_shown(year: int, states: Any, home: Home) -> bool:
    """The coming year from its planning on, or as soon as somebody has begun."""
    return year == home.day.year or states.total() > 0 or home.day.month >= NEXT_FROM


def _count(count: int, year: int, state: str, is_agency: bool) -> Cell:
    said = say_number(count)
    if not is_agency or not count:
        return Cell(said)
    query = urlencode({"year": year, "show": state})
    return Cell(said, url=f"{reverse('performance:register-plans')}?{query}")


def _holder_task(one: Holder, home: Home) -> Task:
    text = ngettext("%(n)s SKP menunggu jawaban", "%(n)s SKP menunggu jawaban", one.count)
    url = reverse("people:employee-detail", args=[one.uuid])
    waits = ("proposed", waited_said(one.since, home.day))
    return Task(one.name, url, text % {"n": say_number(one.count)}, waits)


def goals_table(home: Home) -> Table:
    """How many goals of each kind stand how, by what the plans that carry them measure."""
    kinds = [kind for kind in Goal.Kind if kind in home.goals]
    return Table(
        columns=[
            Column(_("Jenjang"), kind="row"),
            Column(pgettext("attainment", "Sesuai"), kind="num"),
            Column(_("Tertinggal"), kind="num"),
            Column(_("Belum ada realisasi"), kind="num"),
        ],
        rows=[
            Row([str(kind.label), *(say_number(home.goals[kind][s]) for s in GOAL_STATES)])
            for kind in kinds
        ],
        caption=_("Sasaran dan program menurut capaian"),
    )


def levels_task(home: Home, when: When, due: str) -> list[Task]:
    """Units whose level one sets for a period, so that their people can be rated."""
    count = home.levels_unset[when]
    if not count:
        return []
    words = ngettext(
        "Tetapkan capaian organisasi %(n)d unit untuk %(period)s",
        "Tetapkan capaian organisasi %(n)d unit untuk %(period)s",
        count,
    ) % {"n": count, "period": say_period(*when)}
    year, period = when
    url = f"{reverse('performance:level-list')}?year={year}&period={period}"
    url += "&only=1" if count == 1 else ""
    why = _("Sesudah itu pegawai unit dapat dinilai.")
    return [Task(words, url, why, ("wait", _("Belum ditetapkan")), due)]
