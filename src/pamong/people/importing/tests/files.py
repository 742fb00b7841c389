"""Files for tests of the import, made in memory."""

import io
from collections.abc import Sequence
from typing import Any

from pamong.documents.writing import Heading, write_xlsx
from pamong.people.importing.parsing import Parsed, read_people_file

OWN = ("NIP", "Nama", "Jabatan", "Kode unit", "Nama unit", "NIP penilai")
NIPS = [f"19800314200604{1 + n % 2}{n:03d}" for n in range(1000)]


def csv_file(*rows: Sequence[str], headings: Sequence[str] = OWN) -> io.BytesIO:
    lines = [";".join(row) for row in (headings, *rows)]
    return io.BytesIO("\n".join(lines).encode())


def xlsx_file(*rows: Sequence[Any], headings: Sequence[str] = OWN) -> io.BytesIO:
    stream = io.BytesIO()
    write_xlsx(stream, [Heading(text) for text in headings], rows)
    stream.seek(0)
    return stream


def parsed(*rows: Sequence[str], headings: Sequence[str] = OWN) -> Parsed:
    return read_people_file(csv_file(*rows, headings=headings))
