"""The rows that an import refused, handed back: mended, the same file can be imported."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from pamong.documents.writing import Heading, write_xlsx

NIP = "nip"


def write_rejected(
    stream: BinaryIO, headings: Sequence[Heading], rows: Iterable[Sequence[Any]]
) -> None:
    """Rows as (line, reason, cells), and more that is not written: the cells as they were, with line and reason in front."""
    front = [Heading(_("Baris"), "number", 8), Heading(_("Alasan"), "text", 60)]
    width = len(headings)
    written = ([line, reason, *cells[:width]] for line, reason, cells, *_sheet in rows)
    write_xlsx(stream, [*front, *headings], written, sheet=_("Ditolak"))


def write_shown(stream: BinaryIO, shown: Mapping[str, Any]) -> None:
    """Those that were kept of a dry run; the NIP stays text, also where its column was chosen by hand."""
    place = shown.get("places", {}).get(NIP)
    columns = [
        Heading(text, "code" if at == place or text.lower() == NIP else "text")
        for at, text in enumerate(shown["headings"])
    ]
    write_rejected(stream, columns, shown["rejected"])


def name_of_rejected(name: str) -> str:
    """What the file of rejected rows is called, without its ending."""
    return _("ditolak %(name)s") % {"name": name.rpartition(".")[0] or name}
