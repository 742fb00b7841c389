"""All pages of a fetch as one file, in the form in which a person would send it."""

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from pamong.documents.writing import Heading, Page, write_book
from pamong.performance.national_source.protocol import (
    Kind,
    NationalPage,
    NationalSource,
    Record,
    SourceError,
    Value,
)
from pamong.ui.numbers import say_number

MOST_PAGES, MOST_RECORDS, LONGEST_MARKER = 2_000, 50_000, 200
LONGEST_NAME = 60
PARTS = frozenset({"BAGIAN", "PART"})  # headings of annexes and expectations: a sheet of their own
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Gathered:
    """Everything of one fetch."""

    records: list[Record] = field(default_factory=list)
    marker: str = ""
    names: list[str] = field(default_factory=list)  # of the pages that brought any

    @property
    def named(self) -> str:
        """Where it came from: the first page and the last one; empty where pages have no names."""
        ends = dict.fromkeys([self.names[0], self.names[-1]]) if self.names else {}
        return " – ".join(name[:LONGEST_NAME] for name in ends)


def gather(source: NationalSource, kind: Kind, since: str) -> Gathered:
    """Ask page after page; an endless or overlarge answer is an error, and so is a fault of the adapter."""
    found, seen, cursor = Gathered(marker=since), {""}, ""
    for _page in range(MOST_PAGES):
        page = _fetched(source, kind, since, cursor)
        found.records += page.records
        found.names += [page.name] if page.name and page.records else []
        found.marker = (page.marker or found.marker)[:LONGEST_MARKER]
        if len(found.records) > MOST_RECORDS:
            most = say_number(MOST_RECORDS)
            raise SourceError(_("Lebih dari %(most)s baris: minta lebih sedikit.") % {"most": most})
        if not page.cursor:
            return found
        if page.cursor in seen:
            break
        seen.add(page.cursor)
        cursor = page.cursor
    raise SourceError(_("Halaman sumber tidak pernah berakhir."))


def _fetched(source: NationalSource, kind: Kind, since: str, cursor: str) -> NationalPage:
    try:
        return source.fetch(kind, since=since, cursor=cursor)
    except SourceError:
        raise
    except Exception as error:  # noqa: BLE001 — somebody else's code; its text may hold a secret
        logger.error("national source: %s while fetching %s", type(error).__name__, kind)  # noqa: TRY400 — the trace may hold it too
        said = _("Adapter sumber nasional gagal (%(error)s).")
        raise SourceError(said % {"error": type(error).__name__}) from None


def file_of(records: Sequence[Record], name: str) -> "File[Any]":
    """The records as a workbook of texts: a long number keeps every digit."""
    results = [record for record in records if not _is_part(record)]
    parts = [record for record in records if _is_part(record)]
    stream = io.BytesIO()
    pages = (("Data", results), ("Lampiran", parts))
    write_book(stream, [_sheet(title, rows) for title, rows in pages if rows])
    return ContentFile(stream.getvalue(), name=name)


def _is_part(record: Record) -> bool:
    return any(heading.strip().upper() in PARTS for heading in record)


def _sheet(title: str, records: Sequence[Record]) -> Page:
    headings = list(dict.fromkeys(heading for record in records for heading in record))
    return Page(title, [Heading(text, "code") for text in headings], _rows(headings, records))


def _rows(headings: Sequence[str], records: Sequence[Record]) -> Iterator[list[str]]:
    for record in records:
        yield [_text(record.get(heading)) for heading in headings]


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
