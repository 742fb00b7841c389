"""Builders of questions for tests."""

from datetime import date
from typing import Any

from pamong.measurement.findings.asking import SOURCE
from pamong.measurement.models import Card, Finding

FOUND = date(2026, 9, 1)


def make_finding(card: Card, **more: Any) -> Finding:
    """A quarter of the card has no figure."""
    time = "2026-Q1"
    told: dict[str, Any] = {
        "agency": card.agency,
        "unit": card.unit,
        "owner": card.owner,
        "source": SOURCE + "missing",
        "key": f"{card.uuid}:{time}",
        "period": time,
        "figures": {"first": time, "last": time, "count": 1, "time": time, "series": [card.code]},
        "found_on": FOUND,
    }
    return Finding.objects.create(card=card, **(told | more))
