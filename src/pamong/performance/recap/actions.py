"""The verbs of a recap: sent and looked at, loaded or dropped; and of marking what was copied."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import record
from pamong.people import intake
from pamong.people.models import Agency
from pamong.people.scope import scope_of
from pamong.performance.models import PLAN_ITSELF, CopyMark, Evaluation, Plan, RecapUpload
from pamong.performance.recap import permissions
from pamong.performance.recap.plan import RecapAsked, RecapPlan, plan_recap
from pamong.performance.recap.queries import known_headings
from pamong.performance.recap.reading import read_recap
from pamong.performance.recap.showing import shown_plan
from pamong.performance.recap.writing import write_recap


def _plan(upload: RecapUpload, on: date) -> RecapPlan:
    known, chosen = known_headings(upload.agency), upload.shown.get("columns")
    with intake.opened(upload) as file:
        found = read_recap(file, upload.name, known, chosen)
    asked = RecapAsked(upload.year, upload.part, upload.as_of)
    return plan_recap(upload.agency, found, asked, scope_of(upload.user, on))


def _show(upload: RecapUpload, plan: RecapPlan) -> None:
    upload.shown = shown_plan(plan)
    upload.added, upload.changed = plan.added, plan.changed
    upload.unchanged, upload.rejected = plan.unchanged, len(plan.rejected)


def _write(plan: RecapPlan, name: str, *, partial: bool, by: User, on: date) -> None:  # noqa: ARG001 — kinds of files share one signature
    write_recap(plan, name, by=by, on=on)


RECAP = intake.Kind(_plan, _show, _write, kept=("headings", "rejected", "findings"))


@transaction.atomic
def receive_recap(
    agency: Agency, file: "File[Any]", asked: RecapAsked, *, by: User, on: date
) -> RecapUpload:
    """Keep the file and say what it tells; nothing is compared with it yet."""
    require(permissions.can_receive_recap(scope_of(by, on), agency))
    upload = RecapUpload(agency=agency, user=by, uploaded_on=on)
    upload.year, upload.part, upload.as_of = asked.year, asked.part, asked.as_of
    changes = {"file": intake.receive(upload, RECAP, file)}
    record("performance.recap_received", upload, by=by, on=on, changes=changes)
    return upload


@transaction.atomic
def choose_recap_columns(
    upload: RecapUpload, columns: Mapping[str, int], *, by: User, on: date
) -> RecapUpload:
    """Read the fields from these columns instead; once loaded, the next recap is read the same way."""
    upload = intake.lock_intake(upload)
    require(permissions.can_choose_recap_columns(scope_of(by, on), upload))
    changes = intake.choose_columns(upload, RECAP, columns, on)
    record("performance.recap_columns_chosen", upload, by=by, on=on, changes=changes)
    return upload


@transaction.atomic
def load_recap(upload: RecapUpload, *, is_partial: bool, by: User, on: date) -> RecapUpload:
    """Compare with this recap from now on, in place of the one before it."""
    upload = intake.lock_intake(upload)
    require(permissions.can_load_recap(scope_of(by, on), upload))
    intake.write(upload, RECAP, is_partial=is_partial, by=by, on=on)
    return upload


@transaction.atomic
def drop_recap(upload: RecapUpload, *, by: User, on: date) -> RecapUpload:
    """Delete the file; the recap before it stays."""
    upload = intake.lock_intake(upload)
    require(permissions.can_drop_recap(scope_of(by, on), upload))
    if intake.drop(upload):
        record("performance.recap_dropped", upload, by=by, on=on)
    return upload


@transaction.atomic
def mark_copied(plan: Plan, part: str, *, by: User, on: date) -> Plan:
    """Say that the plan, or its rating of a period, stands in the national application as of the day."""
    plan = Plan.objects.lock(plan)
    require(permissions.can_mark_copied(scope_of(by, on), plan))
    number = _number(plan, part)
    mark = CopyMark.objects.filter(plan=plan, part=part).first()
    if mark and (mark.number, mark.made_on) == (number, on):
        return plan
    mark = mark or CopyMark(plan=plan, part=part)
    mark.number, mark.user, mark.made_on = number, by, on
    mark.save()
    record("performance.copied_marked", plan, by=by, on=on, changes={"part": [None, part]})
    return plan


@transaction.atomic
def unmark_copied(plan: Plan, part: str, *, by: User, on: date) -> Plan:
    """Take the mark back: it was pressed by mistake."""
    plan = Plan.objects.lock(plan)
    require(permissions.can_unmark_copied(scope_of(by, on), plan))
    gone, _rows = CopyMark.objects.filter(plan=plan, part=part).delete()
    if gone:
        record("performance.copied_unmarked", plan, by=by, on=on, changes={"part": [part, None]})
    return plan


def _number(plan: Plan, part: str) -> int:
    """The version that was copied; what is not agreed or set yet is not to be copied."""
    if part == PLAN_ITSELF:
        if not plan.is_in_force:
            raise ValidationError(
                _("SKP ini belum disetujui: tandai setelah disetujui dan disalin.")
            )
        return plan.version
    rows = Evaluation.objects.final().standing().filter(plan=plan, period=part)
    number = rows.values_list("number", flat=True).first()
    if number is None:
        raise ValidationError(_("Predikat periode ini belum ditetapkan: tandai setelah disalin."))
    return number
