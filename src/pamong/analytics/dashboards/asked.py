"""What is looked at on the dashboards: by whom, from which snapshot, of which year, period and unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from pamong.access.scope import Scope
from pamong.analytics.dashboards.figures import Rated, Year, codes_of, rated_in, year_of
from pamong.analytics.dashboards.offices import Unseen
from pamong.analytics.dashboards.words import Offices
from pamong.analytics.snapshot.keeping import Snapshot
from pamong.people.models import Unit
from pamong.policy.pack import Pack


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, by whom, and from which snapshot."""

    scope: Scope
    snapshot: Snapshot
    pack: Pack
    about: str
    year: int
    period: str
    at: Unit | None = None  # the unit that is looked at alone
    indicator: str = ""
    after: str = ""  # the cursor of a list
    names: Mapping[str, str] = field(default_factory=dict)  # of the offices that the reader sees
    places: Mapping[str, str] = field(default_factory=dict)  # their UUIDs
    unseen: Sequence[Unseen] = ()  # whose predicates the reader does not see, by each duty
    is_exact: bool = False  # sees all people there one by one, so that nothing is withheld
    counts_people: bool = True  # of what is looked at; below an office nobody is counted
    reach: str = ""  # the path of the unit that the reader leads; empty for who sees all
    has_all: bool = False  # sees more than one office

    @property
    def office(self) -> Unit | None:
        """The same where people are told of it in figures."""
        return self.at if self.counts_people else None

    @property
    def codes(self) -> tuple[str, ...]:
        """The predicates of the pack, the best first."""
        return codes_of(self.pack)

    @property
    def offices(self) -> Offices:
        """As the charts read them."""
        one = str(self.office.pk) if self.office else ""
        return Offices(self.names, lambda key: self.address(unit=self.places[key]), one)

    def address(self, **other: str) -> str:
        """The page with something else in its address; an empty part is left out."""
        unit = str(self.at.uuid) if self.at else ""
        said = {"about": self.about, "year": str(self.year), "period": self.period, "unit": unit}
        kept = {name: value for name, value in (said | other).items() if value}
        return f"{reverse('analytics:dashboard')}?{urlencode(kept)}"


def of_year(asked: Asked) -> Year:
    """The figures of its year."""
    return year_of(asked.snapshot, asked.year, is_exact=asked.is_exact)


def of_period(asked: Asked) -> Rated:
    """The figures of its period."""
    when = (asked.year, asked.period)
    return rated_in(asked.snapshot, *when, asked.codes, is_exact=asked.is_exact)
