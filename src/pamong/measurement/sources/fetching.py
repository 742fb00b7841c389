"""Asks a source, outside any transaction, and hands what comes to the ordinary intake; a failure is kept and shown."""

import hashlib
import logging
from collections.abc import Sequence
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db.models import Q
from django.utils.translation import gettext as _

from pamong.access.clock import now, today
from pamong.access.models import User
from pamong.ledger.actions import Actor
from pamong.measurement.models import Source, SourceRun
from pamong.measurement.sources.failing import note_failure, note_success
from pamong.measurement.sources.protocol import Asked, Parcel, SourceError
from pamong.measurement.sources.registry import connector_of
from pamong.measurement.sources.run_actions import Arrival, receive_run, write_unwatched
from pamong.measurement.sources.sealed import secrets_of
from pamong.people.models import Intake

LEASE = timedelta(minutes=15)
log = logging.getLogger(__name__)


def fetch_from(source: Source, *, by: Actor) -> list[SourceRun]:
    """What is new, each table a run; nothing where another worker asks already."""
    at = now()
    free = Source.objects.in_use().filter(pk=source.pk)
    free = free.filter(Q(claimed_until=None) | Q(claimed_until__lte=at))
    if not free.update(claimed_until=at + LEASE):
        return []
    runs: list[SourceRun] = []
    try:
        fresh = (one for one in _parcels(source) if not _is_same(source, one, by=by))
        runs.extend(_taken(source, parcel, by=by) for parcel in fresh)
        note_success(source, at=now())
    except SourceError as error:
        note_failure(source, error.sentence, by=by, at=now())
    finally:
        Source.objects.filter(pk=source.pk, claimed_until=at + LEASE).update(claimed_until=None)
    return runs


def _parcels(source: Source) -> Sequence[Parcel]:
    asked = Asked(source.settings, secrets_of(source), source.marker, source.agency.code)
    try:
        return connector_of(source).fetch(asked)
    except SourceError:
        raise
    except Exception as error:  # noqa: BLE001 — somebody else's code; its text may hold a secret
        log.error("source %s: %s", source.uuid, type(error).__name__)  # noqa: TRY400 — the trace may hold it too
        said = _("Sumber ini gagal dibaca (%(error)s). Hubungi pengelola server.")
        raise SourceError(said % {"error": type(error).__name__}) from None


def _is_same(source: Source, parcel: Parcel, *, by: Actor) -> bool:
    """Whether the calendar finds byte for byte what came last; who asks by hand is always answered."""
    if isinstance(by, User):
        return False
    last = source.runs.order_by("-pk").exclude(status=Intake.Status.FAILED).first()
    return last is not None and last.sha256 == hashlib.sha256(parcel.content).hexdigest()


def _taken(source: Source, parcel: Parcel, *, by: Actor) -> SourceRun:
    """Shown to a person the first time; later written at once."""
    on, at = today(source.agency.time_zone), now()
    arrival = Arrival(ContentFile(parcel.content, name=parcel.name), parcel.marker)
    run = receive_run(source, arrival, by=by, on=on, at=at)
    return write_unwatched(run, by=by, on=on, at=now())
