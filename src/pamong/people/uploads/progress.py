"""How far a long import is, in a small file beside the upload."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pamong.people.models import PeopleUpload
from pamong.people.progress import ProgressFile, read_progress

STEPS = {
    "read": _("Membaca berkas"),
    "people": _("Menulis pegawai"),
    "posts": _("Menulis jabatan"),
    "raters": _("Menulis penilai"),
    "problems": _("Memeriksa masalah data"),
    "record": _("Menulis jejak"),
}


def _path(upload: PeopleUpload) -> Path:
    return Path(settings.FILES) / "imports" / f"{upload.uuid.hex}.progress"


class Told(ProgressFile):
    """Writes where the work on an upload is."""

    def __init__(self, upload: PeopleUpload) -> None:
        super().__init__(_path(upload))


def progress_of(upload: PeopleUpload) -> tuple[Any, int, int]:
    """The step in words, how much of it is done, and of how much; nothing known is ("", 0, 0)."""
    step, done, of = read_progress(_path(upload))
    return STEPS.get(step, ""), done, of
