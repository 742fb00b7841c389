"""An empty table to fill in."""

from typing import BinaryIO

from django.utils.translation import gettext as _

from pamong.documents.writing import Heading, write_xlsx
from pamong.performance.attendance.columns import LABELS, NIP


def write_template(stream: BinaryIO) -> None:
    """An empty table with every heading that is read."""
    headings = [
        Heading(str(label), "code" if name == NIP else "number") for name, label in LABELS.items()
    ]
    write_xlsx(stream, headings, [], sheet=_("Kehadiran"))
