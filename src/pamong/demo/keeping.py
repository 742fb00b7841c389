"""Evidence of years long gone, and the year's list of what is past its time."""

from datetime import date
from random import Random

from pamong.demo.days import Days
from pamong.demo.files import table
from pamong.demo.ratings import LINKS
from pamong.demo.seats import CLINIC, SEED
from pamong.ledger.actions import SHELL
from pamong.measurement.actions import EvidenceInput, add_evidence
from pamong.people.models import Agency, Employee
from pamong.performance.retention.actions import prepare_retention

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
