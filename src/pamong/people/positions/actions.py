"""Verbs about posts by name."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, field_changes, record
from pamong.people.models import Agency, Assignment, Position
from pamong.people.positions.permissions import (
    can_add_position,
    can_change_position,
    can_close_position,
)
from pamong.people.problems.finding import find_problems
from pamong.people.scope import scope_for


@dataclass(frozen=True, slots=True)
class PositionFacts:
    """What a post is called and what it is."""

    name: str
    kind: str
    level: str = ""
    grade: int | None = None
    is_head: bool = False


FACTS = ("name", "kind", "level", "grade", "is_head")


def _locked(position: Position) -> Position:
    rows = Position.objects.select_for_update(of=("self",)).select_related("agency")
    return rows.get(pk=position.pk)


@transaction.atomic
def add_position(agency: Agency, facts: PositionFacts, *, by: Actor, on: date) -> Position:
    """Make a post that people may be moved to."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    require(can_add_position(scope_for(by, on), agency))
    _check_name(agency, facts.name)
    position = Position(agency=agency)
    _write(position, facts)
    position.save()
    changes = field_changes(None, position)
    record("people.position_added", position, by=by, on=on, changes=changes)
    return position


@transaction.atomic
def change_position(position: Position, facts: PositionFacts, *, by: Actor, on: date) -> Position:
    """Give a post another name, kind, level or grade; who holds it keeps it under the new name."""
    position = _locked(position)
    require(can_change_position(scope_for(by, on), position))
    before = Position.objects.get(pk=position.pk)
    if facts.name.casefold() != position.name.casefold():
        _check_name(position.agency, facts.name)
    _write(position, facts)
    changes = field_changes(before, position)
    if changes:
        position.save(update_fields=FACTS)
        if "is_head" in changes:
            find_problems(position.agency, on)
        record("people.position_changed", position, by=by, on=on, changes=changes)
    return position


def _write(position: Position, facts: PositionFacts) -> None:
    for name in FACTS:
        setattr(position, name, getattr(facts, name))


def _check_name(agency: Agency, name: str) -> None:
    taken = Position.objects.filter(agency=agency, name__iexact=name).first()
    if taken is None:
        return
    if taken.valid_to:
        raise ValidationError(
            _("Jabatan %(name)s sudah ada dan ditutup: buka kembali jabatan itu.")
            % {"name": taken.name}
        )
    raise ValidationError(_("Jabatan %(name)s sudah ada.") % {"name": taken.name})


@transaction.atomic
def close_position(position: Position, *, valid_to: date, by: Actor, on: date) -> Position:
    """Let a post end on a day, from which nobody holds it."""
    position = _locked(position)
    require(can_close_position(scope_for(by, on), position))
    _check_vacant(position, valid_to)
    before, position.valid_to = position.valid_to, valid_to
    position.save(update_fields=["valid_to"])
    changes = {"valid_to": [before, valid_to]}
    record("people.position_closed", position, by=by, on=on, changes=changes)
    return position


def _check_vacant(position: Position, day: date) -> None:
    held = Assignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=day),
        Q(employee__left_on=None) | Q(employee__left_on__gt=day),
        position=position,
    )
    holders = held.values("employee").distinct().count()
    if holders:
        raise ValidationError(
            ngettext(
                "Jabatan ini masih dipegang %(n)d pegawai pada tanggal itu: "
                "catat dahulu mutasinya.",
                "Jabatan ini masih dipegang %(n)d pegawai pada tanggal itu: "
                "catat dahulu mutasinya.",
                holders,
            )
            % {"n": holders}
        )


@transaction.atomic
def reopen_position(position: Position, *, by: Actor, on: date) -> Position:
    """Take the end of a post back."""
    position = _locked(position)
    require(can_close_position(scope_for(by, on), position))
    before, position.valid_to = position.valid_to, None
    position.save(update_fields=["valid_to"])
    changes = {"valid_to": [before, None]}
    record("people.position_reopened", position, by=by, on=on, changes=changes)
    return position
