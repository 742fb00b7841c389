"""What charts of people say: which sentence the counts prove, and what stands for a count that is withheld."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.analytics.dashboards.offices import JOINED, People, Things
from pamong.analytics.dashboards.told import OTHERS, WHOLE
from pamong.stats.rows import ALL
from pamong.ui.charts.chart import Chart
from pamong.ui.charts.specs import Bar, bars, first_drawn
from pamong.ui.dates import say_day
from pamong.ui.numbers import say_number, say_percent
from pamong.ui.tables import Cell, Column, Row, Table

MOST_BARS = 25
Address = Callable[[str], str]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices that the reader sees, by name, and where each leads; with one alone it is that one's page."""

    names: Mapping[str, str]
    address: Address
    one: str = ""  # the office that is looked at; nothing is the agency

    @property
    def at(self) -> str:
        """Whose figures the sentence is about."""
        return self.one or WHOLE

    def name(self, office: str) -> str:
        """As its people know it."""
        if office == OTHERS:
            return _("Unit lain (digabung)")
        return self.names.get(office) or _("Tanpa unit")

    def of(self, found: Sequence[str]) -> list[str]:
        """Those to be listed."""
        return [one for one in found if (one == self.one if self.one else one != WHOLE)]

    def listed(self, people: People) -> list[str]:
        """The rows of a table of people: the agency and its offices, or the one that is looked at."""
        return [self.one] if self.one else [WHOLE, *self.of(people.offices)]

    def cell(self, office: str) -> Cell:
        """The name, which leads to the office."""
        url = self.address(office) if office in self.names else ""
        return Cell(self.name(office), url=url)


def told_apart(rows: Iterable[tuple[Key, str, str | None]]) -> dict[Key, str]:
    """Names by key; where two are the same, each with what tells it apart beside it."""
    listed = list(rows)
    times = Counter(name for _key, name, _beside in listed)
    return {
        key: f"{name} ({beside})" if times[name] > 1 and beside else name
        for key, name, beside in listed
    }


def share_of(some: int, every: int) -> Decimal:
    """In percent."""
    return Decimal(some) * 100 / every if every else Decimal(0)


def said_of(some: int, every: int) -> str:
    """12 dari 80 (15%)."""
    named = {"some": say_number(some), "all": say_number(every)}
    return _("%(some)s dari %(all)s") % named + f" ({say_percent(share_of(some, every), 1)})"


def _largest_first(office: str, told: Things, offices: Offices) -> tuple[bool, Decimal, str]:
    """The largest share first, and those told as one at the end."""
    return office == OTHERS, -share_of(told.some, told.all), offices.name(office)


def things_chart(
    name: str, title: str, noun: str, state: str, found: Mapping[str, Things], offices: Offices
) -> Chart:
    """Of the things of each office how many are so, the largest share first."""
    rows = [(one, found[one]) for one in offices.of(list(found)) if found[one].all]
    rows.sort(key=lambda row: _largest_first(row[0], row[1], offices))
    all_told = found.get(WHOLE)
    whole = [(WHOLE, all_told)] if all_told and all_told.all and not offices.one else []
    shown = [
        Bar(
            offices.name(one),
            share_of(told.some, told.all),
            said_of(told.some, told.all),
            url=offices.address(one) if one in offices.names else "",
        )
        for one, told in first_drawn(rows, MOST_BARS)
    ]
    table = Table(
        [
            Column(_("Unit"), kind="row"),
            Column(state, kind="num"),
            Column(_("Semua"), kind="num"),
            Column(_("Bagian"), kind="num"),
        ],
        [
            Row(
                [
                    _("Seluruh instansi") if one == WHOLE else offices.cell(one),
                    say_number(told.some),
                    say_number(told.all),
                    say_percent(share_of(told.some, told.all), 1),
                ]
            )
            for one, told in [*whole, *rows]
        ],
        title,
    )
    alone = [row for row in rows if row[0] != OTHERS]
    finding = things_said(noun, state, found.get(offices.at), alone, offices)
    cut = undrawn_said(len(rows) - len(shown))
    return Chart(name, title, finding, partial(bars, shown), table, cut=cut)


def undrawn_said(count: int) -> str:
    """How many rows of the table have no bar; nothing where all have one."""
    return (
        _("%(n)s baris terakhir tabel tidak digambar.") % {"n": say_number(count)} if count else ""
    )


def things_said(
    noun: str,
    state: str,
    whole: Things | None,
    rows: Sequence[tuple[str, Things]],
    offices: Offices,
) -> str:
    """How many in all, and where the share is largest."""
    if whole is None or not whole.all:
        return _("Belum ada angka yang dapat ditampilkan.")
    named = {"noun": noun, "state": state.lower(), "count": said_of(whole.some, whole.all)}
    told = _("%(noun)s %(state)s: %(count)s.") % named
    if len(rows) < 2 or not rows[0][1].some:  # noqa: PLR2004
        return told
    return told + " " + most_said(whole, rows, offices)


def most_said(whole: Things, rows: Sequence[tuple[str, Things]], offices: Offices) -> str:
    """Where the share is largest, or of how many offices it is; of the others that are not told nothing is said."""
    first, most = rows[0]
    share = share_of(most.some, most.all)
    same = sum(share_of(told.some, told.all) == share for _one, told in rows)
    named = {"unit": offices.name(first), "count": said_of(most.some, most.all)}
    if same == 1:
        if sum(told.all for _one, told in rows) == whole.all:
            return _("Bagian terbesar di %(unit)s: %(count)s.") % named
        return _("Di antara unit yang disebut, bagian terbesar di %(unit)s: %(count)s.") % named
    tied = {"n": say_number(same), "share": say_percent(share, 1)}
    if same == len(rows):
        return _("Bagiannya sama di %(n)s unit yang disebut: %(share)s.") % tied
    return _("Di antara unit yang disebut, bagian terbesar di %(n)s unit: %(share)s.") % tied


def people_table(title: str, people: People, labels: Mapping[str, str], offices: Offices) -> Table:
    """Offices by states with their totals; what is withheld says so."""
    states = [*people.states, ALL]
    heads = [Column(labels.get(state, _("Jumlah")), kind="num") for state in states]

    def cell(office: str, state: str) -> str | Cell:
        said = count_said(people.of(office).get(state))
        inner = fine_said(people, state, labels) if office == WHOLE else ""
        return Cell(said, sub=inner) if inner else said

    rows = [
        Row(
            [
                _("Seluruh instansi") if one == WHOLE else offices.cell(one),
                *(cell(one, state) for state in states),
            ]
        )
        for one in offices.listed(people)
    ]
    return Table([Column(_("Unit"), kind="row"), *heads], rows, title)


def fine_said(people: People, state: str, labels: Mapping[str, str]) -> str:
    """What is told of the agency within states that are told together."""
    inner = {
        one: n
        for one, n in people.fine.items()
        if set(one.split(JOINED)) <= set(state.split(JOINED))
    }
    return "; ".join(f"{labels[one]}: {say_number(count)}" for one, count in inner.items())


def count_said(count: int | None) -> str:
    """A count, or that it is withheld."""
    return _("disamarkan") if count is None else say_number(count)


@dataclass(frozen=True, slots=True)
class Looks:
    """A chart of states before it has its counts: its name, its title, the words of states, and limits beside them."""

    name: str
    title: str
    labels: Mapping[str, str]
    ticks: Mapping[str, int] = field(default_factory=dict)
    waits: tuple[
        str, ...
    ] = ()  # states of which the sentence speaks; none: of the one of most people
    key: str = ""  # who is counted


def states_chart(looks: Looks, people: People, offices: Offices) -> Chart:
    """How many stand at each state, of the office or of the agency; the table has each office."""
    name, title, labels = looks.name, looks.title, looks.labels
    told = people.of(offices.at)
    shown = [
        Bar(
            labels[state],
            told.get(state),
            state_said(told.get(state), told.get(ALL)),
            tick=looks.ticks.get(state),
        )
        for state in people.states
    ]
    finding = states_said(people, looks, offices)
    table = people_table(title, people, labels, offices)
    return Chart(name, title, finding, partial(bars, shown), table, key=looks.key)


def state_said(count: int | None, every: int | None) -> str:
    """A count with its share where both are told."""
    if count is None or not every:
        return count_said(count)
    return f"{say_number(count)} ({say_percent(share_of(count, every), 1)})"


def states_said(people: People, looks: Looks, offices: Offices) -> str:
    """How many are waited for, or the state at which most stand; and how much is withheld."""
    told = people.of(offices.at)
    known = [(count, state) for state in people.states if (count := told.get(state))]
    every = told.get(ALL)
    if not known or not every:
        return kept_said(people, offices) or _("Belum ada yang dapat dihitung di sini.")
    said = []
    if looks.waits and all(told.get(state) == 0 for state in looks.waits):
        nobody = _("Tidak satu pun dari %(n)s yang menunggu.") % {"n": say_number(every)}
        return f"{nobody} {kept_said(people, offices)}".strip()
    for state in looks.waits:
        count = told.get(state)
        words = _("disamarkan") if count is None else said_of(count, every)
        said.append(_("“%(state)s”: %(count)s.") % {"state": looks.labels[state], "count": words})
    if not said:
        said.append(largest_said(known, every, looks.labels))
    return " ".join([*said, kept_said(people, offices)]).strip()


def kept_said(people: People, offices: Offices) -> str:
    """What is withheld or told as one, and since when figures stand that few people would change."""
    parts = (merged_said, withheld_said, earlier_said)
    return " ".join(filter(None, (part(people, offices) for part in parts)))


def merged_said(people: People, offices: Offices) -> str:
    """How many offices are told as one, or that the one that is looked at is among them."""
    if offices.one:
        return (
            _("Angka unit ini digabung dengan unit lain.") if offices.one in people.merged else ""
        )
    if OTHERS not in people.rows:
        return ""
    said = ngettext(
        "%(n)s unit digabung karena orangnya terlalu sedikit atau terlalu seragam.",
        "%(n)s unit digabung karena orangnya terlalu sedikit atau terlalu seragam.",
        len(people.merged),
    )
    return said % {"n": say_number(len(people.merged))}


def earlier_said(people: People, offices: Offices) -> str:
    """Of how many rows an earlier day is told, where the change since would tell of few people."""
    return older_said(people.earlier(offices.at))


def older_said(days: Sequence[date]) -> str:
    """Of how many offices the figures are of an earlier day; nothing where of none."""
    if not days:
        return ""
    said = ngettext(
        "Angka %(n)s unit masih per %(day)s, karena perubahan sejak itu menyangkut terlalu sedikit orang.",
        "Angka %(n)s unit masih per %(day)s, karena perubahan sejak itu menyangkut terlalu sedikit orang.",
        len(days),
    )
    return said % {"n": say_number(len(days)), "day": say_day(min(days))}


def largest_said(known: Sequence[tuple[int, str]], every: int, labels: Mapping[str, str]) -> str:
    """The state at which most stand, or those at which as many do; a larger one may be withheld, and then it says so."""
    most = max(count for count, _state in known)
    tied = [labels[state] for count, state in known if count == most]
    named = {"state": "”, “".join(tied), "count": said_of(most, every)}
    if every - sum(count for count, _state in known) >= most:
        return _("Paling banyak di antara angka yang ditampilkan “%(state)s”: %(count)s.") % named
    if len(tied) == 1:
        return _("Paling banyak “%(state)s”: %(count)s.") % named
    return _("Paling banyak, sama banyaknya, “%(state)s”: masing-masing %(count)s.") % named


def withheld_said(people: People, offices: Offices) -> str:
    """That counts of few people are withheld, where some are."""
    listed = offices.listed(people)
    gone = sum(count is None for one in listed for count in people.of(one).values())
    if not gone:
        return ""
    said = ngettext(
        "%(n)s angka disamarkan agar tidak seorang pun dapat dikenali.",
        "%(n)s angka disamarkan agar tidak seorang pun dapat dikenali.",
        gone,
    )
    return said % {"n": say_number(gone)}
