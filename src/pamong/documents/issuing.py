"""Papers handed out: laid out, signed, and put on record by what they say.

Whoever calls has asked who may: this app knows nobody's boss.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from pamong.documents.kinds import Writing
from pamong.documents.laying import Looks, laid_out
from pamong.documents.models import Paper, PaperFile, PaperSigner, SealKey
from pamong.documents.seals import (
    SEAL,
    Signature,
    Signer,
    SigningError,
    key_id_of,
    private_key,
    public_bytes,
    signer,
)
from pamong.documents.store import opened
from pamong.ledger.actions import Actor, Draft, record_all

ISSUED = "documents.paper_issued"


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper as it leaves: its bytes, and its place on the record unless it is a draft."""

    writing: Writing
    pdf: bytes
    digest: str = ""  # empty: a draft, which leaves no record
    sha256: str = ""
    is_new: bool = False  # this content, or these bytes, were not on record before
    is_signed: bool = False
    unsigned_because: str = ""


def issue_papers(writings: Sequence[Writing], *, by: Actor, on: date, at: datetime) -> list[Issued]:
    """Lay out, sign and record some papers in a fixed number of queries, in the order given.

    Laying out is slow and holds no lock; what is on record already is recognised and written no second
    time, unless it could not be signed then.
    """
    looks = Looks()
    looks.load({one.agency_uuid for one in writings})
    known = _known(one.digest for one in writings if not one.is_draft)
    new = _Known(0, on, asks=True, path="")
    made = [_made(one, known.get(one.digest, new), looks) for one in writings]
    sealed = [one for one in made if one.digest]
    if not sealed:
        return made
    _ask([one for one in sealed if one.digest in known], known)
    files, signs = _files_of(sealed), signer()
    unsigned = [one for one in sealed if not files.get(one.sha256)]
    signatures, failure = _signed(signs, unsigned)
    news = [
        (one, signature)
        for one, signature in zip(unsigned, signatures, strict=True)
        if signature or one.sha256 not in files
    ]
    if news:
        _record(news, signs.code, by=by, on=on, at=at)
    signed = {one.sha256 for one, signature in news if signature} | {
        sha256 for sha256, is_signed in files.items() if is_signed
    }
    fresh = {one.sha256 for one, _signature in news}
    return [
        replace(
            one,
            is_new=one.sha256 in fresh,
            is_signed=one.sha256 in signed,
            unsigned_because="" if one.sha256 in signed else failure,
        )
        if one.digest
        else one
        for one in made
    ]


class _Known(NamedTuple):
    """A paper that is on record."""

    pk: int
    made_on: date
    asks: bool  # whether it is put down who signs it
    path: str  # where its bytes lie as a person signed them; empty where nobody did


def _known(digests: Iterable[str]) -> dict[str, _Known]:
    asks = Exists(PaperSigner.objects.filter(paper=OuterRef("pk")))
    signed = PaperFile.objects.filter(paper=OuterRef("pk")).exclude(path="").order_by("pk")
    path = Coalesce(Subquery(signed.values("path")[:1]), Value(""))
    rows = Paper.objects.filter(digest__in=list(digests)).annotate(asks=asks, signed_at=path)
    names = ("digest", "pk", "made_on", "asks", "signed_at")
    return {digest: _Known(*told) for digest, *told in rows.values_list(*names)}


def _ask(papers: Sequence[Issued], known: Mapping[str, _Known]) -> None:
    """Put down who signs papers from before that was put down."""
    keys = {one.digest: known[one.digest].pk for one in papers if not known[one.digest].asks}
    rows = _signers((one for one in papers if one.digest in keys), keys)
    if rows:
        PaperSigner.objects.bulk_create(rows, ignore_conflicts=True)


def _files_of(papers: Iterable[Issued]) -> dict[str, bool]:
    """Each file on record, and whether it is signed: by the install, or by a person."""
    rows = PaperFile.objects.filter(sha256__in=[one.sha256 for one in papers])
    told = rows.values_list("sha256", "signature", "path")
    return {sha256: bool(value or path) for sha256, value, path in told}


def _made(writing: Writing, known: _Known, looks: Looks) -> Issued:
    return as_signed(writing, known.path) or laid(writing, known.made_on, looks)


def as_signed(writing: Writing, path: str) -> Issued | None:
    """A paper in the bytes that a person signed: another letterhead since then makes no unsigned print of it."""
    if not path or writing.is_draft:
        return None
    try:
        with opened(path) as file:
            pdf = file.read()
    except FileNotFoundError:  # a restored record whose files were left behind
        return None
    return Issued(writing, pdf, writing.digest, hashlib.sha256(pdf).hexdigest())


def laid(writing: Writing, made_on: date, looks: Looks) -> Issued:
    """A paper as it leaves, with the digest of its bytes; nothing is put on record."""
    pdf = laid_out(writing, made_on=made_on, look=looks[writing.agency_uuid])
    if writing.is_draft:
        return Issued(writing, pdf)
    return Issued(writing, pdf, writing.digest, hashlib.sha256(pdf).hexdigest())


def _signed(by: Signer, papers: Sequence[Issued]) -> tuple[list[Signature | None], str]:
    """A signature for each, or none for any with the reason."""
    nothing: list[Signature | None] = [None] * len(papers)
    if by.asks_passphrase:
        return nothing, _(
            "Belum ditandatangani: penanda tangan ini meminta frasa sandi setiap kali."
        )
    try:
        found = by.sign([one.pdf for one in papers])
    except SigningError as error:
        return nothing, str(error)
    return [*found] if found else nothing, ""


@transaction.atomic
def _record(
    news: Sequence[tuple[Issued, Signature | None]],
    code: str,
    *,
    by: Actor,
    on: date,
    at: datetime,
) -> None:
    """The rows of what is new, then the ledger."""
    if code == SEAL:
        _keep_key(on)
    Paper.objects.bulk_create([_row(one, on) for one, _s in news], ignore_conflicts=True)
    rows = Paper.objects.filter(digest__in=[one.digest for one, _s in news])
    keys = dict(rows.values_list("digest", "pk"))
    asked = _signers((one for one, _signature in news), keys)
    PaperSigner.objects.bulk_create(asked, ignore_conflicts=True)
    PaperFile.objects.bulk_create(
        [_file(keys[one.digest], one, signature, code, at) for one, signature in news],
        update_conflicts=True,
        unique_fields=["sha256"],
        update_fields=["signature", "signer", "key_id"],
    )
    record_all([_entry(one, code if signature else "") for one, signature in news], by=by, on=on)


def _signers(papers: Iterable[Issued], keys: Mapping[str, int]) -> list[PaperSigner]:
    """Whose signatures the forms ask for."""
    return [
        PaperSigner(paper_id=keys[one.digest], person_uuid=who.uuid, said=who.said)
        for one in papers
        for who in one.writing.signatories
    ]


def _row(one: Issued, on: date) -> Paper:
    writing = one.writing
    return Paper(
        agency_uuid=writing.agency_uuid,
        kind=writing.kind.code,
        key=writing.key,
        subject_uuid=writing.subject.uuid,
        digest=one.digest,
        title=writing.title,
        facts=writing.told,
        made_on=on,
    )


def _file(
    paper: int, one: Issued, signature: Signature | None, code: str, at: datetime
) -> PaperFile:
    return PaperFile(
        paper_id=paper,
        sha256=one.sha256,
        signature=signature.value if signature else "",
        signer=code if signature else "",
        key_id=signature.key_id if signature else "",
        made_at=at,
    )


def _entry(one: Issued, code: str) -> Draft:
    changes = {
        "paper_kind": [None, one.writing.kind.code],
        "digest": [None, one.digest],
        "sha256": [None, one.sha256],
        "signer": [None, code or None],
    }
    return Draft(ISSUED, one.writing.subject, changes)


def _keep_key(on: date) -> None:
    """The public half goes on record with the first file that it seals, so that backups hold it."""
    public = public_bytes(private_key())
    SealKey.objects.get_or_create(
        key_id=key_id_of(public), defaults={"public_key": public.hex(), "made_on": on}
    )
