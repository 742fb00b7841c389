"""What the personnel office tells a messenger group of raters or administrators: kinds and counts, no names."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.people.blocking import MOST
from pamong.people.models import DataProblem
from pamong.people.problems.queries import Blocked
from pamong.people.queries import COUNTED
from pamong.ui.numbers import say_number
from pamong.ui.pasting import Paste


def waits_told(counted: Sequence[tuple[Any, Sequence[Blocked]]], on: date) -> Paste:
    """How many wait, of each kind, and for how long the first of them does; raters see theirs at the start."""
    told = [_wait_said(label, rows, on) for label, rows in counted if rows]
    return Paste(_("Yang menunggu jawaban di Pamong"), told)


def _wait_said(label: Any, rows: Sequence[Blocked], on: date) -> str:
    """The kind with its number; those who hold up the most are counted, so of many it is the least."""
    count = sum(row.count for row in rows)
    words = _("%(what)s: %(n)s")
    if len(rows) >= MOST:
        words = _("%(what)s: sedikitnya %(n)s")
    said = words % {"what": label, "n": say_number(count)}
    days = max(((on - row.since).days for row in rows if row.since), default=0)
    if days <= 0:
        return said
    longest = ngettext(
        "%(what)s, paling lama %(days)d hari", "%(what)s, paling lama %(days)d hari", days
    )
    return longest % {"what": said, "days": days}


def problems_told(counts: Mapping[str, int]) -> Paste:
    """How many problems of each kind there are."""
    told = [
        (_("%(what)s: lebih dari %(n)s") if count > COUNTED else _("%(what)s: %(n)s"))
        % {"what": DataProblem.Kind(kind).label, "n": say_number(min(count, COUNTED))}
        for kind, count in counts.items()
        if count
    ]
    return Paste(_("Masalah data yang perlu diperbaiki"), told, reverse("people:problem-list"))
