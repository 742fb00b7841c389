"""An empty table, for who copies a recap together by hand."""

from typing import BinaryIO

from django.utils.translation import gettext as _

from pamong.documents.writing import Heading, write_xlsx
from pamong.performance.recap.columns import DAYS, LABELS, NIP


def write_template(stream: BinaryIO) -> None:
    """An empty table with every heading that is read."""
    headings = [
        Heading(str(label), "code" if name == NIP else "day" if name in DAYS else "text")
        for name, label in LABELS.items()
    ]
    write_xlsx(stream, headings, [], sheet=_("Rekap e-Kinerja"))
