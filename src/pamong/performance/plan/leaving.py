"""Open plans end with their owner's service: called by people when somebody leaves, or did not."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db.models import F

from pamong.ledger.actions import Actor, Draft, record_all
from pamong.people.batches import pieces
from pamong.people.leaving.reasons import is_rated
from pamong.people.models import Employee
from pamong.performance.models import Plan, TargetRevision

BATCH = 500
DAY = timedelta(days=1)
FIELDS = ("ends_on", "status", "status_on", "left_ends_on", "version")
Status = Plan.Status


def close_at_leaving(people: Sequence[Employee], by: Actor, on: date) -> None:
    """End what runs on the last day of service; where nobody is to be rated, nothing is asked any more.

    A plan that would begin later is taken back.
    """
    gone = {one.pk: one for one in people if one.left_on and one.left_on <= on}
    drafts: list[Draft] = []
    for plan in _plans_of(gone):
        person = gone[plan.employee_id]
        assert person.left_on is not None
        before = plan.ends_on, plan.status
        _close(plan, person.left_on, on, is_asked=is_rated(person.left_reason))
        if told := _told(plan, before):
            drafts.append(Draft("performance.plan_closed", plan, told))
    _save(drafts, by, on)


def _plans_of(gone: dict[int, Employee]) -> Iterator[Plan]:
    for some in pieces(sorted(gone)):
        plans = Plan.objects.select_for_update(of=("self",)).filter(employee__in=some)
        first = min(one.left_on for one in gone.values() if one.left_on) - DAY
        plans = plans.filter(year__gte=first.year)
        yield from plans.select_related("agency", "employee").order_by("pk")


def _close(plan: Plan, left_on: date, on: date, *, is_asked: bool) -> None:
    last = left_on - DAY
    if plan.year < last.year:
        return
    if plan.starts_on > last:
        if plan.is_in_force or plan.status == Status.PROPOSED:
            _turn(plan, Status.WITHDRAWN, on)
        return
    if plan.ends_on > last:
        plan.left_ends_on, plan.ends_on = plan.ends_on, last
    if is_asked or plan.year > last.year:
        return
    if plan.is_in_force:
        _turn(plan, Status.CLOSED, on)
    elif plan.status == Status.PROPOSED:
        _turn(plan, Status.WITHDRAWN, on)


def _turn(plan: Plan, status: str, on: date) -> None:
    plan.left_ends_on = plan.left_ends_on or plan.ends_on
    plan.status, plan.status_on = status, on
    plan.version += 1


def reopen_at_return(people: Sequence[Employee], by: Actor, on: date) -> None:
    """What closed or was taken back only because of the leaving stands again as it did."""
    keys = sorted(person.pk for person in people)
    plans = Plan.objects.select_for_update(of=("self",)).exclude(left_ends_on=None)
    plans = plans.filter(employee__in=keys).select_related("agency", "employee").order_by("pk")
    found = list(plans)
    revised = _revised(found)
    drafts = []
    for plan in found:
        before = plan.ends_on, plan.status
        assert plan.left_ends_on is not None
        # A plan that its owner had withdrawn was cut and not turned.
        was_turned = plan.status_on > plan.ends_on or plan.ends_on == plan.left_ends_on
        plan.ends_on, plan.left_ends_on = plan.left_ends_on, None
        if was_turned and plan.status in {Status.CLOSED, Status.WITHDRAWN}:
            plan.status, plan.status_on = _stood_as(plan, is_revised=plan.pk in revised), on
            plan.version += 1
        drafts.append(Draft("performance.plan_reopened", plan, _told(plan, before)))
    _save(drafts, by, on)


def _revised(plans: Sequence[Plan]) -> set[int]:
    """Those in which a target was revised; one agreed, undone and agreed again has copies, but no revision."""
    granted = TargetRevision.objects.filter(
        plan__in=plans, status=TargetRevision.Status.GRANTED, answered_on__gte=F("plan__agreed_on")
    )
    return set(granted.values_list("plan_id", flat=True))


def _stood_as(plan: Plan, *, is_revised: bool) -> str:
    if plan.agreed_on:
        return Status.REVISED if is_revised else Status.AGREED
    return Status.PROPOSED if plan.proposed_on else plan.status


def _told(plan: Plan, before: tuple[date, str]) -> dict[str, list[object]]:
    pairs: dict[str, list[object]] = {
        "ends_on": [before[0], plan.ends_on],
        "status": [before[1], plan.status],
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _save(drafts: Sequence[Draft], by: Actor, on: date) -> None:
    plans = [draft.subject for draft in drafts]
    Plan.objects.bulk_update(plans, FIELDS, batch_size=BATCH)  # type: ignore[arg-type]
    if drafts:
        record_all(drafts, by=by, on=on)
