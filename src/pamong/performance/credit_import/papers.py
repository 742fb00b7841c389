"""An empty table to fill in."""

from typing import BinaryIO, Literal

from django.utils.translation import gettext as _

from pamong.documents.writing import Heading, write_xlsx
from pamong.performance.credit_import.columns import DAYS, FIGURES, LABELS, NIP


def write_template(stream: BinaryIO) -> None:
    """An empty table with every heading that is read."""
    headings = [Heading(str(label), _kind(name)) for name, label in LABELS.items()]
    write_xlsx(stream, headings, [], sheet=_("Saldo angka kredit"))


def _kind(name: str) -> Literal["text", "code", "number", "day"]:
    if name == NIP:
        return "code"
    if name in DAYS:
        return "day"
    return "number" if name in FIGURES else "text"
