"""One rater for many: who cannot get it is passed over, and the former raters come back for a while."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.ledger.models import Entry
from pamong.people.acts.passing import Answered, Passed
from pamong.people.acts.record import Act, came_on_top, refuse_all_on_top
from pamong.people.models import Employee, Supervision
from pamong.people.raters.actions import check_rater, lock_people, set_each
from pamong.people.raters.permissions import can_undo_raters
from pamong.people.raters.queries import proposals_for
from pamong.people.raters.writing import RATER_SET, Wanted, refuse_overwriting, write_raters
from pamong.people.scope import scope_of

BETWEEN = "~"
UNDONE = "people.rater_set_undone"
ON_TOP = frozenset(
    {
        *(RATER_SET, UNDONE, "people.superior_set", "people.rater_taken_over"),
        *("people.employee_moved", "people.employee_left", "performance.plan_agreed"),
        *("performance.plan_returned", "performance.evaluation_rated"),
    }
)
Raters = Mapping[int, Employee]
Days = tuple[date, date]


def marks_of(people: Iterable[Employee]) -> list[str]:
    """Each person's key with that of the rater on record."""
    return [f"{one.uuid}{BETWEEN}{one.rater.uuid if one.rater else ''}" for one in people]


def raters_for(people: Sequence[Employee], rater: Employee | None, on: date) -> dict[int, Employee]:
    """The one chosen, or for each the head of the own unit."""
    return {one.pk: rater for one in people} if rater else proposals_for(people, on)


def sorted_out(
    people: Sequence[Employee], raters: Raters, marks: Sequence[str], scope: Scope, days: Days
) -> tuple[list[Employee], list[Passed]]:
    """Those who can get their rater from the first day, seen on the second, and the others with the reason."""
    seen = {key: rater for key, between, rater in (m.partition(BETWEEN) for m in marks) if between}
    passed = {one.pk: why for one in people if (why := _why_not(one, raters, seen))}
    fit = [one for one in people if one.pk not in passed]
    passed |= _refused(fit, raters, scope, days)
    told = [Passed(one.full_name, passed[one.pk]) for one in people if one.pk in passed]
    return [one for one in people if one.pk not in passed], told


def _why_not(person: Employee, raters: Raters, seen: Mapping[str, str]) -> str:
    recorded = str(person.rater.uuid) if person.rater else ""
    if seen.get(str(person.uuid), recorded) != recorded:
        name = person.rater.full_name if person.rater else _("belum ada")
        return _("penilainya berubah sesudah halaman dibuka: %(name)s") % {"name": name}
    if person.pk not in raters:
        return _("belum ada kepala unit: pilih penilainya menurut nama")
    return ""


def _refused(
    people: Sequence[Employee], raters: Raters, scope: Scope, days: Days
) -> dict[int, str]:
    """Whom the rules refuse; they are asked one by one only where they refuse somebody."""
    if not people or not _refusal(people, raters, scope, days):
        return {}
    found = {one.pk: _refusal([one], raters, scope, days) for one in people}
    return {key: why for key, why in found.items() if why}


def _refusal(people: Sequence[Employee], raters: Raters, scope: Scope, days: Days) -> str:
    try:
        for rater in {raters[one.pk].pk: raters[one.pk] for one in people}.values():
            of = [one for one in people if raters[one.pk] == rater]
            check_rater(of, rater, scope, days[0])
        refuse_overwriting(people, *days)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@transaction.atomic
def set_picked_raters(
    people: Sequence[Employee],
    marks: Sequence[str],
    *,
    rater: Employee | None,
    valid_from: date,
    by: User,
    on: date,
) -> Answered[Supervision]:
    """Set the rater, or for each the own unit's head; who cannot get it is left as is and named."""
    scope, held = scope_of(by, on), lock_people(people)
    raters = raters_for(held, rater, on)
    fit, passed = sorted_out(held, raters, marks, scope, (valid_from, on))
    if not fit and passed:
        raise ValidationError("; ".join(f"{one.name}: {one.why}" for one in passed))
    chosen = {one.pk: raters[one.pk] for one in fit}
    return Answered(set_each(fit, chosen, None, valid_from=valid_from, by=by, on=on), passed)


@transaction.atomic
def undo_raters(act: Act, *, by: User, on: date, at: datetime) -> Answered[Supervision]:
    """Give people back the raters they had, by the same door, where nothing happened since."""
    scope = scope_of(by, on)
    act.check_while(at)
    people = Employee.objects.filter(agency_id=scope.agency_id, uuid__in=act.people)
    held = {one.uuid: one for one in lock_people(list(people))}
    later, rows = came_on_top(act, ON_TOP), _former_rows(act)
    wanted, passed = [], []
    for entry in act.entries:
        person = held[entry.person_uuid] if entry.person_uuid else None
        if person is None:
            continue
        require(can_undo_raters(scope, person))
        former = None if entry.subject_uuid in later else _former(entry, person, rows)
        if former:
            wanted.append(former)
        else:
            passed.append(Passed(person.full_name, _why_stays(entry, later)))
    if not wanted:
        raise refuse_all_on_top(later.values())
    people_of = [item.employee for item in wanted]
    first = min(item.since for item in wanted if item.since)
    refuse_overwriting(people_of, first, on)
    return Answered(write_raters(wanted, valid_from=first, by=by, on=on, verb=UNDONE), passed)


def _why_stays(entry: Entry, later: Mapping[UUID, Entry]) -> str:
    if entry.subject_uuid in later:
        return _("sesudah itu sudah ada catatan lain")
    return _(
        "penilai sebelumnya tidak ada atau tidak dapat dipulihkan: tetapkan lagi dengan tangan"
    )


def _former_rows(act: Act) -> dict[tuple[UUID, date], Supervision]:
    """The rows that the act closed, by person and day; what it replaced altogether is gone."""
    rows = Supervision.objects.filter(
        employee__uuid__in=act.people, valid_to__in={_day_of(entry) for entry in act.entries}
    )
    rows = rows.select_related("employee", "rater", "superior", "instead_of")
    return {(row.employee.uuid, row.valid_to): row for row in rows if row.valid_to}


def _day_of(entry: Entry) -> date:
    return date.fromisoformat(entry.changes["valid_from"][1])


def _former(
    entry: Entry, person: Employee, rows: Mapping[tuple[UUID, date], Supervision]
) -> Wanted | None:
    """The rater before, with the superior and how that one was chosen; nothing where there was none."""
    row = rows.get((person.uuid, _day_of(entry)))
    if row is None or str(row.rater.uuid) != entry.changes["rater"][0]:
        return None
    chosen, reason = row.superior_chosen, row.superior_reason
    day = _day_of(entry)
    return Wanted(person, row.rater, row.superior, chosen, reason, row.instead_of, day)
