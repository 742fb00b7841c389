"""The cascade and the matrix as tables, grids and sentences for their pages."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.performance.cascade.findings import (
    CIRCLE,
    OVERLOAD,
    UNCARRIED,
    UNSERVING,
    CascadeFinding,
    FindingsPage,
)
from pamong.performance.cascade.queries import GoalPage, IndicatorTarget, Kin, Node, TreePage
from pamong.performance.models import Goal
from pamong.performance.plan.rules import short
from pamong.ui.components import Tab
from pamong.ui.numbers import say_number, say_percent, say_rupiah
from pamong.ui.tables import Cell, Column, Row, Table

WHOLE, SHOWN_PLACES = Decimal(100), 2


def tree_table(page: TreePage, year: int) -> Table:
    """The tree: offices as groups, goals set in by level, indicators with two years' targets below."""
    columns = [
        Column(_("Sasaran dan indikator"), kind="row"),
        Column(_("Satuan")),
        Column(_("Target %(year)d") % {"year": year - 1}, kind="num"),
        Column(_("Realisasi %(year)d") % {"year": year - 1}, kind="num"),
        Column(_("Target %(year)d") % {"year": year}, kind="num"),
        Column(_("Pagu %(year)d") % {"year": year}, kind="num"),
    ]
    caption = _("Sasaran instansi tahun %(year)d") % {"year": year}
    return Table(columns, list(_tree_rows(page, year)), caption, is_tree=True)


def _tree_rows(page: TreePage, year: int) -> Iterator[Row]:
    group: str | None = None
    for node in page.nodes:
        if node.root_unit != group:
            group = node.root_unit
            yield Row([group or _("Seluruh instansi")], group=True)
        yield Row([_node_cell(node, year)], joined=True, depth=node.depth)
        for line in page.indicators.get(node.pk, ()):
            yield Row(_indicator_cells(line), depth=node.depth + 1)


def pages_of_tree(page: TreePage, year: int, unit: str, after: str) -> dict[str, str]:
    """The way to the next goals and back to the first, with the filter kept."""
    kept = {"year": year, "unit": unit}
    here = reverse("performance:cascade")
    following = f"{here}?{urlencode(kept | {'after': page.next_place})}" if page.next_place else ""
    return {"next_url": following, "first_url": f"{here}?{urlencode(kept)}" if after else ""}


def goal_facts(goal: Goal) -> list[tuple[Any, ...]]:
    """What is known of a goal beside its wording."""
    years = f"{goal.first_year}–{goal.last_year}"
    return [
        (_("Jenjang"), Goal.Kind(goal.kind).label),
        *([(_("Kode"), goal.code)] if goal.code else []),
        (_("Perangkat daerah"), goal.unit.name if goal.unit else _("Seluruh instansi")),
        (_("Berlaku"), years),
        (_("Sumber"), goal.source),
    ]


def _node_cell(node: Node, year: int) -> SafeString:
    url = reverse("performance:goal-detail", args=[node.uuid])
    said = [" ".join(filter(None, [str(Goal.Kind(node.kind).label), node.code]))]
    if node.unit_name and node.unit_name != node.parent_unit:
        said.append(node.unit_name)
    if node.share is not None and node.share != WHOLE:
        said.append(_("bagian %(share)s") % {"share": say_percent(node.share)})
    said.append(coverage_words(node.children, node.coverage))
    return format_html(
        '<a href="{}?year={}"><b>{}</b></a><span class="pm-sub">{}</span>',
        url,
        year,
        node.name,
        " · ".join(part for part in said if part),
    )


def coverage_words(children: int, coverage: Decimal | None) -> str:
    """3 turunan; with how many whole ones that is where a child gives only a part of itself."""
    if coverage is None:
        return ""
    told = ngettext("%(n)d turunan", "%(n)d turunan", children) % {"n": children}
    if coverage == WHOLE * children:
        return told
    worth = say_number((coverage / WHOLE).quantize(Decimal("0.01"), ROUND_HALF_UP))
    return _("%(told)s (bagiannya setara %(worth)s turunan penuh)") % {"told": told, "worth": worth}


def moved_words(moved: Sequence[tuple[str, str]]) -> str:
    """Which column of the document stands for which year, for the tree's page."""
    told = [_("kolom %(old)s sebagai %(new)s") % {"old": old, "new": new} for old, new in moved]
    if not told:
        return ""
    return _("Angka dari dokumen perencanaan dipakai dengan tahun yang digeser: %s.") % "; ".join(
        told
    )


def _indicator_cells(line: IndicatorTarget) -> list[Any]:
    return [
        Cell(line.name, url=card_url(line)) if line.card else line.name,
        line.unit,
        say_target(line.last_value, line.last_text),
        _reached_cell(line),
        say_target(line.value, line.text),
        say_rupiah(line.budget) if line.budget is not None else "",
    ]


def card_url(line: IndicatorTarget) -> str:
    """The card of an indicator; nothing where it has none."""
    return reverse("measurement:card-detail", args=[line.card.uuid]) if line.card else ""


def _reached_cell(line: IndicatorTarget) -> Any:
    """What it came to, with how far that is of the target where it can be computed."""
    reached = line.reached
    if reached is None or reached.actual is None:
        return ""
    said = _lacking(line.lacks_before)
    if reached.uncapped is not None:
        part = _("capaian %(percent)s") % {"percent": say_percent(reached.uncapped)}
        said = [part.replace(" ", "\u00a0"), *said]
    return Cell(say_number(round(reached.actual, SHOWN_PLACES)), sub=" · ".join(said))


def _lacking(is_partial: bool) -> list[str]:
    return [_("belum lengkap")] if is_partial else []


def _actual_cell(line: IndicatorTarget) -> Any:
    if line.actual is None:
        return ""
    said = " · ".join(_lacking(line.lacks_now))
    return Cell(say_number(round(line.actual, SHOWN_PLACES)), sub=said)


def say_target(value: Decimal | None, text: str) -> str:
    """The figure, or the text where the target is no figure; empty when it is missing."""
    return say_number(value) if value is not None else text


def kin_table(kin: Sequence[Kin], year: int, caption: str) -> Table:
    """Goals above or below with their shares."""
    columns = [Column(_("Sasaran"), kind="row"), Column(_("Bagian"), kind="num")]
    rows = [
        Row(
            [
                Cell(
                    one.name,
                    url=reverse("performance:goal-detail", args=[one.uuid]) + f"?year={year}",
                    sub=_kin_line(one, year),
                ),
                say_percent(one.share),
            ]
        )
        for one in kin
    ]
    return Table(columns, rows, caption)


def _kin_line(one: Kin, year: int) -> str:
    said = " ".join(filter(None, [str(Goal.Kind(one.kind).label), one.code]))
    return (
        said
        if one.is_active
        else _("%(said)s · tidak berlaku tahun %(year)d")
        % {
            "said": said,
            "year": year,
        }
    )


def indicator_table(page: GoalPage, year: int, edit_url: str) -> Table:
    """A goal's indicators; with a way to set a target for those who may."""
    columns = [
        Column(_("Indikator"), kind="row"),
        Column(_("Target %(year)d") % {"year": year - 1}, kind="num"),
        Column(_("Realisasi %(year)d") % {"year": year - 1}, kind="num"),
        Column(_("Target %(year)d") % {"year": year}, kind="num"),
    ]
    if has_actual := any(line.actual is not None for line in page.indicators):
        columns.append(Column(_("Realisasi %(year)d") % {"year": year}, kind="num"))
    if edit_url:
        columns.append(Column(_("Kartu"), desk=True))
    rows = [
        Row(
            [
                Cell(
                    line.name,
                    url=_edit_url(line, year, edit_url) or card_url(line),
                    sub=_indicator_line(line),
                ),
                say_target(line.last_value, line.last_text),
                _reached_cell(line),
                say_target(line.value, line.text),
                *([_actual_cell(line)] if has_actual else []),
                *([_card_cell(line)] if edit_url else []),
            ]
        )
        for line in page.indicators
    ]
    return Table(columns, rows, _("Indikator dan targetnya"))


def _edit_url(line: IndicatorTarget, year: int, edit_url: str) -> str:
    return f"{edit_url}?indicator={line.indicator_uuid}&year={year}" if edit_url else ""


def _card_cell(line: IndicatorTarget) -> Cell:
    """The way to its card, or to a new one with what is known of the indicator already."""
    if line.card:
        return Cell(_("Kartu"), url=card_url(line))
    url = reverse("measurement:card-add")
    return Cell(_("Buat kartu"), url=f"{url}?indicator={line.indicator_uuid}")


def _indicator_line(line: IndicatorTarget) -> str:
    said = [line.unit]
    if line.baseline is not None:
        said.append(_("kondisi awal %(value)s") % {"value": say_number(line.baseline)})
    if line.budget is not None:
        said.append(_("pagu %(money)s") % {"money": say_rupiah(line.budget)})
    if line.source:
        said.append(_("sumber data: %(source)s") % {"source": line.source})
    return " · ".join(part for part in said if part)


def result_table(page: GoalPage) -> Table:
    """Results in plans that serve the goal: those the reader may see."""
    columns = [Column(_("Hasil kerja"), kind="row"), Column(_("Pegawai"))]
    rows = [
        Row([Cell(text, url=reverse("performance:plan-detail", args=[uuid])), name])
        for uuid, name, text in page.results
    ]
    return Table(columns, rows, _("Hasil kerja di SKP yang mendukung sasaran ini"))


def cascade_finding_table(findings: Sequence[CascadeFinding]) -> Table:
    """Findings of the cascade, each with the way to where it is mended."""
    columns = [Column(_("Tentang"), kind="row"), Column(_("Pegawai")), Column(_("Temuan"))]
    rows = []
    for finding in findings:
        of_goal = finding.code in {UNCARRIED, CIRCLE}
        page = "performance:goal-detail" if of_goal else "performance:plan-detail"
        about = Cell(short(finding.about), url=reverse(page, args=[finding.place]))
        rows.append(Row([about, finding.whose, finding.sentence]))
    return Table(columns, rows, _("Temuan cascading"))


def pages_of_findings(page: FindingsPage, year: int) -> dict[str, Any]:
    """The kinds as tabs with their counts, and the way to the next findings."""
    names = {
        UNCARRIED: _("Sasaran tanpa pemikul"),
        UNSERVING: _("Hasil kerja belum tertaut"),
        OVERLOAD: _("Beban berlebih"),
        CIRCLE: _("Lingkaran"),
    }
    here = f"{reverse('performance:cascade-findings')}?year={year}"
    return {
        "tabs": [
            Tab(name, f"{here}&kind={code}", page.counts[code], code == page.kind)
            for code, name in names.items()
        ],
        "next_url": f"{here}&kind={page.kind}&after={page.next_cursor}" if page.next_cursor else "",
    }
