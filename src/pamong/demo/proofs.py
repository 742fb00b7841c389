"""What people show of their work from day to day, and what two of them say against their rating."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from random import Random

from pamong.demo.days import Days
from pamong.demo.files import table
from pamong.demo.ratings import LINKS
from pamong.performance.bulk.readings import EvidenceStory
from pamong.performance.models import DailyEntry, Evaluation, Plan
from pamong.performance.objection.actions import (
    Decision,
    decide_objection,
    explain_objection,
    file_objection,
)
from pamong.performance.objection.queries import object_by
from pamong.performance.rules import pack_named

WITHOUT, FORGOTTEN = 0.1, 0.12  # of people who bring nothing; of days without, by the others
FILED, EXPLAINED, DECIDED = 4, 7, 12  # days after the predicate


def proofs_of(entries: Sequence[DailyEntry], random: Random) -> Iterator[EvidenceStory]:
    """One piece for all lines of a day; today's is still to come, and some people bring none."""
    if random.random() < WITHOUT:
        return
    last = max((entry.on for entry in entries), default=None)
    for day, rows in groupby(entries, key=lambda entry: entry.on):
        lines = list(rows)
        if day == last or random.random() < FORGOTTEN:
            continue
        served = sorted({entry.step.result_id for entry in lines if entry.step})
        plan, keys = lines[0].plan, [entry.pk for entry in lines]
        yield proof_of(plan, day, random, results=served, entries=keys)


def proof_of(
    plan: Plan, day: date, random: Random, *, results: Sequence[int], entries: Sequence[int] = ()
) -> EvidenceStory:
    """A link kept on the day of the work."""
    kind = random.choice(table("words")["texts"]["day_evidence"])
    mark = f"{day:%Y-%m-%d}-{random.getrandbits(40):010x}"
    return EvidenceStory(plan, f"{kind} {day:%d-%m-%Y}", LINKS + mark, day, results, day, entries)


def object_to(evaluation: Evaluation, number: int, days: Days) -> None:
    """The person objects and the rater explains; the second is decided, and the rating changed."""
    plan, words, since = evaluation.plan, table("words")["texts"], evaluation.status_on
    rater, superior = plan.rater, plan.superior
    assert rater is not None
    assert superior is not None
    if plan.employee.user is None or rater.user is None or superior.user is None:
        return
    on = min(days.after(since, FILED), object_by(evaluation))
    reason, said = words["objections"][number], words["explanations"][number]
    objection = file_objection(evaluation, reason=reason, by=plan.employee.user, on=on)
    explain_objection(objection, text=said, by=rater.user, on=days.after(since, EXPLAINED))
    if number:
        codes = pack_named(evaluation.pack).scales["rating"].codes
        better = codes[-1] if evaluation.results_rating != codes[-1] else codes[1]
        decision = Decision(words["objection_decision"], results_rating=better)
        decide_objection(objection, decision, by=superior.user, on=days.after(since, DECIDED))
