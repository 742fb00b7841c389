"""The work of printing for many: papers of a unit and a year into one ZIP, batch by batch."""

from datetime import date
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.clock import now, today
from pamong.access.scope import Scope
from pamong.documents.filing import Packing
from pamong.documents.kinds import KINDS
from pamong.people.jobs.kinds import JobKind, Made
from pamong.people.jobs.work import Work
from pamong.people.models import Job, Unit
from pamong.people.scope import scope_of
from pamong.performance.papers.audit import Bundle
from pamong.performance.papers.permissions import can_pack_papers
from pamong.performance.papers.taking import (
    BATCH,
    Asked,
    Chosen,
    Failed,
    choose_papers,
    issued_each,
    take_papers,
)
from pamong.ui.downloads import ZIP, fit

PACKED = "papers"
LEFT_OUT = "TIDAK-TERSUSUN.txt"


def given_of(unit: Unit, asked: Asked) -> dict[str, Any]:
    """What is asked, as it is kept until it is done."""
    return {
        "unit": str(unit.uuid),
        "year": asked.year,
        "kinds": [kind.code for kind in asked.kinds],
        "is_audit": asked.is_audit,
        "purpose": asked.purpose,
    }


def about_of(unit: Unit, asked: Asked, on: date) -> str:
    """Unit and year, in words."""
    words = _("Berkas pengawasan %(year)s, %(unit)s") if asked.is_audit else "%(unit)s, %(year)s"
    return words % {"unit": unit.name_on(on), "year": asked.year}


def asked_of(job: Job) -> tuple[Unit, Asked]:
    """The unit and what was asked; a unit that is gone is refused."""
    given = job.given
    unit = Unit.objects.select_related("agency").filter(uuid=given["unit"]).first()
    if unit is None:
        raise PermissionDenied
    kinds = [KINDS[code] for code in given["kinds"] if code in KINDS]
    return unit, Asked(given["year"], kinds, is_audit=given["is_audit"], purpose=given["purpose"])


def may_pack(scope: Scope, job: Job) -> bool:
    """Whether this person may still have these papers."""
    unit = Unit.objects.filter(uuid=job.given.get("unit")).first()
    is_audit = bool(job.given.get("is_audit"))
    return unit is not None and can_pack_papers(scope, unit, is_audit=is_audit)


def pack(work: Work) -> Made:
    """Print every paper into the archive; a later run begins anew, and the record tells of one taking."""
    job = work.job
    by, on = job.user, today(job.agency.time_zone)
    unit, asked = asked_of(job)
    chosen = _chosen(job, unit, asked, on)
    total = sum(len(keys) for _kind, keys in chosen)
    if not total:
        said = _("Belum ada dokumen pada pilihan ini. SKP dicetak setelah disetujui.")
        raise ValidationError(said)
    failed: list[str] = []
    with ZipFile(work.path, "w", ZIP_DEFLATED) as archive:
        filing = Packing(archive)
        bundle = Bundle(unit, asked, filing) if asked.is_audit else None
        for count, one in enumerate(issued_each(chosen, by=by, on=on, at=now()), start=1):
            if isinstance(one, Failed):
                failed.append(f"{one.writing.file_name}: {one.reason}\n")
            else:
                path = filing.take(one)
                if bundle:
                    bundle.add(path, one)
            if count % BATCH == 0 or count == total:  # a batch is laid out at once
                work.tell(count, total)
        if bundle:
            bundle.close(by=by, on=on)
        if failed:
            archive.writestr(LEFT_OUT, "".join(failed))
    return Made(f"{fit(job.about)}.zip", done=total - len(failed), failed=len(failed))


@transaction.atomic
def _chosen(job: Job, unit: Unit, asked: Asked, on: date) -> Chosen:
    """The keys; taking them is recorded once, by the first run that comes so far."""
    locked = Job.objects.select_for_update().get(pk=job.pk)
    if locked.given.get("is_taken"):
        return choose_papers(unit, asked, scope_of(job.user, on))
    chosen = take_papers(unit, asked, by=job.user, on=on)
    locked.given |= {"is_taken": True}
    Job.objects.filter(pk=job.pk).update(given=locked.given)
    return chosen


PACKING = JobKind(
    PACKED,
    label=gettext_lazy("Cetak sekaligus"),
    of=gettext_lazy("dokumen"),
    may=may_pack,
    run=pack,
    content_type=ZIP,
)
