"""Reads of publications: the list by state, one with what surrounds it, the goal that a card measures."""

from typing import Any

from django.db.models import QuerySet

from pamong.access.scope import Scope
from pamong.measurement.models import Card, Indicator, Publication
from pamong.ui.paging import Page, page_of

PAGE = 25
NEWEST = ("-proposed_on", "-pk")
Status = Publication.Status
WAITING, STANDING, ENDED = "waiting", "standing", "ended"
SHOWN: dict[str, tuple[str, ...]] = {
    WAITING: (Status.PROPOSED,),
    STANDING: (Status.PUBLISHED,),
    ENDED: (Status.REPLACED, Status.WITHDRAWN, Status.DECLINED),
}
AROUND = ("agency", "card__indicator", "card__unit", "card__owner", "proposed_by", "answered_by")


def publications_for(scope: Scope, show: str, after: str) -> Page[Publication]:
    """Publications in some states, the newest first."""
    rows = Publication.objects.visible_to(scope).filter(status__in=SHOWN[show])
    return page_of(rows.select_related(*AROUND), after, PAGE, by=NEWEST)


def to_confirm(scope: Scope) -> "QuerySet[Publication]":
    """What waits for who publishes: proposed by another, of no card that is one's own."""
    rows = Publication.objects.waiting().filter(agency_id=scope.agency_id)
    return rows.exclude(proposed_by_id=scope.user_id).exclude(card__owner=scope.active_id)


def publication_at(scope: Scope) -> "QuerySet[Publication]":
    """Publications one may open, with what their page shows."""
    return Publication.objects.visible_to(scope).select_related(*AROUND)


def earlier_of(card: Card, year: int) -> Publication | None:
    """The last version of a card's year that went out, whether it stands or not."""
    rows = Publication.objects.filter(card=card, year=year, number__gt=0)
    return rows.order_by("-number").first()


def outcome_of(card: Card) -> str:
    """The words of the goal that the card's indicator measures; nothing where it measures none."""
    rows: Any = Indicator.objects.filter(pk=card.indicator_id)
    return rows.values_list("of_goal__goal__name", flat=True).first() or ""
