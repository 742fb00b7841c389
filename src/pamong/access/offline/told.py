"""What a device tells of itself, as the record keeps it."""

from datetime import datetime
from typing import Any


def device_said(at: datetime | None) -> dict[str, Any]:
    """For the record: when something was typed, as a device tells it."""
    return {"typed_at": [None, at.isoformat(timespec="seconds")]} if at else {}
