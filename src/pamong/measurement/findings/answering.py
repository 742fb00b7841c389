"""Who is asked about the figures of a card."""

from collections.abc import Sequence

from django.db.models import F, OuterRef, Subquery

from pamong.measurement.models import Card, Reading, SourceRun


def answering_for(cards: Sequence[Card]) -> dict[int, int | None]:
    """By card: its owner, else whoever answers for the source that brought its newest figure; one query."""
    brought = Reading.objects.filter(indicator=OuterRef("indicator"), origin__run__isnull=False)
    newest = brought.order_by("-as_of", "-pk").values("origin__run")[:1]
    runs = SourceRun.objects.filter(uuid=OuterRef("run"), source__removed_on=None)
    alone = Card.objects.filter(pk__in=[card.pk for card in cards if not card.owner_id])
    rows = alone.annotate(run=Subquery(newest)).annotate(
        asked=Subquery(runs.values(owned=F("source__owner"))[:1])
    )
    return {card.pk: card.owner_id for card in cards} | dict(rows.values_list("pk", "asked"))
