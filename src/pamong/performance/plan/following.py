"""Open plans follow their person: called by people when the rater or the post changes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects

from pamong.ledger.actions import Actor, Draft, record_all
from pamong.people.batches import pieces
from pamong.people.models import Assignment, Position, Supervision
from pamong.people.posts.queries import extra_duty_of
from pamong.performance.models import Evaluation, Plan
from pamong.performance.periods import Period
from pamong.performance.plan.queries import plans_for_post

BATCH = 500
POST = ("unit", "position", "duty")
UNDECIDED = frozenset({*Plan.EDITABLE, Plan.Status.PROPOSED.value})


def follow_raters(rows: Sequence[Supervision], by: Actor, on: date) -> None:
    """Give each plan the rater of its day: today, or the nearest day of its period.

    A plan whose period ended before the new rater began keeps the one under whom it ran; a rating that
    was given keeps its giver in a field of its own.
    """
    drafts = []
    for plan, row in _moved(rows, on):
        changes = {"rater": [plan.rater, row.rater], "superior": [plan.superior, row.superior]}
        plan.rater, plan.superior = row.rater, row.superior
        drafts.append(Draft("performance.plan_rater_changed", plan, changes))
    plans = [draft.subject for draft in drafts]
    Plan.objects.bulk_update(plans, ["rater", "superior"], batch_size=BATCH)  # type: ignore[arg-type]
    if drafts:
        record_all(drafts, by=by, on=on)


def _moved(rows: Sequence[Supervision], on: date) -> Iterator[tuple[Plan, Supervision]]:
    by_person: dict[int, list[Supervision]] = defaultdict(list)
    for row in rows:
        by_person[row.employee_id].append(row)
    for some in pieces(sorted(by_person)):
        plans = Plan.objects.definitive().select_for_update(of=("self",)).filter(employee__in=some)
        plans = plans.exclude(Exists(_rated_years(on)))
        plans = plans.select_related("agency", "employee", "rater", "superior").order_by("pk")
        for plan in plans:
            own = row_for(plan, by_person[plan.employee_id], on)
            if own and _differs(plan, own):
                yield plan, own


def _rated_years(on: date) -> QuerySet[Evaluation]:
    """Of a plan: the predicate of a year that is over; it keeps its rater."""
    rows = Evaluation.objects.final().filter(plan=OuterRef("pk"), period=Period.YEAR)
    return rows.filter(plan__year__lt=on.year)


def row_for(plan: Plan, rows: Sequence[Supervision], on: date) -> Supervision | None:
    """Which of the new rows says who the plan's rater is; none where it keeps the one it has."""
    day = _day_in(plan, on)
    found = (row for row in rows if row.is_on(day) or _is_left(plan, row))
    return next(found, None)


def _is_left(plan: Plan, row: Supervision) -> bool:
    """A closed plan of the year whose rater is gone: whoever stands in rates it as well."""
    is_his = row.instead_of_id is not None and plan.rater_id == row.instead_of_id
    return is_his and plan.year == row.valid_from.year and plan.ends_on < row.valid_from


def _differs(plan: Plan, row: Supervision) -> bool:
    return (plan.rater_id, plan.superior_id) != (row.rater_id, row.superior_id)


def close_at_move(rows: Sequence[Assignment], by: Actor, on: date) -> None:
    """End the plan of the old post on the day before a move, so that another may be made for the new one.

    A plan that begins with the move or later, and that nobody has agreed to, takes the new post.
    """
    _change(rows, by, on, ["ends_on", *POST], _at_move)


def take_post(rows: Sequence[Assignment], by: Actor, on: date) -> None:
    """A post that was mended is that of every plan which its owner may still change; nothing closes."""
    _change(rows, by, on, list(POST), _with_post)


Change = Callable[[Plan, Assignment], Draft | None]


def _change(
    rows: Sequence[Assignment], by: Actor, on: date, fields: list[str], change: Change
) -> None:
    """Plans of many people in a few queries: an import may move thousands."""
    drafts: list[Draft] = []
    for some in pieces(sorted({row.employee_id for row in rows})):
        own = {row.employee_id: row for row in rows if row.employee_id in set(some)}
        prefetch_related_objects(list(own.values()), "unit", "position")
        plans = Plan.objects.definitive().select_for_update(of=("self",))
        plans = plans.filter(employee__in=some).select_related(
            "agency", "employee", "unit", "position"
        )
        for plan in plans.order_by("pk"):
            row = own[plan.employee_id]
            if plan.ends_on >= row.valid_from and (draft := change(plan, row)):
                drafts.append(draft)
    changed = [draft.subject for draft in drafts]
    Plan.objects.bulk_update(changed, fields, batch_size=BATCH)  # type: ignore[arg-type]
    if drafts:
        record_all(drafts, by=by, on=on)


def _at_move(plan: Plan, row: Assignment) -> Draft | None:
    if plan.starts_on >= row.valid_from:
        return _with_post(plan, row, UNDECIDED)
    before, plan.ends_on = plan.ends_on, row.valid_from - timedelta(days=1)
    return Draft("performance.plan_closed", plan, {"ends_on": [before, plan.ends_on]})


def _with_post(plan: Plan, row: Assignment, states: frozenset[str] = Plan.EDITABLE) -> Draft | None:
    same = (plan.unit_id, plan.position_id) == (row.unit_id, row.position_id)
    if same or plan.status not in states:
        return None
    changes = {"unit": [plan.unit, row.unit], "position": [plan.position, row.position]}
    if plan.unit_id != row.unit_id:
        plan.duty = None  # it stays behind in the unit
    plan.unit, plan.position = row.unit, row.position
    return Draft("performance.plan_post_changed", plan, changes)


def take_first_posts(plans: Iterable[Plan], on: date) -> list[Draft]:
    """Plans that have yet to begin and were given back take the post of their first day; saves none."""
    coming = [plan for plan in plans if plan.starts_on > on and not plan.is_acting]
    rows = Assignment.objects.filter(kind=Assignment.Kind.DEFINITIVE)
    rows = rows.filter(employee__in={plan.employee_id for plan in coming})
    held = list(rows.select_related("unit", "position").order_by("-valid_from")) if coming else []
    drafts = []
    for plan in coming:
        own = (row for row in held if row.employee_id == plan.employee_id)
        row = next((row for row in own if row.is_on(plan.starts_on)), None)
        if row and (draft := _with_post(plan, row)):
            drafts.append(draft)
    return drafts


def follow_duties(rows: Sequence[Assignment], by: Actor, on: date) -> None:
    """The plan of the definitive post carries an extra duty in the same unit while it lasts."""
    drafts: list[Draft] = []
    for row in rows:
        plans = Plan.objects.definitive().select_for_update(of=("self",))
        plans = plans.filter(employee=row.employee_id, ends_on__gte=row.valid_from)
        for plan in plans.select_related("agency", "employee", "duty").order_by("pk"):
            duty = extra_duty_of(plan.employee_id, plan.unit_id, _day_in(plan, on))
            if duty != plan.duty:
                drafts.append(_with_duty(plan, duty))
    if drafts:
        record_all(drafts, by=by, on=on)


def _with_duty(plan: Plan, duty: Position | None) -> Draft:
    before, plan.duty = plan.duty, duty
    plan.save(update_fields=["duty"])
    return Draft("performance.plan_duty_changed", plan, {"duty": [before, duty]})


def _day_in(plan: Plan, on: date) -> date:
    """Today, or the nearest day of the plan's period."""
    return min(max(on, plan.starts_on), plan.ends_on)


def follow_acting(rows: Sequence[Assignment], by: Actor, on: date) -> None:
    """A plan of an acting post ends with the post, and has the rater that was chosen for it."""
    drafts = [draft for row in rows for draft in _at_acting(row, on)]
    if drafts:
        record_all(drafts, by=by, on=on)


def _at_acting(row: Assignment, on: date) -> Iterator[Draft]:
    plans = plans_for_post(row).filter(ends_on__gte=row.valid_from)
    related = ("agency", "employee", "rater", "superior")
    for plan in plans.select_for_update(of=("self",)).select_related(*related).order_by("pk"):
        if row.valid_to and plan.starts_on < row.valid_to <= plan.ends_on:
            before, plan.ends_on = plan.ends_on, row.valid_to - timedelta(days=1)
            plan.save(update_fields=["ends_on"])
            changes: dict[str, list[object]] = {"ends_on": [before, plan.ends_on]}
            yield Draft("performance.acting_plan_closed", plan, changes)
        chosen = (row.rater_id, row.superior_id)
        if row.rater and plan.ends_on >= on and (plan.rater_id, plan.superior_id) != chosen:
            told = {"rater": [plan.rater, row.rater], "superior": [plan.superior, row.superior]}
            plan.rater, plan.superior = row.rater, row.superior
            plan.save(update_fields=["rater", "superior"])
            yield Draft("performance.plan_rater_changed", plan, told)
