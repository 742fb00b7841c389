"""Verbs about posts."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, record
from pamong.people.copies import copy_posts
from pamong.people.following import (
    follow_acting,
    follow_duties,
    follow_moves,
    refuse_ending,
    refuse_losing,
)
from pamong.people.models import Assignment, Employee, Position, Unit
from pamong.people.posts.days import check_begins_in_service, refuse_later
from pamong.people.posts.permissions import (
    can_end_assignment,
    can_move_employee,
    can_place_in,
    can_set_acting_rater,
)
from pamong.people.posts.queries import rater_on
from pamong.people.problems.finding import find_problems_of
from pamong.people.raters.actions import set_rater
from pamong.people.raters.queries import proposed_rater
from pamong.people.scope import scope_for
from pamong.people.vacancies.actions import give_back_people
from pamong.people.vacancies.queries import left_behind
from pamong.ui.dates import say_day_full

Kind = Assignment.Kind


@dataclass(frozen=True, slots=True)
class NewPost:
    """What a person shall hold, where, and from when."""

    unit: Unit
    position: Position
    valid_from: date
    kind: str = Kind.DEFINITIVE.value
    valid_to: date | None = None  # of an acting post whose end is known
    rater: Employee | None = None  # who rates in a definitive post from the same day
    head_rates: bool = False  # where nobody is named: the head of the unit, or of the nearest above


@transaction.atomic
def move_employee(employee: Employee, post: NewPost, *, by: Actor, on: date) -> Assignment:
    """Give a post from a day on; a definitive one closes the former, any other stands beside it."""
    unit, valid_from = post.unit, post.valid_from
    rows = Employee.objects.select_for_update(of=("self",)).select_related("agency")
    employee = rows.get(pk=employee.pk)
    require(can_move_employee(scope := scope_for(by, on), employee))
    require(can_place_in(scope, unit))
    _check(employee, post)
    check_begins_in_service(employee, valid_from)
    if post.kind == Kind.DEFINITIVE:
        refuse_later(employee, valid_from, on)
        refuse_losing(employee.pk, valid_from)
    before = _closed(employee, valid_from) if post.kind == Kind.DEFINITIVE else None
    made = Assignment.objects.create(
        employee=employee,
        unit=unit,
        position=post.position,
        kind=post.kind,
        valid_from=valid_from,
        valid_to=post.valid_to,
    )
    copy_posts([employee.pk], on)
    if post.kind == Kind.DEFINITIVE:
        _end_duties(employee, post)
        follow_moves([made], by, on)
        _set_new_rater(made, post, by, on)
    elif post.kind == Kind.EXTRA:
        follow_duties([made], by, on)
    give_back_people(made, by=by, on=on)
    old_unit = {employee.unit_id} if employee.unit_id else set()
    touched = [employee.pk, *_former_heads(made, on)]
    find_problems_of(employee.agency, touched, on, units={unit.pk, *old_unit})
    changes = {
        "unit": [before.unit if before else None, unit],
        "position": [before.position if before else None, post.position],
        "kind": [None, post.kind],
        "valid_from": [before.valid_from if before else None, valid_from],
        "valid_to": [None, post.valid_to],
    }
    record("people.employee_moved", made, by=by, on=on, changes=changes)
    return made


def _former_heads(post: Assignment, on: date) -> list[int]:
    """Whose people wait for the one who leads the unit from now on, or for the next."""
    return [one.pk for one in left_behind(post.unit, on)] if post.position.is_head else []


def _check(employee: Employee, post: NewPost) -> None:
    unit, position, valid_from = post.unit, post.position, post.valid_from
    if {unit.agency_id, position.agency_id} != {employee.agency_id}:
        raise ValidationError(_("Pilih unit dan jabatan dari instansi yang sama."))
    if position.valid_to and position.ends_before(post.valid_to):
        raise ValidationError(
            _("%(post)s ditutup %(day)s: pilih jabatan lain, atau buka kembali jabatan itu.")
            % {"post": position.name, "day": say_day_full(position.valid_to)}
        )
    if post.valid_to and (post.kind == Kind.DEFINITIVE or post.valid_to <= valid_from):
        raise ValidationError(_("Tanggal berakhir harus sesudah tanggal mulai."))
    if employee.serves_until and employee.serves_until <= valid_from:
        raise ValidationError(
            _("%(name)s berhenti %(day)s: pilih hari sebelumnya.")
            % {"name": employee.name, "day": say_day_full(employee.serves_until)}
        )
    held = Assignment.objects.on(valid_from).filter(employee=employee, unit=unit, position=position)
    if held.exists():
        raise ValidationError(_("%(name)s sudah memegang jabatan ini.") % {"name": employee.name})


def _closed(employee: Employee, valid_from: date) -> Assignment | None:
    """End the definitive posts that held on the day; those planned for later go."""
    rows = Assignment.objects.filter(employee=employee, kind=Kind.DEFINITIVE)
    before = rows.filter(valid_from__lte=valid_from).order_by("-valid_from").first()
    rows.filter(valid_from__gte=valid_from).delete()
    rows.filter(_open_at(valid_from)).update(valid_to=valid_from)
    return before


def _open_at(day: date) -> Q:
    return Q(valid_to=None) | Q(valid_to__gt=day)


def _end_duties(employee: Employee, post: NewPost) -> None:
    """An extra duty stays behind in the unit that a person leaves."""
    rows = Assignment.objects.filter(employee=employee, kind=Kind.EXTRA).exclude(unit=post.unit)
    rows.filter(_open_at(post.valid_from), valid_from__lt=post.valid_from).update(
        valid_to=post.valid_from
    )


def _set_new_rater(made: Assignment, post: NewPost, by: Actor, on: date) -> None:
    """Let the chosen one rate from the day of the move; open plans follow."""
    day, rater = made.valid_from, post.rater
    if rater is None and post.head_rates:
        rater = proposed_rater(made, day)
    held = rater_on(made.employee_id, day)
    if rater and rater != held:
        try:
            set_rater(made.employee, rater=rater, valid_from=day, by=by, on=on)
        except ValidationError as error:
            raise ValidationError([*error.messages, _way_out(made.employee)]) from None


def _way_out(employee: Employee) -> str:
    """What is recorded of raters need not hold up the move itself; in the words of the form."""
    if employee.rater_id:
        return _("Atau pilih “Penilai tetap”: mutasi dicatat, penilai tidak berubah.")
    return _("Atau pilih “Tetapkan nanti”: mutasi dicatat, penilai tidak berubah.")


@transaction.atomic
def end_assignment(assignment: Assignment, *, valid_to: date, by: Actor, on: date) -> Assignment:
    """End an acting post or an extra duty on a day; a definitive one ends by a move."""
    rows = Assignment.objects.select_for_update(of=("self",))
    named = ("employee__agency", "unit", "position")
    assignment = rows.select_related(*named).get(pk=assignment.pk)
    require(can_end_assignment(scope_for(by, on), assignment))
    if assignment.kind == Kind.DEFINITIVE:
        raise ValidationError(_("Jabatan definitif berakhir dengan mutasi."))
    if valid_to <= assignment.valid_from:
        raise ValidationError(_("Tanggal berakhir harus sesudah tanggal mulai."))
    if assignment.is_acting:
        refuse_ending(assignment, valid_to)
    before, assignment.valid_to = assignment.valid_to, valid_to
    assignment.save(update_fields=["valid_to"])
    if assignment.is_acting:
        follow_acting([assignment], by, on)
    else:
        follow_duties([assignment], by, on)
    agency, touched = assignment.employee.agency, _former_heads(assignment, on)
    find_problems_of(agency, touched, on, units={assignment.unit_id})
    changes = {"valid_to": [before, valid_to]}
    record("people.assignment_ended", assignment, by=by, on=on, changes=changes)
    return assignment


@transaction.atomic
def set_acting_rater(assignment: Assignment, *, rater: Employee, by: Actor, on: date) -> Assignment:
    """Say who rates the work in an acting post; plans made for it follow."""
    rows = Assignment.objects.select_for_update(of=("self",))
    named = ("employee__agency", "unit", "position", "rater", "superior")
    assignment = rows.select_related(*named).get(pk=assignment.pk)
    require(can_set_acting_rater(scope_for(by, on), assignment))
    _check_acting_rater(assignment, rater, on)
    before = {"rater": assignment.rater, "superior": assignment.superior}
    above = rater.rater
    fits = above is not None and above.pk not in {assignment.employee_id, rater.pk}
    assignment.rater, assignment.superior = rater, above if fits else None
    assignment.save(update_fields=["rater", "superior"])
    follow_acting([assignment], by, on)
    changes = {name: [old, getattr(assignment, name)] for name, old in before.items()}
    record("people.acting_rater_set", assignment, by=by, on=on, changes=changes)
    return assignment


def _check_acting_rater(assignment: Assignment, rater: Employee, on: date) -> None:
    if not assignment.is_acting:
        raise ValidationError(_("Penilai jabatan definitif ditetapkan di Siapa menilai siapa."))
    if rater.agency_id != assignment.employee.agency_id:
        raise ValidationError(_("Pilih penilai dari instansi yang sama."))
    if rater.pk == assignment.employee_id:
        raise ValidationError(
            _("%(name)s tidak dapat menilai diri sendiri.") % {"name": rater.name}
        )
    if rater.left_on and rater.left_on <= on:
        raise ValidationError(
            _("%(name)s sudah berhenti: pilih penilai lain.") % {"name": rater.name}
        )
