"""What the team board shows."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from pamong.people.leave.kinds import kind_label
from pamong.performance.models import Plan
from pamong.performance.plan.seen import mark_of_seen
from pamong.performance.plan.wording import SHAPES
from pamong.performance.team.queries import STALE_DAYS, TeamRow
from pamong.ui.components import Meter, Tab
from pamong.ui.dates import say_ago, say_day
from pamong.ui.filters import sentence
from pamong.ui.markup import esc, link, safe, sub
from pamong.ui.numbers import say_number
from pamong.ui.reasons import Reason
from pamong.ui.tables import LONG, Cell, Column, Row, Table

Test = Callable[[TeamRow], bool]
RECENT = 2  # days that are said by name
TESTS: dict[str, Test] = {
    "": lambda _row: True,
    "mine": lambda row: row.waits_for_me,
    "theirs": lambda row: row.waits_for_person,
    "rater": lambda row: row.waits_for_rater,
    "nobody": lambda row: not (row.waits_for_me or row.waits_for_rater or row.waits_for_person),
    "behind": lambda row: row.is_behind,
    "stale": lambda row: row.is_stale,
}
# For whom the plan waits adds up to everybody; what to look at is another question, and may overlap.
STATES, LOOKS = ("", "mine", "rater", "theirs", "nobody"), ("behind", "stale")
# Rows come by the name without titles, and equals stay in that order.
ORDERS: dict[str, Callable[[TeamRow], Any]] = {
    "": lambda row: (not row.waits_for_me, row.waits_since, not row.waits_for_person),
    "name": lambda _row: 0,
    "low": lambda row: (row.mean.value is None, row.mean.value or 0),
    "evidence": lambda row: row.last or date.min,
}


def asked(value: str, known: dict[str, Any]) -> str:
    """A choice of the address when there is such a one."""
    return value if value in known else ""


def board_context(
    rows: Sequence[TeamRow], query: dict[str, str], *, plan_year: int, year: int, ends: date | None
) -> dict[str, Any]:
    """The board under a tab, a search and an order; `all` picks whatever can be agreed."""
    tab, order = asked(query.get("tab", ""), TESTS), asked(query.get("sort", ""), ORDERS)
    word = query.get("q", "").strip().lower()
    shown = [
        row for row in rows if TESTS[tab](row) and word in f"{row.name} {row.position}".lower()
    ]
    shown.sort(key=ORDERS[order])
    waiting = sum(row.waits_for_me for row in shown)
    picked = "all" in query
    return {
        "rows": shown,
        "everybody": len(rows),
        "tabs": tabs_of(rows, tab, _states_of(rows)),
        "looks": tabs_of(rows, tab, LOOKS),
        "table": board_table(shown, plan_year=plan_year, year=year, ends=ends, picked=picked),
        "waiting": waiting,
        "pick_url": f"?{urlencode({**query, 'all': '1'})}" if waiting and not picked else "",
        "year": year,
        "how": how_said(rows),
    }


def _states_of(rows: Sequence[TeamRow]) -> list[str]:
    """Only who acts for a rater without answering plans sees that these wait for the rater."""
    held_back = any(row.waits_for_rater for row in rows)
    return [state for state in STATES if state != "rater" or held_back]


def tabs_of(rows: Sequence[TeamRow], current: str, shown: Sequence[str]) -> list[Tab]:
    """Some of the board's parts with how many are in each."""
    words = {
        "": _("Semua"),
        "mine": _("Menunggu Anda"),
        "rater": _("Menunggu penilai"),
        "theirs": _("Menunggu pegawai"),
        "nobody": _("Tidak menunggu"),
        "behind": _("Capaian tertinggal"),
        "stale": _("Tanpa bukti %(days)d hari") % {"days": STALE_DAYS},
    }
    address = reverse("performance:team")
    return [
        Tab(
            words[key],
            f"{address}?tab={key}" if key else address,
            sum(TESTS[key](row) for row in rows),
            current=key == current,
            waits=key == "mine",
        )
        for key in shown
    ]


def board_table(
    rows: Sequence[TeamRow], *, plan_year: int, year: int, ends: date | None, picked: bool
) -> Table:
    """One row a person; a pick only where the plan can be agreed."""
    states, address = _states(), _plan_address()
    return Table(
        columns=[
            Column(_("Pilih"), kind="pick", name="plan"),
            Column(_("Pegawai"), kind="row"),
            Column(_("SKP %(year)d") % {"year": plan_year}, kind="tag", stays=True),
            Column(_("Capaian %(year)d") % {"year": year}, kind="meter"),
            Column(_("Bukti terakhir"), nowrap=True),
            Column(pgettext("for whom", "Menunggu")),
        ],
        rows=[
            Row(
                _cells(row, states[row.plan.status if row.plan else ""], address(row.page), ends),
                picked=picked and row.waits_for_me,
                short=len(rows) > LONG and not row.waits_for_me,
            )
            for row in rows
        ],
        caption=_("Pegawai yang Anda nilai"),
    )


def _states() -> dict[str, Cell]:
    """The states of a plan, and of none: a board says few words many times."""
    told = {state.value: Cell(str(state.label), tag=SHAPES[state]) for state in Plan.Status}
    return told | {"": Cell(_("Belum ada"), tag="none")}


def _plan_address() -> Callable[[str], str]:
    """The addresses of plans; none where there is no plan."""
    some = str(UUID(int=0))
    before, _plan, after = reverse("performance:plan-detail", args=[some]).partition(some)
    return lambda plan: f"{before}{plan}{after}" if plan else ""


def _cells(row: TeamRow, state: Cell, url: str, ends: date | None) -> list[Any]:
    return [
        mark_of_seen(row.plan.uuid, row.plan.version) if row.plan and row.waits_for_me else "",
        Cell(row.name, url=url, sub=row.position),
        state,
        Cell(meter=Meter(row.mean.value, row.low), sub=_missing(row), stays=row.is_behind),
        _last(row),
        _waits(row, ends),
    ]


def _missing(row: TeamRow) -> str:
    if row.mean.value is None or not row.mean.missing:
        return ""
    told = ngettext("%(n)d indikator belum ada", "%(n)d indikator belum ada", row.mean.missing)
    return told % {"n": row.mean.missing}


def _last(row: TeamRow) -> Cell | str:
    if row.last is None:
        return _("Belum ada")
    if (row.day - row.last).days < RECENT:
        return sentence(say_ago(row.last, row.day))
    ago = say_ago(row.last, row.day) if row.is_stale else ""
    return Cell(say_day(row.last, row.day), sub=ago, stays=row.is_stale)


def _waits(row: TeamRow, ends: date | None) -> Cell | str:
    if row.waits_for_me and row.plan:
        return Cell(_("Anda"), sub=_days(row.plan.status_on, row.day), strong=True)
    if row.waits_for_rater and row.plan:
        return Cell(_("Penilai"), sub=_days(row.plan.status_on, row.day))
    if row.away:
        until = _("sampai %s") % say_day(row.away.last, row.day)
        return Cell(_("Cuti"), sub=f"{kind_label(row.away.kind)} {until}")
    if row.waits_for_person:
        until = _("sampai %s") % say_day(ends, row.day) if ends else ""
        if not until and row.plan:
            until = _days(row.plan.status_on, row.day)
        return Cell(html=safe(esc(_("Pegawai")) + sub(until) + sub(_remind(row))))
    if row.is_stale:
        return Cell(html=safe(esc(_("Tidak ada")) + sub(_remind(row))))
    return _("Tidak ada")


def _remind(row: TeamRow) -> SafeString:
    """The way to the text for this one person."""
    return link(reverse("performance:team-remind", args=[row.uuid]), _("Pesan pengingat"))


def _days(since: date, day: date) -> str:
    count = (day - since).days
    return ngettext("%(n)d hari", "%(n)d hari", count) % {"n": count}


def how_said(rows: Sequence[TeamRow]) -> list[Reason]:
    """How the column of attainment comes about."""
    low = next((row.low for row in rows if row.low is not None), None)
    lines = [
        Reason(
            _(
                "Tiap indikator: realisasi terakhir dibandingkan dengan target triwulan datanya; "
                "triwulan terakhir memakai target tahun."
            )
        ),
        Reason(
            _("Lalu rata-rata indikator yang ada realisasinya; yang belum ada tidak dihitung 0.")
        ),
    ]
    if low is not None:
        told = _("Di bawah %(low)s%% ditandai tertinggal, menurut batas pada aturan.")
        lines.append(Reason(told % {"low": say_number(low)}))
    return lines
