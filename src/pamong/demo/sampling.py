"""Samples of the auditor from the round that ended last: one of evidence, closed; one of figures, half judged."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from pamong.access.models import User
from pamong.access.scope import Role
from pamong.demo.days import Days
from pamong.demo.files import table
from pamong.people.models import Agency
from pamong.performance.models import AuditSample, SampleItem
from pamong.performance.periods import period_days, period_on
from pamong.performance.sampling.actions import (
    SampleInput,
    close_sample,
    draw_sample,
    judge_sample,
)

DRAWN, JUDGED, CLOSED = 14, 9, 4  # days ago
SIZE, MARGIN = 150, Decimal(10)  # of evidence so many; of figures as many as are as sure
WRONG, UNCLEAR = (17, 5), (29, 11)  # one in how many, and which of them
LEFT = 2  # of the sample under way one in so many waits


def bring_samples(agency: Agency, days: Days) -> int:
    """By the same verbs as on the pages; how many pieces were judged."""
    auditor = User.objects.get(mandates__agency=agency, mandates__role=Role.AUDITOR)
    return sum(
        Judging(agency, days, name, auditor).write() for name in AuditSample.Population.values
    )


@dataclass(frozen=True, slots=True)
class Judging:
    """One sample from the drawing to what it stands at."""

    agency: Agency
    days: Days
    population: str
    auditor: User

    @transaction.atomic
    def write(self) -> int:
        """Drawn some days ago; that of evidence is judged whole and closed."""
        is_over = self.population == AuditSample.Population.EVIDENCE
        try:
            sample = draw_sample(
                self.agency, self._given(is_over), by=self.auditor, on=self._on(DRAWN)
            )
        except ValidationError:  # nobody entered anything in so small a demonstration
            return 0
        items = list(SampleItem.objects.filter(stratum__sample=sample).order_by("pk"))
        judged = items if is_over else items[: len(items) // LEFT]
        for place, item in enumerate(judged):
            judge_sample(item, *self._verdict(place), by=self.auditor, on=self._on(JUDGED))
        if is_over:
            close_sample(sample, by=self.auditor, on=self._on(CLOSED))
        return len(judged)

    def _given(self, is_over: bool) -> SampleInput:
        """By office as many as are asked for, with a seed that Pamong makes; or by kind, with one that is typed."""
        when, told = self._when, table("samples")[self.population]["purpose"]
        if is_over:
            return SampleInput(*when, self.population, AuditSample.By.UNIT, told, size=SIZE)
        seed = f"undian-{when[0]}-{when[1]}"
        by = AuditSample.By.KIND
        return SampleInput(*when, self.population, by, told, margin=MARGIN, seed=seed)

    def _verdict(self, place: int) -> tuple[str, str]:
        told, verdicts = table("samples")[self.population], SampleItem.Verdict
        if place % WRONG[0] == WRONG[1]:
            reasons = told["wrong"]
            return verdicts.WRONG, reasons[place // WRONG[0] % len(reasons)]
        if place % UNCLEAR[0] == UNCLEAR[1]:
            return verdicts.UNCLEAR, told["unclear"]
        return verdicts.RIGHT, ""

    @property
    def _when(self) -> tuple[int, str]:
        return period_on(self.days.today, frozenset())

    def _on(self, ago: int) -> date:
        """So many days ago, but after the round."""
        over = period_days(*self._when)[1] + timedelta(days=1)
        return max(over, self.days.today - timedelta(days=ago))
