"""Writes a dry run: plans that stand as agreed, each with its entry and frozen copy."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, Draft, record, record_all
from pamong.ledger.rows import insert_rows
from pamong.people.importing.folding import folded_name
from pamong.people.importing.reach import import_reach
from pamong.people.models import Agency
from pamong.people.models.intake import NAME_LENGTH
from pamong.people.posts.queries import extra_duties
from pamong.people.scope import scope_for
from pamong.performance.bulk.plans import Pages, measure
from pamong.performance.given import ResultInput
from pamong.performance.models import BehaviourExpectation, Plan, PlanAnnex, Result
from pamong.performance.plan.actions import snapshot_of
from pamong.performance.plan.content import contents_of
from pamong.performance.plan_files.permissions import can_import_plans
from pamong.performance.plan_files.plan import Takeover, leaders_results
from pamong.performance.plan_files.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Counts:
    """What the import did, in people."""

    added: int = 0
    unchanged: int = 0
    rejected: int = 0

    def __str__(self) -> str:
        return f"added {self.added}, unchanged {self.unchanged}, rejected {self.rejected}"


def counts_of(plan: Takeover) -> Counts:
    """The counts of a dry run; rejected are rows."""
    return Counts(len(plan.added), len(plan.unchanged), len(plan.rejected))


@transaction.atomic
def write_plans_of(plan: Takeover, *, partial: bool, by: Actor, on: date) -> Counts:
    """Write what the dry run showed; with a rejected row nothing at all, unless partial."""
    agency = Agency.objects.select_for_update().get(pk=plan.agency.pk)
    scope = scope_for(by, on)
    require(can_import_plans(scope, agency, import_reach(scope)))
    if plan.rejected and not partial:
        return Counts(rejected=len(plan.rejected))
    if not plan.added:
        return counts_of(plan)
    _refuse_new_clashes(plan)
    pages = _pages(plan, on)
    pages.save()
    _link_leaders(plan, pages)
    _freeze(pages.plans, on)
    record_all([_entry(one, plan) for one in pages.plans], by=by, on=on)
    counts = counts_of(plan)
    changes = {"file": f"sha256:{plan.read.digest}", "plans": [None, counts.added]}
    record("performance.plans_imported", agency, by=by, on=on, changes=changes)
    return counts


def _refuse_new_clashes(plan: Takeover) -> None:
    """Somebody may have made a plan since the file was looked at."""
    periods: dict[int, list[Wanted]] = defaultdict(list)
    for wanted in plan.added:
        periods[wanted.employee.pk].append(wanted)
    rows = Plan.objects.definitive().filter(employee__in=periods)
    for owner, starts_on, ends_on in rows.values_list("employee_id", "starts_on", "ends_on"):
        if any(starts_on <= w.ends_on and ends_on >= w.starts_on for w in periods[owner]):
            raise ValidationError(
                _("Data berubah sejak berkas diperiksa: periksa lagi berkasnya."), code="stale"
            )


def _pages(plan: Takeover, on: date) -> Pages:
    pages = Pages(duties=extra_duties([wanted.employee.pk for wanted in plan.added]))
    for wanted in plan.added:
        row = wanted.plan()
        row.duty = pages.duty_of(wanted.employee, wanted.starts_on)
        row.status, row.status_on = Plan.Status.AGREED, wanted.agreed_on
        row.proposed_on = row.agreed_on = wanted.agreed_on
        row.source, row.sourced_on = plan.read.name[:NAME_LENGTH], on
        pages.plans.append(row)
        _fill(row, wanted, pages)
    return pages


def _fill(row: Plan, wanted: Wanted, pages: Pages) -> None:
    for place, told in enumerate(wanted.results, start=1):
        result = Result(
            plan=row, place=place, kind=told.kind, text=told.text, assigned_by=told.assigned_by
        )
        pages.results.append(result)
        measure(result, ResultInput(text=told.text, indicators=tuple(told.inputs())), pages)
    for kind, texts in wanted.annexes.items():
        pages.annexes += [
            PlanAnnex(plan=row, kind=kind, text=text, place=place)
            for place, text in enumerate(texts, start=1)
        ]
    pages.expectations += [
        BehaviourExpectation(plan=row, value=value, text=text)
        for value, text in wanted.expectations.items()
    ]


def _link_leaders(plan: Takeover, pages: Pages) -> None:
    """Each result to the one of the rater that it serves, on record or just written."""
    known = leaders_results(plan)
    for row in pages.results:
        key = (row.plan.employee_id, row.plan.year, folded_name(row.text))
        if key in known and not known[key]:
            known[key] = row.pk
    told = [result for wanted in plan.added for result in wanted.results]
    served = []
    for row, given in zip(pages.results, told, strict=True):
        key = (row.plan.rater_id or 0, row.plan.year, folded_name(given.serves))
        if given.serves and known.get(key):
            row.serves_id = known[key]
            served.append(row)
    Result.objects.bulk_update(served, ["serves"], batch_size=500)


def _freeze(plans: Sequence[Plan], on: date) -> None:
    copies = []
    for year in {plan.year for plan in plans}:
        own = [plan for plan in plans if plan.year == year]
        contents = contents_of([plan.pk for plan in own], year)
        copies += [snapshot_of(plan, contents[plan.pk], on=on) for plan in own]
    insert_rows(copies)


def _entry(row: Plan, plan: Takeover) -> Draft:
    changes = {
        "status": [None, str(row.status)],
        "agreed_on": [None, row.agreed_on],
        "file": f"sha256:{plan.read.digest}",
    }
    return Draft("performance.plan_imported", row, changes)
