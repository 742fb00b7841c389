"""The screen in an office: charts in turn by a secret address, with what anybody may read."""

from dataclasses import dataclass
from datetime import date

from django.utils.crypto import salted_hmac

from pamong.access.models import WallKey
from pamong.access.scope import Scope
from pamong.analytics.dashboards.asking import asked_by, path_of
from pamong.analytics.dashboards.parts import parts_of
from pamong.analytics.dashboards.permissions import can_read_unit_dashboards
from pamong.analytics.snapshot.keeping import Snapshot
from pamong.performance.rhythm import rhythms_of
from pamong.ui.charts.chart import Chart

SHOWN = ("attainment", "waiting")  # what everybody in the room can do something about
SHORT = 200  # letters of a sentence


@dataclass(frozen=True, slots=True)
class Turn:
    """One chart of so many, and whose figures they are."""

    chart: Chart
    number: int
    count: int
    whose: str

    @property
    def is_short(self) -> bool:
        """Whether the sentence has room in large letters."""
        return len(str(self.chart.finding)) <= SHORT

    @property
    def next_number(self) -> int:
        """After the last one the first."""
        return self.number % self.count + 1


def digest_of_key(secret: str) -> str:
    """What is kept of the secret in the address."""
    return salted_hmac("analytics.wall", secret, algorithm="sha256").hexdigest()


def key_named(secret: str, on: date) -> WallKey | None:
    """The key behind an address that opens on the day, of an account that is open."""
    rows = WallKey.objects.select_related("user").filter(user__is_active=True, last_on__gte=on)
    return rows.filter(digest=digest_of_key(secret)).first()


def turn_of(scope: Scope, snapshot: Snapshot, day: date, number: int) -> Turn | None:
    """The chart of a number among those that hold anything; nothing where the maker reads none any more."""
    path = path_of(scope, day)
    if not can_read_unit_dashboards(scope, path):
        return None
    when = rhythms_of(scope).last(day)
    asked = asked_by(scope, snapshot, path, "", *when, is_public=True)
    if asked is None:
        return None
    parts = parts_of(asked)
    every = (chart for part in SHOWN if part in parts for chart in parts[part].charts(asked))
    charts = [chart for chart in every if chart.has_picture]
    if not charts:
        return None
    place = (number - 1) % len(charts)
    whose = asked.at.name_on(snapshot.day) if asked.at else scope.agency_name
    return Turn(charts[place], place + 1, len(charts), whose)
