"""Verbs of a vacancy: who fills the post, or else the superior, takes over at once for all."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, record
from pamong.people.models import Assignment, Employee, Supervision
from pamong.people.raters.queries import rater_for
from pamong.people.raters.writing import (
    Wanted,
    followers_of,
    refuse_overwriting,
    write_raters,
)
from pamong.people.scope import scope_for
from pamong.people.vacancies.permissions import can_take_over_rater
from pamong.people.vacancies.queries import (
    Succession,
    Taker,
    people_of,
    posts_to_come,
    stood_in_under,
    succession_of,
)
from pamong.ui.dates import say_day_full


@transaction.atomic
def take_over_rater(rater: Employee, *, valid_from: date, by: Actor, on: date) -> list[Supervision]:
    """Let who fills the post, or the superior, rate all whom one rated who is gone; open plans follow."""
    locked = Employee.objects.select_for_update(of=("self",))
    rater = locked.select_related("agency", "rater__rater", "unit").get(pk=rater.pk)
    people = people_of(rater)
    since = _vacant_since(rater, people, on)
    found = succession_of(rater, people, max(valid_from, since or valid_from))
    those = [*found.those, *succession_of(rater, people, on).those]
    require(can_take_over_rater(scope_for(by, on), rater, those))
    _check_takers(rater, people, found, on)
    people = [one.person for one in found.takers]
    _check_day(rater, people, valid_from, since, on)
    wanted = [_wanted(one, rater, found.above, valid_from) for one in found.takers]
    wanted += followers_of(wanted, valid_from, on)
    made = write_raters(wanted, valid_from=valid_from, by=by, on=on)
    for post in posts_to_come(rater, valid_from):
        give_back_people(post, by=by, on=on)
    changes = {
        "rater": [rater, found.by_taker[0][0]],
        "people": [None, len(people)],
        "valid_from": [None, valid_from],
    }
    record("people.rater_taken_over", rater, by=by, on=on, changes=changes)
    return made[: len(people)]


def _check_takers(rater: Employee, people: Sequence[Employee], found: Succession, on: date) -> None:
    """There are people, somebody who takes them, and nobody in the post that they would be taken from."""
    if not found.takers and found.above is None:
        raise ValidationError(
            _("Atasan %(name)s tidak tercatat: tetapkan penilainya satu per satu.")
            % {"name": rater.name}
        )
    if not found.takers:
        raise ValidationError(_("Tidak ada pegawai yang masih dinilai %s.") % rater.name)
    if _is_in_office(rater, people, on):
        raise ValidationError(
            _("%(name)s masih memegang jabatannya. Bila berhalangan, delegasikan tugasnya.")
            % {"name": rater.name}
        )


def _wanted(one: Taker, rater: Employee, above: Employee | None, day: date) -> Wanted:
    """Who holds the post for good rates for good; anybody else until somebody does."""
    if one.post is None:
        return Wanted(one.person, one.taker, _above(one.taker, one.person), instead_of=rater)
    over = _over(one.post, day)
    over = above if over is None or over.pk == rater.pk else over
    fits = over is not None and over.pk not in {one.person.pk, one.taker.pk}
    for_good = not one.post.is_acting
    former = None if for_good else rater
    return Wanted(one.person, one.taker, over if fits else None, instead_of=former)


def _over(post: Assignment, day: date) -> Employee | None:
    """Who stands above the people of a post: who rates the work in it."""
    return rater_for(post, day)[0] if post.is_acting else post.employee.rater


def _check_day(
    rater: Employee, people: Sequence[Employee], day: date, since: date | None, on: date
) -> None:
    """Until the post fell vacant its holder rated, and stays recorded."""
    if since and day < since:
        raise ValidationError(
            _("Jabatan %(name)s kosong sejak %(day)s: pilih hari itu atau sesudahnya.")
            % {"name": rater.name, "day": say_day_full(since)}
        )
    refuse_overwriting(people, day, on)


def _vacant_since(rater: Employee, people: Sequence[Employee], on: date) -> date | None:
    return rater.left_on or _stood_down_on(rater, people, on)


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
    back = [
        row
        for row in rows[post.unit_id]
        if post.employee_id != row.employee_id
        and (post.employee_id != row.rater_id or not post.is_acting)
    ]
    head = Employee.objects.select_related("rater").get(pk=post.employee_id)
    people = [row.employee for row in back]
    if not post.is_acting:
        return hand_over_people(head, people, valid_from=since, by=by, on=on)
    former = {row.employee_id: row.instead_of for row in back}
    over = _over(post, since)
    wanted = [
        Wanted(one, head, over if over != one else None, instead_of=former[one.pk])
        for one in people
    ]
    return _hand_over(head, wanted, valid_from=since, by=by, on=on)


def hand_over_people(
    head: Employee, people: Sequence[Employee], *, valid_from: date, by: Actor, on: date
) -> list[Supervision]:
    """Let a new head rate whom somebody stood in for; called inside what makes the head."""
    wanted = [Wanted(one, head, _above(head, one)) for one in people]
    return _hand_over(head, wanted, valid_from=valid_from, by=by, on=on)


def _hand_over(
    head: Employee, wanted: list[Wanted], *, valid_from: date, by: Actor, on: date
) -> list[Supervision]:
    if not wanted:
        return []
    count = len(wanted)
    wanted += followers_of(wanted, valid_from, on)
    made = write_raters(wanted, valid_from=valid_from, by=by, on=on)
    changes = {"rater": [None, head], "people": [None, count]}
    changes |= {"valid_from": [None, valid_from]}
    record("people.people_given_back", head, by=by, on=on, changes=changes)
    return made[:count]
