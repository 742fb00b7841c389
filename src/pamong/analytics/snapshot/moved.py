"""Whose rows moved since an older snapshot, as the record names them."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import QuerySet

from pamong.ledger.models import Entry
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


def moved_people(agency: Agency, after: int, until: int) -> Iterator[int]:
    """The keys of the employees, each maybe more than once."""
    entries = Entry.objects.filter(
        agency_uuid=agency.uuid, sequence__gt=after, sequence__lte=until
    ).order_by()
    named = entries.exclude(person_uuid=None).values_list("person_uuid", flat=True).distinct()
    yield from _keys(Employee.objects.filter(agency=agency), "pk", named)
    for kind, (model, way) in OWNERS.items():
        subjects = entries.filter(subject_kind__iexact=kind)
        found = subjects.values_list("subject_uuid", flat=True).distinct()
        yield from _keys(model._default_manager.all(), way, found)


def _keys(rows: "QuerySet[object]", way: str, named: "QuerySet[Entry, UUID]") -> Iterator[int]:  # type: ignore[type-arg]
    block: list[UUID] = []
    for uuid in named.iterator():
        block.append(uuid)
        if len(block) == AT_ONCE:
            yield from _of(rows, way, block)
            block = []
    yield from _of(rows, way, block)


def _of(rows: "QuerySet[object]", way: str, uuids: Collection[UUID]) -> Iterator[int]:  # type: ignore[type-arg]
    if uuids:
        found = rows.filter(uuid__in=uuids).exclude(**{way: None})
        yield from found.order_by().values_list(way, flat=True)
