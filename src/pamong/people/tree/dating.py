"""Names and places of units by day: what is written beside the unit, and what its row says today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from pamong.ledger.actions import Actor
from pamong.people.models import Agency, Unit, UnitChange
from pamong.ui.dates import say_day_full

What = UnitChange.What
BATCH = 500
AHEAD = timedelta(days=366)  # nobody knows the tree beyond the coming year
Said = str | int | None  # a name, or the key of the unit above
Parents = dict[int, int | None]


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells of a change, on which day, and from which day it holds."""

    day: date
    by: Actor
    on: date


def rename(unit: Unit, name: str, told: Told) -> None:
    """Let the unit bear a name from the day until the next name that is on record."""
    _write(unit, What.NAME, name, told)


def replant(unit: Unit, parent: Unit, told: Told) -> None:
    """Let the unit stand under another from the day; ValidationError where that closes a circle."""
    _write(unit, What.PARENT, parent.pk, told)


def correct_name(unit: Unit, name: str, on: date) -> None:
    """Mend the name that the unit bears today, as if it had been written so from its first day."""
    rows = list(unit.changes.filter(what=What.NAME).order_by("valid_from"))
    begun = [row for row in rows if row.valid_from <= on]
    waiting = [row for row in rows if row.valid_from > on]
    Unit.objects.filter(pk=unit.pk).update(name=name)
    unit.name = name
    if begun:
        _mend(begun[-1], name=name)
    if waiting:
        _mend(waiting[0], was_name=name)
    settle(unit, on)


def held_on(unit: Unit, what: str, day: date) -> Said:
    """What is on record for the day, of one to come as well."""
    return held_among(unit, list(unit.changes.filter(what=what).order_by("valid_from")), what, day)


def forget(change: UnitChange, on: date) -> None:
    """Take back a change that waits; what comes after it follows on what was before."""
    rows = change.unit.changes.filter(what=change.what, valid_from__gt=change.valid_from)
    if later := rows.order_by("valid_from").first():
        was: dict[str, Said] = {"was_name": change.was_name, "was_parent": change.was_parent_id}
        _mend(later, **was)
    change.delete()
    settle(change.unit, on)


def _write(unit: Unit, what: str, value: Said, told: Told) -> None:
    rows = list(unit.changes.filter(what=what).order_by("valid_from"))
    was = _before(unit, rows, what, told.day)
    field, former = _fields(what)
    own = {field: value, former: was, "made_on": told.on, "made_by": told.by.ledger_name[:200]}
    if value == was:
        UnitChange.objects.filter(unit=unit, what=what, valid_from=told.day).delete()
    else:
        UnitChange.objects.update_or_create(unit=unit, what=what, valid_from=told.day, defaults=own)
    if later := next((row for row in rows if row.valid_from > told.day), None):
        _mend(later, **{former: value})
    settle(unit, told.on)


def _mend(row: UnitChange, **values: Said) -> None:
    """Write into a row; one that changes nothing any more goes."""
    UnitChange.objects.filter(pk=row.pk).update(**values)
    UnitChange.objects.filter(pk=row.pk, what=What.NAME, name=F("was_name")).delete()
    UnitChange.objects.filter(pk=row.pk, what=What.PARENT, parent=F("was_parent")).delete()


def _fields(what: str) -> tuple[str, str]:
    if what == What.NAME:
        return "name", "was_name"
    return "parent_id", "was_parent_id"


def _before(unit: Unit, rows: Sequence[UnitChange], what: str, day: date) -> Said:
    """What held until the day, whether or not something began on it."""
    others = [row for row in rows if row.valid_from != day]
    own = next((row for row in rows if row.valid_from == day), None)
    return getattr(own, _fields(what)[1]) if own else held_among(unit, others, what, day)


def held_among(unit: Unit, rows: Sequence[UnitChange], what: str, day: date) -> Said:
    """What is on record for the day, with the unit's changes at hand, the earliest first."""
    rows = [row for row in rows if row.what == what]
    field, former = _fields(what)
    later = next((row for row in rows if row.valid_from > day), None)
    said: Said = getattr(unit, field)
    if later:
        said = getattr(later, former)
    elif rows:
        said = getattr(rows[-1], field)
    return said


def settle(unit: Unit, on: date) -> None:
    """Let the unit's row say what holds on the day; the paths are written apart."""
    rows = list(unit.changes.order_by("valid_from"))
    for what in What.values:
        own = [row for row in rows if row.what == what]
        if own:
            setattr(unit, _fields(what)[0], held_among(unit, own, what, on))
    begun = [row.pk for row in rows if row.valid_from <= on]
    named = [row.valid_from for row in rows if row.what == What.NAME and row.valid_from <= on]
    unit.renamed_on = max(named, default=None)
    unit.save(update_fields=["name", "parent", "renamed_on"])
    UnitChange.objects.filter(pk__in=begun, is_begun=False).update(is_begun=True)


def place_all(agency: Agency) -> None:
    """Write the paths anew from who stands under whom, where they differ."""
    rows = {row.pk: row for row in Unit.objects.filter(agency=agency).only("parent", "path")}
    paths: dict[int, str] = {}
    changed = []
    for row in rows.values():
        line: list[Unit] = []
        at: Unit | None = row
        while at is not None and at.pk not in paths:
            line.append(at)
            at = rows.get(at.parent_id or 0)
        for one in reversed(line):
            paths[one.pk] = f"{paths.get(one.parent_id or 0, '/')}{one.pk}/"
        if row.path != paths[row.pk]:
            row.path = paths[row.pk]
            changed.append(row)
    Unit.objects.bulk_update(changed, ["path"], batch_size=BATCH)


def check_no_circle(units: Iterable[Unit], agency: Agency) -> None:
    """Refuse a tree in which one of the units would stand below itself on some day, to come as well."""
    rows = UnitChange.objects.filter(unit__agency=agency, what=What.PARENT).order_by("valid_from")
    changes = list(rows)
    now: Parents = {}
    now.update(Unit.objects.filter(agency=agency).values_list("pk", "parent_id"))
    trees = [tree_on(now, changes, day) for day in {row.valid_from for row in changes}]
    for unit in units:
        for tree in (*trees, now):
            _walk(unit, tree)


def tree_on(now: Parents, changes: Sequence[UnitChange], day: date) -> Parents:
    """Which unit stands under which on the day."""
    found = dict(now)
    for row in changes:
        if row.valid_from <= day:
            found[row.unit_id] = row.parent_id
    for row in reversed(changes):
        if row.valid_from > day:
            found[row.unit_id] = row.was_parent_id
    return found


def _walk(unit: Unit, parents: Parents) -> None:
    seen, at = {unit.pk}, parents.get(unit.pk)
    while at is not None:
        if at in seen:
            above = Unit.objects.get(pk=parents.get(unit.pk) or 0)
            names = {"unit": unit.name, "parent": above.name}
            raise ValidationError(
                _("%(parent)s berada di bawah %(unit)s: pilih unit di luar cabang itu.") % names
            )
        seen.add(at)
        at = parents.get(at)


def check_day(unit: Unit, day: date, on: date) -> None:
    """Refuse a day on which the unit did not stand, or that is out of reach."""
    first = max(unit.valid_from, date(on.year - 1, 1, 1))
    last = on + AHEAD
    if unit.valid_to:
        last = min(last, unit.valid_to - timedelta(days=1))
    if not first <= day <= last:
        said = {"first": say_day_full(first), "last": say_day_full(last)}
        raise ValidationError(_("Pilih tanggal berlaku dari %(first)s sampai %(last)s.") % said)


def check_above(parent: Unit, day: date, on: date) -> None:
    """Refuse a unit above that does not stand on the day, or not today any more."""
    if not (parent.is_on(day) and parent.is_on(max(day, on))):
        raise ValidationError(
            _("%(parent)s tidak berlaku pada tanggal itu: pilih unit atau tanggal lain.")
            % {"parent": parent.name}
        )


def begin_due(agency: Agency, on: date) -> int:
    """Let what was recorded for days that have come hold; how many units changed."""
    due = UnitChange.objects.filter(unit__agency=agency, is_begun=False, valid_from__lte=on)
    units = Unit.objects.select_for_update(of=("self",)).filter(pk__in=due.values("unit"))
    found = list(units.order_by("pk"))
    for unit in found:
        settle(unit, on)
    if found:
        place_all(agency)
    return len(found)
