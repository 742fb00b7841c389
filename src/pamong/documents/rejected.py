"""The rows that an import refused, handed back: mended, the same file can be imported."""

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from pamong.documents.writing import Heading, write_xlsx


def write_rejected(
    stream: BinaryIO, headings: Sequence[Heading], rows: Iterable[tuple[int, str, Sequence[Any]]]
) -> None:
    """Rows as (line, reason, cells): the cells as they were, with line and reason in front."""
    front = [Heading(_("Baris"), "number", 8), Heading(_("Alasan"), "text", 60)]
    width = len(headings)
    written = ([line, reason, *cells[:width]] for line, reason, cells in rows)
    write_xlsx(stream, [*front, *headings], written, sheet=_("Ditolak"))


def name_of_rejected(name: str) -> str:
    """What the file of rejected rows is called, without its ending."""
    return _("ditolak %(name)s") % {"name": name.rpartition(".")[0] or name}
