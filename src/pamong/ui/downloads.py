"""A file handed out as a download, never shown in our own pages' place."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO, TypeVar

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF, ZIP = "application/pdf", "application/zip"
# What no file system takes, no header, or what shows a name otherwise than it is: signs of direction, of nothing.
UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff<>:"/\\|?*]+')
LONGEST = 150  # bytes of a name, as the oldest file systems have room for
R = TypeVar("R", bound=HttpResponseBase)


def fit(name: str) -> str:
    """A name, without its ending, that every file system and header takes, in one line."""
    plain = " ".join(UNFIT.sub(" ", name).split()).strip(". ")
    return plain.encode()[:LONGEST].decode(errors="ignore").strip() or "dokumen"


def _whole(name: str) -> str:
    """The same with its ending."""
    stem, dot, ending = name.rpartition(".")
    return f"{fit(stem)}.{fit(ending)}" if dot else fit(name)


def download(opened: Callable[[], Any], name: str, content_type: str) -> FileResponse:
    """Answer with what `opened()` reads.

    A file that the row still names but the disk has lost is not found: 404.
    """
    try:
        stream = opened()
    except FileNotFoundError as lost:
        raise Http404(name) from lost
    told = _whole(name)
    response = FileResponse(stream, as_attachment=True, filename=told, content_type=content_type)
    return guarded(response, told)


def workbook(write: Callable[[BinaryIO], object], name: str) -> FileResponse:
    """Answer with the workbook that `write` puts into a stream; `name` is without its ending."""
    stream = io.BytesIO()
    write(stream)
    stream.seek(0)
    return download(lambda: stream, f"{name}.xlsx", XLSX)


def pdf(content: bytes, name: str) -> HttpResponse:
    """Answer with a PDF at hand; `name` is without its ending."""
    return guarded(HttpResponse(content, content_type=PDF), f"{name}.pdf")


def docx(content: bytes, name: str) -> HttpResponse:
    """Answer with a text to edit at hand; `name` is without its ending."""
    return guarded(HttpResponse(content, content_type=DOCX), f"{name}.docx")


def archive(files: Iterable[tuple[str, bytes]], name: str) -> HttpResponse:
    """Answer with a few files at hand in one ZIP; `name` is without its ending."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for told, content in files:
            packed.writestr(told, content)
    return guarded(HttpResponse(stream.getvalue(), content_type=ZIP), f"{name}.zip")


def guarded(response: R, name: str) -> R:
    """The same answer as an attachment of that name, which runs nowhere and is kept by nobody."""
    told = content_disposition_header(True, _whole(name))
    response.headers["Content-Disposition"] = told or "attachment"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
