"""A list read whole, page after page by its own view, and written down as a file."""

from collections.abc import Callable
from typing import Any, BinaryIO

from django.utils.text import slugify
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.documents.writing import Heading, write_csv, write_xlsx
from pamong.ui.downloads import XLSX, fit
from pamong.ui.listing import Listed, Sheet, own_filter
from pamong.ui.listing_again import asking

View = Callable[[Any], Any]
TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


class TooLongError(Exception):
    """The list has more rows than were asked for."""


def read_whole(
    request: Any,
    first: Listed,
    view: View,
    *,
    most: int,
    tell: Callable[[int], None] = lambda _rows: None,
) -> Sheet:
    """Every row of the list, by the same view and thus by the same rights and filter."""
    sheet, answer = Sheet(), first
    while True:
        sheet.add(answer.table)
        if len(sheet.rows) > most:
            raise TooLongError
        tell(len(sheet.rows))
        if not answer.next_url:
            return sheet
        with asking(request, answer.next_url):
            following = view(request)
        if not isinstance(following, Listed) or following.next_url == answer.next_url:
            return sheet
        answer = following


def name_of(asked: Any, answer: Listed) -> str:
    """What the list is called, the day, and what it was filtered by."""
    by = [str(value) for _name, value in own_filter(asked).items()]
    return fit(slugify(" ".join([caption_of(answer), today().isoformat(), *by])))


def caption_of(answer: Listed) -> str:
    """What the list is called."""
    return str(answer.table.caption) or _("daftar")


def write_sheet(stream: BinaryIO, kind: str, sheet: Sheet) -> None:
    """The rows as a workbook or a text table."""
    heads, rows = sheet.finished()
    headings = [Heading(head.text, head.kind) for head in heads]
    if kind == "xlsx":
        write_xlsx(stream, headings, rows)
    else:
        stream.writelines(write_csv(headings, rows))
