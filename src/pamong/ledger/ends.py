"""The end of a chain, read and moved by statements of fixed text: every write of the house waits for them."""

import uuid as uuidlib
from collections.abc import Callable
from typing import Any

from django.db import connection

from pamong.ledger.models import Head

READ = "SELECT sequence, digest, is_heard FROM ledger_head WHERE agency_uuid = %s"
MOVE = "UPDATE ledger_head SET sequence = %s, digest = %s WHERE agency_uuid = %s"


def lock_end(agency: uuidlib.UUID) -> Head:
    """The end, held until the transaction ends; the first entry of an agency makes it."""
    held = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(READ + held, [_key(agency)])
        row = cursor.fetchone()
    if row is None:
        Head.objects.get_or_create(agency_uuid=agency)
        return lock_end(agency)
    return Head(agency_uuid=agency, sequence=row[0], digest=row[1], is_heard=bool(row[2]))


def move_end(head: Head) -> None:
    """Write where the chain ends now."""
    with connection.cursor() as cursor:
        cursor.execute(MOVE, [head.sequence, head.digest, _key(head.agency_uuid)])


def set_heard(agency: uuidlib.UUID, listens: Callable[[], bool]) -> None:
    """Say whether somebody listens; asked while the end is held, so that no entry falls between two answers."""
    lock_end(agency)
    Head.objects.filter(agency_uuid=agency).update(is_heard=listens())


def _key(agency: uuidlib.UUID) -> Any:
    """As the database takes it."""
    return Head._meta.pk.get_db_prep_value(agency, connection)
