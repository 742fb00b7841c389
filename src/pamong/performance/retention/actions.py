"""The verbs of retention: prepare the list, propose, approve, decline, and take away in batches."""

from collections import Counter
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.documents.models import PaperScan
from pamong.documents.store import drop
from pamong.ledger.actions import Actor, digest_of, record
from pamong.measurement.models import Evidence, EvidenceLook
from pamong.people.models import Agency
from pamong.people.scope import scope_of
from pamong.performance.models import (
    DailyEntry,
    EvidenceUse,
    Purged,
    RetentionLine,
    RetentionList,
)
from pamong.performance.retention.due import DAY, ENTRY, SCAN, UNIT, due, limits_of, past
from pamong.performance.retention.permissions import (
    can_approve_retention,
    can_decline_retention,
    can_propose_retention,
)
from pamong.performance.rules import mark_of, pack_on

Status = RetentionList.Status
BATCH = 200


@transaction.atomic
def prepare_retention(agency: Agency, *, by: Actor, on: date) -> RetentionList | None:
    """Once a year count what is past its years; nothing is taken away by it."""
    agency = Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)
    if RetentionList.objects.filter(agency=agency, year=on.year).exists():
        return None
    pack = pack_on(on, local=agency.local_packs)
    listing = RetentionList(agency=agency, year=on.year, prepared_on=on, pack=mark_of(pack))
    listing.limits = limits_of(pack, agency, on.year)
    listing.save()
    lines = [line for kind in listing.limits for line in _lines(listing, kind)]
    RetentionLine.objects.bulk_create(lines, batch_size=500)
    goes = sum(line.goes for line in lines)
    record("performance.retention_prepared", listing, by=by, on=on, changes={"goes": [None, goes]})
    return listing


def _lines(listing: RetentionList, kind: str) -> list[RetentionLine]:
    whole, going = _counts(past(listing, kind), kind), _counts(due(listing, kind), kind)
    return [
        RetentionLine(
            listing=listing,
            kind=kind,
            unit_id=unit,
            year=year,
            goes=going[unit, year],
            stays=count - going[unit, year],
        )
        for (unit, year), count in sorted(whole.items(), key=lambda item: str(item[0]))
    ]


def _counts(rows: Any, kind: str) -> Counter[tuple[int | None, int]]:
    grouped = rows.order_by().values_list(UNIT[kind], ExtractYear(DAY[kind]))
    return Counter({(unit, year): n for unit, year, n in grouped.annotate(n=Count("pk"))})


@transaction.atomic
def propose_retention(listing: RetentionList, *, by: User, on: date) -> RetentionList:
    """The personnel office asks a second person."""
    listing = RetentionList.objects.lock(listing)
    require(can_propose_retention(scope_of(by, on), listing))
    _check(listing, Status.PREPARED)
    listing.status, listing.proposed_by, listing.proposed_on = Status.PROPOSED, by, on
    return _save(listing, "proposed", Status.PREPARED, by=by, on=on)


@transaction.atomic
def approve_retention(listing: RetentionList, *, by: User, on: date) -> RetentionList:
    """The second person lets what the list names go; the worker begins."""
    listing = RetentionList.objects.lock(listing)
    require(can_approve_retention(scope_of(by, on), listing))
    _check(listing, Status.PROPOSED)
    listing.status, listing.approved_by, listing.approved_on = Status.APPROVED, by, on
    return _save(listing, "approved", Status.PROPOSED, by=by, on=on)


@transaction.atomic
def decline_retention(listing: RetentionList, *, by: User, on: date) -> RetentionList:
    """Everything stays; the list may be proposed again."""
    listing = RetentionList.objects.lock(listing)
    require(can_decline_retention(scope_of(by, on), listing))
    _check(listing, Status.PROPOSED)
    listing.status, listing.proposed_by, listing.proposed_on = Status.PREPARED, None, None
    return _save(listing, "declined", Status.PROPOSED, by=by, on=on)


def _check(listing: RetentionList, status: str) -> None:
    if listing.status != status:
        told = _("Daftar ini sudah berubah: %s. Muat ulang halaman.")
        raise ValidationError(told % listing.get_status_display(), code="wrong_state")


def _save(listing: RetentionList, word: str, before: str, *, by: User, on: date) -> RetentionList:
    listing.save()
    changes = {"status": [before, listing.status]}
    record(f"performance.retention_{word}", listing, by=by, on=on, changes=changes)
    return listing


def purge_all(listing: RetentionList, on: date) -> int:
    """Batch by batch until nothing is left; stopped in the middle it goes on where it was."""
    gone = 0
    for kind in listing.limits:
        while count := purge_batch(listing, kind, on=on):
            gone += count
    drop_files(listing)
    finish_retention(listing, on=on)
    return gone


@transaction.atomic
def purge_batch(listing: RetentionList, kind: str, *, on: date) -> int:
    """Take one batch away and mark each record; only an approved list takes anything."""
    listing = RetentionList.objects.lock(listing)
    if listing.status != Status.APPROVED or listing.approved_by is None:
        return 0
    rows = list(due(listing, kind)[:BATCH].values_list("pk", "uuid"))
    if not rows:
        return 0
    keys, uuids = [key for key, _uuid in rows], [uuid for _key, uuid in rows]
    Purged.objects.bulk_create(
        [Purged(subject_uuid=uuid, kind=kind, listing=listing, on=on) for uuid in uuids]
    )
    if kind == ENTRY:
        EvidenceUse.objects.filter(entry__in=keys).update(entry=None)
        DailyEntry.objects.filter(pk__in=keys).delete()
    elif kind == SCAN:
        PaperScan.objects.filter(pk__in=keys).update(removed_on=on)
    else:
        nothing = {"title": "", "link": "", "link_state": "", "link_checked_on": None}
        Evidence.objects.filter(pk__in=keys).update(**nothing, link_next_at=None, purged_on=on)
        EvidenceLook.objects.filter(evidence__in=keys).update(question="", answer="")
    marks = digest_of(",".join(sorted(map(str, uuids))))
    changes = {"kind": kind, "purged": [len(rows), 0], "digest": marks}
    by = listing.approved_by
    record("performance.retention_purged", listing, by=by, on=on, changes=changes)
    return len(rows)


def drop_files(listing: RetentionList) -> None:
    """The files of what went; the path stands in the row until its file is gone."""
    agency = listing.agency
    _drop(Evidence.objects.filter(owner__agency=agency), "purged_on")
    _drop(PaperScan.objects.filter(paper__agency_uuid=agency.uuid), "removed_on")


def _drop(rows: Any, gone_on: str) -> None:
    """One by one; a file that another row still needs stays."""
    every = rows.model.objects.all()
    for row in rows.exclude(**{gone_on: None}).exclude(path="").order_by("pk").iterator(BATCH):
        if not every.filter(path=row.path, **{gone_on: None}).exists():
            drop(row.path)
        every.filter(pk=row.pk).update(path="")


@transaction.atomic
def finish_retention(listing: RetentionList, *, on: date) -> None:
    """Nothing of the list is left."""
    listing = RetentionList.objects.lock(listing)
    if listing.status != Status.APPROVED or listing.approved_by is None:
        return
    listing.status, listing.done_on = Status.DONE, on
    _save(listing, "finished", Status.APPROVED, by=listing.approved_by, on=on)
