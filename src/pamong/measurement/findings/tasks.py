"""Questions asked by the worker: after an entry about its card, once a day about all."""

from django_tasks import task

from pamong.access.clock import today
from pamong.measurement.findings.asking import ask_about_agency, ask_about_card
from pamong.measurement.models import Card
from pamong.people.models import Agency


@task()  # type: ignore[untyped-decorator,unused-ignore]
def ask_after_entry(uuid: str) -> None:
    """Look at one card's own figures."""
    card = Card.objects.select_related("agency").filter(uuid=uuid).first()
    if card:
        ask_about_card(card, on=today(card.agency.time_zone))


@task()  # type: ignore[untyped-decorator,unused-ignore]
def ask_daily(uuid: str) -> None:
    """Look at all cards of an agency."""
    agency = Agency.objects.filter(uuid=uuid).first()
    if agency:
        ask_about_agency(agency, on=today(agency.time_zone))
