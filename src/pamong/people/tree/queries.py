"""Reads of what a unit was called and where it stood."""

from pamong.people.models import Unit, UnitChange

SHOWN = 20


def changes_of(unit: Unit) -> list[UnitChange]:
    """The last changes of name and place, those to come first."""
    rows = UnitChange.objects.filter(unit=unit).select_related("was_parent", "parent")
    return list(rows.order_by("-valid_from", "what")[:SHOWN])
