"""The brief on its page: the same words as on paper, the table with all its rows."""

from typing import Any

from pamong.analytics.brief.results import BELOW, LACKING, MET
from pamong.analytics.brief.saying import (
    decisions_of,
    origin_said,
    questions_said,
    reached_said,
    results_table,
    state_said,
    target_said,
    waiting_said,
    whose,
)
from pamong.analytics.brief.telling import Brief
from pamong.documents.blocks import RIGHT
from pamong.measurement.cards.wording import stage_said
from pamong.ui.dates import say_month
from pamong.ui.tables import Cell, Column, Row, Table

MOST_ROWS, BY_NOW = 200, 1
TAGS = {BELOW: "late", LACKING: "wait", MET: "agreed"}


def page_context(brief: Brief) -> dict[str, Any]:
    """Everything that the template shows."""
    return {
        "whose": whose(brief),
        "when": say_month(brief.month),
        "origin": origin_said(brief),
        "reached": reached_said(brief),
        "results": _table(brief),
        "waiting": waiting_said(brief),
        "questions": questions_said(brief),
        "decisions": decisions_of(brief),
    }


def _table(brief: Brief) -> Table:
    """The target by now stands below the year's: one column fewer than on paper, where lines cannot open."""
    shown = brief.results[:MOST_ROWS]
    heads, rows = results_table(shown, brief.until.year)
    del heads[BY_NOW]
    kinds = {0: "row", len(heads) - 1: "tag"}
    columns = [
        Column(head["label"], kinds.get(place, "num" if head["align"] == RIGHT else ""))
        for place, head in enumerate(heads)
    ]
    told = []
    for one, row in zip(shown, rows, strict=True):
        state = Cell(state_said(one), tag=TAGS.get(one.state, "none"))
        aim = Cell(target_said(one), sub=stage_said(one.line, one.found))
        told.append(Row([Cell(one.card.indicator.name), aim, *row[BY_NOW + 2 : -1], state]))
    return Table(columns, told)
