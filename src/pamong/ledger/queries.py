"""Walking the record to see whether it is whole."""

import uuid as uuidlib
from collections.abc import Callable
from dataclasses import dataclass

from pamong.ledger.models import Entry, Head

Tell = Callable[[str, int, int], None]
TELL_EVERY = 20_000


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where a chain does not hold."""

    agency_uuid: uuidlib.UUID
    sequence: int
    reason: str


def first_fault(tell: Tell | None = None) -> Fault | None:
    """The first altered, removed or reordered row of any chain, or nothing."""
    for head in Head.objects.order_by("agency_uuid"):
        if fault := chain_fault(head, tell):
            return fault
    orphan = Entry.objects.exclude(agency_uuid__in=Head.objects.values("agency_uuid")).first()
    if orphan:
        return Fault(orphan.agency_uuid, orphan.sequence, "the chain has no head")
    return None


def chain_fault(head: Head, tell: Tell | None = None) -> Fault | None:
    """The first fault of one chain, as far as it reached when its head was read."""
    previous, expected = "", 0
    rows = Entry.objects.filter(agency_uuid=head.agency_uuid)
    kept = rows.filter(sequence__lte=head.sequence).order_by("sequence")
    for entry in kept.iterator(chunk_size=2000):
        expected += 1
        if tell and expected % TELL_EVERY == 0:
            tell("entries walked", expected, head.sequence)
        if entry.sequence != expected:
            return Fault(head.agency_uuid, expected, "removed")
        if entry.seal(previous) != entry.digest:
            return Fault(head.agency_uuid, expected, "altered or reordered")
        previous = entry.digest
    if (expected, previous) != (head.sequence, head.digest):
        return Fault(head.agency_uuid, expected + 1, "removed from the end")
    beyond = rows.filter(sequence__gt=head.sequence)
    if beyond.exists() and not Head.objects.filter(pk=head.pk, sequence__gt=head.sequence).exists():
        return Fault(head.agency_uuid, head.sequence + 1, "added beyond the end")
    return None


def heads() -> list[tuple[str, int, str]]:
    """Each chain's agency, length and digest: what a backup prints."""
    rows = Head.objects.order_by("agency_uuid")
    return [(str(head.agency_uuid), head.sequence, head.digest) for head in rows]


def overall_head() -> str:
    """The digest at the end of each chain, joined; equal heads mean equal records."""
    return ",".join(digest for _agency, _length, digest in heads())


def reaches(head: str) -> bool:
    """Whether every end of an older head still lies on a chain: no tail was cut off since."""
    return all(Entry.objects.filter(digest=part).exists() for part in head.split(",") if part)
