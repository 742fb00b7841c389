"""The verb that opens a plan for an acting post, beside the plan of the definitive one."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import record
from pamong.people.models import Assignment
from pamong.people.raters.queries import rater_for
from pamong.people.scope import scope_of
from pamong.performance.models import Plan
from pamong.performance.plan.actions import check_days
from pamong.performance.plan.permissions import can_draft_acting_plan
from pamong.performance.plan.queries import plans_for_post
from pamong.performance.plan.rules import check_acting_allowed
from pamong.performance.rules import form_of, mark_of, plan_pack_on
from pamong.ui.dates import say_day_full


@transaction.atomic
def draft_acting_plan(
    post: Assignment, *, starts_on: date, ends_on: date, approach: str, by: User, on: date
) -> Plan:
    """Open a plan for an acting post; whoever rates that post rates it."""
    rows = Assignment.objects.select_for_update(of=("self",))
    named = ("employee__agency", "unit", "position", "rater__rater", "superior")
    post = rows.select_related(*named).get(pk=post.pk)
    require(can_draft_acting_plan(scope_of(by, on), post))
    employee = post.employee
    pack = plan_pack_on(starts_on, employee.kind, local=employee.agency.local_packs)
    check_acting_allowed(pack)
    _check_period(post, starts_on, ends_on, on)
    rater, superior = rater_for(post, max(on, post.valid_from))
    plan = Plan.objects.create(
        agency=employee.agency,
        employee=employee,
        unit=post.unit,
        position=post.position,
        held=post.kind,
        rater=rater,
        superior=superior,
        year=starts_on.year,
        starts_on=starts_on,
        ends_on=ends_on,
        approach=approach,
        form=form_of(post.position, post.unit),
        status_on=on,
        pack=mark_of(pack),
    )
    changes = {"year": [None, plan.year], "held": [None, plan.held], "post": [None, post]}
    record("performance.acting_plan_drafted", plan, by=by, on=on, changes=changes)
    return plan


def _check_period(post: Assignment, starts_on: date, ends_on: date, on: date) -> None:
    """Inside the days on which the post is held, and no second plan for the same days."""
    check_days(starts_on, ends_on, on)
    if not post.is_acting:
        raise ValidationError(_("SKP jabatan definitif dibuat lewat Buat SKP."))
    last = post.valid_to - timedelta(days=1) if post.valid_to else None
    if starts_on < post.valid_from or (last and ends_on > last):
        until = say_day_full(last) if last else _("sekarang")
        raise ValidationError(
            _("%(post)s dijabat sejak %(since)s sampai %(until)s: isi periode di dalamnya."),
            params={"post": post.said, "since": say_day_full(post.valid_from), "until": until},
        )
    standing = plans_for_post(post)
    if standing.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise ValidationError(
            _("Anda sudah punya SKP %(post)s untuk hari-hari itu. Buka SKP itu di Daftar SKP."),
            params={"post": post.said},
        )
