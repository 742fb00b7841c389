"""What every file on its way in goes through: kept, looked at, written or dropped; shared by the verbs of each kind."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.models import User
from pamong.documents.cells import text_of
from pamong.documents.choosing import UnknownColumnsError, shown_columns
from pamong.documents.sheets import UnusableFileError
from pamong.people.models.intake import FAILURE_LENGTH, NAME_LENGTH, Intake

UNREAD = gettext_lazy("Pilih dahulu kolom yang dibaca.")
ANSWERS = ("one", "columns")  # said about a file by hand: they outlive each look at it


class Plan(Protocol):
    """What a file would do."""

    def digest(self) -> str:
        """The same for the same deeds."""


T = TypeVar("T", bound=Intake)
P = TypeVar("P", bound=Plan)


@dataclass(frozen=True, slots=True)
class Kind(Generic[T, P]):
    """What only one kind of file knows of its way in."""

    plan: Callable[[T, date], P]
    show: Callable[[T, P], None]  # what is kept of a plan for the page, and its counts
    write: Callable[..., object]
    kept: tuple[str, ...] = ()  # of what was shown, once it is written; else all of it
    unread: Any = UNREAD


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


def receive(upload: T, kind: Kind[T, P], file: "File[Any]") -> str:
    """Keep a file and say what it would do; its digest for the record."""
    upload.name = name_of(file)
    digest = keep_file(upload, file)
    look_at(upload, kind, upload.uploaded_on)
    upload.save()
    return digest


def look_at(upload: T, kind: Kind[T, P], on: date) -> None:
    """What the file would do, the columns to choose from, or why it cannot be used; does not save."""
    try:
        _show(upload, kind, kind.plan(upload, on))
    except UnknownColumnsError as error:
        shown = shown_columns(error.columns, error.rows)
        upload.plan_digest, upload.shown = "", shown | _answers(upload)
    except UnusableFileError as error:
        upload.status, upload.failure = Intake.Status.FAILED, error.sentence[:FAILURE_LENGTH]
        upload.shown = {}
        let_go(upload)


def _show(upload: T, kind: Kind[T, P], plan: P) -> None:
    answers = _answers(upload)
    kind.show(upload, plan)
    upload.status, upload.plan_digest = Intake.Status.SHOWN, plan.digest()
    upload.shown |= answers


def _answers(upload: Intake) -> dict[str, Any]:
    return {name: upload.shown[name] for name in ANSWERS if name in upload.shown}


def choose_columns(
    upload: T, kind: Kind[T, P], columns: Mapping[str, int], on: date
) -> dict[str, Any]:
    """Read the fields from these columns instead, from the start; the change for the record."""
    refuse_closed(upload)
    before = upload.shown.get("columns")
    upload.shown |= {"columns": dict(columns)}
    look_at(upload, kind, on)
    upload.save()
    return {"columns": [before or None, dict(columns)]}


def write(upload: T, kind: Kind[T, P], *, is_partial: bool, by: User, on: date) -> bool:
    """Write what was shown, once; what would now do something else is shown anew instead."""
    if upload.status == Intake.Status.DONE:
        return False
    refuse_closed(upload)
    if not upload.plan_digest:
        raise ValidationError(kind.unread)
    refuse_rejected(upload, is_partial=is_partial)
    plan = kind.plan(upload, on)
    if plan.digest() == upload.plan_digest:
        with suppress(StaleFileError):
            kind.write(plan, upload.name, partial=is_partial, by=by, on=on)
            _finish(upload, kind)
            return True
    _show(upload, kind, plan)
    upload.shown["is_stale"] = True
    upload.save()
    return False


def _finish(upload: T, kind: Kind[T, P]) -> None:
    upload.status = Intake.Status.DONE
    if kind.kept:
        upload.shown = {name: upload.shown[name] for name in kind.kept}
    let_go(upload)
    upload.save()


def drop(upload: Intake) -> bool:
    """Let the file go, and what was shown with it; whether that was not done before."""
    if upload.status == Intake.Status.DROPPED:
        return False
    refuse_closed(upload)
    upload.status, upload.shown = Intake.Status.DROPPED, {}
    let_go(upload)
    upload.save()
    return True


def let_go(upload: Intake, *fields: str) -> None:
    """Files go once that is certain; does not save."""
    for name in fields or ("file",):
        held: FieldFile = getattr(upload, name)
        if held.name:
            transaction.on_commit(lambda s=held.storage, p=held.name: s.delete(p))  # type: ignore[misc]
            setattr(upload, name, "")
