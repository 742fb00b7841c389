"""What a change of the rater leaves where it is; called by people before the plans follow."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pamong.ledger.actions import Actor, Draft, record_all
from pamong.people.batches import pieces
from pamong.people.models import Assignment, Employee, Supervision
from pamong.performance.evaluation.actions import pack_for
from pamong.performance.keeping.queries import is_gone, periods_over, supervisions_of
from pamong.performance.models import Evaluation, Plan, PlanQuerySet
from pamong.performance.plan.following import row_for
from pamong.performance.plan.queries import plans_for_post

KEPT, PASSED_ON = "performance.evaluation_kept", "performance.evaluation_passed_on"
Versions = Mapping[tuple[int, str], list[Evaluation]]
BATCH = 500


@dataclass(frozen=True, slots=True)
class Stay:
    """Whose the rating of one plan in one period is to be, when its plan goes to another rater."""

    plan: Plan
    period: str
    versions: list[Evaluation]
    keeper: Employee | None  # nobody: it goes along with the plan
    rater: Employee

    @property
    def is_told(self) -> bool:
        """Whether anything changes; a predicate that is set stays where it is, or with its giver."""
        if not self.versions:
            return self.keeper is not None
        newest = self.versions[-1]
        if newest.is_final:
            gave = self.keeper is not None and newest.rater_id == self.keeper.pk
            return gave and newest.keeper_id is None
        return newest.keeper_id != (self.keeper.pk if self.keeper else None)


def keep_ratings(rows: Sequence[Supervision], by: Actor, on: date) -> None:
    """Leave what is over before a new rater begins to the rater of its last day, unless he is gone.

    The days are those of the dated facts, so that a day which was mended later moves ratings again.
    """
    by_person: dict[int, list[Supervision]] = defaultdict(list)
    for row in rows:
        by_person[row.employee_id].append(row)
    _leave(
        [stay for some in pieces(sorted(by_person)) for stay in _stays(some, by_person, on)], by, on
    )


def keep_acting_ratings(rows: Sequence[Assignment], by: Actor, on: date) -> None:
    """The same where another rater was chosen for an acting post: what is over stays from today."""
    for row in rows:
        rater = row.rater
        if rater is None:
            continue
        plans = plans_for_post(row).in_force().filter(ends_on__gte=on, rater__isnull=False)
        found = _locked(plans)
        versions = _versions(found)
        stays = [stay for plan in found for stay in _stays_of(plan, rater, (), versions, on)]
        _leave(stays, by, on)


def _leave(stays: Sequence[Stay], by: Actor, on: date) -> None:
    if stays:
        drafts = [_put(stay, on) for stay in stays]
        _save([row for stay in stays for row in stay.versions])
        record_all(drafts, by=by, on=on)


def _stays(
    people: Sequence[int], by_person: Mapping[int, Sequence[Supervision]], on: date
) -> Iterator[Stay]:
    plans = Plan.objects.definitive().in_force()
    found = _locked(plans.filter(employee__in=people, rater__isnull=False))
    if not found:
        return
    raters = supervisions_of(people)
    versions = _versions(found)
    for plan in found:
        if row := row_for(plan, by_person[plan.employee_id], on):
            own = raters[plan.employee_id]
            yield from _stays_of(plan, row.rater, own, versions, on)


def _locked(plans: PlanQuerySet) -> list[Plan]:
    rows = plans.select_for_update(of=("self",)).order_by("pk")
    return list(rows.select_related("agency", "employee", "rater__user"))


def _stays_of(
    plan: Plan, rater: Employee, raters: Sequence[Supervision], versions: Versions, on: date
) -> Iterator[Stay]:
    for period, last in periods_over(plan, on):
        own = versions.get((plan.pk, period), [])
        was = _rater_on(raters, last) or _known(plan, own)
        stays = was.pk not in {rater.pk, plan.employee_id} and not is_gone(was, on)
        stay = Stay(plan, period, own, was if stays else None, rater)
        if stay.is_told:
            yield stay


def _versions(plans: Sequence[Plan]) -> Versions:
    rows = Evaluation.objects.select_for_update(of=("self",)).filter(plan__in=plans)
    found: dict[tuple[int, str], list[Evaluation]] = defaultdict(list)
    by_key = {plan.pk: plan for plan in plans}
    for row in rows.select_related("keeper__user").order_by("pk"):
        row.plan = by_key[row.plan_id]
        found[row.plan_id, row.period].append(row)
    return {key: sorted(own, key=lambda row: row.number) for key, own in found.items()}


def _rater_on(rows: Sequence[Supervision], day: date) -> Employee | None:
    return next((row.rater for row in rows if row.is_on(day)), None)


def _known(plan: Plan, versions: Sequence[Evaluation]) -> Employee:
    """Where no rater of that day is on record: who keeps it, else whom the plan had until now."""
    kept = versions[-1].keeper if versions else None
    assert plan.rater is not None
    return kept or plan.rater


def _put(stay: Stay, on: date) -> Draft:
    """The rows as they shall stand; one is opened where somebody keeps what nobody began."""
    told: dict[str, object] = {}
    if not stay.versions:
        pack = pack_for(stay.plan, stay.period)
        new = Evaluation(plan=stay.plan, period=stay.period, status_on=on, pack=pack)
        stay.versions.append(new)
        told["period"] = [None, stay.period]
    newest, before = stay.versions[-1], stay.versions[-1].keeper
    for row in stay.versions:
        row.keeper = stay.keeper
    if newest.status == Evaluation.Status.OPEN:
        newest.rater = stay.keeper or stay.rater
    told["keeper"] = [before, stay.keeper]
    return Draft(KEPT if stay.keeper else PASSED_ON, newest, told)


def _save(rows: Sequence[Evaluation]) -> None:
    Evaluation.objects.bulk_create([row for row in rows if row.pk is None], batch_size=BATCH)
    held = [row for row in rows if row.pk]
    Evaluation.objects.bulk_update(held, ["keeper", "rater"], batch_size=BATCH)
    keepers = {row.keeper_id for row in rows if row.keeper_id}
    Employee.objects.filter(pk__in=keepers, keeps_ratings=False).update(keeps_ratings=True)
