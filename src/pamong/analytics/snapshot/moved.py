"""Whose rows moved since an older snapshot, as the record names them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from pamong.ledger.models import Entry
from pamong.ledger.models.entry import EntryQuerySet
from pamong.measurement.models import Reading
from pamong.people.models import Agency, Employee
from pamong.performance.models import Evaluation, Plan, PlanIndicator

MOST = 2000  # people: of more the years are read whole, which is quicker than to pick them out
AT_ONCE = 500
# What somebody else does to a person's rows: of a reading the record names who entered it.
OWNERS = {
    "measurement.reading": (Reading, "indicator__in_plans__result__plan__employee_id"),
    "performance.plan": (Plan, "employee_id"),
    "performance.evaluation": (Evaluation, "plan__employee_id"),
    "performance.planindicator": (PlanIndicator, "result__plan__employee_id"),
}

# What goes from many people at once without naming each of them.
SWEEPING = ("performance.retention_purged",)


def _between(agency: Agency, after: int, until: int) -> EntryQuerySet:
    rows = Entry.objects.of_agency(agency.uuid).order_by()
    return rows.filter(sequence__gt=after, sequence__lte=until)


def is_swept(agency: Agency, after: int, until: int) -> bool:
    """Whether the record names something since that may have been anybody's."""
    return _between(agency, after, until).filter(verb__in=SWEEPING).exists()


def moved_people(agency: Agency, after: int, until: int) -> Iterator[int]:
    """The keys of the employees, each maybe more than once."""
    entries = _between(agency, after, until)
    named = entries.exclude(person_uuid=None).values_list("person_uuid", flat=True).distinct()
    yield from _keys(Employee.objects.filter(agency=agency), "pk", named.iterator())
    for kind, (model, way) in OWNERS.items():
        subjects = entries.filter(subject_kind__iexact=kind)
        found = subjects.values_list("subject_uuid", flat=True).distinct()
        yield from _keys(model._default_manager.all(), way, found.iterator())


def _keys(rows: QuerySet[Any], way: str, named: Iterable[UUID | None]) -> Iterator[int]:
    """What the rows of these subjects lead to, a block after the other."""
    left = iter(named)
    while block := list(islice(left, AT_ONCE)):
        found = rows.filter(uuid__in=block).exclude(**{way: None})
        yield from found.order_by().values_list(way, flat=True)
