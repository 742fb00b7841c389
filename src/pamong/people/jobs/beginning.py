"""How a verb begins long work; the entry that it records of the job hands it to the worker."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.people.models import Agency, Job
from pamong.people.models.job import ABOUT_LENGTH

MOST_OPEN = 5


def begin_job(
    kind: str, about: str, given: Mapping[str, Any], *, agency: Agency, by: User, at: datetime
) -> tuple[Job, bool]:
    """The job, and whether it is new: the same work that waits or runs already is not begun twice."""
    User.objects.select_for_update().get(pk=by.pk)  # one asks for one thing at a time
    mine = list(Job.objects.open().filter(agency=agency, user=by))
    same = next((one for one in mine if one.kind == kind and _same(one, given)), None)
    if same:
        return same, False
    if len(mine) >= MOST_OPEN:
        told = _(
            "Masih ada %(most)s tugas latar Anda yang belum selesai. Tunggu salah satunya "
            "selesai, atau batalkan."
        )
        raise ValidationError(told % {"most": MOST_OPEN})
    job = Job(agency=agency, user=by, kind=kind, about=about[:ABOUT_LENGTH], given=dict(given))
    job.asked_at = at
    job.save()
    return job, True


def _same(job: Job, given: Mapping[str, Any]) -> bool:
    return all(job.given.get(name) == value for name, value in given.items())
