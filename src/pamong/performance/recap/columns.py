"""Which column is what, by its heading and never by its place; what was chosen by hand before is known."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.choosing import Columns, places_by_words, table_in
from pamong.documents.sheets import Row, Sheet
from pamong.people.importing.folding import folded_heading
from pamong.performance.intake.reading import heading_words

NIP, NAME = "nip", "name"
LABELS: dict[str, Any] = {
    NIP: gettext_lazy("NIP"),
    NAME: gettext_lazy("Nama"),
    "status": gettext_lazy("Status SKP"),
    "starts_on": gettext_lazy("Periode awal"),
    "ends_on": gettext_lazy("Periode akhir"),
    "results": gettext_lazy("Rating hasil kerja"),
    "behaviour": gettext_lazy("Rating perilaku"),
    "predicate": gettext_lazy("Predikat"),
}
DAYS = ("starts_on", "ends_on")
RATED = ("results", "behaviour", "predicate")
SAID = ("status", *DAYS, *RATED)
Known = Mapping[str, str]  # field → the heading that somebody chose for it before


def find_table(
    sheets: Sequence[Sheet], known: Known, chosen: Mapping[str, int] | None = None
) -> tuple[Columns, list[Row]]:
    """The heading row and what stands below it; `chosen` takes the place of every guess."""
    return table_in(
        sheets,
        chosen,
        guess=partial(_guess, known),
        is_enough=is_enough,
        unknown=_(
            "Judul kolom belum dikenali. Perlu NIP, dan status SKP, periodenya, atau predikat; "
            "pilih kolomnya sekali, lalu rekap berikutnya dibaca sendiri."
        ),
    )


def is_enough(told: Collection[str]) -> bool:
    """Whether a row says of whom, and anything to compare."""
    return NIP in told and any(name in told for name in SAID)


def _guess(known: Known, headings: Sequence[str]) -> dict[str, int]:
    words = {name: [*_before(known, name), *told] for name, told in heading_words(__file__).items()}
    return places_by_words([folded_heading(text) for text in headings], words)


def _before(known: Known, name: str) -> list[str]:
    return [folded_heading(known[name])] if name in known else []


@cache
def status_words() -> Mapping[str, frozenset[str]]:
    """The folded words of each meaning of a status."""
    text = Path(__file__).with_name("headings.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text)["status"].items()}
