"""What a sample is drawn from, and how one stands."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from pamong.measurement.models import Evidence, Reading
from pamong.people.models import Unit
from pamong.performance.models import (
    AuditSample,
    EvidenceUse,
    Plan,
    PlanIndicator,
    SampleItem,
    SampleStratum,
)
from pamong.performance.periods import period_days
from pamong.stats.sampling import Rate, Stratum, stratified_rate, stratum_rate

MOST = 200_000  # pieces that one page counts through
Verdict = SampleItem.Verdict
FILE, LINK = "file", "link"


@dataclass(slots=True)
class Drawable:
    """The pieces of a population by stratum, with whose each is."""

    strata: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    owners: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)  # of strata that are offices


def drawable(sample: AuditSample) -> Drawable | None:
    """Everything that may be drawn; nothing where it is more than one page counts through."""
    rows = (
        _evidence(sample)
        if sample.population == AuditSample.Population.EVIDENCE
        else _readings(sample)
    )
    by_unit = sample.by == AuditSample.By.UNIT
    found, units = (
        Drawable(),
        dict(Unit.objects.filter(agency=sample.agency).values_list("pk", "uuid")),
    )
    for uuid, owner, path, kind in rows:
        if uuid in found.owners:
            continue
        if len(found.owners) >= MOST:
            return None
        office = office_of(path)
        key = str(units[office]) if by_unit else kind
        if by_unit:
            found.units[key] = office
        found.strata[key].append(uuid)
        found.owners[uuid] = owner
    return found


def office_of(path: str) -> int:
    """The office right below the agency that a unit belongs to: of /1/7/9/ the 7."""
    keys = path.strip("/").split("/")
    return int(keys[min(1, len(keys) - 1)])


def _evidence(sample: AuditSample) -> Iterator[tuple[str, int, str, str]]:
    """Pieces dated within the period that serve plans in force; one that serves several counts with the first."""
    uses = EvidenceUse.objects.filter(
        plan__agency=sample.agency,
        plan__status__in=Plan.IN_FORCE,
        evidence__dated_on__range=period_days(sample.year, sample.period),
        evidence__withdrawn_on=None,
        evidence__purged_on=None,
    ).order_by("evidence_id", "pk")
    told = ("evidence__uuid", "evidence__owner_id", "plan__unit__path", "evidence__link")
    for uuid, owner, path, link in uses.values_list(*told).iterator():
        yield str(uuid), owner, path, LINK if link else FILE


def _readings(sample: AuditSample) -> Iterator[tuple[str, int, str, str]]:
    """Standing figures of plans in force as of a day of the period."""
    plans = PlanIndicator.objects.filter(
        result__plan__agency=sample.agency, result__plan__status__in=Plan.IN_FORCE
    )
    rows = Reading.objects.standing().filter(
        as_of__range=period_days(sample.year, sample.period), indicator__in_plans__in=plans
    )
    plan = "indicator__in_plans__result__plan__"
    told = ("uuid", f"{plan}employee_id", f"{plan}unit__path", "confidence")
    for uuid, owner, path, confidence in rows.order_by("pk").values_list(*told).iterator():
        yield str(uuid), owner, path, confidence


@dataclass(frozen=True, slots=True)
class Line:
    """One stratum with what was found in it."""

    stratum: SampleStratum
    drawn: int
    counts: Mapping[str, int]
    rate: Rate | None

    @property
    def judged(self) -> int:
        """Those that could be judged."""
        return self.counts[Verdict.RIGHT] + self.counts[Verdict.WRONG]


def lines_of(sample: AuditSample) -> list[Line]:
    """Each stratum with its verdicts and its rate, in two queries."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for stratum, verdict in SampleItem.objects.filter(stratum__sample=sample).values_list(
        "stratum_id", "verdict"
    ):
        counts[stratum][verdict] += 1
    return [
        Line(one, counts[one.pk].total(), counts[one.pk], _rate(one, counts[one.pk]))
        for one in sample.strata.select_related("unit").order_by("unit__name", "key")
    ]


def _told(stratum: SampleStratum, counts: Mapping[str, int]) -> Stratum | None:
    judged = counts[Verdict.RIGHT] + counts[Verdict.WRONG]
    return Stratum(stratum.size, judged, counts[Verdict.WRONG]) if judged else None


def _rate(stratum: SampleStratum, counts: Mapping[str, int]) -> Rate | None:
    told = _told(stratum, counts)
    return stratum_rate(told) if told else None


def whole_rate(lines: list[Line]) -> Rate | None:
    """The rate of all strata of which something could be judged."""
    told = [one for line in lines if (one := _told(line.stratum, line.counts))]
    return stratified_rate(told) if told else None


def items_of(sample: AuditSample) -> "QuerySet[SampleItem]":
    """The drawn pieces; those not judged come first."""
    rows = SampleItem.objects.filter(stratum__sample=sample)
    return rows.select_related("employee", "stratum__unit", "stratum__sample")


def pieces_of(sample: AuditSample, uuids: list[UUID]) -> dict[UUID, Evidence | Reading]:
    """What was drawn, where it still stands, in one query."""
    if sample.population == AuditSample.Population.EVIDENCE:
        return {one.uuid: one for one in Evidence.objects.filter(uuid__in=uuids)}
    rows = Reading.objects.filter(uuid__in=uuids).select_related("indicator")
    return {one.uuid: one for one in rows}


def next_item(sample: AuditSample) -> SampleItem | None:
    """The first piece that waits for a judgement."""
    return items_of(sample).filter(verdict="").order_by("pk").first()
