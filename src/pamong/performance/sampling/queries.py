"""What a sample is drawn from, and how one stands."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from pamong.measurement.models import Evidence, Reading
from pamong.people.models import Unit
from pamong.people.offices import offices_of
from pamong.performance.models import (
    AuditSample,
    EvidenceUse,
    Plan,
    PlanIndicator,
    SampleItem,
    SampleStratum,
)
from pamong.performance.periods import period_days
from pamong.performance.sampled import Verdict, rate_of, told_of
from pamong.stats.sampling import Rate, draw, stratified_rate

MOST = 200_000  # pieces that one page counts through
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
    found, units = Drawable(), _offices(sample) if by_unit else {}
    for uuid, owner, unit, kind in rows:
        if uuid in found.owners:
            continue
        if len(found.owners) >= MOST:
            return None
        key = kind
        if by_unit:
            office, key = units[unit]
            found.units[key] = office
        found.strata[key].append(uuid)
        found.owners[uuid] = owner
    return found


@dataclass(frozen=True, slots=True)
class Redrawn:
    """One stratum drawn again by the seed of its sample, beside what was kept of it."""

    key: str
    population: int
    population_then: int
    drawn: list[str]
    kept: list[str]

    @property
    def is_same(self) -> bool:
        """Whether the same pieces came out."""
        return sorted(self.drawn) == sorted(self.kept)


def redrawn(sample: AuditSample) -> list[Redrawn] | None:
    """The sample from what stands today; nothing where it is more than one page counts through."""
    found = drawable(sample)
    if found is None:
        return None
    again = draw(found.strata, sample.size, sample.seed)
    kept: dict[str, list[str]] = defaultdict(list)
    rows = SampleItem.objects.filter(stratum__sample=sample).order_by("pk")
    for key, uuid in rows.values_list("stratum__key", "subject_uuid"):
        kept[key].append(str(uuid))
    then = dict(sample.strata.values_list("key", "size"))
    return [
        Redrawn(
            *(key, len(found.strata.get(key, ())), then.get(key, 0)),
            drawn=again.get(key, []),
            kept=kept.get(key, []),
        )
        for key in sorted({*again, *then})
    ]


def _offices(sample: AuditSample) -> dict[int, tuple[int, str]]:
    """The office of each unit, with its identifier."""
    rows = Unit.objects.filter(agency=sample.agency).values_list("pk", "uuid", "path")
    named = {pk: str(uuid) for pk, uuid, _path in rows}
    offices = offices_of({pk: path for pk, _uuid, path in rows})
    return {unit: (int(office), named[int(office)]) for unit, office in offices.items()}


def _evidence(sample: AuditSample) -> Iterator[tuple[str, int, int, str]]:
    """Pieces dated within the period that serve plans in force; one that serves several counts with the first."""
    uses = EvidenceUse.objects.filter(
        plan__agency=sample.agency,
        plan__status__in=Plan.IN_FORCE,
        evidence__dated_on__range=period_days(sample.year, sample.period),
        evidence__withdrawn_on=None,
        evidence__purged_on=None,
    ).order_by("evidence_id", "pk")
    told = ("evidence__uuid", "evidence__owner_id", "plan__unit_id", "evidence__link")
    for uuid, owner, unit, link in uses.values_list(*told).iterator():
        yield str(uuid), owner, unit, LINK if link else FILE


def _readings(sample: AuditSample) -> Iterator[tuple[str, int, int, str]]:
    """Standing figures of plans in force as of a day of the period."""
    plans = PlanIndicator.objects.filter(
        result__plan__agency=sample.agency, result__plan__status__in=Plan.IN_FORCE
    )
    rows = Reading.objects.standing().filter(
        as_of__range=period_days(sample.year, sample.period), indicator__in_plans__in=plans
    )
    plan = "indicator__in_plans__result__plan__"
    told = ("uuid", f"{plan}employee_id", f"{plan}unit_id", "confidence")
    for uuid, owner, unit, confidence in rows.order_by("pk").values_list(*told).iterator():
        yield str(uuid), owner, unit, confidence


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
        Line(one, counts[one.pk].total(), counts[one.pk], rate_of(one, counts[one.pk]))
        for one in sample.strata.select_related("unit").order_by("unit__name", "key")
    ]


def faulty_first(lines: list[Line]) -> list[Line]:
    """Those with most wrong pieces first, then those with pieces that nobody could judge, else by name."""
    return sorted(
        lines, key=lambda line: (-line.counts[Verdict.WRONG], -line.counts[Verdict.UNCLEAR])
    )


def whole_rate(lines: list[Line]) -> Rate | None:
    """The rate of all strata of which something could be judged."""
    told = [one for line in lines if (one := told_of(line.stratum, line.counts))]
    return stratified_rate(told) if told else None


def items_of(sample: AuditSample) -> "QuerySet[SampleItem]":
    """The drawn pieces; those not judged come first."""
    rows = SampleItem.objects.filter(stratum__sample=sample)
    return rows.select_related("employee", "stratum__unit", "stratum__sample")


def pieces_of(sample: AuditSample, uuids: list[UUID]) -> dict[UUID, Evidence | Reading]:
    """What was drawn, where it still stands, in one query."""
    if sample.population == AuditSample.Population.EVIDENCE:
        return {one.uuid: one for one in Evidence.objects.filter(uuid__in=uuids)}
    rows = Reading.objects.filter(uuid__in=uuids)
    rows = rows.select_related("indicator", "origin", "entered_by")
    return {one.uuid: one for one in rows}


def authors_of(item: SampleItem) -> set[int]:
    """Whose piece it is, and who entered the figure."""
    piece = pieces_of(item.stratum.sample, [item.subject_uuid]).get(item.subject_uuid)
    entered = piece.entered_by_id if isinstance(piece, Reading) else None
    return {key for key in (item.employee_id, entered) if key}


def next_item(sample: AuditSample) -> SampleItem | None:
    """The first piece that waits for a judgement."""
    return items_of(sample).filter(verdict="").order_by("pk").first()
