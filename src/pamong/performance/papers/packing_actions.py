"""The verb of printing for many: asked for in the browser, done by the worker, one ZIP with everything."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, record
from pamong.people.jobs.beginning import begin_job
from pamong.people.models import Job, Unit
from pamong.people.scope import scope_of
from pamong.people.trace.permissions import must_state_purpose
from pamong.performance.papers.packing import PACKED, about_of, given_of
from pamong.performance.papers.permissions import can_pack_papers
from pamong.performance.papers.taking import Asked


@transaction.atomic
def pack_papers(unit: Unit, asked: Asked, *, by: User, on: date, at: datetime) -> Job:
    """Let the worker print the papers of a unit with all below it into one file; asked twice it is one."""
    unit = Unit.objects.select_related("agency").get(pk=unit.pk)
    scope = scope_of(by, on)
    require(can_pack_papers(scope, unit, is_audit=asked.is_audit))
    if not asked.kinds:
        raise ValidationError({"kinds": _("Pilih sedikitnya satu jenis dokumen.")})
    if asked.is_audit and must_state_purpose(scope) and not asked.purpose:
        raise ValidationError({"purpose": _("Tulis tujuan membaca.")})
    about = about_of(unit, asked, on)
    job, is_new = begin_job(PACKED, about, given_of(unit, asked), agency=unit.agency, by=by, at=at)
    if is_new:
        changes = {
            "unit": [None, unit.code],
            "year": [None, asked.year],
            "kinds": [None, [kind.code for kind in asked.kinds]],
            "is_audit": [None, asked.is_audit],
            "purpose": digest_of(asked.purpose) if asked.purpose else None,
        }
        record("performance.packing_asked", job, by=by, on=on, changes=changes)
    return job
