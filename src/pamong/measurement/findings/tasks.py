"""Questions asked by the worker: after an entry about its card, once a day about all."""

from django_tasks import task

from pamong.access.clock import today
from pamong.measurement.findings.asking import ask_about_agency, ask_about_card
from pamong.measurement.models import Card
from pamong.people.models import Agency

FEW = 50  # cards that are looked at one by one


@task()  # type: ignore[untyped-decorator,unused-ignore]
def ask_after_entry(uuid: str) -> None:
    """Look at one card's own figures."""
    card = Card.objects.select_related("agency").filter(uuid=uuid).first()
    if card:
        ask_about_card(card, on=today(card.agency.time_zone))


@task()  # type: ignore[untyped-decorator,unused-ignore]
def ask_after_run(uuid: str) -> None:
    """Look at the cards to which a run of a source brought figures; where they are many, at all."""
    brought = Card.objects.filter(indicator__readings__origin__run=uuid).distinct()
    cards = list(brought.select_related("agency", "indicator", "owner")[: FEW + 1])
    if len(cards) > FEW:
        agency = cards[0].agency
        ask_about_agency(agency, on=today(agency.time_zone))
        return
    for card in cards:
        ask_about_card(card, on=today(card.agency.time_zone))


@task()  # type: ignore[untyped-decorator,unused-ignore]
def ask_daily(uuid: str) -> None:
    """Look at all cards of an agency."""
    agency = Agency.objects.filter(uuid=uuid).first()
    if agency:
        ask_about_agency(agency, on=today(agency.time_zone))
