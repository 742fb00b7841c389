"""A release is put out or taken down; who may do it was asked where it was decided."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from pamong.transparency.models import (
    PublishedIndicator,
    PublishedPoint,
    PublishedVersion,
    Publisher,
)
from pamong.transparency.release import Content, Draft, Issuer, draft_of

WORDS = ("code", "outcome", "name", "definition", "method", "unit", "direction", "office")


@transaction.atomic
def put_out(
    issuer: Issuer, content: Content, *, uuid: UUID, number: int, on: date, at: datetime
) -> None:
    """Put a version in the place of the one that stood; that one stays, and says that it was replaced."""
    draft = draft_of(content)
    publisher = _publisher(issuer, at)
    indicator = _indicator(publisher, draft)
    same = PublishedVersion.objects.filter(indicator=indicator, year=draft.version.year)
    same.filter(is_current=True).update(is_current=False)
    version = draft.version
    version.indicator, version.uuid, version.number = indicator, uuid, number
    version.published_on = on
    version.save(force_insert=True)
    for point in draft.points:
        point.version = version
    PublishedPoint.objects.bulk_create(draft.points)


@transaction.atomic
def take_down(uuid: UUID, reason: str, *, on: date, at: datetime) -> None:
    """Take the figures of a version away; that it was there, and why it is gone, stays to be read."""
    version = PublishedVersion.objects.select_for_update().get(uuid=uuid)
    version.points.all().delete()
    for name in ("value", "as_of", "attainment"):
        setattr(version, name, None)
    version.is_current, version.withdrawn_on, version.reason = False, on, reason
    version.save()
    Publisher.objects.filter(indicators__versions=version.pk).update(changed_at=at)


def _publisher(issuer: Issuer, at: datetime) -> Publisher:
    told = {"code": issuer.code, "name": issuer.name, "changed_at": at}
    return Publisher.objects.update_or_create(uuid=issuer.uuid, defaults=told)[0]


def _indicator(publisher: Publisher, draft: Draft) -> PublishedIndicator:
    told = {name: getattr(draft.indicator, name) for name in (*WORDS, "frequency")}
    told["publisher"] = publisher
    rows = PublishedIndicator.objects
    return rows.update_or_create(uuid=draft.indicator.uuid, defaults=told)[0]
