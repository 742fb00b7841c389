"""Which column is what, by its heading and never by its place."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.choosing import Columns, places_by_words, table_in
from pamong.documents.sheets import Row, Sheet
from pamong.people.importing.folding import folded_heading
from pamong.performance.intake.reading import heading_words

NIP = "nip"
LABELS: dict[str, Any] = {
    NIP: gettext_lazy("NIP"),
    "kind": gettext_lazy("Jenis saldo"),
    "level": gettext_lazy("Jenjang"),
    "as_of": gettext_lazy("Saldo per"),
    "conventional": gettext_lazy("Angka kredit konvensional"),
    "credit": gettext_lazy("Angka kredit menurut PAK"),
    "document_number": gettext_lazy("Nomor dokumen"),
    "document_on": gettext_lazy("Tanggal dokumen"),
    "source": gettext_lazy("Asal data"),
    "rank": gettext_lazy("Golongan"),
    "rank_since": gettext_lazy("TMT golongan"),
}
FIGURES = ("conventional", "credit")
DAYS = ("as_of", "document_on", "rank_since")
DOCUMENT = ("document_number", "document_on")
RANK = ("rank", "rank_since")


def find_table(
    sheets: Sequence[Sheet], chosen: Mapping[str, int] | None = None
) -> tuple[Columns, list[Row]]:
    """The heading row and what stands below it; `chosen` takes the place of every guess."""
    return table_in(
        sheets,
        chosen,
        guess=_guess,
        is_enough=is_enough,
        unknown=_(
            "Judul kolom belum dikenali. Perlu NIP, angka kredit, dan nomor serta tanggal dokumennya, "
            "atau golongan dan TMT-nya; untuk ijazah juga jenis saldo dan saldo per. "
            "Pakailah judul dari tabel kosong."
        ),
    )


def is_enough(told: Collection[str]) -> bool:
    """Whether a row says of whom what by which document, which diploma, or since when which rank."""
    balance = any(name in told for name in FIGURES) and all(name in told for name in DOCUMENT)
    diploma = all(name in told for name in ("kind", "as_of", *DOCUMENT))
    return NIP in told and (balance or diploma or all(name in told for name in RANK))


def _guess(headings: Sequence[str]) -> dict[str, int]:
    return places_by_words([folded_heading(text) for text in headings], heading_words(__file__))
