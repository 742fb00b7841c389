"""How far ahead a date may lie: the one place that knows, for forms and for files."""

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from pamong.ui.dates import say_day_full, this_day

OTHER, REOPENING, DELEGATION, CONTRACT = "other", "reopening", "delegation", "contract"


@cache
def bounds() -> dict[str, int]:
    """Days ahead by what a date is for."""
    text = (Path(__file__).parent / "day_bounds.toml").read_text(encoding="utf-8")
    return {name: int(days) for name, days in tomllib.loads(text).items()}


def furthest(purpose: str = OTHER) -> date:
    """The last day that may be typed today."""
    return this_day() + timedelta(days=bounds()[purpose])


def too_far(day: date, purpose: str = OTHER) -> str:
    """What to say of a day that lies too far ahead; nothing of one that does not."""
    last = furthest(purpose)
    if day <= last:
        return ""
    return _("Tanggal ini terlalu jauh ke depan. Periksa tahunnya; paling jauh %(day)s.") % {
        "day": say_day_full(last)
    }
