"""The verbs of evidence: add a file or a link, withdraw it, remove it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.clock import now
from pamong.access.models import User
from pamong.access.permissions import require
from pamong.documents import store
from pamong.ledger.actions import digest_of, record
from pamong.measurement.evidence.contents import Kind, kind_of
from pamong.measurement.evidence.permissions import can_add_evidence, can_remove_evidence
from pamong.measurement.evidence.photos import without_place
from pamong.measurement.evidence.queries import bytes_kept
from pamong.measurement.models import Evidence
from pamong.people.models import Employee
from pamong.people.scope import scope_of

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class EvidenceInput:
    """What a form gives: a file or a link, with its name and day."""

    title: str
    dated_on: date
    file: UploadedFile | None = None
    link: str = ""


@transaction.atomic
def add_evidence(owner: Employee, given: EvidenceInput, *, by: User, on: date) -> Evidence:
    """Keep a file or a link; the same file of the same person is found again, not kept twice."""
    owner = _locked(owner.pk)
    require(can_add_evidence(scope_of(by, on), owner.pk))
    if given.dated_on > on:
        raise ValidationError(_("Tanggal bukti belum tiba. Isi hari ini atau sebelumnya."))
    if bool(given.file) == bool(given.link):
        raise ValidationError(_("Pilih satu berkas atau tulis satu tautan."))
    fields = _file_fields(given.file, owner) if given.file else _link_fields(given.link)
    if same := Evidence.objects.kept().filter(owner=owner, **_same(fields)).first():
        return same
    evidence = Evidence.objects.create(
        owner=owner, title=given.title.strip(), dated_on=given.dated_on, **fields
    )
    changes = {
        "title": [None, digest_of(evidence.title)],
        "sha256": [None, evidence.sha256 or digest_of(evidence.link)],
        "dated_on": [None, evidence.dated_on],
    }
    record("measurement.evidence_added", evidence, by=by, on=on, changes=changes)
    return evidence


def _locked(owner_id: int) -> Employee:
    rows = Employee.objects.select_for_update(of=("self",)).select_related("agency")
    return rows.get(pk=owner_id)


def _same(fields: dict[str, Any]) -> dict[str, Any]:
    key = "sha256" if "sha256" in fields else "link"
    return {key: fields[key]}


def checked_file(file: UploadedFile) -> tuple[bytes, Kind]:
    """The content with its accepted type, or a sentence that says what to upload instead."""
    limit = settings.EVIDENCE_FILE_MB * MEGABYTE
    if (file.size or 0) > limit:
        raise ValidationError(
            _("Berkas lebih dari %(limit)s MB. Kecilkan atau bagi, lalu unggah lagi."),
            params={"limit": settings.EVIDENCE_FILE_MB},
        )
    file.seek(0)
    content = file.read(limit + 1)
    return content, kind_of(content)


def _file_fields(file: UploadedFile, owner: Employee) -> dict[str, Any]:
    content, kind = checked_file(file)
    content = without_place(content, kind.media_type)
    if bytes_kept(owner.pk) + len(content) > settings.EVIDENCE_QUOTA_MB * MEGABYTE:
        raise ValidationError(
            _("Jatah %(quota)s MB sudah penuh. Hapus bukti yang tidak dipakai, atau pakai tautan."),
            params={"quota": settings.EVIDENCE_QUOTA_MB},
        )
    path, digest = store.keep(content, owner.uuid)
    return {"path": path, "sha256": digest, "size": len(content), "media_type": kind.media_type}


def _link_fields(text: str) -> dict[str, Any]:
    """A link is opened by the worker as soon as it can."""
    return {"link": checked_link(text), "link_next_at": now()}


def checked_link(text: str) -> str:
    """An address of a page; nothing that runs or reads the own machine."""
    link = text.strip()
    try:
        parts = urlsplit(link)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname or " " in link:
        raise ValidationError(_("Tulis tautan lengkap yang dimulai dengan https:// atau http://."))
    return link


@transaction.atomic
def remove_evidence(
    evidence: Evidence, *, serves_evaluated: bool, by: User, on: date
) -> Evidence | None:
    """Withdraw what an evaluated period rests on, and it stays readable; delete anything else."""
    _locked(evidence.owner_id)
    evidence = Evidence.objects.select_related("owner__agency").get(pk=evidence.pk)
    require(can_remove_evidence(scope_of(by, on), evidence))
    if evidence.withdrawn_on or evidence.purged_on:
        raise ValidationError(_("Bukti ini sudah ditarik."), code="wrong_state")
    if serves_evaluated:
        evidence.withdrawn_on = on
        evidence.save(update_fields=["withdrawn_on"])
        withdrawn = {"withdrawn_on": [None, on]}
        record("measurement.evidence_withdrawn", evidence, by=by, on=on, changes=withdrawn)
        return evidence
    changes = {"sha256": [evidence.sha256 or digest_of(evidence.link), None]}
    record("measurement.evidence_removed", evidence, by=by, on=on, changes=changes)
    path = evidence.path
    evidence.delete()
    if path:
        transaction.on_commit(lambda: store.drop(path))
    return None
