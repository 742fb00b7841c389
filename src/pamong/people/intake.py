"""What every file on its way in goes through: kept, looked at, closed; shared by the verbs of each kind."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from pamong.documents.cells import text_of
from pamong.documents.sheets import UnusableFileError
from pamong.people.models.intake import FAILURE_LENGTH, NAME_LENGTH, Intake

T = TypeVar("T", bound=Intake)


class StaleFileError(Exception):
    """Something changed since the file was looked at."""


def name_of(file: "File[Any]") -> str:
    """The name under which a person knows the file, as long as there is room for."""
    return text_of(file.name or "")[:NAME_LENGTH] or _("berkas")


def keep_file(upload: Intake, file: "File[Any]") -> str:
    """Put the file outside the web root under a name of ours; its digest for the record. Saves no row."""
    mark = hashlib.sha256()
    for piece in file.chunks():
        mark.update(piece)
    file.seek(0)
    upload.file.save(upload.uuid.hex, file, save=False)
    return f"sha256:{mark.hexdigest()}"


def lock_intake(upload: T) -> T:
    """The row as it stands now, held until the transaction ends."""
    rows = type(upload)._default_manager.select_for_update(of=("self",))
    locked: T = rows.select_related("agency", "user").get(pk=upload.pk)
    return locked


def refuse_closed(upload: Intake) -> None:
    """Only a file that waits for its decision can be decided about."""
    if upload.status != Intake.Status.SHOWN or not upload.file:
        raise ValidationError(
            _("Berkas ini tidak lagi menunggu keputusan. Unggah lagi bila perlu.")
        )


def refuse_rejected(upload: Intake, *, is_partial: bool) -> None:
    """Rejected rows stop everything unless the rest is asked for."""
    if upload.rejected and not is_partial:
        raise ValidationError(
            _("Perbaiki baris yang ditolak, atau pilih mengimpor baris lain saja.")
        )


@contextmanager
def opened(upload: Intake) -> Iterator[Any]:
    """The file, or one sentence where it is gone."""
    try:
        file = upload.file.open("rb")
    except FileNotFoundError:
        raise UnusableFileError(_("Berkas ini sudah dihapus. Unggah lagi.")) from None
    with file:
        yield file


def look_at(upload: Intake, show: Callable[[], None]) -> None:
    """Find out what the file would do, or keep why it cannot be used; does not save."""
    try:
        show()
    except UnusableFileError as error:
        upload.status, upload.failure = Intake.Status.FAILED, error.sentence[:FAILURE_LENGTH]
        upload.shown = {}
        let_go(upload)


def finish(upload: Intake, *kept: str) -> None:
    """Done: the file goes, and of what was shown only the parts named stay, or all of it."""
    upload.status = Intake.Status.DONE
    if kept:
        upload.shown = {name: upload.shown[name] for name in kept}
    let_go(upload)
    upload.save()


def drop(upload: Intake) -> None:
    """Nothing of it was written: the file goes, and what was shown with it."""
    upload.status, upload.shown = Intake.Status.DROPPED, {}
    let_go(upload)
    upload.save()


def let_go(upload: Intake, *fields: str) -> None:
    """Files go once that is certain; does not save."""
    for name in fields or ("file",):
        held: FieldFile = getattr(upload, name)
        if held.name:
            transaction.on_commit(lambda s=held.storage, p=held.name: s.delete(p))  # type: ignore[misc]
            setattr(upload, name, "")
