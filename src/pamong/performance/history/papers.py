"""An empty table to fill in."""

from typing import BinaryIO, Literal

from django.utils.translation import gettext as _

from pamong.documents.writing import Heading, write_xlsx
from pamong.performance.history.columns import LABELS, NIP
from pamong.performance.history.reading import NUMBERS


def write_template(stream: BinaryIO) -> None:
    """An empty table with every heading that is read."""
    headings = [Heading(str(label), _kind(name)) for name, label in LABELS.items()]
    write_xlsx(stream, headings, [], sheet=_("Riwayat kinerja"))


def _kind(name: str) -> Literal["text", "code", "number"]:
    if name == NIP:
        return "code"
    return "number" if name in NUMBERS else "text"
