"""Files that the import hands back: the rejected rows, and an empty table to fill in."""

from collections.abc import Mapping
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from pamong.documents import rejected
from pamong.documents.writing import Heading, write_xlsx
from pamong.performance.attendance.columns import LABELS, NIP


def write_rejected(stream: BinaryIO, shown: Mapping[str, Any]) -> None:
    """The rejected rows; the NIP stays text, also where its column was chosen by hand."""
    place = shown.get("places", {}).get(NIP)
    columns = [
        Heading(text, "code" if at == place or text.upper() == NIP.upper() else "text")
        for at, text in enumerate(shown["headings"])
    ]
    rejected.write_rejected(stream, columns, shown["rejected"])


def write_template(stream: BinaryIO) -> None:
    """An empty table with every heading that is read."""
    headings = [
        Heading(str(label), "code" if name == NIP else "number") for name, label in LABELS.items()
    ]
    write_xlsx(stream, headings, [], sheet=_("Kehadiran"))
