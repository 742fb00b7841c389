"""Who signed a paper by a certified signer, and whether each signature holds over a file's bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from pamong.documents.models import Paper, PaperFile, PaperSignature
from pamong.documents.seals import Signature, is_held, name_of


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature, as anybody may be shown it."""

    who: str
    signer: str
    at: datetime
    key_id: str
    holds: bool = True  # over the bytes at hand, where there are some


def signed_papers(paper: Paper) -> list[Signed]:
    """Who signed a paper, in the order in which they did."""
    return list(_told(_rows().filter(by__paper=paper)))


def signed_file(file: PaperFile, content: bytes) -> list[Signed]:
    """Who signed a file, each proved anew."""
    return list(_told(_rows().filter(file=file), content))


def _rows() -> QuerySet[PaperSignature]:
    return PaperSignature.objects.select_related("by").order_by("signed_at", "pk")


def _told(rows: Iterable[PaperSignature], content: bytes | None = None) -> Iterable[Signed]:
    for row in rows:
        signature = Signature(row.value, row.key_id)
        holds = content is None or is_held(row.signer, content, signature)
        yield Signed(row.by.said, name_of(row.signer), row.signed_at, row.key_id, holds)
