"""What samples of an auditor say of the parts that they were drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from pamong.access.scope import Scope
from pamong.performance.models import AuditSample, SampleItem, SampleStratum
from pamong.stats.sampling import Rate, Stratum, stratum_rate
from pamong.ui.numbers import say_percent

HUNDRED = 100
Verdict = SampleItem.Verdict


@dataclass(frozen=True, slots=True)
class Found:
    """What a sample says of one unit."""

    sample: AuditSample
    rate: Rate
    wrong: int  # of the `n` of the rate


def rates_beside(scope: Scope, when: tuple[int, str], units: Sequence[int]) -> dict[int, Found]:
    """What the last closed sample by office of a period found in some units, for who reads it, in one query."""
    samples = AuditSample.objects.visible_to(scope).filter(year=when[0], period=when[1])
    samples = samples.filter(by=AuditSample.By.UNIT, closed_on__isnull=False)
    last = samples.order_by("-closed_on", "-pk").values("pk")[:1]
    rows = SampleStratum.objects.filter(sample__in=last, unit_id__in=units).select_related("sample")
    counts = {
        verdict: Count("items", filter=Q(items__verdict=verdict))
        for verdict in (Verdict.RIGHT, Verdict.WRONG)
    }
    found = ((one, vars(one)) for one in rows.annotate(**counts))
    return {
        one.unit_id: Found(one.sample, rate, told[Verdict.WRONG])
        for one, told in found
        if one.unit_id and (rate := rate_of(one, told))
    }


def told_of(stratum: SampleStratum, counts: Mapping[str, int]) -> Stratum | None:
    """A part as it was judged; nothing where nothing of it could be."""
    judged = counts[Verdict.RIGHT] + counts[Verdict.WRONG]
    return Stratum(stratum.size, judged, counts[Verdict.WRONG]) if judged else None


def rate_of(stratum: SampleStratum, counts: Mapping[str, int]) -> Rate | None:
    """The error rate of a part."""
    told = told_of(stratum, counts)
    return stratum_rate(told) if told else None


def rate_said(rate: Rate | None) -> str:
    """`4,2% (1,3% – 9,8%)`."""
    if rate is None:
        return "–"
    middle, low, high = (
        say_percent(Decimal(str(round(HUNDRED * part, 1))), 1)
        for part in (rate.rate, rate.low, rate.high)
    )
    return f"{middle} ({low} – {high})"
