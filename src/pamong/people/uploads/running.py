"""What is done with an upload, in the worker when it is large: looked at, then written.

Both are safe to run twice: each begins by looking where the upload stands, and ends in one transaction.
"""

import io

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.documents.sheets import UnusableFileError
from pamong.people.importing.actions import StalePlanError, import_people, result_of
from pamong.people.importing.columns import UnknownColumnsError
from pamong.people.importing.papers import write_differences, write_rejected
from pamong.people.importing.parsing import read_people_file, samples_of
from pamong.people.importing.plan import ImportPlan
from pamong.people.importing.progress import Tell, silent
from pamong.people.importing.queries import plan_import
from pamong.people.importing.reach import import_reach
from pamong.people.importing.said import differences_of
from pamong.people.models import PeopleUpload
from pamong.people.scope import scope_for
from pamong.people.uploads.actions import drop_files
from pamong.people.uploads.permissions import can_confirm_upload
from pamong.people.uploads.queries import units_meant
from pamong.people.uploads.showing import shown_columns, shown_differences, shown_plan

Status = PeopleUpload.Status
SMALL = 200_000  # bytes that are read and written while the person waits
REASON_LENGTH = 300
KEPT = ("units", "posts", "findings", "readings", "rejected", "differences")  # once it is imported


def is_small(upload: PeopleUpload) -> bool:
    """Whether the answer is there before anyone looks at a clock; that a file is lost is said at once."""
    try:
        return bool(upload.file) and upload.file.size <= SMALL
    except FileNotFoundError:
        return True


def check_upload(upload: PeopleUpload) -> PeopleUpload:
    """Find out what the file would do, and keep that for the page."""
    if upload.status != Status.RECEIVED:
        return upload
    try:
        return _show(upload, _plan(upload))
    except UnknownColumnsError as error:
        return _ask_columns(upload, error)
    except UnusableFileError as error:
        return _fail(upload, error.sentence)


def _plan(upload: PeopleUpload) -> ImportPlan:
    try:
        with upload.file.open("rb") as file:
            parsed = read_people_file(file, upload.name, upload.columns or None)
    except (OSError, ValueError):
        raise UnusableFileError(_("Berkas ini sudah dihapus. Unggah lagi.")) from None
    within = import_reach(scope_for(upload.user, upload.uploaded_on))
    same = units_meant(upload)
    return plan_import(upload.agency, parsed, upload.on, within=within, same=same)


def _locked(upload: PeopleUpload) -> PeopleUpload:
    rows = PeopleUpload.objects.select_for_update(of=("self",)).select_related("agency", "user")
    return rows.get(pk=upload.pk)


@transaction.atomic
def _show(upload: PeopleUpload, plan: ImportPlan, *, is_stale: bool = False) -> PeopleUpload:
    upload = _locked(upload)
    if not upload.is_busy:
        return upload
    result = result_of(plan)
    upload.status, upload.plan_digest = Status.SHOWN, plan.digest()
    upload.shown = shown_plan(plan) | {"is_stale": is_stale}
    upload.added, upload.changed = result.added, result.changed
    upload.unchanged, upload.rejected = result.unchanged, result.rejected
    drop_files(upload, "rejected_file", "differences_file")
    _hold_papers(upload, plan)
    return upload


def _hold_papers(upload: PeopleUpload, plan: ImportPlan) -> None:
    """The rejected rows, and the differences against the last file, to be taken home."""
    mark = plan.digest()[:8]
    if plan.rejected:
        stream = io.BytesIO()
        write_rejected(stream, plan)
        name = f"{upload.uuid.hex}-rejected-{mark}.xlsx"
        upload.rejected_file.save(name, ContentFile(stream.getvalue()))
    if found := differences_of(plan):
        stream = io.BytesIO()
        write_differences(stream, found)
        upload.shown |= {"differences": shown_differences(found)}
        name = f"{upload.uuid.hex}-differences-{mark}.xlsx"
        upload.differences_file.save(name, ContentFile(stream.getvalue()))


@transaction.atomic
def _ask_columns(upload: PeopleUpload, error: UnknownColumnsError) -> PeopleUpload:
    upload = _locked(upload)
    if upload.status == Status.RECEIVED:
        samples = samples_of(error.columns, error.rows)
        upload.status, upload.plan_digest = Status.SHOWN, ""
        upload.shown = shown_columns(error.columns, samples)
        upload.save()
    return upload


@transaction.atomic
def _fail(upload: PeopleUpload, reason: str) -> PeopleUpload:
    upload = _locked(upload)
    if upload.is_busy:
        upload.status, upload.failure = Status.FAILED, reason[:REASON_LENGTH]
        upload.shown = {}
        drop_files(upload)
    return upload


def run_upload(upload: PeopleUpload, tell: Tell = silent) -> PeopleUpload:
    """Import what was confirmed, or show it anew where it would no longer do the same."""
    if upload.status != Status.IMPORTING:
        return upload
    try:
        require(can_confirm_upload(scope_for(upload.user, upload.uploaded_on), upload))
        tell("read", 0, 0)
        plan = _plan(upload)
        if plan.digest() != upload.plan_digest:
            return _show(upload, plan, is_stale=True)
        return _write(upload, plan, tell)
    except (StalePlanError, IntegrityError):
        return _show(upload, _plan(upload), is_stale=True)
    except UnusableFileError as error:
        return _fail(upload, error.sentence)
    except PermissionDenied:
        return _fail(upload, _("Anda tidak lagi berwenang mengimpor pegawai."))


@transaction.atomic
def _write(upload: PeopleUpload, plan: ImportPlan, tell: Tell) -> PeopleUpload:
    """People and outcome in one transaction: killed in the middle, neither is there."""
    upload = _locked(upload)
    if upload.status != Status.IMPORTING:
        return upload
    import_people(
        upload.agency,
        plan,
        by=upload.user,
        on=upload.uploaded_on,
        partial=upload.is_partial,
        tell=tell,
    )
    upload.status = Status.DONE
    upload.shown = {name: upload.shown[name] for name in KEPT if name in upload.shown}
    drop_files(upload, "file")
    return upload
