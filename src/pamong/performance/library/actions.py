"""Verbs on the library: bring a file in, take a post out."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, record
from pamong.people.models import Agency
from pamong.people.scope import scope_for
from pamong.performance.library.permissions import can_import_library, can_remove_library
from pamong.performance.library.reading import LibraryFile, Owed
from pamong.performance.models import LibraryIndicator, LibraryResult
from pamong.performance.plan.content_actions import IndicatorInput


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
