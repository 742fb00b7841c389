"""Files of people that nobody needs any more are deleted."""

from collections.abc import Iterator
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from pamong.people.models import PeopleUpload
from pamong.people.uploads.actions import drop_files

FOLDER = "imports"
STOPPED = gettext_noop("Pekerjaan terhenti sebelum selesai. Tidak ada yang berubah. Unggah lagi.")


@transaction.atomic
def forget_upload(upload: PeopleUpload) -> bool:
    """Delete its files; what was shown of it goes with them, its outcome stays."""
    upload = PeopleUpload.objects.select_for_update().get(pk=upload.pk)
    if not (upload.file or upload.rejected_file or upload.differences_file):
        return False
    if upload.is_busy:
        upload.status, upload.failure = PeopleUpload.Status.FAILED, STOPPED
    elif upload.status == PeopleUpload.Status.SHOWN:
        upload.status = PeopleUpload.Status.DROPPED
    upload.shown = {}
    drop_files(upload)
    return True


def sweep_files(before: datetime) -> Iterator[str]:
    """Delete what a broken request left behind: old files that no upload names."""
    try:
        names = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return
    for name in names:
        path = f"{FOLDER}/{name}"
        if default_storage.get_modified_time(path) < before and not _is_named(path):
            default_storage.delete(path)
            yield path


def _is_named(path: str) -> bool:
    named = Q(file=path) | Q(rejected_file=path) | Q(differences_file=path)
    return PeopleUpload.objects.filter(named).exists()
