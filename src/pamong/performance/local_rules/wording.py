"""Clauses and their figures in words; all labels come from the pack."""

from decimal import Decimal

from django.utils.translation import gettext as _

from pamong.people.workdays.hours import clock
from pamong.performance.rules import label_of, text_of
from pamong.policy.figures import Figure, allowed_of
from pamong.policy.operators.numbers import written
from pamong.policy.pack import Bands, Clause, Number, Pack, Pattern, Table
from pamong.policy.section import PackError, Unfit
from pamong.ui.dates import say_time
from pamong.ui.numbers import say_number, with_unit

CLOCK = "clock"


def label_for(pack: Pack, clause: Clause, figure: Figure) -> str:
    """What a figure is, as a form's label."""
    if isinstance(clause, Bands):
        return label_of(pack, clause.scale, clause.bands[int(figure.path[1])].code)
    if isinstance(clause, Pattern):
        return _limit(pack, clause, figure)
    if isinstance(clause, Table):
        row, column = row_said(pack, clause, figure), column_said(pack, figure)
        return f"{row}: {column}" if column else row
    return text_of(pack, f"clause.{clause.name}")


def row_said(pack: Pack, clause: Table, figure: Figure) -> str:
    """The row of a table that a figure stands in."""
    keys = (str(part) for part in figure.path[1:-1])
    return ", ".join(label_of(pack, s, code) for s, code in zip(clause.keys, keys, strict=True))


def column_said(pack: Pack, figure: Figure) -> str:
    """What a row says there; nothing where the unit behind the figure says it already."""
    column = str(figure.path[-1])
    return "" if f"unit.{column}" in pack.texts else text_of(pack, f"column.{column}")


def _limit(pack: Pack, clause: Pattern, figure: Figure) -> str:
    if figure.choices:
        return text_of(pack, f"round.{figure.path[1]}")
    _limits, term, place, bound = figure.path
    limit = clause.limits[str(term)][int(place)]
    counted = text_of(pack, "or").join(label_of(pack, clause.counted, code) for code in limit.of)
    return text_of(pack, f"limit.{limit.among}").format(
        term=label_of(pack, clause.scale, str(term)),
        of=counted,
        bound=text_of(pack, f"bound.{bound}"),
    )


def unit_of(pack: Pack, clause: Clause, figure: Figure) -> str:
    """What stands behind the figure."""
    if figure.choices or figure.letters:
        return ""
    if isinstance(clause, Number):
        return text_of(pack, f"unit.{clause.unit}")
    if isinstance(clause, Pattern):
        limit = clause.limits[str(figure.path[1])][int(figure.path[2])]
        return text_of(pack, "unit.percent" if limit.count is None else "unit.people")
    if isinstance(clause, Table):
        column = str(figure.path[-1])
        counted = clause.units.get(column, "" if column_said(pack, figure) else column)
        return text_of(pack, f"unit.{counted}") if counted and not is_clock(clause, figure) else ""
    return text_of(pack, "unit.percent") if isinstance(clause, Bands) else ""


def is_clock(clause: Clause, figure: Figure) -> bool:
    """Whether the figure is a time of day, counted in minutes."""
    return isinstance(clause, Table) and clause.units.get(str(figure.path[-1])) == CLOCK


def bounds_of(clause: Clause, figure: Figure) -> tuple[Decimal, Decimal | None, bool]:
    """The least and the most that a figure may be, and whether it comes whole."""
    least, most, is_whole = allowed_of(clause, figure.path)
    return written(least or 0), None if most is None else written(most), is_whole


def choices_of(pack: Pack, figure: Figure) -> list[tuple[str, str]]:
    """What a figure that is no number may be."""
    if figure.scale:
        return [(code, label_of(pack, figure.scale, code)) for code in figure.choices]
    return [(way, text_of(pack, f"way.{way}")) for way in figure.choices]


def value_said(pack: Pack, clause: Clause, figure: Figure) -> str:
    """The value with its unit, or that the agency has not answered yet."""
    if figure.value is None:
        return _("Belum diisi")
    if isinstance(figure.value, Decimal) and is_clock(clause, figure):
        return say_time(clock(int(figure.value)))
    if isinstance(figure.value, Decimal):
        return with_unit(say_number(figure.value), unit_of(pack, clause, figure))
    return dict(choices_of(pack, figure)).get(figure.value, figure.value) or _("Tidak ada")


def facts_of(pack: Pack, clause: Clause, figures: list[Figure]) -> list[tuple[str, str]]:
    """Each figure with its value; of a row that nobody named there is none."""
    bare = {f.path[:-1] for f in figures if f.letters and not f.value}
    return [
        (
            label_for(pack, clause, f),
            _("Tidak ada") if f.path[:-1] in bare else value_said(pack, clause, f),
        )
        for f in figures
    ]


def fault_said(fault: PackError) -> str:
    """Why the pack refuses an answer, in words of the office; its own text is for the shell."""
    figures = fault.figures if isinstance(fault, Unfit) else {}
    said = {
        "order": _("Urutkan batas dari yang tertinggi: batas di bawah tidak boleh lebih tinggi."),
        "sum": _("Semua bagian harus berjumlah %(whole)s; yang diisi berjumlah %(given)s."),
        "least": _("Isi paling sedikit %(least)s."),
        "most": _("Isi paling banyak %(most)s."),
        "names": _("Tulis setiap nama satu kali, dan bukan nama yang sudah ada dalam aturan."),
        "whole": _("Isi bilangan bulat, tanpa koma."),
    }
    check = fault.check if isinstance(fault, Unfit) else ""
    other = _("Angka ini tidak dapat dipakai untuk butir ini. Periksa lagi tiap angkanya.")
    return said.get(check, other) % {key: say_number(value) for key, value in figures.items()}
