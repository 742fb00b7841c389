"""The verbs of a plan's life: draft, propose, withdraw, return, agree."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import Draft, digest_of, record, record_all
from pamong.people.models import Employee
from pamong.people.posts.queries import extra_duty_of
from pamong.people.problems.finding import find_problems_of
from pamong.people.scope import scope_of
from pamong.performance.models import Plan, PlanReturn, PlanSnapshot
from pamong.performance.plan.content import PlanContent, content_of
from pamong.performance.plan.following import take_first_posts
from pamong.performance.plan.permissions import (
    can_agree_plan,
    can_draft_plan,
    can_propose_plan,
    can_return_plan,
    can_withdraw_plan,
)
from pamong.performance.plan.posts import posts_of
from pamong.performance.plan.rules import check_complete
from pamong.performance.rules import form_of, mark_of, plan_pack_on


@transaction.atomic
def draft_plan(
    employee: Employee, *, starts_on: date, ends_on: date, approach: str, by: User, on: date
) -> Plan:
    """Open a plan for a period; it needs no leader's plan and no rater yet."""
    require(can_draft_plan(scope_of(by, on), employee.pk, employee.agency_id))
    employee = (
        Employee.objects.select_for_update(of=("self",))
        .select_related("agency", "unit", "position")
        .get(pk=employee.pk)
    )
    pack = plan_pack_on(starts_on, employee.kind, local=employee.agency.local_packs)
    _check_period(employee, starts_on, ends_on, on)
    if employee.unit is None or employee.position is None:
        raise ValidationError(
            _("Unit atau jabatan Anda belum tercatat. Minta administrator unit melengkapinya.")
        )
    post = posts_of([employee]).of(employee, starts_on, ends_on, on)
    plan = Plan.objects.create(
        agency=employee.agency,
        employee=employee,
        unit=post.unit,
        position=post.position,
        duty=extra_duty_of(employee.pk, post.unit.pk, min(max(on, starts_on), ends_on)),
        rater_id=post.rater_id,
        superior_id=post.superior_id,
        year=starts_on.year,
        starts_on=starts_on,
        ends_on=ends_on,
        approach=approach,
        form=form_of(post.position, post.unit),
        status_on=on,
        pack=mark_of(pack),
    )
    find_problems_of(employee.agency, [employee.pk], on)
    record("performance.plan_drafted", plan, by=by, on=on, changes={"year": [None, plan.year]})
    return plan


def _check_period(employee: Employee, starts_on: date, ends_on: date, on: date) -> None:
    check_days(starts_on, ends_on, on)
    joined = employee.joined_on
    if joined and starts_on < joined:
        raise ValidationError(
            _("Anda mulai bekerja %(day)s: isi hari itu sebagai periode awal."),
            params={"day": joined.strftime("%d-%m-%Y")},
        )
    clash = (
        Plan.objects.definitive()
        .filter(employee=employee, starts_on__lte=ends_on, ends_on__gte=starts_on)
        .first()
    )
    if clash:
        raise ValidationError(
            _("Anda sudah punya SKP untuk %(from)s sampai %(to)s. Buka SKP itu di Daftar SKP."),
            params={
                "from": clash.starts_on.strftime("%d-%m-%Y"),
                "to": clash.ends_on.strftime("%d-%m-%Y"),
            },
        )


def check_days(starts_on: date, ends_on: date, on: date) -> None:
    """A period lies in one year, at the latest the coming one."""
    if starts_on.year != ends_on.year or ends_on < starts_on:
        raise ValidationError(_("Isi periode di dalam satu tahun, awal sebelum akhir."))
    if starts_on.year > on.year + 1:
        raise ValidationError(
            _("SKP paling jauh dapat disusun untuk tahun %(year)s."), params={"year": on.year + 1}
        )


@transaction.atomic
def propose_plan(plan: Plan, *, by: User, on: date) -> Plan:
    """Hand the plan to the rater; from here on its owner can only withdraw it."""
    plan = Plan.objects.lock(plan)
    require(can_propose_plan(scope_of(by, on), plan))
    before = plan.status
    plan.move_to(Plan.Status.PROPOSED, on=on)
    check_complete(plan, content_of(plan))
    plan.proposed_on, plan.return_reason = on, ""
    plan.save()
    record("performance.plan_proposed", plan, by=by, on=on, changes=_moved(before, plan))
    return plan


@transaction.atomic
def withdraw_plan(plan: Plan, *, by: User, on: date) -> Plan:
    """Take the plan back while the rater has not answered."""
    plan = Plan.objects.lock(plan)
    require(can_withdraw_plan(scope_of(by, on), plan))
    before = plan.status
    plan.move_to(Plan.Status.WITHDRAWN, on=on)
    plan.save()
    record("performance.plan_withdrawn", plan, by=by, on=on, changes=_moved(before, plan))
    return plan


@transaction.atomic
def return_plan(plan: Plan, *, reason: str, by: User, on: date) -> Plan:
    """Give the plan back with what should change; an agreed one is opened for its owner again."""
    seen, plan = plan.status, Plan.objects.lock(plan)
    require(can_return_plan(scope_of(by, on), plan))
    _check_seen(seen, plan)
    if not reason.strip():
        raise ValidationError(_("Tulis apa yang perlu diperbaiki."))
    record_all(_give_all_back([plan], reason.strip(), on), by=by, on=on)
    return plan


@transaction.atomic
def return_plans(plans: Sequence[Plan], *, reason: str, by: User, on: date) -> list[Plan]:
    """Give many back with one reason: all or none."""
    scope = scope_of(by, on)
    if not reason.strip():
        raise ValidationError(_("Tulis apa yang perlu diperbaiki."))
    seen = {plan.pk: plan.status for plan in plans}
    locked = lock_all(plans)
    for plan in locked:
        require(can_return_plan(scope, plan))
        _check_seen(seen[plan.pk], plan)
    record_all(_give_all_back(locked, reason.strip(), on), by=by, on=on)
    return locked


def _check_seen(seen: str, plan: Plan) -> None:
    """Refuse to reopen what another rater agreed to at the same moment; it was a proposal that was read."""
    if seen == Plan.Status.PROPOSED and plan.is_in_force:
        raise plan.moved_on()


def _give_all_back(plans: Sequence[Plan], reason: str, on: date) -> list[Draft]:
    """One that has yet to begin takes the post of its first day, which a move may have changed."""
    before = {plan.pk: plan.status for plan in plans}
    for plan in plans:
        plan.move_to(Plan.Status.RETURNED, on=on)
    taken = take_first_posts(plans, on)
    drafts = [_give_back(plan, before[plan.pk], reason, on) for plan in plans]
    if taken:
        find_problems_of(plans[0].agency, [plan.employee_id for plan in plans], on)
    return [*taken, *drafts]


def _give_back(plan: Plan, before: str, reason: str, on: date) -> Draft:
    plan.return_reason = reason
    plan.save()
    PlanReturn.objects.create(plan=plan, text=reason, returned_on=on)
    changes = _moved(before, plan) | {"reason": [None, digest_of(reason)]}
    return Draft("performance.plan_returned", plan, changes)


def lock_all(plans: Sequence[Plan]) -> list[Plan]:
    """The rows as they stand now, held until the transaction ends; all who hold some take them in one order."""
    keys = sorted(plan.pk for plan in plans)
    rows = Plan.objects.select_for_update(of=("self",)).select_related("agency", "employee")
    return list(rows.filter(pk__in=keys).order_by("pk"))


@transaction.atomic
def agree_plan(plan: Plan, *, by: User, on: date) -> Plan:
    """Agree the plan; from here on a target changes only by revision (art. 12)."""
    return agree_plans([plan], by=by, on=on)[0]


@transaction.atomic
def agree_plans(plans: Sequence[Plan], *, by: User, on: date) -> list[Plan]:
    """Agree many at once: all or none, each with its own entry and frozen copy."""
    scope = scope_of(by, on)
    locked, drafts = lock_all(plans), []
    for plan in locked:
        require(can_agree_plan(scope, plan))
        before = plan.status
        plan.move_to(Plan.Status.AGREED, on=on)
        plan.agreed_on = on
        plan.save()
        freeze(plan, on=on)
        drafts.append(Draft("performance.plan_agreed", plan, _moved(before, plan)))
    record_all(drafts, by=by, on=on)
    return locked


def freeze(plan: Plan, *, on: date) -> PlanSnapshot:
    """Keep the content as it stands, with its digest."""
    snapshot = snapshot_of(plan, content_of(plan), on=on)
    snapshot.save()
    return snapshot


def snapshot_of(plan: Plan, found: PlanContent, *, on: date) -> PlanSnapshot:
    """The frozen copy of a content that was read, not yet saved."""
    content = found.plain()
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return PlanSnapshot(
        plan=plan,
        version=plan.version,
        made_on=on,
        content=content,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def _moved(before: str, plan: Plan) -> dict[str, Any]:
    return {"status": [before, str(plan.status)]}
