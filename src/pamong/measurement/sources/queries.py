"""Reads of sources and their runs."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from pamong.access.scope import Scope
from pamong.measurement.models import Card, Source, SourceRun
from pamong.people.models import Intake
from pamong.ui.paging import Page, page_of

PAGE, RUNS = 50, 15
Status = Intake.Status
REPLACED_BY = "replaced_by"  # what a run keeps, in whose place another of the same table waits


def sources_for(scope: Scope, after: str) -> Page[Source]:
    """Those in use that one sees, by name, each with its last run."""
    last = SourceRun.objects.filter(source=OuterRef("pk")).order_by("-pk")
    rows = Source.objects.visible_to(scope).in_use().select_related("owner", "owner__agency")
    told = {name: Subquery(last.values(name)[:1]) for name in ("started_at", "status", "added")}
    told |= {name: Subquery(last.values(name)[:1]) for name in ("changed", "rejected")}
    rows = rows.annotate(**{f"last_{name}": value for name, value in told.items()})
    return page_of(rows, after, PAGE, by=("name", "pk"))


def source_at(scope: Scope) -> "QuerySet[Source]":
    """Sources one may open."""
    return Source.objects.visible_to(scope).select_related("agency", "owner__agency")


def runs_of(source: Source, after: str) -> Page[SourceRun]:
    """The runs of a source, the newest first."""
    rows = source.runs.select_related("user").defer("shown")
    return page_of(rows, after, RUNS, by=("-pk",))


def run_at(scope: Scope) -> "QuerySet[SourceRun]":
    """Runs one may open."""
    rows = SourceRun.objects.visible_to(scope)
    return rows.select_related("source__agency", "source__owner", "agency", "user")


def same_waiting(run: SourceRun) -> "QuerySet[SourceRun]":
    """Those of the source that wait to be looked at with the same table, byte for byte; held."""
    rows = SourceRun.objects.select_for_update(of=("self",)).filter(source=run.source)
    waiting = rows.filter(status=Status.SHOWN, sha256=run.sha256).exclude(file="")
    return waiting.exclude(pk=run.pk).order_by("pk")


def replaced_by(run: SourceRun) -> "QuerySet[SourceRun]":
    """Those in whose place a run waits."""
    return run.source.runs.filter(**{f"shown__{REPLACED_BY}": str(run.uuid)}).order_by("pk")


def taking_place_of(run: SourceRun) -> "QuerySet[SourceRun]":
    """The run that waits in the place of one."""
    uuid = run.shown.get(REPLACED_BY)
    return run.source.runs.filter(uuid=uuid) if uuid else run.source.runs.none()


def has_written(source: Source) -> bool:
    """Whether a person has seen one run of it to its end, as it is set up now: later ones need none."""
    rows = source.runs.filter(status=Status.DONE)
    if source.settled_at:
        rows = rows.filter(started_at__gte=source.settled_at)
    return rows.exists()


def cards_named(source: Source, shown: Mapping[str, Any]) -> dict[str, Card]:
    """The cards that the unknown indicators of a run may mean, by their keys."""
    keys = {key for one in shown.get("unknown", ()) for key in one["cards"]}
    return {str(card.uuid): card for card in _cards(source, keys)}


def _cards(source: Source, keys: Iterable[str]) -> "QuerySet[Card]":
    rows = Card.objects.in_use().filter(agency=source.agency_id, uuid__in=list(keys))
    return rows.select_related("indicator", "unit")
