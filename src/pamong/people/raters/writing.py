"""Writes who rates whom from a day on; the caller holds the transaction and has asked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from pamong.ledger.actions import Actor, Draft, record_all
from pamong.people.batches import pieces
from pamong.people.copies import copy_raters
from pamong.people.following import check_raters, follow
from pamong.people.models import Employee, Supervision
from pamong.people.problems.finding import find_problems_of
from pamong.ui.dates import say_day_full

RATER_SET = "people.rater_set"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rater whom a person shall have, and the one above."""

    employee: Employee
    rater: Employee
    superior: Employee | None
    chosen: bool = False  # the superior, by hand
    reason: str = ""
    instead_of: Employee | None = None  # whose vacant post the rater stands in for
    since: date | None = None  # where the row that is changed begins after the day


def write_raters(
    wanted: Sequence[Wanted], *, valid_from: date, by: Actor, on: date, verb: str = RATER_SET
) -> list[Supervision]:
    """Close what held, open what holds from the day; what began later never held and goes."""
    keys = [item.employee.pk for item in wanted]
    by_day: dict[date, list[int]] = defaultdict(list)
    for item in wanted:
        by_day[item.since or valid_from].append(item.employee.pk)
    before: dict[int, Supervision] = {}
    for day, people in by_day.items():
        before |= _held(people, day)
        _close(people, day)
    made = Supervision.objects.bulk_create(
        Supervision(
            employee=item.employee,
            rater=item.rater,
            superior=item.superior,
            source=Supervision.Source.TAKEN if item.instead_of else Supervision.Source.SET,
            instead_of=item.instead_of,
            superior_chosen=item.chosen,
            superior_reason=item.reason,
            valid_from=item.since or valid_from,
        )
        for item in wanted
    )
    copy_raters(keys, on)
    follow(made, by, on)
    find_problems_of(wanted[0].employee.agency, keys, on)
    record_all([_draft(verb, row, before) for row in made], by=by, on=on)
    return made


def _close(keys: Sequence[int], day: date) -> None:
    for some in pieces(keys):
        rows = Supervision.objects.filter(employee__in=some)
        rows.filter(valid_from__gte=day).delete()
        rows.filter(Q(valid_to=None) | Q(valid_to__gt=day)).update(valid_to=day)


def refuse_overwriting(people: Sequence[Employee], valid_from: date, on: date) -> None:
    """Raters of years that are over or rated, and rows that are over, stay recorded by date.

    Within the year the row that holds today, and the end of the one before it, may be corrected.
    """
    keys = [person.pk for person in people]
    for some in pieces(keys):
        rows = Supervision.objects.filter(employee__in=some, valid_from__lte=on)
        rows = rows.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from))
        for row in rows.select_related("employee", "rater").order_by("-valid_from", "pk"):
            least = _least_day(row, valid_from, on)
            if least:
                said = {"name": row.employee.name, "rater": row.rater.name}
                said |= {"day": say_day_full(row.valid_from), "least": say_day_full(least)}
                raise ValidationError(
                    _(
                        "%(rater)s tercatat sebagai penilai %(name)s sejak %(day)s. Pilih %(least)s atau "
                        "sesudahnya."
                    )
                    % said
                )
    check_raters(keys, valid_from, on)


def _least_day(row: Supervision, day: date, on: date) -> date | None:
    """The first day that leaves the row on record, where the chosen one would not."""
    is_over = row.valid_to is not None and row.valid_to <= on
    if row.valid_from > day and (is_over or row.valid_from.year < on.year):
        return row.valid_to if is_over else row.valid_from
    return row.valid_to if is_over and day.year < on.year else None


def write_superior(
    row: Supervision, superior: Employee | None, *, valid_from: date, reason: str
) -> Supervision:
    """Give the rating that holds on the day another superior from it on; a rating of that day is mended."""
    ends, before = row.valid_to, row.valid_from
    values = {"superior": superior, "superior_chosen": bool(reason), "superior_reason": reason}
    if before == valid_from:
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))
        return row
    row.valid_to = valid_from
    row.save(update_fields=["valid_to"])
    return Supervision.objects.create(
        employee=row.employee,
        rater=row.rater,
        source=row.source,
        valid_from=valid_from,
        valid_to=ends,
        **values,
    )


def _held(keys: Sequence[int], day: date) -> dict[int, Supervision]:
    found: dict[int, Supervision] = {}
    for some in pieces(keys):
        rows = Supervision.objects.filter(employee__in=some, valid_from__lte=day)
        rows = rows.select_related("rater", "superior").order_by("valid_from")
        found.update({row.employee_id: row for row in rows})
    return found


def _draft(verb: str, row: Supervision, before: dict[int, Supervision]) -> Draft:
    old = before.get(row.employee_id)
    changes = {
        "rater": [old.rater if old else None, row.rater],
        "superior": [old.superior if old else None, row.superior],
        "valid_from": [old.valid_from if old else None, row.valid_from],
    }
    return Draft(verb, row, changes)


def followers_of(wanted: Sequence[Wanted], valid_from: date, on: date) -> list[Wanted]:
    """People rated by those whose own rater changes: the one above them changes along.

    Only where the superior recorded was the former rater of their rater; a superior whom somebody chose
    stays.
    """
    new = {item.employee.pk: item for item in wanted}
    found = []
    for some in pieces(sorted(new)):
        rows = Supervision.objects.on(on).filter(rater__in=some, superior_chosen=False)
        rows = rows.exclude(employee__in=new)
        for row in rows.select_related("employee__agency", "rater"):
            item = new[row.rater_id]
            if (
                row.superior_id in {None, item.employee.rater_id}
                and row.employee_id != item.rater.pk
            ):
                since = max(valid_from, row.valid_from)
                found.append(Wanted(row.employee, row.rater, item.rater, since=since))
    return found
