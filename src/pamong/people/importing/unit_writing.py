"""Writes the names and places that a file gives to units that exist."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from pamong.ledger.actions import Draft, digest_of
from pamong.people.importing.plan import ImportPlan, Ref, UnitUpdate
from pamong.people.models import Unit, UnitChange
from pamong.people.tree.dating import Told, check_no_circle, held_on, place_all, rename, replant


def write_unit_updates(plan: ImportPlan, key: Callable[[Ref], int], told: Told) -> list[Draft]:
    """Each with its history, as by hand; ValidationError where a unit would stand below itself."""
    updates = {update.unit: update for update in plan.unit_updates}
    if not updates:
        return []
    rows = Unit.objects.select_for_update(of=("self",)).select_related("agency")
    found = list(rows.filter(pk__in=updates).order_by("pk"))
    drafts = [draft for unit in found for draft in _write(unit, updates[unit.pk], key, told)]
    check_no_circle([unit for unit in found if updates[unit.pk].parent], plan.agency)
    place_all(plan.agency)
    return drafts


def _write(
    unit: Unit, update: UnitUpdate, key: Callable[[Ref], int], told: Told
) -> Iterator[Draft]:
    since = {"valid_from": [None, update.since]}
    when = replace(told, day=update.since)
    if update.name:
        rename(unit, update.name, when)
        names = [digest_of(update.was_name), digest_of(update.name)]
        yield Draft("people.unit_changed", unit, {"name": names} | since)
    if update.parent:
        was = held_on(unit, UnitChange.What.PARENT, update.since)
        parents = Unit.objects.in_bulk([was or 0, key(update.parent)])
        parent = parents[key(update.parent)]
        replant(unit, parent, when)
        places = {"parent": [parents.get(was or 0), parent]}
        yield Draft("people.unit_moved", unit, places | since)
