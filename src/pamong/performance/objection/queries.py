"""Until when one may object, what was objected to a rating, and what waits for a decision."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from pamong.access.prepared import prepared
from pamong.access.scope import Role, Scope
from pamong.performance.evaluation.queries import last_day
from pamong.performance.models import Evaluation, Objection
from pamong.performance.rules import pack_named
from pamong.policy.pack import Number, Pack
from pamong.ui.paging import SIZE, Page, count_of, page_of

DAYS = "objection_days"
ANSWERED = "."  # begins a cursor behind those that wait
NEWEST = ("-filed_on", "-pk")
AROUND = (
    *(f"evaluation__{name}" for name in Evaluation.AROUND),
    *("evaluation__rater", "evaluation__setting", "evaluation__plan__rater"),
    *("evaluation__plan__superior", "explained_by", "decided_by", "new_version"),
)
TOLD = (  # what a row of the list says
    *("evaluation__plan__employee", "evaluation__plan__unit", "evaluation__rater"),
    *("evaluation__plan__superior", "decided_by"),
)


def objection_days(pack: Pack) -> Number:
    """How long a person has to object, with its clause."""
    return pack.numbers[DAYS]


def received_on(evaluation: Evaluation) -> date:
    """When the person could see the result: the day on which the predicates were set."""
    return evaluation.setting.set_on if evaluation.setting else evaluation.status_on


def object_by(evaluation: Evaluation) -> date:
    """The last day to object, counted the way that the pack counts."""
    number = objection_days(pack_named(evaluation.pack))
    return last_day(number, received_on(evaluation), evaluation.days)


def objections_about(evaluation: Evaluation) -> list[Objection]:
    """Everything objected to any version of an evaluation, newest first: the rows alone, mostly none."""
    return _about(plan=evaluation.plan_id, period=evaluation.period)


def standing_about(evaluation: Evaluation) -> Objection | None:
    """The objection that uses up the one allowed for a period: any that was not taken back."""
    spoken = (
        row for row in objections_about(evaluation) if row.status != Objection.Status.WITHDRAWN
    )
    return next(spoken, None)


@prepared
def _about(*, plan: int, period: str) -> QuerySet[Objection]:
    return Objection.objects.filter(evaluation__plan_id=plan, evaluation__period=period)


def objections_in(scope: Scope, year: int, after: str) -> Page[Objection]:
    """Those of any year that wait, behind them the answered ones of a plan year; each newest first."""
    page = _keys(scope, year, after)
    found = Objection.objects.select_related(*TOLD).in_bulk([key for key, _day in page.rows])
    rows = [found[key] for key, _day in page.rows if key in found]
    return Page(rows, page.next_cursor)


def _keys(scope: Scope, year: int, after: str) -> Page[Any]:
    """The page without what its rows tell: beside so many joins none would begin with the person."""
    waiting: Page[Any] = Page([])
    if not after.startswith(ANSWERED):
        waiting = page_of(_seen(scope, waits=True), after, by=NEWEST)
        if waiting.next_cursor:
            return waiting
    answered = _seen(scope, waits=False).filter(
        evaluation__plan__year=year, filed_on__gte=date(year, 1, 1)
    )
    room = SIZE - len(waiting.rows)
    if not room:
        return Page(waiting.rows, ANSWERED if answered.exists() else "")
    rest = page_of(answered, after.removeprefix(ANSWERED), room, NEWEST)
    return Page([*waiting.rows, *rest.rows], rest.next_cursor and ANSWERED + rest.next_cursor)


def waiting_count(scope: Scope) -> int:
    """How many of those that one may see wait, as far as they are counted."""
    return count_of(_seen(scope, waits=True))


def _seen(scope: Scope, *, waits: bool) -> QuerySet[Objection, Any]:
    rows = Objection.objects.waiting()
    if not waits:
        rows = Objection.objects.exclude(status=Objection.Status.FILED)
    by_role = scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)
    seen = rows.visible_to(scope) if by_role else rows.beside(scope)
    return seen.values_list("pk", "filed_on")
