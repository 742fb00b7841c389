"""Reads of questions: lists by whose they are and how they stand, and one with all behind it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from pamong.access.scope import Scope
from pamong.measurement.findings.asking import SOURCE
from pamong.measurement.models import Card, Finding
from pamong.people.models import Unit
from pamong.ui.paging import Page, page_of

PAGE, MOST_OF_CARD = 25, 5
MINE, UNIT = "mine", "unit"
AROUND = ("card__indicator", "card__unit", "owner", "unit")


@dataclass(frozen=True, slots=True)
class QuestionFilter:
    """How the list is narrowed, as its address says."""

    whose: str = ""  # mine, my unit's with all below it; else the agency's
    state: str = Finding.State.OPEN
    rule: str = ""


def figure_findings(scope: Scope) -> "QuerySet[Finding]":
    """Questions about figures of cards that one may see."""
    cards = Card.objects.visible_to(scope)
    return Finding.objects.filter(source__startswith=SOURCE, card__in=cards)


def findings_for(scope: Scope, asked: QuestionFilter, after: str) -> Page[Finding]:
    """Questions, the newest first."""
    rows = figure_findings(scope).filter(state=asked.state)
    if asked.whose == MINE:
        rows = rows.filter(owner_id=scope.active_id or 0)
    if asked.whose == UNIT:
        rows = rows.filter(unit__path__startswith=_path_of(scope))
    if asked.rule:
        rows = rows.filter(source=SOURCE + asked.rule)
    rows = rows.select_related(*AROUND)
    return page_of(rows, after, PAGE, by=("-found_on", "-pk"))


def own_questions(scope: Scope) -> "QuerySet[Finding]":
    """Questions about figures that wait for this person."""
    return Finding.objects.open().filter(owner=scope.active_id, source__startswith=SOURCE)


def _path_of(scope: Scope) -> str:
    """The path of one's own unit; one that no unit has where there is none."""
    path = Unit.objects.filter(employee__pk=scope.active_id or 0).values_list("path", flat=True)
    return path.first() or "-"


def finding_at(scope: Scope) -> "QuerySet[Finding]":
    """Questions one may open, with what their page shows."""
    more = ("reading__origin", "reading__entered_by", "answered_by")
    return figure_findings(scope).select_related(*AROUND, *more)


def open_of_card(card: Card) -> list[Finding]:
    """The open questions about a card, the newest first."""
    rows = Finding.objects.open().filter(card=card, source__startswith=SOURCE)
    return list(rows.order_by("-found_on", "-pk")[:MOST_OF_CARD])
