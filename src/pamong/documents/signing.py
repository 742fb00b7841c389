"""Papers on record signed by a person through a certified signer: a batch at once, all of it or nothing.

Whoever calls has asked who may: this app knows nobody's boss.
"""

import logging
import uuid as uuidlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.issuing import Issued, as_signed, laid
from pamong.documents.kinds import KINDS, Writing
from pamong.documents.laying import Looks
from pamong.documents.models import Paper, PaperFile, PaperSignature, PaperSigner
from pamong.documents.seals import Signature, Signer, SigningError
from pamong.documents.signatories import Signatory
from pamong.documents.store import keep
from pamong.documents.typeset import UndrawableError
from pamong.ledger.actions import Actor, Draft, record_all

SIGNED = "documents.paper_signed"
CLAIMED = timedelta(minutes=5)  # longer than any signer may take; a server that fell releases it so
MOST = 50  # papers in one batch
FOLDER = "papers"
FAILED = gettext_lazy(
    "Penanda tangan gagal atau tidak menjawab. Coba lagi sebentar lagi; bila tetap gagal, hubungi "
    "pengelola server."
)
UNFIT = gettext_lazy(
    "Penanda tangan tidak memberi tanda tangan yang cocok untuk setiap berkas. Hubungi pengelola server."
)
log = logging.getLogger("pamong.documents")


@dataclass(frozen=True, slots=True)
class Hand:
    """A person of an agency who signs, and by what."""

    signatory: Signatory
    agency_uuid: uuidlib.UUID
    signer: Signer


def sign_batch(
    papers: Collection[uuidlib.UUID],
    hand: Hand,
    *,
    passphrase: str,
    by: Actor,
    on: date,
    at: datetime,
) -> int:
    """Sign what waits among some papers; how many were signed.

    The signer is asked outside any transaction: it may be slow, and nobody's writing waits for it.
    """
    rooms = _claimed(papers, hand, at)
    try:
        sheets = _sheets(rooms, hand.signatory)
        signatures = _signatures([one.pdf for one in sheets], hand, passphrase)
        return _kept(list(zip(rooms, sheets, signatures, strict=True)), hand, by=by, on=on, at=at)
    finally:
        PaperSigner.objects.filter(pk__in=[room.pk for room in rooms]).update(claimed_until=None)


@transaction.atomic
def _claimed(papers: Collection[uuidlib.UUID], hand: Hand, at: datetime) -> list[PaperSigner]:
    """What waits for this person, held against a second sending until it is signed."""
    if len(papers) > MOST:
        said = _("Pilih paling banyak %(most)s dokumen sekaligus.")
        raise ValidationError(said, params={"most": MOST})
    own = PaperSigner.objects.of(hand.signatory.uuid, hand.agency_uuid)
    waiting = own.waiting().filter(paper__uuid__in=papers)
    rows = waiting.select_for_update(of=("self",)).select_related("paper").order_by("pk")
    rooms = list(rows)
    if not rooms:
        raise ValidationError(
            _("Tidak ada lagi yang menunggu tanda tangan Anda di antara yang dipilih."),
            code="wrong_state",
        )
    if any(room.claimed_until and room.claimed_until >= at for room in rooms):
        raise ValidationError(
            _(
                "Dokumen ini sedang ditandatangani dari kiriman yang lain. Tunggu sebentar, lalu muat "
                "ulang daftarnya."
            ),
            code="claimed",
        )
    keys = [room.pk for room in rooms]
    PaperSigner.objects.filter(pk__in=keys).update(claimed_until=at + CLAIMED)
    return rooms


def standing_writings(papers: Iterable[Paper]) -> dict[int, Writing]:
    """What stands now, for each of some papers that still says just that; a fixed number of queries by kind."""
    by_kind: dict[str, list[Paper]] = {}
    for paper in papers:
        by_kind.setdefault(paper.kind, []).append(paper)
    found: dict[int, Writing] = {}
    for code, some in by_kind.items():
        kind = KINDS.get(code)
        written = kind.writings(list({paper.key: None for paper in some})) if kind else []
        now = {one.digest: one for one in written if not one.is_draft}
        found |= {paper.pk: now[paper.digest] for paper in some if paper.digest in now}
    return found


def _sheets(rooms: Sequence[PaperSigner], who: Signatory) -> list[Issued]:
    """The bytes to sign: those that another signed already, else as they are made for everybody who prints."""
    now = standing_writings(room.paper for room in rooms)
    for room in rooms:
        writing = now.get(room.paper_id)
        if writing is None or who.uuid not in {one.uuid for one in writing.signatories}:
            said = _(
                "“%(paper)s” sudah berubah sejak dicetak. Cetak lagi, lalu tanda tangani yang baru."
            )
            raise ValidationError(said, params={"paper": room.paper.title}, code="changed")
    looks = Looks()
    looks.load({room.paper.agency_uuid for room in rooms})
    kept = PaperFile.objects.filter(paper__in=[room.paper_id for room in rooms]).exclude(path="")
    paths = dict(kept.order_by("-pk").values_list("paper_id", "path"))
    try:
        return [
            as_signed(now[room.paper_id], paths.get(room.paper_id, ""))
            or laid(now[room.paper_id], room.paper.made_on, looks)
            for room in rooms
        ]
    except UndrawableError:
        said = _("Salah satu dokumen tidak dapat disusun. Hubungi pengelola server.")
        raise ValidationError(said) from None


def _signatures(files: Sequence[bytes], hand: Hand, passphrase: str) -> list[Signature]:
    """One for each file that holds over its bytes, or a sentence that says why there is none."""
    signer = hand.signer
    try:
        found = signer.sign(files, passphrase=passphrase, signatory=hand.signatory)
        fits = len(found) == len(files) and all(map(signer.verifies, files, found))
    except SigningError as error:
        told = str(error)
        raise ValidationError(FAILED if passphrase in told else told, code="unsigned") from None
    except Exception as error:  # noqa: BLE001 — whatever it is, nothing was signed
        # The class is an office's own: whatever it raises may tell the passphrase, so its name alone is kept.
        log.warning("the signer %s failed: %s", signer.code, type(error).__name__)
        raise ValidationError(FAILED, code="unsigned") from None
    if not fits:
        log.warning("the signer %s gave signatures that do not fit their files", signer.code)
        raise ValidationError(UNFIT, code="unsigned")
    return list(found)


@transaction.atomic
def _kept(
    signed: Sequence[tuple[PaperSigner, Issued, Signature]],
    hand: Hand,
    *,
    by: Actor,
    on: date,
    at: datetime,
) -> int:
    """The signatures, each with the file it is over, then the ledger."""
    locked = PaperSigner.objects.select_for_update().filter(
        pk__in=[one.pk for one, _i, _s in signed]
    )
    len(locked.order_by("pk"))
    made = PaperSignature.objects.filter(by__in=[one.pk for one, _i, _s in signed])
    known = set(made.values_list("by_id", flat=True))  # where the claim had run out meanwhile
    news = [one for one in signed if one[0].pk not in known]
    files = _files(news, at)
    PaperSignature.objects.bulk_create(
        PaperSignature(
            file_id=files[sheet.sha256],
            by=room,
            value=signature.value,
            signer=hand.signer.code,
            key_id=signature.key_id,
            signed_at=at,
        )
        for room, sheet, signature in news
    )
    drafts = [_entry(sheet, signature, hand.signer) for _room, sheet, signature in news]
    record_all(drafts, by=by, on=on)
    return len(news)


def _files(signed: Sequence[tuple[PaperSigner, Issued, Signature]], at: datetime) -> dict[str, int]:
    """The key of each file, whose bytes are kept from now on as they were signed."""
    PaperFile.objects.bulk_create(
        [
            PaperFile(paper_id=room.paper_id, sha256=sheet.sha256, made_at=at)
            for room, sheet, _signature in signed
        ],
        ignore_conflicts=True,
    )
    rows = PaperFile.objects.filter(sha256__in=[sheet.sha256 for _r, sheet, _s in signed])
    keys = dict(rows.values_list("sha256", "pk"))
    files = [
        PaperFile(pk=keys[sheet.sha256], path=keep(sheet.pdf, room.paper.uuid, FOLDER)[0])
        for room, sheet, _signature in signed
    ]
    PaperFile.objects.bulk_update(files, ["path"])
    return keys


def _entry(sheet: Issued, signature: Signature, signer: Signer) -> Draft:
    changes = {
        "paper_kind": [None, sheet.writing.kind.code],
        "digest": [None, sheet.digest],
        "sha256": [None, sheet.sha256],
        "signer": [None, signer.code],
        "key_id": [None, signature.key_id],
    }
    return Draft(SIGNED, sheet.writing.subject, changes)
