"""Reads of keys: one's own, and the one that a request brings."""

from datetime import date

from django.db.models import F, QuerySet
from django.utils.crypto import constant_time_compare

from pamong.access.keys.secrets import is_key, prefix_of, seal_of
from pamong.access.models import ApiKey, User

SHOWN = 50


def keys_of(user: User) -> "QuerySet[ApiKey]":
    """One's own, those that still open something first."""
    return ApiKey.objects.filter(user=user).order_by(
        F("revoked_on").desc(nulls_first=True), "-expires_on", "-pk"
    )[:SHOWN]


def key_named(written: str, on: date) -> ApiKey | None:
    """The key behind its text: not revoked, not over, and its owner's sessions not ended since."""
    prefix = prefix_of(written)
    if not prefix:
        return None
    rows = ApiKey.objects.valid(on).filter(prefix=prefix, user__is_active=True)
    key = rows.select_related("user").first()
    if key is None or not is_key(written, key.digest):
        return None
    return key if constant_time_compare(key.seal, seal_of(key.user)) else None


def note_use(key: ApiKey, on: date) -> None:
    """Remember the last day of use; written once a day."""
    if key.used_on != on:
        ApiKey.objects.filter(pk=key.pk).update(used_on=on)
