"""What a planning table asks for: goals by key, their parents, indicators; and what was not understood."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from pamong.measurement.doubt import is_counted
from pamong.measurement.models import Indicator
from pamong.performance.cascade.figures import Figure, read_figure, read_money, same_measure
from pamong.performance.cascade.sheet import PROGRAMME_DEPTH, Layout, Line, reading_rules
from pamong.performance.models import Goal
from pamong.performance.spelling import fold

Key = tuple[str, int, str]  # level, unit (0: the whole agency), code or folded wording


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one row that a person should know; a skipped row left nothing behind."""

    row: int
    code: str
    about: str = ""

    @property
    def sentence(self) -> str:
        """What happened to the row, in the reader's tongue."""
        return _SENTENCES[self.code]() % {"about": self.about}


_SENTENCES = {
    "office": lambda: _(
        "Perangkat daerah “%(about)s” belum tercatat sebagai unit. Baris dilewati."
    ),
    "total": lambda: _("Baris jumlah, bukan program. Dilewati."),
    "heading": lambda: _("“%(about)s” adalah judul urusan atau bidang, bukan sasaran. Dilewati."),
    "unplaced": lambda: _("Baris tanpa kode dan tanpa program di atasnya. Dilewati."),
    "continued": lambda: _("Tanpa kode: dibaca sebagai indikator lain dari “%(about)s”."),
    "hundredfold": lambda: _("“%(about)s” dibaca seperseratusnya: sel berformat persen."),
    "word_only": lambda: _("“%(about)s” hanya satuan tanpa angka: dianggap belum ada."),
    "text": lambda: _("“%(about)s” bukan angka: disimpan sebagai teks."),
    "measure": lambda: _("“%(about)s” bersatuan lain dari tahun terakhir: disimpan sebagai teks."),
    "baseline": lambda: _(
        "Kondisi awal “%(about)s” tidak sebanding dengan target: tidak disimpan."
    ),
    "falling": lambda: _("Targetnya tidak pernah naik: arah dibaca makin rendah makin baik."),
    "no_target": lambda: _("Tidak ada target satu tahun pun: indikator disimpan tanpa target."),
    "below_zero": lambda: _(
        "Target “%(about)s” di bawah nol, padahal satuannya dihitung utuh: tidak disimpan."
    ),
    "no_measure": lambda: _("Satuan tidak tertulis: dibiarkan kosong."),
}


@dataclass(frozen=True, slots=True)
class WantedGoal:
    """A goal that the table names, with the goal above it."""

    key: Key
    kind: str
    unit_id: int
    code: str
    name: str
    field_of_work: str = ""
    parent: Key | None = None


@dataclass(frozen=True, slots=True)
class WantedIndicator:
    """An indicator of a goal with what each year aims at."""

    row: int
    goal: Key
    name: str
    measure: str
    direction: str
    baseline: Decimal | None
    targets: Mapping[int, Figure]
    budgets: Mapping[int, Decimal]


@dataclass
class Outline:
    """The table as goals and indicators, in its order."""

    goals: dict[Key, WantedGoal] = field(default_factory=dict)
    indicators: list[WantedIndicator] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass
class _Walk:
    """Where the reading of a table stands."""

    outline: Outline
    field_of_work: str = ""
    goal: Key | None = None
    outcome: Key | None = None
    last: Key | None = None
    money: Mapping[int, Decimal] = field(default_factory=dict)
    money_of: Key | None = None


def outline_of(lines: Iterable[Line], layout: Layout, units: Mapping[str, int]) -> Outline:
    """Read lines from top to bottom; `units` gives the key of a unit by its folded name."""
    walk = _Walk(Outline())
    for line in lines:
        _take(walk, line, layout, units)
    return walk.outline


def _take(walk: _Walk, line: Line, layout: Layout, units: Mapping[str, int]) -> None:
    remarks = walk.outline.remarks
    if any(line.name.casefold().startswith(word) for word in reading_rules()["skip"]):
        remarks.append(Remark(line.row, "total"))
        return
    if line.name and not line.kind and not line.indicator:
        walk.field_of_work, walk.last = line.name, None
        remarks.append(Remark(line.row, "heading", line.name))
        return
    unit = 0 if line.office in layout.whole_agency else units.get(fold(line.office))
    if unit is None:
        walk.last = None
        remarks.append(Remark(line.row, "office", line.office))
        return
    _place_above(walk, line, unit)
    owner = _owner(walk, line, unit)
    if owner and line.indicator:
        _add_indicator(walk, line, owner)


def _place_above(walk: _Walk, line: Line, unit: int) -> None:
    if line.goal:
        walk.goal = _put(walk, Goal.Kind.GOAL, unit, name=line.goal)
        walk.outcome = None
    if line.outcome:
        walk.outcome = _put(walk, Goal.Kind.OUTCOME, unit, name=line.outcome, parent=walk.goal)


def _owner(walk: _Walk, line: Line, unit: int) -> Key | None:
    """The goal that the line's indicator belongs to; makes it known on first sight."""
    if line.is_of_outcome:
        return walk.outcome
    if line.kind:
        parent = walk.outcome
        if line.kind == Goal.Kind.ACTIVITY:
            stem = ".".join(line.code.split(".")[:PROGRAMME_DEPTH])
            parent = (Goal.Kind.PROGRAMME, unit, stem)
        walk.last = _put(walk, line.kind, unit, name=line.name, code=line.code, parent=parent)
        return walk.last
    if line.indicator and walk.last:
        name = walk.outline.goals[walk.last].name
        walk.outline.remarks.append(Remark(line.row, "continued", name))
        return walk.last
    if line.indicator:
        walk.outline.remarks.append(Remark(line.row, "unplaced"))
    return None


def _put(
    walk: _Walk, kind: str, unit: int, *, name: str, code: str = "", parent: Key | None = None
) -> Key:
    key = (str(kind), unit, code or fold(name))
    if parent is not None and parent not in walk.outline.goals:
        parent = None
    walk.outline.goals.setdefault(
        key, WantedGoal(key, str(kind), unit, code, name, walk.field_of_work, parent)
    )
    return key


def _add_indicator(walk: _Walk, line: Line, owner: Key) -> None:
    rules, remarks = reading_rules(), walk.outline.remarks
    figures = {year: read_figure(cell, rules) for year, cell in line.targets.items()}
    for year, figure in figures.items():
        if figure.remark:
            remarks.append(Remark(line.row, figure.remark, line.targets[year]))
    measure = line.measure or _measure_of(figures)
    targets = {
        year: _as_measured(figure, line.targets[year], measure, line.row, remarks)
        for year, figure in figures.items()
        if not (
            figure.is_missing or is_below_nought(figure, line.targets[year], measure, line, remarks)
        )
    }
    if not targets:
        remarks.append(Remark(line.row, "no_target"))
    if not measure and any(figure.value is not None for figure in targets.values()):
        remarks.append(Remark(line.row, "no_measure"))
    baseline = _baseline(line, measure, remarks)
    walk.outline.indicators.append(
        WantedIndicator(
            row=line.row,
            goal=owner,
            name=line.indicator,
            measure="Persen" if measure.casefold() in rules["percent_words"] else measure,
            direction=_direction(line, targets, baseline, remarks),
            baseline=baseline,
            targets=targets,
            budgets=_money(walk, line, owner),
        )
    )


def is_below_nought(
    figure: Figure, cell: str, measure: str, line: Line, remarks: list[Remark]
) -> bool:
    """Whether it aims below nothing at what is counted: such a target is refused, as in a form."""
    if figure.value is None or figure.value >= 0 or not is_counted(measure):
        return False
    remarks.append(Remark(line.row, "below_zero", cell))
    return True


def _measure_of(figures: Mapping[int, Figure]) -> str:
    """The unit word of the last year that has one."""
    words = [figures[year].measure for year in sorted(figures) if figures[year].measure]
    return words[-1] if words else ""


def _as_measured(
    figure: Figure, cell: str, measure: str, row: int, remarks: list[Remark]
) -> Figure:
    """A figure in another unit than the indicator's is kept as its text: it cannot be compared."""
    if figure.value is None or same_measure(figure.measure, measure, reading_rules()):
        return figure
    remarks.append(Remark(row, "measure", cell))
    return Figure(text=cell)


def _baseline(line: Line, measure: str, remarks: list[Remark]) -> Decimal | None:
    figure = read_figure(line.baseline, reading_rules())
    if figure.is_missing:
        return None
    if figure.value is None or not same_measure(figure.measure, measure, reading_rules()):
        remarks.append(Remark(line.row, "baseline", line.baseline))
        return None
    return figure.value


def _direction(
    line: Line, targets: Mapping[int, Figure], baseline: Decimal | None, remarks: list[Remark]
) -> str:
    values = [targets[year].value for year in sorted(targets)]
    figures = [value for value in [baseline, *values] if value is not None]
    if targets and all(value is None for value in values):
        return Indicator.Direction.ORDINAL
    should_fall = any(word in line.indicator.casefold() for word in reading_rules()["falling"])
    never_rises = all(later <= earlier for earlier, later in pairwise(figures))
    if should_fall and never_rises and len(set(figures)) > 1:
        remarks.append(Remark(line.row, "falling"))
        return Indicator.Direction.LESS
    return Indicator.Direction.MORE


def _money(walk: _Walk, line: Line, owner: Key) -> Mapping[int, Decimal]:
    """The row's money; one sum repeated down a span of rows is kept with the first of them."""
    found: dict[int, Decimal] = {}
    for year, cell in line.budgets.items():
        amount = read_money(cell, reading_rules())
        if amount is not None:
            found[year] = amount
    both = found.keys() & walk.money.keys()
    is_same = bool(both) and all(found[year] == walk.money[year] for year in both)
    if walk.money_of == owner and is_same:
        return {}
    walk.money, walk.money_of = found, owner
    return found
