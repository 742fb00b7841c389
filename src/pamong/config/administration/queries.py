"""How everything that is administered stands: a fixed number of queries, whatever the agency holds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, Q, QuerySet, Value

from pamong.access.kept import kept_a_minute
from pamong.access.scope import Role, Scope
from pamong.config.administration.files import FileLine, last_files
from pamong.config.operations.permissions import can_see_operations
from pamong.config.operations.queries import Fault, faults_of_operations
from pamong.config.webhooks.models import WebhookEndpoint
from pamong.documents.models import Look
from pamong.measurement.models import Source
from pamong.people.models import (
    AccessRequest,
    DataProblem,
    Delegation,
    Intake,
    Mandate,
    OwnDay,
    Team,
    Unit,
    UnitChange,
)
from pamong.performance.home.kinds import TOLD, counted_as, telling
from pamong.performance.models import (
    AuditSample,
    LibraryResult,
    LocalRule,
    Reopening,
    RetentionList,
    Window,
)
from pamong.ui.paging import COUNTED

NO_AGENCY = UUID(int=0)
SOON = timedelta(days=7)
ROLE, RETENTION = "role", "retention"  # kinds that tell more


@dataclass(slots=True)
class Windows:
    """How many windows are open on a day, close soon, or belong to this year at all."""

    open: int = 0
    soon: list[Window] = field(default_factory=list)  # open, the first to close first
    of_year: int = 0


@dataclass(slots=True)
class Standing:
    """What the page tells, as values."""

    day: date
    windows: Windows = field(default_factory=Windows)
    files: dict[str, FileLine] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    roles: dict[str, int] = field(default_factory=dict)  # people by role
    retention: str = ""  # where this year's list stands

    def count(self, kind: str) -> int:
        """How many of a kind; those that may be many are counted to a hundred and one."""
        return self.counts.get(kind, 0)


def standing_of(scope: Scope, on: date, at: datetime) -> Standing:
    """All of it, in four queries and those of the system's faults."""
    found = Standing(on, files=last_files(scope))
    found.windows = _windows(scope, on)
    if can_see_operations(scope):
        found.faults = kept_a_minute("operations.faults", lambda: faults_of_operations(at))
    first, *others = _counted(scope, on)
    for text, number in first.union(*others, all=True):
        kind, *more = text.split(TOLD)
        if kind == ROLE:
            found.roles[more[0]] = number
        elif kind == RETENTION:
            found.retention = more[0]
        else:
            found.counts[kind] = number
    return found


def _windows(scope: Scope, on: date) -> Windows:
    rows = Window.objects.filter(agency_id=scope.agency_id)
    rows = rows.filter(Q(year=on.year) | Q(closes_on__gte=on)).order_by("closes_on", "pk")
    lasting = [row for row in rows if row.is_open(on)]
    return Windows(
        len(lasting),
        [row for row in lasting if row.closes_on < on + SOON],
        sum(row.year == on.year for row in rows),
    )


def _counted(scope: Scope, on: date) -> Iterator[Any]:
    """The parts of one union: every kind and how many."""
    yield from _of_access(scope, on)
    yield from _of_people(scope, on)
    yield from _of_rules(scope, on)


def _of_access(scope: Scope, on: date) -> Iterator[Any]:
    yield telling(Mandate.objects.visible_to(scope).on(on), ROLE, "role")
    waiting = AccessRequest.objects.visible_to(scope).open()
    yield counted_as(waiting, "access")
    others = waiting.exclude(asked_by=scope.user_id).exclude(user=scope.user_id)
    yield counted_as(others, "access_mine")
    yield counted_as(Delegation.objects.visible_to(scope).on(on), "delegations")


def _of_people(scope: Scope, on: date) -> Iterator[Any]:
    units = Unit.objects.visible_to(scope).on(on)
    changes = UnitChange.objects.visible_to(scope).filter(is_begun=False)
    if not scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
        units, changes = (
            units.filter(pk__in=scope.unit_ids),
            changes.filter(unit__in=scope.unit_ids),
        )
    yield counted_as(units, "units")
    yield counted_as(changes, "unit_changes")
    yield counted_as(Team.objects.visible_to(scope).on(on), "teams")
    yield counted_as(_some(DataProblem.objects.visible_to(scope)), "problems")
    days = OwnDay.objects.visible_to(scope)
    yield counted_as(days.filter(first__year__lte=on.year, last__year__gte=on.year), "days")


def _of_rules(scope: Scope, on: date) -> Iterator[Any]:
    asked = LocalRule.objects.visible_to(scope).filter(status=LocalRule.Status.ASKED)
    yield counted_as(asked, "rules")
    yield counted_as(asked.exclude(asked_by=scope.user_id), "rules_mine")
    again = Reopening.objects.filter(window__agency=scope.agency_id, granted_on=None)
    yield counted_as(again, "reopenings")
    yield counted_as(again.exclude(asked_by=scope.user_id), "reopenings_mine")
    lists = RetentionList.objects.visible_to(scope)
    yield telling(lists.filter(year=on.year), RETENTION, "status")
    proposed = lists.filter(status=RetentionList.Status.PROPOSED)
    yield counted_as(proposed.exclude(proposed_by=scope.user_id), "retention_mine")
    samples = AuditSample.objects.visible_to(scope)
    yield counted_as(samples, "samples")
    yield counted_as(samples.filter(closed_on=None), "samples_running")
    library = LibraryResult.objects.visible_to(scope)
    yield counted_as(library, "library")
    posts = library.order_by().annotate(kind_=Value("library_posts", CharField()))
    yield posts.values("kind_").annotate(n=Count("post", distinct=True)).values_list("kind_", "n")
    sources = Source.objects.visible_to(scope).in_use()
    yield counted_as(sources, "sources")
    yield counted_as(sources.filter(failures__gt=0), "sources_failing")
    hooks = WebhookEndpoint.objects.visible_to(scope)
    yield counted_as(hooks.active(), "webhooks")
    yield counted_as(hooks.filter(status=WebhookEndpoint.Status.STOPPED), "webhooks_stopped")
    yield counted_as(Look.objects.filter(agency_uuid=scope.agency_uuid or NO_AGENCY), "looks")


def _some(rows: "QuerySet[Any]") -> Any:
    """A hundred and one of them at most: who has more has many."""
    return rows.model._default_manager.filter(
        pk__in=rows.order_by("pk").values("pk")[: COUNTED + 1]
    )


def waits_for_sender(line: FileLine, scope: Scope) -> bool:
    """Whether a file waits for a word of the one who reads this."""
    return line.user_id == scope.user_id and line.status == Intake.Status.SHOWN
