"""What many indicators of goals came to, as the ordinary verb would write it for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import SHELL, Draft, record_all
from pamong.ledger.rows import insert_rows
from pamong.measurement.models import Reading
from pamong.people.scope import scope_of
from pamong.performance.cascade.permissions import can_keep_cascade
from pamong.performance.models import GoalIndicator


@dataclass(frozen=True, slots=True)
class ActualStory:
    """The figure of one indicator for a whole year; the row comes with its goal, agency and indicator."""

    row: GoalIndicator
    value: Decimal


@transaction.atomic
def write_actuals(
    stories: Sequence[ActualStory], year: int, *, by: User, on: date
) -> list[Reading]:
    """Write figures where none stand; a correction is left to the ordinary verb."""
    scope, as_of = scope_of(by, on), date(year, 12, 31)
    if as_of > on:
        raise ValidationError(_("Tahun itu belum selesai."))
    for agency_id in {story.row.goal.agency_id for story in stories}:
        require(can_keep_cascade(scope, agency_id))
    keys = [story.row.indicator_id for story in stories]
    if Reading.objects.standing().filter(indicator_id__in=keys, as_of__year=year).exists():
        raise ValidationError(_("Realisasi untuk tanggal ini sudah diisi."))
    readings = [
        Reading(indicator=story.row.indicator, as_of=as_of, value=story.value) for story in stories
    ]
    insert_rows(readings)
    drafts = [
        Draft(
            "performance.goal_target_set",
            story.row.goal,
            {"actual": [None, story.value], "year": [year, year]},
            by=by,
            on=on,
        )
        for story in stories
    ]
    record_all(drafts, by=SHELL, on=date.min, is_history=True)
    return readings
