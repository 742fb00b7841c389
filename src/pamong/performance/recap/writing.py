"""Puts a recap in place of the one before it: whole or not at all; nothing of plans or ratings changes."""

from datetime import date

from django.db import transaction

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import Actor, Draft, record_all
from pamong.people.intake import StaleFileError
from pamong.people.models import Agency
from pamong.people.models.intake import NAME_LENGTH
from pamong.people.scope import scope_for
from pamong.performance.models import Plan, Recap, RecapRow
from pamong.performance.recap.permissions import can_receive_recap
from pamong.performance.recap.plan import RecapPlan, plan_recap
from pamong.performance.recap.states import differing

BATCH = 500


@transaction.atomic
def write_recap(plan: RecapPlan, name: str, *, by: Actor, on: date) -> None:
    """Keep the recap and its rows; the same one again changes nothing."""
    scope = scope_for(by, on)
    require(can_receive_recap(scope, plan.agency))
    agency = Agency.objects.select_for_update().get(pk=plan.agency.pk)
    if plan_recap(agency, plan.file, plan.asked, scope).digest() != plan.digest():
        raise StaleFileError
    if not plan.added + plan.changed:
        return
    recap = _kept(plan, name, by=by, on=on)
    before = _differing(plan)
    RecapRow.objects.filter(pk__in=[row.pk for row in plan.old]).delete()
    for row in plan.rows:
        row.recap = recap
    RecapRow.objects.bulk_create(plan.rows, batch_size=BATCH)
    told = {"file": f"sha256:{plan.file.digest}", "year": plan.asked.year, "part": plan.asked.part}
    told |= {"as_of": plan.asked.as_of.isoformat(), "people": len(plan.rows)}
    drafts = [Draft("performance.recap_loaded", recap, told)]
    drafts += [
        Draft("performance.recap_differed", own, {"part": plan.asked.part})
        for own in _differing(plan).values()
        if own.pk not in before
    ]
    record_all(drafts, by=by, on=on)


def _kept(plan: RecapPlan, name: str, *, by: Actor, on: date) -> Recap:
    return Recap.objects.create(
        agency=plan.agency,
        user=by if isinstance(by, User) else None,
        name=name[:NAME_LENGTH],
        sha256=plan.file.digest,
        year=plan.asked.year,
        part=plan.asked.part,
        as_of=plan.asked.as_of,
        loaded_on=on,
        headings=plan.file.columns.read,
    )


def _differing(plan: RecapPlan) -> dict[int, Plan]:
    """Plans that stand otherwise there than here: their owners are asked."""
    found = differing(plan.agency, plan.asked.year, plan.asked.part)
    return {own.pk: own for own in found.select_related("agency", "employee")}
