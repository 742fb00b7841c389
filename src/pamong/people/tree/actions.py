"""Verbs about units."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, field_changes, record
from pamong.people.models import Assignment, Employee, Mandate, Unit
from pamong.people.problems.finding import find_problems_of
from pamong.people.scope import scope_for
from pamong.people.tree.permissions import (
    can_add_unit,
    can_change_unit,
    can_close_unit,
    can_move_unit,
)


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
def change_unit(unit: Unit, facts: UnitFacts, *, by: Actor, on: date) -> Unit:
    """Give a unit another name, code or kind; the former ones stay in the record."""
    unit = _locked(unit)
    require(can_change_unit(scope_for(by, on), unit))
    before = Unit.objects.get(pk=unit.pk)
    if facts.code != unit.code:
        _check_code(unit, facts.code)
    unit.code, unit.name, unit.kind = facts.code, facts.name, facts.kind
    changes = field_changes(before, unit)
    if changes:
        unit.save(update_fields=["code", "name", "kind"])
        record("people.unit_changed", unit, by=by, on=on, changes=changes)
    return unit


def _check_code(beside: Unit, code: str) -> None:
    taken = Unit.objects.filter(agency=beside.agency_id, code=code).first()
    if taken:
        raise ValidationError(
            _("Kode %(code)s sudah dipakai %(unit)s: isi kode lain.")
            % {"code": code, "unit": taken.name}
        )


@transaction.atomic
def move_unit(unit: Unit, *, parent: Unit, by: Actor, on: date) -> Unit:
    """Put a unit with everything below it under another, from today."""
    rows = Unit.objects.select_for_update(of=("self",)).select_related("agency").order_by("pk")
    found = {one.pk: one for one in rows.filter(pk__in=[unit.pk, parent.pk])}
    unit, parent = found[unit.pk], found[parent.pk]
    scope = scope_for(by, on)
    require(can_move_unit(scope, unit))
    require(can_add_unit(scope, parent))
    _check_move(unit, parent, on)
    before, former = unit.parent, unit.path
    unit.parent, unit.path = parent, f"{parent.path}{unit.pk}/"
    unit.save(update_fields=["parent", "path"])
    below = Unit.objects.filter(agency=unit.agency_id, path__startswith=former)
    below.exclude(pk=unit.pk).update(
        path=Concat(Value(unit.path), Substr(F("path"), len(former) + 1))
    )
    changes = {"parent": [before, parent]}
    record("people.unit_moved", unit, by=by, on=on, changes=changes)
    return unit


def _check_move(unit: Unit, parent: Unit, on: date) -> None:
    named = {"unit": unit.name, "parent": parent.name}
    if parent.agency_id != unit.agency_id:
        raise ValidationError(_("Pilih unit dari instansi yang sama."))
    if parent.path.startswith(unit.path):
        raise ValidationError(
            _("%(parent)s berada di bawah %(unit)s: pilih unit di luar cabang itu.") % named
        )
    if parent.pk == unit.parent_id:
        raise ValidationError(_("%(unit)s sudah berada di bawah %(parent)s.") % named)
    if not parent.is_on(on):
        raise ValidationError(_("%(parent)s sudah ditutup: pilih unit lain.") % named)


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
