"""How far a long import is, in a small file beside the upload: its transaction hides all rows."""

import json
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pamong.people.models import PeopleUpload

EVERY = 0.5
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


class Told:
    """Writes where the work is, at most twice a second."""

    def __init__(self, upload: PeopleUpload) -> None:
        self.path, self.last = _path(upload), 0.0

    def __call__(self, step: str, done: int = 0, of: int = 0) -> None:
        """Say where the work is; a place that cannot be written is no reason to stop."""
        if time.monotonic() - self.last < EVERY:
            return
        self.last = time.monotonic()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside = self.path.with_suffix(".new")
            beside.write_text(json.dumps([step, done, of]), encoding="utf-8")
            beside.replace(self.path)
        except OSError:
            return

    def forget(self) -> None:
        """The work is over."""
        self.path.unlink(missing_ok=True)


def progress_of(upload: PeopleUpload) -> tuple[Any, int, int]:
    """The step in words, how much of it is done, and of how much; nothing known is ("", 0, 0)."""
    try:
        step, done, of = json.loads(_path(upload).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "", 0, 0
    return STEPS.get(step, ""), int(done), int(of)
