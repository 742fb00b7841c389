"""The list of angka kredit after predicates were decided, done by the worker."""

from django_tasks import task

from pamong.access.clock import today
from pamong.performance.credit.standings import refresh_functional
from pamong.performance.models import Evaluation


@task()  # type: ignore[untyped-decorator,unused-ignore]
def refresh_rated(way: str, uuid: str) -> None:
    """Compute anew where those stand whose predicates one act decided; all are of one agency."""
    rows = Evaluation.objects.filter(**{way: uuid}).select_related("plan__employee__agency")
    people = [row.plan.employee for row in rows]
    if people:
        day = today(people[0].agency.time_zone)
        refresh_functional([person.pk for person in people], day)
