"""The verb that writes the rosters of a month."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, Draft, record_all
from pamong.people.acts.shown import refuse_moved
from pamong.people.models import Employee, RosterDay
from pamong.people.permissions import keeps_person
from pamong.people.scope import scope_for
from pamong.people.workdays.permissions import can_import_roster
from pamong.people.workdays.places import Place
from pamong.people.workdays.rosters import RosterLine, standing_rosters

BATCH = 500


@transaction.atomic
def import_roster(
    place: Place, month: date, lines: Sequence[RosterLine], *, by: Actor, on: date
) -> int:
    """Each person's month as the file says, in place of what stood; how many changed."""
    scope = scope_for(by, on)
    require(can_import_roster(scope, place))
    changed = [line for line in lines if line.days != line.before]
    for line in changed:
        require(keeps_person(scope, line.person))
    keys = sorted(line.person.pk for line in changed)
    list(Employee.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    standing = standing_rosters(keys, month)
    if any(line.before != standing[line.person.pk] for line in changed):
        raise refuse_moved()
    held = RosterDay.objects.filter(employee_id__in=keys)
    held.filter(on__year=month.year, on__month=month.month).delete()
    rows = [
        RosterDay(employee=line.person, on=day, shift=shift)
        for line in changed
        for day, shift in line.days.items()
    ]
    RosterDay.objects.bulk_create(rows, batch_size=BATCH)
    drafts = [
        Draft(
            "people.roster_set",
            line.person,
            {"month": f"{month:%Y-%m}", "roster_days": [len(line.before), len(line.days)]},
        )
        for line in changed
    ]
    if drafts:
        record_all(drafts, by=by, on=on)
    return len(drafts)
