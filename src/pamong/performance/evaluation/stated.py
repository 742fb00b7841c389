"""For whom an auditor stated a purpose today: in the person's evaluation or trace, it opens both and what is made of them."""

from collections.abc import Collection
from datetime import date

from pamong.access.scope import Scope
from pamong.people.models import Employee, TraceRead
from pamong.performance.evaluation.permissions import must_state_purpose_for
from pamong.performance.models import EvaluationRead


def stated_for(user_id: int, people: Collection[int], on: date) -> set[int]:
    """Those of some people for whom the account stated a purpose on the day, in one query."""
    traces = TraceRead.objects.filter(reader_id=user_id, on=on, employee__in=people)
    reads = EvaluationRead.objects.filter(
        reader_id=user_id, on=on, evaluation__plan__employee__in=people
    )
    told = traces.order_by().values_list("employee_id")
    return {
        key for (key,) in told.union(reads.order_by().values_list("evaluation__plan__employee"))
    }


def has_stated(scope: Scope, person: Employee, on: date) -> bool:
    """Whether the reader stated a purpose for the person on the day."""
    return bool(stated_for(scope.user_id, [person.pk], on))


def must_still_state(scope: Scope, person: Employee, on: date) -> bool:
    """Whether the person's results are shut until a purpose is stated."""
    return must_state_purpose_for(scope, person) and not has_stated(scope, person, on)


def shut_for(scope: Scope, people: Collection[Employee], on: date) -> set[int]:
    """Those of some people whose results are shut until a purpose is stated for each."""
    asked = {one.pk for one in people if must_state_purpose_for(scope, one)}
    return asked - stated_for(scope.user_id, asked, on) if asked else set()
