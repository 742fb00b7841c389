"""What the record says of a digest, and of a file's bytes."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pamong.documents.checking.signed import Signed, signed_file
from pamong.documents.kinds import KINDS
from pamong.documents.models import Paper, PaperFile, SealKey
from pamong.documents.seals import Signature, is_held, pem_of

DIGEST = re.compile(r"[0-9a-f]{64}")
CODE = re.compile(r"[0-9a-f]{12,64}")


class Standing(StrEnum):
    """How a paper stands to the record."""

    UNKNOWN = "unknown"
    CURRENT = "current"  # the same content written again today has the same digest
    CHANGED = "changed"  # it was on record, and the record has moved on since
    GONE = "gone"  # its content was deleted, by retention or with its subject


@dataclass(frozen=True, slots=True)
class Checked:
    """A paper, how it stands, and from what day another one does."""

    standing: Standing
    paper: Paper | None = None
    newer_on: date | None = None


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """Whether these bytes were handed out from here, and whether their signature holds."""

    is_known: bool
    digest: str = ""
    is_signed: bool = False
    holds: bool = False
    key_id: str = ""
    signed: Sequence[Signed] = ()  # by people, through a certified signer


def check_paper(digest: str) -> Checked:
    """How the paper of a digest stands, by writing its content anew."""
    found = Paper.objects.filter(digest=digest).first() if DIGEST.fullmatch(digest) else None
    if found is None:
        return Checked(Standing.UNKNOWN)
    kind = KINDS.get(found.kind)
    now = kind.one(found.key) if kind else None
    if now is None:
        return Checked(Standing.GONE, found)
    if now.digest == found.digest and not now.is_draft:
        return Checked(Standing.CURRENT, found)
    newer = Paper.objects.filter(kind=found.kind, key=found.key, pk__gt=found.pk)
    return Checked(Standing.CHANGED, found, newer.values_list("made_on", flat=True).last())


def digest_by_code(code: str) -> str:
    """The whole digest of a code typed by hand; empty when none or several begin so."""
    typed = "".join(code.lower().split())
    if not CODE.fullmatch(typed):
        return ""
    rows = Paper.objects.filter(digest__gte=typed, digest__lt=typed + "g")
    found = list(rows.values_list("digest", flat=True)[:2])
    return found[0] if len(found) == 1 else ""


def check_file(content: bytes) -> CheckedFile:
    """By the digest of the bytes: one changed byte, and the file is unknown."""
    rows = PaperFile.objects.select_related("paper")
    found = rows.filter(sha256=hashlib.sha256(content).hexdigest()).first()
    if found is None:
        return CheckedFile(is_known=False)
    signature = Signature(found.signature, found.key_id)
    return CheckedFile(
        is_known=True,
        digest=found.paper.digest,
        is_signed=bool(found.signature),
        holds=bool(found.signature) and is_held(found.signer, content, signature),
        key_id=found.key_id,
        signed=signed_file(found, content),
    )


def seal_keys() -> list[dict[str, Any]]:
    """Every public key that this install ever sealed with, newest first."""
    rows = SealKey.objects.order_by("-made_on", "-pk")
    return [
        {"key_id": row.key_id, "made_on": row.made_on, "pem": pem_of(row.public_key)}
        for row in rows
    ]
