"""Saving, renaming and removing one's own filters; the record keeps the mark of a name, never the name."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, record
from pamong.people.filters.permissions import (
    can_remove_filter,
    can_rename_filter,
    can_save_filter,
)
from pamong.people.models import SavedFilter
from pamong.people.scope import scope_of

MOST = 30


@dataclass(frozen=True, slots=True)
class Place:
    """A list with its filter."""

    path: str
    query: str


@transaction.atomic
def save_filter(name: str, place: Place, *, by: User, on: date) -> SavedFilter:
    """Keep where one is under a name; the same name again points to the new place."""
    owner = User.objects.select_for_update().get(pk=by.pk)
    require(can_save_filter(scope_of(by, on)))
    kept = SavedFilter.objects.filter(user=owner, name=name).first()
    if kept is None and SavedFilter.objects.filter(user=owner).count() >= MOST:
        told = _("Anda sudah menyimpan %(most)s saringan. Hapus yang tidak dipakai lagi dahulu.")
        raise ValidationError(told % {"most": MOST})
    kept = kept or SavedFilter(user=owner, name=name)
    kept.path, kept.query = place.path, place.query
    kept.save()
    changes = {"filter": str(kept.uuid), "name": digest_of(name)}
    record("people.filter_saved", owner, by=by, on=on, changes=changes)
    return kept


@transaction.atomic
def rename_filter(kept: SavedFilter, name: str, *, by: User, on: date) -> SavedFilter:
    """Call a filter otherwise; no two of one person have the same name."""
    User.objects.select_for_update().get(pk=by.pk)  # as in saving: one name at a time
    kept = SavedFilter.objects.select_for_update().get(pk=kept.pk)
    require(can_rename_filter(scope_of(by, on), kept))
    if SavedFilter.objects.filter(user=kept.user, name=name).exclude(pk=kept.pk).exists():
        raise ValidationError(_("Nama ini sudah Anda pakai. Tulis nama lain."))
    changes = {"filter": str(kept.uuid), "name": [digest_of(kept.name), digest_of(name)]}
    kept.name = name
    kept.save()
    record("people.filter_renamed", kept.user, by=by, on=on, changes=changes)
    return kept


@transaction.atomic
def remove_filter(kept: SavedFilter, *, by: User, on: date) -> None:
    """Forget a filter; the list stays."""
    kept = SavedFilter.objects.select_for_update().get(pk=kept.pk)
    require(can_remove_filter(scope_of(by, on), kept))
    changes = {"filter": str(kept.uuid), "name": digest_of(kept.name)}
    owner = kept.user
    kept.delete()
    record("people.filter_removed", owner, by=by, on=on, changes=changes)
