"""Verbs about units."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, digest_of, field_changes, record
from pamong.people.models import Agency, Assignment, Employee, Mandate, Unit, UnitChange
from pamong.people.problems.finding import find_problems_of
from pamong.people.scope import scope_for
from pamong.people.tree import dating
from pamong.people.tree.dating import (
    Told,
    check_above,
    check_day,
    check_no_circle,
    held_on,
    place_all,
)
from pamong.people.tree.permissions import (
    can_add_unit,
    can_cancel_unit_change,
    can_change_unit,
    can_close_unit,
    can_move_unit,
)
from pamong.ui.dates import say_day_full


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What a unit is called and what it is."""

    code: str
    name: str
    kind: str


def _locked(unit: Unit) -> Unit:
    rows = Unit.objects.select_for_update(of=("self",)).select_related("agency")
    return rows.get(pk=unit.pk)


@transaction.atomic
def add_unit(parent: Unit, facts: UnitFacts, *, valid_from: date, by: Actor, on: date) -> Unit:
    """Put a new unit under another from a day on."""
    parent = _locked(parent)
    require(can_add_unit(scope_for(by, on), parent))
    if not parent.is_on(valid_from):
        raise ValidationError(
            _("%(unit)s tidak berlaku pada tanggal itu: pilih tanggal lain.")
            % {"unit": parent.name}
        )
    _check_code(parent, facts.code)
    unit = Unit.objects.create(
        agency=parent.agency,
        parent=parent,
        code=facts.code,
        name=facts.name,
        kind=facts.kind,
        valid_from=valid_from,
    )
    unit.place()
    record("people.unit_added", unit, by=by, on=on, changes=field_changes(None, unit))
    return unit


@transaction.atomic
def change_unit(
    unit: Unit, facts: UnitFacts, *, valid_from: date | None = None, by: Actor, on: date
) -> Unit:
    """Give a unit another code or kind, and another name from a day; without a day it was misspelt."""
    unit = _locked(unit)
    require(can_change_unit(scope_for(by, on), unit))
    if facts.code != unit.code:
        _check_code(unit, facts.code)
    before = Unit.objects.get(pk=unit.pk)
    unit.code, unit.kind = facts.code, facts.kind
    changes = field_changes(before, unit) | _renamed(unit, facts.name, valid_from, on)
    if not changes and facts.name != unit.name:
        said = {"unit": facts.name}
        raise ValidationError(_("%(unit)s sudah bernama itu pada tanggal itu.") % said)
    if changes:
        unit.save(update_fields=["code", "kind"])
        if "name" in changes:
            _name(unit, facts.name, valid_from, by=by, on=on)
        record("people.unit_changed", unit, by=by, on=on, changes=changes)
    return unit


def _renamed(unit: Unit, name: str, valid_from: date | None, on: date) -> dict[str, list[object]]:
    """The change of name as the record keeps it, nothing where the unit bears it on the day."""
    held = str(held_on(unit, UnitChange.What.NAME, valid_from or on))
    if name == held:
        return {}
    changes: dict[str, list[object]] = {"name": [digest_of(held), digest_of(name)]}
    if valid_from:
        changes["valid_from"] = [None, valid_from]
    return changes


def _name(unit: Unit, name: str, valid_from: date | None, *, by: Actor, on: date) -> None:
    if valid_from is None:
        dating.correct_name(unit, name, on)
        return
    check_day(unit, valid_from, on)
    dating.rename(unit, name, Told(valid_from, by, on))


def _check_code(beside: Unit, code: str) -> None:
    taken = Unit.objects.filter(agency=beside.agency_id, code=code).first()
    if taken:
        raise ValidationError(
            _("Kode %(code)s sudah dipakai %(unit)s: isi kode lain.")
            % {"code": code, "unit": taken.name}
        )


@transaction.atomic
def move_unit(
    unit: Unit, *, parent: Unit, valid_from: date | None = None, by: Actor, on: date
) -> Unit:
    """Put a unit with everything below it under another from a day, today where none is said."""
    day = valid_from or on
    agency = Agency.objects.select_for_update().get(pk=unit.agency_id)
    rows = Unit.objects.select_for_update(of=("self",)).select_related("agency").order_by("pk")
    found = {one.pk: one for one in rows.filter(pk__in=[unit.pk, parent.pk])}
    unit, parent = found[unit.pk], found[parent.pk]
    scope = scope_for(by, on)
    require(can_move_unit(scope, unit))
    require(can_add_unit(scope, parent))
    before = _check_move(unit, parent, day, on)
    dating.replant(unit, parent, Told(day, by, on))
    check_no_circle([unit], agency)
    place_all(agency)
    unit.refresh_from_db(fields=["path"])
    changes = {"parent": [before, parent], "valid_from": [None, day]}
    record("people.unit_moved", unit, by=by, on=on, changes=changes)
    return unit


def _check_move(unit: Unit, parent: Unit, day: date, on: date) -> Unit | None:
    """Refuse a move that cannot be; the unit above until the day."""
    named = {"unit": unit.name, "parent": parent.name}
    if parent.agency_id != unit.agency_id:
        raise ValidationError(_("Pilih unit dari instansi yang sama."))
    check_day(unit, day, on)
    above = held_on(unit, UnitChange.What.PARENT, day)
    if parent.pk == above:
        raise ValidationError(_("%(unit)s sudah berada di bawah %(parent)s.") % named)
    check_above(parent, day, on)
    return Unit.objects.filter(pk=above or 0).first()


@transaction.atomic
def cancel_unit_change(change: UnitChange, *, by: Actor, on: date) -> Unit:
    """Take back a name or place that has not begun."""
    unit = _locked(change.unit)
    require(can_cancel_unit_change(scope_for(by, on), unit))
    waiting = UnitChange.objects.filter(pk=change.pk, valid_from__gt=on)
    held = waiting.select_related("unit", "parent", "was_parent").first()
    if held is None:
        raise ValidationError(_("Perubahan ini sudah berlaku: catat perubahan baru."))
    changes: dict[str, list[object]] = {"valid_from": [held.valid_from, None]}
    if held.what == UnitChange.What.PARENT:
        changes["parent"] = [held.parent, held.was_parent]
    else:
        changes["name"] = [digest_of(held.name), digest_of(held.was_name)]
    dating.forget(held, on)
    check_no_circle([unit], unit.agency)
    record("people.unit_change_cancelled", unit, by=by, on=on, changes=changes)
    return unit


@transaction.atomic
def close_unit(unit: Unit, *, valid_to: date, by: Actor, on: date) -> Unit:
    """Let a unit end on a day; nobody works in it from then on, and no unit stands below it."""
    unit = _locked(unit)
    require(can_close_unit(scope_for(by, on), unit))
    if valid_to <= unit.valid_from:
        raise ValidationError(_("Tanggal berakhir harus sesudah tanggal mulai."))
    _check_empty(unit, valid_to)
    before, unit.valid_to = unit.valid_to, valid_to
    unit.save(update_fields=["valid_to"])
    find_problems_of(unit.agency, [], on, units={unit.pk})
    record("people.unit_closed", unit, by=by, on=on, changes={"valid_to": [before, valid_to]})
    return unit


def _check_empty(unit: Unit, day: date) -> None:
    lasting = Q(valid_to=None) | Q(valid_to__gt=day)
    below = Unit.objects.filter(lasting, parent=unit).count()
    if below:
        raise ValidationError(
            ngettext(
                "Masih ada %(n)d unit di bawahnya: tutup atau pindahkan dahulu.",
                "Masih ada %(n)d unit di bawahnya: tutup atau pindahkan dahulu.",
                below,
            )
            % {"n": below}
        )
    waiting = UnitChange.objects.filter(Q(unit=unit) | Q(parent=unit), valid_from__gte=day)
    if first := waiting.filter(is_begun=False).select_related("unit").first():
        said = {"unit": first.unit.name, "day": say_day_full(first.valid_from)}
        raise ValidationError(
            _("Perubahan %(unit)s menunggu %(day)s: batalkan dahulu di halaman unit itu.") % said
        )
    held = Assignment.objects.filter(lasting, unit=unit)
    held = held.filter(Q(employee__left_on=None) | Q(employee__left_on__gt=day))
    moving = Assignment.objects.filter(
        kind=Assignment.Kind.DEFINITIVE, employee__unit=unit, valid_from__lte=day
    ).exclude(unit=unit)
    moved = moving.filter(lasting).values("employee")
    placed = Employee.objects.active().filter(unit=unit).exclude(pk__in=moved)
    people = set(held.values_list("employee_id", flat=True))
    people |= set(placed.values_list("pk", flat=True))
    if people:
        raise ValidationError(
            ngettext(
                "Masih ada %(n)d pegawai di unit ini pada tanggal itu: catat dahulu mutasinya.",
                "Masih ada %(n)d pegawai di unit ini pada tanggal itu: catat dahulu mutasinya.",
                len(people),
            )
            % {"n": len(people)}
        )
    if Mandate.objects.filter(lasting, unit=unit).exists():
        raise ValidationError(_("Unit ini masih punya administrator: akhiri dahulu perannya."))


@transaction.atomic
def reopen_unit(unit: Unit, *, by: Actor, on: date) -> Unit:
    """Take the end of a unit back, where the one above it still stands."""
    unit = _locked(unit)
    require(can_close_unit(scope_for(by, on), unit))
    parent = Unit.objects.filter(pk=unit.parent_id or 0, valid_to=None).first()
    if parent is None:
        raise ValidationError(_("Unit di atasnya ditutup: buka kembali unit itu dahulu."))
    before, unit.valid_to = unit.valid_to, None
    unit.save(update_fields=["valid_to"])
    record("people.unit_reopened", unit, by=by, on=on, changes={"valid_to": [before, None]})
    return unit
