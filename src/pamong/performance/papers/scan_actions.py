"""The verbs of scans: keep a paper as it was signed by hand, and take a wrong scan away."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.documents import store
from pamong.documents.kinds import KINDS
from pamong.documents.models import Paper, PaperScan
from pamong.ledger.actions import digest_of, record
from pamong.measurement.evidence.actions import checked_file
from pamong.measurement.evidence.contents import JPEG, PDF, PNG, WEBP, Kind
from pamong.measurement.evidence.photos import without_place
from pamong.people.scope import scope_of
from pamong.performance.papers.permissions import can_attach_scan, can_remove_scan
from pamong.performance.papers.scan_queries import is_signer_of, sees_paper

FOLDER = "scans"
SCANNED = (PDF, JPEG, PNG, WEBP)
ATTACHED, REMOVED = "documents.scan_attached", "documents.scan_removed"


def checked_scan(file: UploadedFile) -> tuple[bytes, Kind]:
    """The content of a PDF or a photo, or a sentence that says what to upload instead."""
    content, kind = checked_file(file)
    if kind not in SCANNED:
        raise ValidationError(
            _("Unggah pindaian sebagai PDF, atau foto sebagai JPEG, PNG, atau WEBP."), code="kind"
        )
    return content, kind


@transaction.atomic
def attach_scan(paper: Paper, file: UploadedFile, *, by: User, on: date, at: datetime) -> PaperScan:
    """Keep a scan beside the digest; the one before stays, and the same file twice is kept once."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    scope = scope_of(by, on)
    is_signer = is_signer_of(scope, paper)
    require(sees_paper(scope, paper, on) and can_attach_scan(scope, is_signer=is_signer))
    content, kind = checked_scan(file)
    content = without_place(content, kind.media_type)
    before = PaperScan.objects.of(paper).kept().first()
    path, sha256 = store.keep(content, paper.uuid, FOLDER)
    if before and before.sha256 == sha256:
        return before
    scan = PaperScan.objects.create(
        paper=paper,
        path=path,
        media_type=kind.media_type,
        size=len(content),
        sha256=sha256,
        added_by=by.ledger_name[:200],
        added_at=at,
    )
    changes = {
        "digest": [None, paper.digest],
        "sha256": [before.sha256 if before else None, sha256],
    }
    record(ATTACHED, _subject(paper), by=by, on=on, changes=changes)
    return scan


@transaction.atomic
def remove_scan(scan: PaperScan, *, reason: str, by: User, on: date) -> PaperScan:
    """Take a wrong scan away with its file; the row says that there was one, whose it was and why it went."""
    paper = Paper.objects.select_for_update().get(pk=scan.paper_id)
    scan = PaperScan.objects.get(pk=scan.pk)
    scope = scope_of(by, on)
    is_signer = is_signer_of(scope, paper)
    require(sees_paper(scope, paper, on) and can_remove_scan(scope, is_signer=is_signer))
    if scan.removed_on:
        raise ValidationError(_("Pindaian ini sudah dihapus."), code="wrong_state")
    if not reason.strip():
        raise ValidationError(_("Tulis alasan pindaian ini dihapus."))
    path, scan.path = scan.path, ""
    scan.removed_on, scan.removed_by, scan.reason = on, by.ledger_name[:200], reason.strip()
    scan.save(update_fields=["path", "removed_on", "removed_by", "reason"])
    changes = {
        "digest": [None, paper.digest],
        "sha256": [scan.sha256, None],
        "reason": [None, digest_of(scan.reason)],
    }
    record(REMOVED, _subject(paper), by=by, on=on, changes=changes)
    if not PaperScan.objects.filter(path=path).exists():
        transaction.on_commit(lambda: store.drop(path))
    return scan


def _subject(paper: Paper) -> Any:
    """What the paper speaks of, as when it was printed; the paper itself where that is gone."""
    kind = KINDS.get(paper.kind)
    now = kind.one(paper.key) if kind else None
    return now.subject if now else paper
