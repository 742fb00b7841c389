"""Which column is what: as the agency chose last time, else by the heading; never by the order."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.choosing import Columns, places_by_words, table_in
from pamong.documents.sheets import Row, Sheet
from pamong.people.importing.folding import folded_heading
from pamong.performance.intake.reading import heading_words
from pamong.performance.models import Attendance

NIP = "nip"
LABELS: dict[str, Any] = {
    NIP: gettext_lazy("NIP"),
    **{
        field.name: field.verbose_name
        for field in Attendance._meta.concrete_fields
        if field.name in Attendance.FIELDS
    },
}


def find_table(
    sheets: Sequence[Sheet], kept: Mapping[str, str], chosen: Mapping[str, int]
) -> tuple[Columns, list[Row]]:
    """The heading row and what stands below it; `chosen` takes the place of every guess."""
    return table_in(
        sheets,
        chosen,
        guess=lambda headings: _guess(headings, kept),
        is_enough=_is_enough,
        unknown=_("Kolom NIP dan kolom kehadiran belum dikenali dari judulnya."),
    )


def _is_enough(told: Collection[str]) -> bool:
    """Whether a row says who, and anything about the month."""
    return NIP in told and len(told) > 1


def _guess(headings: Sequence[str], kept: Mapping[str, str]) -> dict[str, int]:
    """The agency's own map first, then the words that are known."""
    words = {
        name: [
            *([folded_heading(kept[name])] if name in kept else ()),
            *heading_words(__file__).get(name, ()),
        ]
        for name in LABELS
    }
    return places_by_words([folded_heading(text) for text in headings], words)
