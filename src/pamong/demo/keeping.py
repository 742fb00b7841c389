"""Evidence of years long gone, the year's list of what is past its time, and how links were found."""

from datetime import date, timedelta
from random import Random

from django.db.models import F
from django.db.models.functions import Mod

from pamong.demo.days import Days
from pamong.demo.files import table
from pamong.demo.ratings import LINKS
from pamong.demo.seats import CLINIC, SEED
from pamong.ledger.actions import SHELL
from pamong.measurement.evidence.actions import EvidenceInput, add_evidence
from pamong.measurement.models import Evidence
from pamong.measurement.models.evidence import LinkState
from pamong.people.models import Agency, Employee
from pamong.performance.retention.actions import prepare_retention

FOUND = {LinkState.SIGN_IN: (30, 7), LinkState.GONE: (70, 11)}  # one in how many
KEEPERS, OLDEST, YEARS = 18, 7, 2  # people; years back; of how many years


def bring_old_evidence(agency: Agency, days: Days) -> None:
    """Some of the clinic still have what they kept before; the list of the year counts it."""
    people = Employee.objects.active().filter(agency=agency, unit__code=CLINIC)
    titles: list[str] = table("words")["texts"]["old_evidence"]
    for person in people.filter(user__isnull=False).select_related("user").order_by("pk")[:KEEPERS]:
        random = Random(f"{SEED}:kept:{person.pk}")
        year = days.this_year - OLDEST + random.randrange(YEARS)
        day = date(year, random.randint(1, 12), random.randint(1, 28))
        given = EvidenceInput(
            f"{random.choice(titles)} {day.year}",
            day,
            link=f"{LINKS}{day:%Y}-{random.getrandbits(40):010x}",
        )
        assert person.user
        add_evidence(person, given, by=person.user, on=days.start)
    prepare_retention(agency, by=SHELL, on=days.today)


def look_at_links(agency: Agency, days: Days) -> None:
    """As the worker would have kept it: invented addresses are never opened."""
    links = Evidence.objects.filter(owner__agency=agency).exclude(link="")
    day = days.today - timedelta(days=1)
    known = {"link_checked_on": day, "link_next_at": None}
    links.filter(dated_on__lt=days.today).update(link_state=LinkState.OPEN, **known)
    for state, (every, place) in FOUND.items():
        some = links.filter(link_state=LinkState.OPEN).alias(turn=Mod(F("pk"), every))
        some.filter(turn=place).update(link_state=state)
