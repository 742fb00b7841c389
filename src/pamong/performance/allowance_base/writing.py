"""A penalty as it is written, by hand or by a decision that cuts pay; who may was asked before."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pamong.access.models import User
from pamong.ledger.actions import record
from pamong.performance.follow_up.queries import months_after
from pamong.performance.models import AllowancePenalty


def save_penalty(
    penalty: AllowancePenalty, found: Mapping[str, Any], *, by: User, on: date
) -> AllowancePenalty:
    """Save a penalty for as many months as the rule says."""
    penalty.cut_percent = found["cut_percent"]
    penalty.until_month = months_after(penalty.first_month, int(found["months"]))
    penalty.noted_by, penalty.noted_on = by, on
    penalty.save()
    changes = {
        "cut_percent": [None, penalty.cut_percent],
        "valid_from": [None, penalty.first_month],
        "valid_to": [None, penalty.until_month],
    }
    record("performance.penalty_noted", penalty, by=by, on=on, changes=changes)
    return penalty


def take_back(penalty: AllowancePenalty, *, by: User, on: date) -> AllowancePenalty:
    """Let it cut nothing; months already paid become a difference."""
    if penalty.ended_on is None:
        penalty.ended_on = on
        penalty.save(update_fields=["ended_on"])
        record("performance.penalty_ended", penalty, by=by, on=on, changes={"ended_on": [None, on]})
    return penalty
