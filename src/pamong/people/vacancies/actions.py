"""Verbs of a vacancy: the superior takes over at once for all, and gives back when the post is filled."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, record
from pamong.people.models import Assignment, Employee, Supervision
from pamong.people.raters.writing import (
    Wanted,
    followers_of,
    refuse_overwriting,
    write_raters,
)
from pamong.people.scope import scope_for
from pamong.people.vacancies.permissions import can_take_over_rater
from pamong.people.vacancies.queries import people_of, stood_in_under, successor_of
from pamong.ui.dates import say_day_full


@transaction.atomic
def take_over_rater(rater: Employee, *, valid_from: date, by: Actor, on: date) -> list[Supervision]:
    """Let the superior rate all whom a rater rated who is gone, from a day on; open plans follow."""
    locked = Employee.objects.select_for_update(of=("self",))
    rater = locked.select_related("agency", "rater__rater", "unit").get(pk=rater.pk)
    people = people_of(rater)
    superior = successor_of(rater, people, on)
    require(can_take_over_rater(scope_for(by, on), rater, superior))
    if superior is None:
        raise ValidationError(
            _("Atasan %(name)s tidak tercatat: tetapkan penilainya satu per satu.")
            % {"name": rater.name}
        )
    people = [one for one in people if one.pk not in {superior.pk, superior.rater_id}]
    if not people:
        raise ValidationError(_("Tidak ada pegawai yang masih dinilai %s.") % rater.name)
    if _is_in_office(rater, people, on):
        raise ValidationError(
            _("%(name)s masih memegang jabatannya. Bila berhalangan, delegasikan tugasnya.")
            % {"name": rater.name}
        )
    wanted = [Wanted(one, superior, _above(superior, one), instead_of=rater) for one in people]
    _check_day(rater, people, valid_from, on)
    wanted += followers_of(wanted, valid_from, on)
    made = write_raters(wanted, valid_from=valid_from, by=by, on=on)
    changes = {
        "rater": [rater, superior],
        "people": [None, len(people)],
        "valid_from": [None, valid_from],
    }
    record("people.rater_taken_over", rater, by=by, on=on, changes=changes)
    return made[: len(people)]


def _check_day(rater: Employee, people: Sequence[Employee], day: date, on: date) -> None:
    """Until the post fell vacant its holder rated, and stays recorded."""
    since = rater.left_on or _stood_down_on(rater, people, on)
    if since and day < since:
        raise ValidationError(
            _("Jabatan %(name)s kosong sejak %(day)s: pilih hari itu atau sesudahnya.")
            % {"name": rater.name, "day": say_day_full(since)}
        )
    refuse_overwriting(people, day, on)


def _stood_down_on(rater: Employee, people: Sequence[Employee], on: date) -> date | None:
    """The last day's morrow of the posts at the head of a unit above the people."""
    posts = Assignment.objects.filter(employee=rater, position__is_head=True, valid_to__lte=on)
    paths = {one.unit.path for one in people if one.unit}
    held = posts.values_list("unit__path", "valid_to")
    days = [last for own, last in held if last and any(path.startswith(own) for path in paths)]
    return max(days, default=None)


def _above(superior: Employee, person: Employee) -> Employee | None:
    above = superior.rater
    return above if above and above.pk not in {person.pk, superior.pk} else None


def _is_in_office(rater: Employee, people: Sequence[Employee], on: date) -> bool:
    """Still there, and still at the head of a unit above the people, or of none ever."""
    if rater.left_on and rater.left_on <= on:
        return False
    posts = Assignment.objects.filter(employee=rater, position__is_head=True)
    paths = {one.unit.path for one in people if one.unit}
    led = list(posts.on(on).values_list("unit__path", flat=True))
    held = list(posts.values_list("unit__path", flat=True))
    stands = any(path.startswith(own) for own in led for path in paths)
    return stands or not any(path.startswith(own) for own in held for path in paths)


def give_back_people(post: Assignment, *, by: Actor, on: date) -> list[Supervision]:
    """Hand the people of a filled post to its new head; called inside the move that fills it."""
    if not post.position.is_head:
        return []
    since = post.valid_from
    rows = stood_in_under([post.unit_id], max(since, on), since)
    people = [
        row.employee
        for row in rows[post.unit_id]
        if post.employee_id not in {row.employee_id, row.rater_id}
    ]
    head = Employee.objects.select_related("rater").get(pk=post.employee_id)
    return hand_over_people(head, people, valid_from=since, by=by, on=on)


def hand_over_people(
    head: Employee, people: Sequence[Employee], *, valid_from: date, by: Actor, on: date
) -> list[Supervision]:
    """Let a new head rate whom somebody stood in for; called inside what makes the head."""
    if not people:
        return []
    wanted = [Wanted(one, head, _above(head, one)) for one in people]
    wanted += followers_of(wanted, valid_from, on)
    made = write_raters(wanted, valid_from=valid_from, by=by, on=on)
    changes = {"rater": [None, head], "people": [None, len(people)]}
    changes |= {"valid_from": [None, valid_from]}
    record("people.people_given_back", head, by=by, on=on, changes=changes)
    return made[: len(people)]
