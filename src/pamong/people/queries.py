"""What is wrong with an agency's data on people, counted by kind, whatever its size."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Exists, OuterRef

from pamong.people.models import Agency, Assignment, Employee, Unit


def problems_summary(agency: Agency, on: date) -> Mapping[str, int]:
    """How many problems of each kind there are, in five queries."""
    active = Employee.objects.filter(agency=agency).active()
    rated = active.exclude(kind=Employee.Kind.POLITICAL)
    return {
        "employees without a rater": rated.filter(rater=None).count(),
        "employees whose rater has left": rated.filter(rater__left_on__lte=on).count(),
        "employees with two definitive posts": _doubled(agency, on),
        "units without a head": _headless(agency, on),
        "circles of raters": len(circles(dict(rated.values_list("pk", "rater_id")))),
    }


def _doubled(agency: Agency, on: date) -> int:
    definitive = Assignment.objects.on(on).filter(
        employee__agency=agency, employee__left_on=None, kind=Assignment.Kind.DEFINITIVE
    )
    held = definitive.values("employee").annotate(posts=Count("pk"))
    return held.filter(posts__gt=1).count()


def _headless(agency: Agency, on: date) -> int:
    people = Employee.objects.filter(unit=OuterRef("pk"), left_on=None)
    units = Unit.objects.on(on).filter(Exists(people), agency=agency)
    return units.exclude(Exists(people.filter(position__is_head=True))).count()


def circles(raters: Mapping[int, int | None]) -> list[frozenset[int]]:
    """Groups of people who rate each other in a ring."""
    seen: set[int] = set()
    found = []
    for start in raters:
        path: dict[int, int] = {}
        here: int | None = start
        while here is not None and here not in seen and here not in path:
            path[here] = len(path)
            here = raters.get(here)
        if here in path:
            found.append(frozenset(pk for pk, place in path.items() if place >= path[here]))
        seen.update(path)
    return found
