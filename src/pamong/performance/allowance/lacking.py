"""Which lines of a sheet lack a part, by the part: counted, and read part by part."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy

from pamong.performance.models import AllowanceLine
from pamong.ui.components import Tab

LACKS = "lacks"
ANY = "any"
BASE = Q(said__contains='"base"')


def _codes(*codes: str) -> Q:
    found = Q()
    for code in codes:
        found |= Q(said__contains=f'"{code}')
    return found


# A part with its name and its lines: codes as they stand in the field, one beginning with what is sought.
PARTS: Mapping[str, tuple[Any, Q]] = {
    "attendance": (
        gettext_lazy("Tanpa kehadiran"),
        _codes("attendance", "deductions", "counts."),
    ),
    "performance": (gettext_lazy("Tanpa kinerja"), _codes("predicate", "percents", "daily_lines")),
    "class": (gettext_lazy("Tanpa kelas jabatan"), BASE & Q(grade=None)),
    "base": (gettext_lazy("Tanpa TPP dasar"), BASE & Q(grade__isnull=False)),
    "hours": (gettext_lazy("Tanpa jam kerja"), _codes("hours")),
}


def told(lines: "QuerySet[AllowanceLine]") -> "QuerySet[Any]":
    """The lines with their codes as text: neither database searches a list of JSON alike."""
    return lines.annotate(said=Cast("missing", TextField()))


def lacking_in(lines: "QuerySet[AllowanceLine]", part: str) -> "QuerySet[AllowanceLine]":
    """Those that lack the part; all of them where none is asked for."""
    if part == ANY:
        return lines.exclude(missing=[])
    return told(lines).filter(PARTS[part][1]) if part in PARTS else lines


def counts_of(lines: "QuerySet[AllowanceLine]") -> dict[str, int]:
    """How many lines lack each part, and anything at all."""
    counted = {part: Count("pk", filter=found) for part, (_name, found) in PARTS.items()}
    some = Count("pk", filter=~Q(missing=[]))
    return told(lines).aggregate(**counted, **{ANY: some})


def lacking_tabs(counts: Mapping[str, int], people: int, here: str, address: str) -> list[Tab]:
    """All lines, then those that lack anything, and each part that some line lacks."""
    if not counts.get(ANY):
        return []
    names = {"": gettext_lazy("Semua baris"), ANY: gettext_lazy("Belum lengkap")}
    names |= {part: name for part, (name, _found) in PARTS.items() if counts[part]}
    numbers = {"": people} | dict(counts)
    return [
        Tab(
            str(name),
            f"{address}?{urlencode({LACKS: part})}" if part else address,
            numbers[part],
            current=part == here,
        )
        for part, name in names.items()
    ]


def lacking_links(counts: Mapping[str, int], address: str) -> list[tuple[str, str, int]]:
    """Each part that some line lacks: its name, where those lines are, and how many they are."""
    return [
        (str(name), f"{address}?{urlencode({LACKS: part})}", counts[part])
        for part, (name, _found) in PARTS.items()
        if counts[part]
    ]
