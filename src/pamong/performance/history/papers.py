"""Files that the import hands back: the rejected rows, and an empty table to fill in."""

from collections.abc import Mapping
from typing import Any, BinaryIO, Literal

from django.utils.translation import gettext as _

from pamong.documents.writing import Heading, write_xlsx
from pamong.performance.history.columns import LABELS, NIP
from pamong.performance.history.reading import NUMBERS


def write_rejected(stream: BinaryIO, shown: Mapping[str, Any]) -> None:
    """The rejected rows as they were, with line and reason in front; mended, it can be imported."""
    place = shown.get("places", {}).get(NIP)
    columns = [
        Heading(text, "code" if at == place else "text")
        for at, text in enumerate(shown["headings"])
    ]
    front = [Heading(_("Baris"), "number", 8), Heading(_("Alasan"), "text", 60)]
    rows = ([line, reason, *cells[: len(columns)]] for line, reason, cells in shown["rejected"])
    write_xlsx(stream, [*front, *columns], rows, sheet=_("Ditolak"))


def write_template(stream: BinaryIO) -> None:
    """An empty table with every heading that is read."""
    headings = [Heading(str(label), _kind(name)) for name, label in LABELS.items()]
    write_xlsx(stream, headings, [], sheet=_("Riwayat kinerja"))


def _kind(name: str) -> Literal["text", "code", "number"]:
    if name == NIP:
        return "code"
    return "number" if name in NUMBERS else "text"
