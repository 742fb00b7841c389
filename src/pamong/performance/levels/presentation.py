"""Units and their levels, as values for the component tags."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.people.models import Unit, parents_then, recall_names
from pamong.performance.levels.queries import ALL, OTHERS, SCALE, SET, UNSET, LevelLine, LevelSums
from pamong.performance.periods import period_days
from pamong.performance.rules import label_of
from pamong.performance.sampled import Found, rate_said
from pamong.policy.pack import Pack
from pamong.ui.components import Tab
from pamong.ui.dates import say_day_full
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table


def show_tabs(sums: LevelSums, when: tuple[int, str], show: str, *, is_open: bool) -> list[Tab]:
    """What waits for the reader, what for others, what is set, and all of them."""
    words = {
        UNSET: (_("Belum ditetapkan"), sums.unset),
        OTHERS: (_("Belum ditetapkan penilai lain"), sums.others),
        SET: (_("Sudah ditetapkan"), sums.done),
        ALL: (_("Semua unit"), sums.units),
    }
    address = f"{reverse('performance:level-list')}?year={when[0]}&period={when[1]}"
    return [
        Tab(
            text,
            f"{address}&show={key}",
            count,
            current=key == show,
            waits=key == UNSET and is_open,
        )
        for key, (text, count) in words.items()
        if key != OTHERS or count != 0 or key == show
    ]


def levels_table(
    lines: Sequence[LevelLine],
    pack: Pack,
    when: tuple[int, str],
    open_ids: Collection[int],
    sampled: Mapping[int, Found],
) -> Table:
    """The units that one sets, each with its head and what was set; the open ones lead on.

    What an auditor's sample found stands beside it where there is one.
    """
    above = above_then([line.unit for line in lines], period_days(*when)[1])
    columns = [
        Column(_("Unit"), kind="row"),
        Column(_("Kepala unit")),
        Column(_("Capaian organisasi"), kind="tag"),
        Column(_("Ditetapkan")),
    ]
    rows = [
        _row(line, pack, when, above.get(line.unit.pk), is_open=line.unit.pk in open_ids)
        for line in lines
    ]
    if sampled:
        columns.append(Column(_("Perkiraan kesalahan"), kind="num"))
        beside = [_sampled(sampled.get(line.unit.pk)) for line in lines]
        rows = [Row([*row.cells, cell]) for row, cell in zip(rows, beside, strict=True)]
    return Table(columns, rows, caption=_("Capaian organisasi menurut unit"))


def _sampled(found: Found | None) -> Cell:
    """The estimated share of wrong pieces with its interval, and what was looked at."""
    if found is None:
        return Cell("–")
    what = found.sample.get_population_display()
    counts = {"wrong": say_number(found.wrong), "n": say_number(found.rate.n), "what": what}
    said = _("%(what)s: %(wrong)s salah dari %(n)s yang dinilai") % counts
    url = reverse("performance:sample-detail", args=[found.sample.uuid])
    return Cell(rate_said(found.rate), url=url, sub=said)


def above_then(units: Sequence[Unit], day: date) -> dict[int, Unit | None]:
    """The unit above each as it was on the day; former names of all are at hand."""
    above = {unit.pk: unit.parent for unit in units} | parents_then(units, day)
    recall_names(unit for unit in [*units, *above.values()] if unit)
    return above


def _row(
    line: LevelLine, pack: Pack, when: tuple[int, str], above: Unit | None, *, is_open: bool
) -> Row:
    year, period = when
    url = ""
    if is_open and not line.is_final:
        url = reverse("performance:level-set", args=[line.unit.uuid, year, period])
    head = line.head.full_name if line.head else _("belum ada")
    day = period_days(*when)[1]
    name = Cell(line.unit.name_on(day), url=url, sub=_office(above, day))
    if line.level is None:
        state = Cell(_("Belum ditetapkan"), tag="wait")
        return Row(cells=[name, head, state, "–"])
    note = ""
    if line.is_final:
        note = _("Predikat pegawai sudah ditetapkan")
    if line.only_head:
        note = _("Predikat kepala unit sudah ditetapkan")
    state = Cell(label_of(pack, SCALE, line.level.level), tag="agreed", sub=note)
    by = Cell(line.level.set_by.full_name, sub=say_day_full(line.level.set_on))
    return Row(cells=[name, head, state, by])


def _office(above: Unit | None, day: date) -> str:
    """What the unit above was called, where it is not the agency itself."""
    return above.name_on(day) if above and above.parent_id else ""
