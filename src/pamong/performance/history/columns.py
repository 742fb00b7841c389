"""Which column is what, by its heading and never by its place."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from pamong.documents.choosing import Columns, places_by_words, table_in
from pamong.documents.sheets import Row, Sheet
from pamong.people.importing.folding import folded_heading
from pamong.performance.intake.reading import heading_words

NIP = "nip"
LABELS: dict[str, Any] = {
    NIP: gettext_lazy("NIP"),
    "year": gettext_lazy("Tahun"),
    "half": gettext_lazy("Semester"),
    "starts_on": pgettext_lazy("first day", "Dari"),
    "ends_on": pgettext_lazy("last day", "Sampai"),
    "results_score": gettext_lazy("Nilai SKP"),
    "behaviour_score": gettext_lazy("Nilai perilaku"),
    "score": gettext_lazy("Nilai"),
    "new_idea": gettext_lazy("Ide baru"),
    "asked": gettext_lazy("Penilai perilaku"),
    "results": gettext_lazy("Rating hasil kerja"),
    "behaviour": gettext_lazy("Rating perilaku"),
    "predicate": gettext_lazy("Predikat"),
    "converted": gettext_lazy("Nilai konversi"),
    "joined": gettext_lazy("Nilai gabungan"),
}
WHEN = ("year", "starts_on")
SAID = ("predicate", "results_score", "results")


def find_table(
    sheets: Sequence[Sheet], chosen: Mapping[str, int] | None = None
) -> tuple[Columns, list[Row]]:
    """The heading row and what stands below it; `chosen` takes the place of every guess."""
    return table_in(
        sheets,
        chosen,
        guess=_guess,
        is_enough=_is_enough,
        unknown=_(
            "Judul kolom belum dikenali. Perlu NIP, Tahun atau Dari dan Sampai, dan Predikat atau "
            "nilainya; pakailah judul dari tabel kosong."
        ),
    )


def _is_enough(told: Collection[str]) -> bool:
    """Whether a row says who, when and how it was."""
    return NIP in told and any(name in told for name in WHEN) and any(name in told for name in SAID)


def _guess(headings: Sequence[str]) -> dict[str, int]:
    return places_by_words([folded_heading(text) for text in headings], heading_words(__file__))
