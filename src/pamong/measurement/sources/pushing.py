"""Takes a signed message of another application: who sent it, when, and that it was not taken before."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from pamong.access.clock import now, today
from pamong.documents.outgoing.signatures import is_signed
from pamong.ledger.actions import SHELL
from pamong.measurement.models import Source, SourcePush, SourceRun
from pamong.measurement.models.source import MESSAGE_LENGTH
from pamong.measurement.sources.protocol import SourceError
from pamong.measurement.sources.run_actions import Arrival, receive_run, write_unwatched
from pamong.measurement.sources.sealed import SIGNED, secrets_of
from pamong.measurement.sources.tabled import records_table

MOST_BYTES, MOST_ROWS, TOLERANCE = 1024 * 1024, 5_000, 300
STAMP = re.compile(r"\d{1,12}")
NAME = re.compile(rf"[\x21-\x7e]{{1,{MESSAGE_LENGTH}}}")
FORGED, TOO_LARGE, UNREADABLE = 401, 413, 400


class PushRefusedError(Exception):
    """Why a message is not taken: an HTTP status, and a word for the program that sent it."""

    def __init__(self, status: int, word: str) -> None:
        super().__init__(word)
        self.status, self.word = status, word


@dataclass(frozen=True, slots=True)
class Message:
    """A message with what its headers say of it."""

    name: str
    stamp: str
    signatures: str
    body: bytes


def take_push(source: Source | None, message: Message) -> SourceRun | None:
    """Check it and hand it to the ordinary intake; nothing where it was taken before."""
    if source is None:
        raise PushRefusedError(
            FORGED, "signature"
        )  # as a wrong one: nobody learns which sources there are
    _check(source, message, now())
    records = _records(message.body)
    try:
        with transaction.atomic():
            SourcePush.objects.create(source=source, name=message.name, taken_at=now())
            return _taken(source, message, records)
    except IntegrityError:
        if source.pushes.filter(name=message.name).exists():
            return None
        raise


def _check(source: Source, message: Message, at: datetime) -> None:
    """Signed with the secret of this source, and not long ago: an old one is no message any more."""
    if len(message.body) > MOST_BYTES:
        raise PushRefusedError(TOO_LARGE, "too_large")
    try:
        secret = secrets_of(source).get(SIGNED, "")
    except SourceError:
        secret = ""
    is_whole = NAME.fullmatch(message.name) and STAMP.fullmatch(message.stamp)
    if not secret or not is_whole:
        raise PushRefusedError(FORGED, "signature")
    stamp = int(message.stamp)
    if not is_signed(secret, message.signatures, message.name, stamp, message.body):
        raise PushRefusedError(FORGED, "signature")
    if abs(at.timestamp() - stamp) > TOLERANCE:
        raise PushRefusedError(FORGED, "timestamp")


def _records(body: bytes) -> list[Mapping[str, Any]]:
    try:
        told = json.loads(body, parse_float=Decimal)
    except (ValueError, RecursionError):
        raise PushRefusedError(UNREADABLE, "json") from None
    rows = told.get("readings") if isinstance(told, dict) else told
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise PushRefusedError(UNREADABLE, "readings")
    if len(rows) > MOST_ROWS:
        raise PushRefusedError(TOO_LARGE, "too_many")
    return rows


def _taken(source: Source, message: Message, records: list[Mapping[str, Any]]) -> SourceRun:
    on = today(source.agency.time_zone)
    file = ContentFile(records_table(records), name=f"{message.name[:60]}.csv")
    run = receive_run(source, Arrival(file), by=SHELL, on=on, at=now())
    return write_unwatched(run, by=SHELL, on=on, at=now())
