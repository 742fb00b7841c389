"""Keeps what people were before, when their kind of employee becomes another from a day on."""

from collections.abc import Mapping
from datetime import date

from pamong.people.models import Employee, FormerKind

BATCH = 500


def keep_former_kinds(before: Mapping[Employee, str], since: date) -> None:
    """Put into rows what some people were until the day; their own kind is the new one already.

    What was recorded for later days goes: the new kind holds from the day on. Saves no person.
    """
    rows: dict[int, list[FormerKind]] = {}
    known = FormerKind.objects.filter(employee__in=[person.pk for person in before])
    for row in known.order_by("until"):
        rows.setdefault(row.employee_id, []).append(row)
    gone: list[FormerKind] = []
    made: list[FormerKind] = []
    for person, kind in before.items():
        own = rows.get(person.pk, [])
        forget_former(person)
        later = [row for row in own if row.until >= since]
        earlier = [row for row in own if row.until < since]
        was = later[0].kind if later else kind
        gone += later
        if is_from_the_start(person, since):
            gone, person.kind_since = [*gone, *earlier], None
        elif was != person.kind:
            made.append(FormerKind(employee=person, kind=was, until=since))
            person.kind_since = since
        else:
            person.kind_since = earlier[-1].until if earlier else None
    FormerKind.objects.filter(pk__in=[row.pk for row in gone]).delete()
    FormerKind.objects.bulk_create(made, batch_size=BATCH)


def forget_former(person: Employee) -> None:
    """What was read of a person before is no longer what stands."""
    getattr(person, "_prefetched_objects_cache", {}).pop("former_kinds", None)


def is_from_the_start(person: Employee, since: date) -> bool:
    """Whether a person was never anything else: the record is mended, and nothing changed."""
    return person.joined_on is not None and since <= person.joined_on
