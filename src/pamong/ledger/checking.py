"""The nightly walk: wanted once a day for each chain, done by the worker."""

import uuid as uuidlib
from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from pamong.ledger.models import ChainCheck, Head
from pamong.ledger.queries import chain_fault


def wanted(on: date) -> Iterator[uuidlib.UUID]:
    """The chains that nobody has asked to be walked today; asking marks them."""
    for agency in Head.objects.order_by("agency_uuid").values_list("agency_uuid", flat=True):
        check, is_new = ChainCheck.objects.get_or_create(
            agency_uuid=agency, defaults={"asked_on": on}
        )
        rows = ChainCheck.objects.filter(agency_uuid=agency, asked_on__lt=on)
        if is_new or (check.asked_on < on and rows.update(asked_on=on)):
            yield agency


def check_chain(agency: uuidlib.UUID) -> ChainCheck | None:
    """Walk one chain as far as it reaches now, and keep what was found."""
    head = Head.objects.filter(agency_uuid=agency).first()
    if head is None:
        return None
    fault = chain_fault(head)
    found = {
        "checked_at": timezone.now(),
        "sequence": head.sequence,
        "fault_at": fault.sequence if fault else None,
    }
    ChainCheck.objects.filter(agency_uuid=agency).update(**found)
    return ChainCheck.objects.filter(agency_uuid=agency).first()
