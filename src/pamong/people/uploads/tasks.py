"""The work on large files, done by the worker."""

from django.conf import settings
from django.utils import translation
from django_tasks import task

from pamong.people.models import PeopleUpload
from pamong.people.uploads.progress import Told
from pamong.people.uploads.running import check_upload, run_upload


@task()  # type: ignore[untyped-decorator,unused-ignore]
def check_file(uuid: str) -> None:
    """Look at a file; once it is shown or dropped there is nothing to do."""
    upload = _upload(uuid)
    if upload:
        with translation.override(upload.user.language or settings.LANGUAGE_CODE):
            check_upload(upload)


@task()  # type: ignore[untyped-decorator,unused-ignore]
def import_file(uuid: str) -> None:
    """Write a confirmed file; killed in the middle it is run again from the start."""
    upload = _upload(uuid)
    if upload:
        told = Told(upload)
        with translation.override(upload.user.language or settings.LANGUAGE_CODE):
            run_upload(upload, told)
        told.forget()


def _upload(uuid: str) -> PeopleUpload | None:
    rows = PeopleUpload.objects.select_related("agency", "user")
    return rows.filter(uuid=uuid).first()
