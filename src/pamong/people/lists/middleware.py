"""Answers with a file where a list is asked for as one: reads its pages one after the other."""

import tempfile
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.documents.filing import fit
from pamong.documents.writing import Heading, write_csv, write_xlsx
from pamong.people.lists.actions import take_list
from pamong.ui.downloads import XLSX, download
from pamong.ui.listing import KIND, KINDS, MAIN, WHICH, Listed, Sheet, own_filter, rows_asked
from pamong.ui.numbers import say_number
from pamong.ui.responses import refusal

Next = Callable[[HttpRequest], Any]
MOST_ROWS = 20_000
IN_MEMORY = 1 << 20
TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


def lists(get_response: Next) -> Next:
    """Pages pass through; a list asked for as a file is read whole, written down and handed out."""

    def middleware(request: HttpRequest) -> Any:
        kind = request.GET.get(KIND, "")
        if request.method != "GET" or kind not in KINDS:
            return get_response(request)
        asked = request.GET
        with rows_asked(asked.get(WHICH, MAIN)):
            answer = get_response(request)
            if not isinstance(answer, Listed):
                return _refused(answer)
            try:
                sheet = _whole(request, answer, get_response)
            except ValidationError as error:
                return refusal(request, error.messages)
        return _file(request, kind, sheet, _name_of(asked, answer))

    return middleware


def _refused(answer: Any) -> Any:
    """A page that has no such list is not found; a refusal or a way elsewhere stays what it is."""
    if answer.status_code == 200:  # noqa: PLR2004
        raise Http404
    return answer


def _whole(request: HttpRequest, answer: Listed, get_response: Next) -> Sheet:
    """Every row of the list, by the same view and thus by the same rights and filter."""
    sheet = Sheet()
    sheet.add(answer.table)
    while answer.next_url:
        if len(sheet.rows) > MOST_ROWS:
            break
        request.GET = QueryDict(answer.next_url.partition("?")[2])
        following = get_response(request)
        if not isinstance(following, Listed) or following.next_url == answer.next_url:
            break
        answer = following
        sheet.add(answer.table)
    if len(sheet.rows) > MOST_ROWS:
        told = _(
            "Daftar ini lebih dari %(most)s baris, terlalu panjang untuk satu berkas. "
            "Saring dahulu, misalnya per unit atau per bagian, lalu unduh lagi."
        )
        raise ValidationError(told % {"most": say_number(MOST_ROWS)})
    return sheet


def _name_of(asked: QueryDict, answer: Listed) -> str:
    """What the list is called, the day, and what it was filtered by."""
    by = [str(value) for _name, value in own_filter(asked).items()]
    caption = str(answer.table.caption) or _("daftar")
    return fit(slugify(" ".join([caption, today().isoformat(), *by])))


def _file(request: Any, kind: str, sheet: Sheet, name: str) -> HttpResponse:
    """The file on its way, after the record knows of it."""
    heads, rows = sheet.finished()
    headings = [Heading(head.text, head.kind) for head in heads]
    stream = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 — closed by the answer
    if kind == "xlsx":
        write_xlsx(stream, headings, rows)  # type: ignore[arg-type]
    else:
        stream.writelines(write_csv(headings, rows))
    stream.seek(0)
    place = request.resolver_match.view_name
    take_list(place, kind, len(sheet.rows), scope=request.scope, by=request.user, on=today())
    return download(lambda: stream, f"{name}.{kind}", TYPES[kind])  # type: ignore[return-value]
