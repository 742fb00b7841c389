"""Which offices a reader sees, and which one is looked at."""

from dataclasses import replace

from pamong.analytics.dashboards.presentation import Asked, of_period, of_year
from pamong.people.models import Unit


def with_offices(asked: Asked, path: str, unit: str) -> Asked | None:
    """The same with the offices that one sees, or nothing where one is asked for that one does not; `path` is of the office that one leads, `unit` what is looked at.

    Who leads the agency's root sees all; who leads another office sees that one alone.
    """
    found = {*of_year(asked).offices.values(), *of_period(asked).ratings.rows}
    keys = [int(key) for key in found if key.isdecimal()]
    rows = list(Unit.objects.filter(agency_id=asked.scope.agency_id, pk__in=keys))
    if path and not (rows and all(row.path.startswith(path) for row in rows)):
        rows = list(Unit.objects.filter(agency_id=asked.scope.agency_id, path=path))
        unit = unit or (str(rows[0].uuid) if rows else "")
    office = next((row for row in rows if str(row.uuid) == unit), None)
    if (unit and office is None) or (path and not rows):
        return None
    day = asked.snapshot.day
    names = {str(row.pk): row.name_on(day) for row in rows}
    places = {str(row.pk): str(row.uuid) for row in rows}
    return replace(asked, office=office, names=names, places=places, has_all=len(rows) > 1)
