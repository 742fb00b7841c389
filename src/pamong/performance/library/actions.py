"""Verbs on the library: bring a file in, take a post out."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, digest_of, record
from pamong.people.models import Agency
from pamong.people.scope import scope_for
from pamong.performance.given import IndicatorInput
from pamong.performance.library.permissions import (
    can_import_library,
    can_remove_library,
    can_remove_library_result,
    can_write_library,
)
from pamong.performance.library.reading import LibraryFile, Owed
from pamong.performance.models import LibraryIndicator, LibraryResult


@transaction.atomic
def import_library(
    agency: Agency, file: LibraryFile, *, source: str, by: Actor, on: date
) -> Agency:
    """Put the file's results in the place of those of the posts that it names; all rows or none."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    require(can_import_library(scope_for(by, on), agency.pk))
    if file.rejected:
        raise ValidationError(_("Perbaiki semua baris yang ditolak, lalu unggah lagi."))
    LibraryResult.objects.filter(agency=agency, post__in=file.posts).delete()
    results = [
        (
            LibraryResult(
                agency=agency, post=post, kind=owed.kind, text=owed.text, place=place, source=source
            ),
            owed,
        )
        for post, some in file.posts.items()
        for place, owed in enumerate(some, start=1)
    ]
    LibraryResult.objects.bulk_create([row for row, _owed in results])
    LibraryIndicator.objects.bulk_create(
        [line for row, owed in results for line in _indicators(row, owed)]
    )
    changes = {post: [None, len(some)] for post, some in sorted(file.posts.items())}
    record("performance.library_imported", agency, by=by, on=on, changes=changes)
    return agency


def _indicators(row: LibraryResult, owed: Owed) -> list[LibraryIndicator]:
    return [
        LibraryIndicator(
            result=row,
            place=place,
            **{name: getattr(line, name) for name in KEPT},
        )
        for place, line in enumerate(owed.indicators, start=1)
    ]


KEPT = (*("name", "aspect", "perspective", "direction", "unit", "target", "target_text", "source"),)


def as_input(line: LibraryIndicator) -> IndicatorInput:
    """An indicator of the library as a form would give it."""
    return IndicatorInput(**{name: getattr(line, name) for name in KEPT})


@transaction.atomic
def remove_library(agency: Agency, post: str, *, by: Actor, on: date) -> Agency:
    """Take the results of a post out; plans that hold them keep them."""
    require(can_remove_library(scope_for(by, on), agency.pk))
    rows = LibraryResult.objects.select_for_update().filter(agency=agency, post=post)
    count = len(rows)
    if not count:
        raise ValidationError(_("Pustaka jabatan ini sudah tidak ada."))
    rows.delete()
    record("performance.library_removed", agency, by=by, on=on, changes={post: [count, None]})
    return agency


@transaction.atomic
def write_library(
    row: LibraryResult, owed: Owed, *, seen: str, source: str, by: Actor, on: date
) -> LibraryResult:
    """Write one result of a post with its indicators, a new one at the end; `seen` is what it was on the page."""
    agency = Agency.objects.select_for_update().get(pk=row.agency_id)
    require(can_write_library(scope_for(by, on), agency.pk))
    if row.pk and mark_of(row) != seen:
        raise ValidationError(
            _("Hasil kerja ini sudah diubah di tempat lain. Muat ulang halaman, lalu ubah lagi.")
        )
    before = [digest_of(row.text), row.indicators.count()] if row.pk else [None, None]
    if not row.pk:
        others = LibraryResult.objects.filter(agency=agency, post=row.post)
        row.place = (others.aggregate(last=Max("place"))["last"] or 0) + 1
    row.text, row.kind, row.source = owed.text, owed.kind, source
    row.save()
    row.indicators.all().delete()
    LibraryIndicator.objects.bulk_create(_indicators(row, owed))
    changes = {
        "text": [before[0], digest_of(row.text)],
        "indicators": [before[1], len(owed.indicators)],
    }
    record("performance.library_written", row, by=by, on=on, changes=changes)
    return row


@transaction.atomic
def remove_library_result(row: LibraryResult, *, by: Actor, on: date) -> LibraryResult:
    """Take one result out; plans that hold it keep it."""
    Agency.objects.select_for_update().get(pk=row.agency_id)
    require(can_remove_library_result(scope_for(by, on), row.agency_id))
    row = LibraryResult.objects.select_related("agency").get(pk=row.pk)
    changes = {"text": [digest_of(row.text), None]}
    record("performance.library_result_removed", row, by=by, on=on, changes=changes)
    row.delete()
    return row


def mark_of(row: LibraryResult) -> str:
    """What a result and its indicators are now, as one word."""
    if not row.pk:
        return ""
    lines = LibraryIndicator.objects.filter(result=row).values_list(*KEPT)
    return digest_of(repr([row.text, row.kind, list(lines)]))[-16:]
