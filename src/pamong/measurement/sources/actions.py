"""Verbs on sources: add, change, connect, remove, ask for what is new, say what their words mean."""

import json
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.clock import now
from pamong.access.permissions import require
from pamong.documents.outgoing.signatures import new_secret
from pamong.ledger.actions import Actor, digest_of, field_changes, record
from pamong.measurement.models import Card, Source, SourceMatch
from pamong.measurement.sources import permissions as may
from pamong.measurement.sources.connectors.pushed import PushedConnector
from pamong.measurement.sources.registry import connector_of, connectors
from pamong.measurement.sources.sealed import SIGNED, sealed_secrets
from pamong.people.models import Agency, Employee
from pamong.people.scope import scope_for

AT_MOST = 100


@dataclass(frozen=True, slots=True)
class SourceInput:
    """What is said of a source; its kind only when it is made."""

    name: str
    kind: str = ""
    owner: Employee | None = None
    schedule: str = Source.Schedule.HAND


@transaction.atomic
def add_source(agency: Agency, given: SourceInput, *, by: Actor, on: date) -> Source:
    """Make a source; it brings nothing before a person has said how it is read."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    require(may.can_add_source(scope_for(by, on), agency.pk))
    if given.kind not in connectors():
        raise ValidationError(_("Pilih jenis sumber dari daftar."))
    if Source.objects.in_use().filter(agency=agency).count() >= AT_MOST:
        told = _("Sudah ada %(most)d sumber. Hapus yang tidak dipakai lagi dahulu.")
        raise ValidationError(told % {"most": AT_MOST})
    source = Source(agency=agency, kind=given.kind, made_on=on)
    _write(source, given)
    record("measurement.source_added", source, by=by, on=on, changes=field_changes(None, source))
    return source


@transaction.atomic
def change_source(source: Source, given: SourceInput, *, by: Actor, on: date) -> Source:
    """Another name, owner or rhythm."""
    source = locked(source)
    require(may.can_change_source(scope_for(by, on), source))
    before = copy(source)
    _write(source, given)
    if changes := field_changes(before, source):
        record("measurement.source_changed", source, by=by, on=on, changes=changes)
    return source


def _write(source: Source, given: SourceInput) -> None:
    name = " ".join(given.name.split())
    if not name:
        raise ValidationError(_("Tulis nama sumber ini."))
    same = Source.objects.in_use().filter(agency=source.agency, name__iexact=name)
    if same.exclude(pk=source.pk).exists():
        raise ValidationError(_("Sudah ada sumber bernama “%s”. Tulis nama lain.") % name)
    if given.owner and given.owner.agency_id != source.agency_id:
        raise ValidationError(_("Pilih penanggung jawab dari instansi ini."))
    if given.schedule != Source.Schedule.HAND and not connector_of(source).is_asked:
        raise ValidationError(
            _("Sumber ini tidak dapat diambil sendiri: pilih “Hanya bila diminta”.")
        )
    source.name, source.owner = name, given.owner
    if source.schedule != given.schedule:
        source.schedule, source.next_at = given.schedule, None  # at once, then by its rhythm
    source.save()


@transaction.atomic
def connect_source(
    source: Source,
    settings: Mapping[str, Any],
    secrets: Mapping[str, str],
    *,
    by: Actor,
    on: date,
) -> Source:
    """Say where the source is found; a secret that is left empty stays, and none is ever in the record."""
    source = locked(source)
    require(may.can_connect_source(scope_for(by, on), source))
    told = {name: str(value) for name, value in settings.items() if value not in (None, "")}
    changes: dict[str, Any] = {}
    if source.secret and _receiver(source, told) != _receiver(source, source.settings):
        source.secret, changes["secret"] = "", []  # it was told to the other one alone
    if told != source.settings:
        changes["settings"] = [_mark(source.settings), _mark(told)]
    if given := {name: text for name, text in secrets.items() if text}:
        source.secret = sealed_secrets(source, given)
        changes["secret"] = sorted(given)
    if changes:
        if told != source.settings:
            source.settled_at = now()  # its next run is looked at again
        source.settings, source.marker = told, ""
        source.save(update_fields=["settings", "secret", "marker", "settled_at"])
        record("measurement.source_connected", source, by=by, on=on, changes=changes)
    return source


def _receiver(source: Source, settings: Mapping[str, Any]) -> Any:
    """Who is told the secrets; where the connector does not say, all of its settings."""
    receiver = getattr(connector_of(source), "receiver", None)
    return receiver(settings) if receiver else dict(settings)


def _mark(settings: Mapping[str, Any]) -> str | None:
    return digest_of(json.dumps(settings, sort_keys=True)) if settings else None


@transaction.atomic
def renew_secret(source: Source, *, by: Actor, on: date) -> str:
    """A new secret for who sends figures, to be shown this once; the old one is void at once."""
    source = locked(source)
    require(may.can_renew_secret(scope_for(by, on), source))
    if source.kind != PushedConnector.code:
        raise ValidationError(_("Hanya sumber yang dikirim aplikasi lain memakai rahasia ini."))
    written = new_secret()
    source.secret = sealed_secrets(source, {SIGNED: written})
    source.save(update_fields=["secret"])
    record("measurement.source_secret_renewed", source, by=by, on=on)
    return written


@transaction.atomic
def remove_source(source: Source, *, by: Actor, on: date) -> Source:
    """Bring nothing any more and forget its secrets; what it brought stays, with where it came from."""
    source = locked(source)
    require(may.can_remove_source(scope_for(by, on), source))
    source.removed_on, source.secret, source.next_at = on, "", None
    source.schedule = Source.Schedule.HAND
    source.save(update_fields=["removed_on", "secret", "next_at", "schedule"])
    changes = {"removed_on": [None, on]}
    record("measurement.source_removed", source, by=by, on=on, changes=changes)
    return source


@transaction.atomic
def fetch_source(source: Source, *, by: Actor, on: date, at: datetime) -> Source:
    """Ask for what is new; the worker fetches it, and what comes is shown like an uploaded file."""
    source = locked(source)
    require(may.can_fetch_source(scope_for(by, on), source))
    if not connector_of(source).is_asked:
        raise ValidationError(_("Sumber ini tidak dapat diambil: unggah berkasnya."))
    if source.claimed_until and source.claimed_until > at:
        raise ValidationError(_("Sumber ini sedang diambil. Muat ulang halaman ini nanti."))
    record("measurement.source_asked", source, by=by, on=on)
    return source


@transaction.atomic
def match_indicators(
    source: Source, pairs: Sequence[tuple[str, Card]], *, by: Actor, on: date
) -> int:
    """Say once for all which card is meant by a name; how many were said."""
    source = locked(source)
    require(may.can_match_indicators(scope_for(by, on), source))
    for key, card in pairs:
        if card.agency_id != source.agency_id or card.closed_on:
            raise ValidationError(_("Kartu %s tidak dapat dipilih lagi.") % card.code)
        SourceMatch.objects.update_or_create(source=source, key=key, defaults={"card": card})
    if pairs:
        changes = {"cards": [None, len(pairs)]}
        record("measurement.indicators_matched", source, by=by, on=on, changes=changes)
    return len(pairs)


def locked(source: Source) -> Source:
    """The source as it stands, held until the transaction ends."""
    rows = Source.objects.select_for_update(of=("self",)).select_related("agency", "owner")
    return rows.get(pk=source.pk)
