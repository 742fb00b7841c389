"""A list that leaves the house as a file leaves a mark."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.ledger.actions import record
from pamong.people.jobs.beginning import begin_job
from pamong.people.lists.permissions import can_take_list
from pamong.people.models import Agency, Job


@transaction.atomic
def take_list(name: str, kind: str, rows: int, *, scope: Scope, by: User, on: date) -> None:
    """Note which list went out, as what, and how many rows; the view decided which rows these are."""
    require(can_take_list(scope))
    agency = Agency.objects.filter(pk=scope.agency_id).first()
    changes = {"list": name, "kind": kind, "rows": rows}
    record("people.list_taken", agency or by, by=by, on=on, changes=changes)


@transaction.atomic
def begin_long_list(
    asked: Mapping[str, str], about: str, *, scope: Scope, by: User, on: date, at: datetime
) -> Job:
    """Let the worker write a list that nobody waits for; asked twice it is one."""
    require(can_take_list(scope) and bool(scope.agency_id))
    agency = Agency.objects.get(pk=scope.agency_id)
    job, is_new = begin_job(f"list-{asked['kind']}", about, asked, agency=agency, by=by, at=at)
    if is_new:
        changes = {"list": asked["list"], "kind": asked["kind"]}
        record("people.list_asked", job, by=by, on=on, changes=changes)
    return job
