"""Which units a reader sees, and which one is looked at."""

from dataclasses import replace

from pamong.analytics.dashboards.asked import Asked, of_period, of_year
from pamong.analytics.dashboards.parts import FIRST, parts_of
from pamong.analytics.dashboards.words import told_apart
from pamong.people.models import Unit
from pamong.ui.keys import is_uuid


def with_places(asked: Asked, path: str, unit: str) -> Asked | None:
    """The same with the units that one sees, or nothing where one is asked for that one does not; `path` is of the unit that one leads, `unit` what is looked at.

    Who leads the agency's root sees all; who leads another unit sees that one with what is below it.
    People are counted by office: below one only things without people are told in figures.
    """
    found = {*of_year(asked).offices.values(), *of_period(asked).ratings.rows}
    keys = [int(key) for key in found if key.isdecimal()]
    ours = Unit.objects.filter(agency_id=asked.scope.agency_id).select_related("parent")
    rows = list(ours.filter(pk__in=keys))
    if path and not (rows and all(row.path.startswith(path) for row in rows)):
        rows = list(ours.filter(path=path))
        unit = unit or (str(rows[0].uuid) if rows else "")
    at = next((row for row in rows if str(row.uuid) == unit), None)
    if unit and at is None and is_uuid(unit):
        at = ours.filter(uuid=unit, path__startswith=path).first()
    if (unit and at is None) or (path and not rows):
        return None
    day = asked.snapshot.day
    seen = replace(
        asked,
        at=at,
        names=told_apart((str(row.pk), row.name_on(day), _beside(row)) for row in rows),
        places={str(row.pk): str(row.uuid) for row in rows},
        counts_people=at is None or str(at.pk) in found,
        reach=path,
        has_all=len(rows) > 1,
    )
    return seen if seen.about in parts_of(seen) else replace(seen, about=FIRST)


def _beside(unit: Unit) -> str:
    return unit.code or (unit.parent.name if unit.parent else "")
