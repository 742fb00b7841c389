"""Until when one may object, what was objected to a rating, and what waits for a decision."""

from datetime import date

from django.db.models import Q, QuerySet

from pamong.access.prepared import prepared
from pamong.access.scope import Scope
from pamong.performance.evaluation.queries import last_day
from pamong.performance.models import Evaluation, Objection
from pamong.performance.rules import pack_named
from pamong.policy.pack import Number, Pack

DAYS = "objection_days"
AROUND = (
    *(f"evaluation__{name}" for name in Evaluation.AROUND),
    *("evaluation__rater", "evaluation__setting", "evaluation__plan__rater"),
    *("evaluation__plan__superior", "explained_by", "decided_by", "new_version"),
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


@prepared
def _about(*, plan: int, period: str) -> QuerySet[Objection]:
    return Objection.objects.filter(evaluation__plan_id=plan, evaluation__period=period)


def objections_in(scope: Scope, year: int) -> list[Objection]:
    """The objections of a plan year that one may see, before them those of any year that wait."""
    of_year = Q(evaluation__plan__year=year) | Q(status=Objection.Status.FILED)
    found = Objection.objects.visible_to(scope).filter(of_year).select_related(*AROUND)
    return sorted(found, key=lambda row: row.status != Objection.Status.FILED)
