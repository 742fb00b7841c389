"""Verbs of publishing: propose, confirm, decline, withdraw."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.clock import now
from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, record
from pamong.measurement.cards.actions import locked
from pamong.measurement.models import Card, Publication
from pamong.measurement.publishing.content import (
    Known,
    Wanted,
    content_of,
    is_same,
    known_of,
    seal_of,
)
from pamong.measurement.publishing.permissions import (
    can_confirm_publication,
    can_decline_publication,
    can_propose_publication,
    can_withdraw_publication,
)
from pamong.measurement.publishing.quality import best_grade
from pamong.measurement.publishing.queries import earlier_of
from pamong.measurement.publishing.shelf import shelf
from pamong.measurement.publishing.smallness import check_not_small, names_people
from pamong.people.scope import scope_of

Status = Publication.Status
# What people wrote; a key or a figure may hold as many digits by chance.
WORDS = (
    *("code", "outcome", "name", "definition", "method", "unit", "office"),
    *("target_text", "source", "grade_reason", "note"),
)
# A NIP or a NIK: so many digits, however they are set apart.
NUMBERED = re.compile(r"(?<!\d)(?:\d[\s.\-]?){15,17}\d(?!\d)")


@transaction.atomic
def propose_publication(card: Card, wanted: Wanted, *, by: User, on: date) -> Publication:
    """Freeze a year's figures as the public is to get them, and hand them to the second person."""
    card = locked(card)
    scope = scope_of(by, on)
    require(can_propose_publication(scope, card))
    if Publication.objects.waiting().filter(card=card, year=wanted.year).exists():
        raise ValidationError(
            _("Angka tahun ini sudah diusulkan dan menunggu keputusan. Tarik usulan itu dahulu."),
            code="wrong_state",
        )
    known = known_of(card, wanted.year, scope=scope, on=on)
    _check_wanted(known, wanted)
    content = content_of(known, wanted)
    _check_words(card, content)
    is_people = wanted.counts_people or names_people(card.indicator.unit)
    base = wanted.people_base
    check_not_small(card, content, is_people=is_people, base=base)
    publication = Publication.objects.create(
        agency=card.agency,
        card=card,
        year=wanted.year,
        content=content,
        grade=wanted.grade,
        counts_people=is_people,
        people_base=base,
        proposed_by=by,
        proposed_on=on,
    )
    changes = {
        "status": [None, Status.PROPOSED],
        "year": [None, wanted.year],
        "grade": [None, wanted.grade],
        "sha256": [None, seal_of(content)],
    }
    record("measurement.publication_proposed", publication, by=by, on=on, changes=changes)
    return publication


@transaction.atomic
def confirm_publication(publication: Publication, *, by: User, on: date) -> Publication:
    """Show the frozen figures to the public, in the place of the version that stood."""
    publication = _locked(publication)
    scope = scope_of(by, on)
    require(can_confirm_publication(scope, publication))
    _check_is(publication, Status.PROPOSED)
    _check_still_so(publication, known_of(publication.card, publication.year, scope=scope, on=on))
    earlier = earlier_of(publication.card, publication.year)
    same = Publication.objects.standing().filter(card=publication.card, year=publication.year)
    same.update(status=Status.REPLACED)
    publication.number = earlier.number + 1 if earlier else 1
    _answer(publication, Status.PUBLISHED, by, on)
    shelf().put(
        publication.agency,
        publication.content,
        uuid=publication.uuid,
        number=publication.number,
        on=on,
        at=now(),
    )
    changes = {
        "status": [Status.PROPOSED, Status.PUBLISHED],
        "version": [earlier.number if earlier else None, publication.number],
        "year": [publication.year, publication.year],
        "sha256": [None, seal_of(publication.content)],
    }
    record("measurement.publication_confirmed", publication, by=by, on=on, changes=changes)
    return publication


@transaction.atomic
def decline_publication(
    publication: Publication, reason: str, *, by: User, on: date
) -> Publication:
    """Leave the public as it is; the one who proposed reads why."""
    publication = _locked(publication)
    require(can_decline_publication(scope_of(by, on), publication))
    _check_is(publication, Status.PROPOSED)
    publication.reason = _reason(reason)
    _answer(publication, Status.DECLINED, by, on)
    changes = {
        "status": [Status.PROPOSED, Status.DECLINED],
        "reason": [None, digest_of(publication.reason)],
    }
    record("measurement.publication_declined", publication, by=by, on=on, changes=changes)
    return publication


@transaction.atomic
def withdraw_publication(
    publication: Publication, reason: str, *, by: User, on: date
) -> Publication:
    """Take a version's figures away from the public; number, days and reason stay to be read."""
    publication = _locked(publication)
    require(can_withdraw_publication(scope_of(by, on), publication))
    if publication.status not in {Status.PUBLISHED, Status.REPLACED}:
        raise ValidationError(
            _("Versi ini tidak sedang terbit. Muat ulang halaman."), code="wrong_state"
        )
    before, publication.reason = publication.status, _reason(reason)
    _refuse_people(publication.card, [publication.reason])
    publication.status, publication.ended_on = Status.WITHDRAWN, on
    publication.save(update_fields=["status", "ended_on", "reason"])
    shelf().take(publication.uuid, publication.reason, on=on, at=now())
    changes = {
        "status": [before, Status.WITHDRAWN],
        "reason": [None, digest_of(publication.reason)],
    }
    record("measurement.publication_withdrawn", publication, by=by, on=on, changes=changes)
    return publication


def _locked(publication: Publication) -> Publication:
    """The row as it stands, held with all cards of its agency."""
    card = locked(publication.card)
    rows = Publication.objects.select_for_update(of=("self",)).select_related("agency")
    publication = rows.get(pk=publication.pk)
    publication.card = card
    return publication


def _answer(publication: Publication, status: Status, by: User, on: date) -> None:
    publication.status, publication.answered_by, publication.answered_on = status, by, on
    publication.save()


def _check_is(publication: Publication, status: Status) -> None:
    if publication.status != status:
        raise ValidationError(
            _("Usulan ini sudah dijawab. Muat ulang halaman."), code="wrong_state"
        )


def _check_wanted(known: Known, wanted: Wanted) -> None:
    """A figure with its day, a source, a grade that the facts bear, and of a correction why."""
    if known.figure.value is None:
        raise ValidationError(known.figure.fault or _("Belum ada realisasi."))
    best = best_grade(known.card, known.figure)
    if not best.allows(wanted.grade):
        raise ValidationError(
            _("Mutu data paling baik “%(grade)s”. %(reasons)s"),
            params={"grade": best.grade.label, "reasons": " ".join(best.reasons)},
        )
    if earlier_of(known.card, wanted.year) and not wanted.note:
        raise ValidationError(
            _("Angka tahun ini pernah terbit. Tulis apa yang dikoreksi dan mengapa.")
        )


def _check_still_so(publication: Publication, known: Known) -> None:
    """What was proposed must still be what the card says, and still tell of nobody."""
    version = publication.content["version"]
    wanted = Wanted(publication.year, version["source"], version["grade"], version["grade_reason"])
    if not is_same(publication.content, content_of(known, wanted)):
        raise ValidationError(
            _("Angka atau targetnya berubah sejak diusulkan. Kembalikan, lalu minta usulan baru."),
            code="stale",
        )
    if not best_grade(known.card, known.figure).allows(publication.grade):
        raise ValidationError(
            _("Mutu datanya menurun sejak diusulkan. Kembalikan, lalu minta usulan baru."),
            code="stale",
        )
    is_people, base = publication.counts_people, publication.people_base
    check_not_small(known.card, publication.content, is_people=is_people, base=base)


def _check_words(card: Card, content: dict[str, dict[str, object]]) -> None:
    told = content["indicator"] | content["version"]
    _refuse_people(card, [str(told[name]) for name in WORDS])


def _refuse_people(card: Card, texts: list[str]) -> None:
    """No person's number and not the owner's name: the public reads these words."""
    names = [card.owner.name.casefold()] if card.owner else []
    for text in texts:
        if NUMBERED.search(text) or any(name and name in text.casefold() for name in names):
            raise ValidationError(
                _(
                    "Teks yang dibaca publik memuat nama atau nomor orang. Hapus dahulu dari teksnya."
                )
            )


def _reason(text: str) -> str:
    if not text.strip():
        raise ValidationError(_("Tulis alasannya."))
    return text.strip()
