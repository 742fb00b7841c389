"""What can be printed, as values for the component tags."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.models import recall_names
from pamong.performance.models import UnitLevel
from pamong.performance.papers.queries import ReportRow
from pamong.performance.periods import Period, period_days
from pamong.performance.plan.presentation import tag_cell
from pamong.performance.rules import label_of, pack_named
from pamong.ui.buttons import submit
from pamong.ui.markup import safe
from pamong.ui.tables import Cell, Column, Row, Table

PREDICATES = "predicate"
# Pages of reports that apps above hand over at start-up: the address, its words, and who finds something there.
BESIDE: dict[str, tuple[Any, Callable[[Scope], bool]]] = {}


def beside(scope: Scope) -> list[tuple[str, str]]:
    """Other reports that one may open: the words, and where they are."""
    return [(str(said), reverse(name)) for name, (said, may) in BESIDE.items() if may(scope)]


def report_table(rows: Sequence[ReportRow]) -> Table:
    """Each plan with buttons for its papers."""
    return Table(
        columns=[
            Column(_("Pegawai"), kind="row"),
            Column(_("Status SKP"), kind="tag"),
            Column(_("SKP"), nowrap=True),
            Column(_("Evaluasi kinerja")),
        ],
        rows=[_report_row(row) for row in rows],
        caption=_("Dokumen yang dapat dicetak"),
    )


def _report_row(row: ReportRow) -> Row:
    paper = reverse("performance:plan-paper", args=[row.uuid])
    links = " ".join(submit(said, kind="link", to=url) for url, said in _papers(row))
    return Row(
        cells=[
            Cell(row.name, sub=f"{row.post}, {row.unit}"),
            tag_cell(row.status),
            Cell(html=submit(_("Cetak SKP"), kind="link", to=paper)),
            Cell(html=safe(links)) if links else _("belum ada"),
        ]
    )


def _papers(row: ReportRow) -> Iterator[tuple[str, str]]:
    """Each evaluation with its predicate; of the year its document as well."""
    for period in Period:
        if found := row.evaluations.get(period):
            uuid, predicate, mark = found
            named = label_of(pack_named(mark), PREDICATES, predicate)
            said = f"{period.label}: {named}"
            yield reverse("performance:evaluation-paper", args=[uuid]), said
            if period == Period.YEAR:
                document = reverse("performance:evaluation-document", args=[uuid])
                yield document, _("Dokumen evaluasi")


def lists_table(levels: Sequence[UnitLevel]) -> Table:
    """The lists of predicates of some units, by period."""
    recall_names(level.unit for level in levels)
    return Table(
        columns=[Column(_("Unit"), kind="row"), Column(_("Penetapan predikat"))],
        rows=[
            Row(cells=[name, Cell(html=safe(" ".join(_list_button(one) for one in some)))])
            for name, some in _by_unit(levels)
        ],
        caption=_("Penetapan predikat tiap unit"),
    )


def _by_unit(levels: Sequence[UnitLevel]) -> Iterator[tuple[str, list[UnitLevel]]]:
    for _key, some in groupby(levels, key=lambda level: level.unit_id):
        same = list(some)
        yield same[0].unit.name_on(period_days(same[-1].year, same[-1].period)[1]), same


def _list_button(level: UnitLevel) -> SafeString:
    address = reverse("performance:predicates-paper", args=[level.uuid])
    return submit(str(Period(level.period).label), kind="link", to=address)
