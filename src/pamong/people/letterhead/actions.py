"""The one verb of the look."""

from copy import copy
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from pamong.access.permissions import require
from pamong.documents.models import Look
from pamong.ledger.actions import Actor, field_changes, record
from pamong.people.letterhead.permissions import can_set_look
from pamong.people.models import Agency
from pamong.people.scope import scope_for


@dataclass(frozen=True, slots=True)
class LookFacts:
    """What the look is to be; a crest of None stays as it is."""

    sheet: str
    heading: str
    lines: str
    crest: str | None = None


@transaction.atomic
def set_look(agency: Agency, facts: LookFacts, *, by: Actor, on: date) -> Look:
    """Papers printed from now on look so; those on record keep what they say, so their codes stay right."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    require(can_set_look(scope_for(by, on), agency))
    look, _is_new = Look.objects.get_or_create(agency_uuid=agency.uuid)
    before = copy(look)
    look.sheet, look.heading, look.lines = facts.sheet, facts.heading, facts.lines
    if facts.crest is not None:
        look.crest = facts.crest
    look.save()
    if changes := field_changes(before, look):
        record("people.look_set", look, by=by, on=on, changes=changes)
    return look
