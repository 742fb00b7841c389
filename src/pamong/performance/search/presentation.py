"""What was found beside people: plans of those people, results and indicators of plans that one may see."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.scope import Scope
from pamong.people.directory.found import Found, Kind
from pamong.people.saying import full_name
from pamong.performance.plan.wording import tag_of
from pamong.performance.search.queries import (
    SHOWN,
    indicators_found,
    plans_found,
    results_found,
)
from pamong.performance.search.words import asked_words
from pamong.ui.dates import say_days
from pamong.ui.paging import SIZE, Page
from pamong.ui.tables import Cell, Column, Row, Table


def plans_of_found(scope: Scope, keys: list[int], on: date) -> Found | None:
    """Plans of this year, of the people who were found."""
    rows = plans_found(scope=scope, keys=keys, year=on.year) if keys else []
    columns = [Column(_("SKP"), kind="row"), Column(_("Status"), kind="tag"), Column(_("Jabatan"))]
    title = _("SKP %(year)s") % {"year": on.year}
    return Found(title, Table(columns, [_plan_row(row) for row in rows], title)) if rows else None


def results(scope: Scope, text: str, after: str, *, is_part: bool) -> Found | None:
    """Results by words of their text."""
    if not (words := asked_words(text)):
        return None
    page = results_found(scope, words, after, SHOWN if is_part else SIZE)
    columns = [Column(_("Hasil kerja"), kind="row"), Column(_("SKP")), Column(_("Unit"))]
    rows = [_row(row, "plan__", row["text"]) for row in page.rows]
    return _found(_("Hasil kerja"), columns, rows, page)


def indicators(scope: Scope, text: str, after: str, *, is_part: bool) -> Found | None:
    """Indicators of plans by words of their name, each with the result that it measures."""
    if not (words := asked_words(text)):
        return None
    page = indicators_found(scope, words, after, SHOWN if is_part else SIZE)
    columns = [Column(_("Indikator"), kind="row"), Column(_("SKP")), Column(_("Unit"))]
    rows = [
        _row(row, "result__plan__", row["indicator__name"], row["result__text"])
        for row in page.rows
    ]
    return _found(_("Indikator"), columns, rows, page)


KINDS = {
    "results": Kind(gettext_lazy("Hasil kerja"), results),
    "indicators": Kind(gettext_lazy("Indikator"), indicators),
}


def _found(title: str, columns: list[Column], rows: Sequence[Row], page: Page[Any]) -> Found | None:
    return Found(title, Table(columns, rows, title), page.next_cursor) if rows else None


def _row(row: Mapping[str, Any], at: str, text: str, below: str = "") -> Row:
    url = reverse("performance:plan-detail", args=[row[f"{at}uuid"]])
    whose = Cell(full_name(row, f"{at}employee__"), sub=str(row[f"{at}year"]))
    return Row([Cell(text, url=url, sub=below), whose, row[f"{at}unit__name"] or ""])


def _plan_row(row: Mapping[str, Any]) -> Row:
    url = reverse("performance:plan-detail", args=[row["uuid"]])
    state, word = tag_of(row["status"])
    span = say_days(row["starts_on"], row["ends_on"])
    name = Cell(full_name(row, "employee__"), url=url, sub=span)
    return Row([name, Cell(word, tag=state), row["position__name"] or ""])
