"""One card as tables and facts for its pages."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.measurement.attainment import Attainment, low_bound
from pamong.measurement.cards.aims import line_of
from pamong.measurement.cards.extremes import why_far
from pamong.measurement.cards.figures import (
    Figure,
    PartFigure,
    Reached,
    is_withheld,
)
from pamong.measurement.cards.periods import period_of
from pamong.measurement.cards.rulewords import cap_said, reasons_of
from pamong.measurement.cards.wording import aim_said, figure_said, reached_said
from pamong.measurement.models import Card, CardPart, Indicator, Reading, Target
from pamong.measurement.pace import STAGES
from pamong.policy.pack import Pack
from pamong.ui.components import Tab
from pamong.ui.dates import ROMAN, say_day, say_day_full, say_instant
from pamong.ui.numbers import say_measured, say_number, say_percent
from pamong.ui.reasons import Explained
from pamong.ui.tables import Cell, Column, Row, Table

MOST_YEARS = 6
Direction = Indicator.Direction


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the figures of a card: its words, the bar, and what stands behind it."""

    title: str
    value: Decimal | None
    low: Decimal | None
    reason: str  # why there is no percentage, or why it stands so far out
    because: Explained | None


def year_tabs(card: Card, years: Iterable[int], here: int) -> list[Tab]:
    """The years of a card, the newest first."""
    url = reverse("measurement:card-detail", args=[card.uuid])
    newest = sorted(years, reverse=True)[:MOST_YEARS]
    return [Tab(str(year), f"{url}?year={year}", current=year == here) for year in newest]


def confirming_facts(card: Card, target: Target | None, row: Reading) -> list[tuple[Any, ...]]:
    """What one wants to see before one says that a figure of another is right."""
    period = period_of(card.frequency, row.as_of).said()
    facts: list[tuple[Any, ...]] = [
        (_("Realisasi"), figure_said(card.indicator, row.value)),
        (_("Periode"), f"{period}, {card.get_counting_display()}"),
        (_("Data per"), say_day_full(row.as_of)),
        (_("Target tahun"), aim_said(card.indicator, target)),
        (_("Dari mana"), came_from(row), say_instant(row.entered_at)),
        (_("Keyakinan"), row.get_confidence_display()),
        (_("Kendala"), row.obstacle),
        (_("Sumber data"), card.indicator.source),
        (_("Cara menghitung"), card.method),
    ]
    return [fact for fact in facts if fact[1]]


def entering_facts(
    card: Card, target: Target | None, last: Reading | None
) -> list[tuple[Any, ...]]:
    """What one wants to see while a figure is entered."""
    facts: list[tuple[Any, ...]] = [(_("Target tahun"), aim_said(card.indicator, target))]
    if last:
        facts.append(
            (_("Angka terakhir"), figure_said(card.indicator, last.value), say_day(last.as_of))
        )
    return facts


def card_facts(card: Card, pack: Pack) -> list[tuple[Any, ...]]:
    """What a card says of itself."""
    of = card.indicator
    owner = card.owner.full_name if card.owner else ""
    return [
        (_("Kode"), card.code),
        (_("Definisi"), card.definition),
        (_("Cara menghitung"), card.method),
        (_("Satuan"), of.unit),
        (_("Arah"), of.get_direction_display()),
        *([(_("Rentang"), aim_said(of, None))] if of.direction == Direction.BAND else []),
        (_("Kondisi awal"), say_measured(of.baseline, of.unit) if of.baseline is not None else ""),
        (_("Unit penanggung jawab"), card.unit.name if card.unit else _("Seluruh instansi")),
        (_("Penanggung jawab"), owner),
        (_("Diukur"), card.get_frequency_display()),
        (_("Arti satu angka"), card.get_counting_display()),
        (_("Sumber data"), of.source),
        (_("Batas capaian"), cap_said(pack)),
    ]


def measures_of(card: Card, figure: Figure, reached: Reached, pack: Pack) -> list[Measure]:
    """Attainment of the year and of the quarter, and progress, each with its way."""
    low = low_bound(pack)
    # Before the year ends nothing is behind the year's target, which is held against it all the same.
    of_year = None if reached.quarter or reached.is_running else low
    found = [_measure(_("Capaian terhadap target tahun"), card, reached.year, pack, of_year)]
    if part := reached.quarter:
        title = _("Capaian terhadap target triwulan %s") % ROMAN[part.quarter]
        found.append(_measure(title, card, part, pack, low))
    if card.indicator.direction in {Direction.MORE, Direction.LESS}:
        found.append(_way_measure(card, reached.progress, pack))
    if figure.value is None or is_withheld(card, figure):
        found = [found[0]]  # one reason for all
    return found


def _way_measure(card: Card, part: Attainment, pack: Pack) -> Measure:
    made = _measure(_("Kemajuan dari kondisi awal"), card, part, pack, None)
    if made.because is None:
        return made
    return replace(made, reason=why_far(line_of(card.indicator, None), part, is_way=True))


def _measure(title: str, card: Card, part: Attainment, pack: Pack, low: Decimal | None) -> Measure:
    if part.uncapped is None:
        reason = reached_said(part) or part.reason
        return Measure(title, None, low, reason, None)
    of = card.indicator
    target = say_measured(part.target, of.unit) if part.target is not None else aim_said(of, None)
    told = {
        "actual": figure_said(of, part.actual),
        "target": target or "–",
        "percent": say_percent(part.uncapped, 2),
    }
    said = _("Realisasi %(actual)s, target %(target)s, hasil %(percent)s.") % told
    why = why_far(line_of(of, None), part)
    return Measure(title, part.uncapped, low, why, reasons_of(pack, of.direction, part, said))


def part_table(parts: Iterable[PartFigure], card: Card) -> Table:
    """What a computed figure was made of; what is missing is said."""
    is_rolled = card.way == Card.Way.ROLLUP
    is_weighed = is_rolled or card.operator == Card.Operator.MEAN
    columns = [
        Column(_("Indikator"), kind="row"),
        Column(_("Angka"), kind="num"),
        Column(_("Data per"), nowrap=True),
    ]
    if is_weighed:
        columns.append(Column(_("Bagian yang dirangkum") if is_rolled else _("Bobot"), kind="num"))
    return Table(columns, [_part_row(p, is_rolled, is_weighed) for p in parts], _("Asal angka"))


def _part_row(part: PartFigure, is_rolled: bool, is_weighed: bool) -> Row:
    card, figure = part.card, part.figure
    place = card.unit.name if card.unit else ""
    below = [card.code, place, _("di bawah garis") if part.is_below else ""]
    url = reverse("measurement:card-detail", args=[card.uuid])
    value: Any = _("belum ada")
    if figure.value is not None:
        note = _("belum lengkap") if figure.is_partial else ""
        value = Cell(figure_said(card.indicator, figure.value), sub=note)
    cells: list[Any] = [
        Cell(card.indicator.name, url=url, sub=" · ".join(filter(None, below))),
        value,
        say_day(figure.as_of) if figure.as_of else "",
    ]
    if is_weighed:
        cells.append(say_percent(part.weight) if is_rolled else say_number(part.weight))
    return Row(cells)


def reading_table(
    card: Card,
    readings: Sequence[Reading],
    *,
    is_traced: bool = False,
    may_confirm: Callable[[Reading], bool] = lambda _row: False,
) -> Table:
    """Every figure that was entered, also what was replaced, with where it came from.

    `is_traced` leads on to the run of the source that brought it, for who may see it.
    """
    columns = [
        Column(_("Periode"), kind="row"),
        Column(_("Realisasi"), kind="num"),
        Column(_("Dari mana")),
        Column(_("Status"), kind="tag"),
    ]
    rows = [
        Row(
            [
                Cell(
                    period_of(card.frequency, row.as_of).said(),
                    sub=" · ".join(filter(None, [_("per %s") % say_day(row.as_of), _about(row)])),
                ),
                figure_said(card.indicator, row.value),
                Cell(
                    came_from(row),
                    url=_run_url(row) if is_traced else "",
                    sub=say_instant(row.entered_at),
                ),
                _confirmation(card, row, may=may_confirm(row)),
            ]
        )
        for row in readings
    ]
    return Table(columns, rows, _("Realisasi yang diisi"))


def _confirmation(card: Card, row: Reading, *, may: bool) -> Cell:
    """Who confirmed it and when, or the way to do it."""
    if row.confirmed_on and row.confirmed_by:
        said = f"{row.confirmed_by.full_name}, {say_day(row.confirmed_on)}"
        return Cell(_("Dikonfirmasi"), tag="agreed", sub=said)
    if row.replaced_by_id is not None:
        return Cell("–")
    if not may:
        return Cell(_("Belum dikonfirmasi"), tag="wait")
    url = reverse("measurement:card-reading-confirm", args=[card.uuid, row.uuid])
    return Cell(_("Konfirmasi"), url=url)


def _run_url(row: Reading) -> str:
    run = row.origin.run if row.origin else None
    return reverse("measurement:source-run", args=[run]) if run else ""


def came_from(row: Reading) -> str:
    """The person, or the file with its line."""
    if row.origin is None:
        return row.entered_by.full_name if row.entered_by else _("Sistem")
    if row.line is None:
        return str(row.origin)
    return _("%(file)s, baris %(line)d") % {"file": row.origin, "line": row.line}


def _about(row: Reading) -> str:
    told = [row.obstacle]
    if row.confidence != Reading.Confidence.SURE:
        told.insert(0, row.get_confidence_display())
    if row.replaced_by is not None:
        told.insert(0, _("Diganti %s") % say_instant(row.replaced_by.entered_at))
    return " · ".join(filter(None, told))


def target_table(card: Card, targets: Sequence[Target], edit_url: str) -> Table:
    """Targets by year and quarter."""
    columns = [
        Column(_("Tahun"), kind="row"),
        *(Column(_("Triwulan %s") % ROMAN[n], kind="num", desk=True) for n in (1, 2, 3)),
        Column(_("Target tahun"), kind="num"),
    ]
    of = card.indicator
    rows = []
    for one in targets:
        stages = [getattr(one, name) for name in STAGES]
        said = [say_measured(value, of.unit) if value is not None else None for value in stages]
        year = Cell(str(one.year), url=f"{edit_url}?year={one.year}" if edit_url else "")
        rows.append(Row([year, *said, aim_said(of, one)]))
    return Table(columns, rows, _("Target tiap tahun"))


def whole_table(wholes: Sequence[CardPart]) -> Table:
    """Which cards are computed from this one."""
    rows = [
        Row(
            [
                Cell(
                    part.card.indicator.name,
                    url=reverse("measurement:card-detail", args=[part.card.uuid]),
                    sub=part.card.code,
                ),
                part.card.get_operator_display(),
            ]
        )
        for part in wholes
    ]
    columns = [Column(_("Indikator"), kind="row"), Column(_("Rumus"))]
    return Table(columns, rows, _("Dipakai untuk menghitung"))
