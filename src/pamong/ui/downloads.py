"""A file handed out as a download, never shown in our own pages' place."""

import io
import zipfile
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO, TypeVar

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF, ZIP = "application/pdf", "application/zip"
R = TypeVar("R", bound=HttpResponseBase)


def download(opened: Callable[[], Any], name: str, content_type: str) -> FileResponse:
    """Answer with what `opened()` reads.

    A file that the row still names but the disk has lost is not found: 404.
    """
    try:
        stream = opened()
    except FileNotFoundError as lost:
        raise Http404(name) from lost
    response = FileResponse(stream, as_attachment=True, filename=name, content_type=content_type)
    return guarded(response, name)


def workbook(write: Callable[[BinaryIO], object], name: str) -> FileResponse:
    """Answer with the workbook that `write` puts into a stream; `name` is without its ending."""
    stream = io.BytesIO()
    write(stream)
    stream.seek(0)
    return download(lambda: stream, f"{name}.xlsx", XLSX)


def pdf(content: bytes, name: str) -> HttpResponse:
    """Answer with a PDF at hand; `name` is without its ending."""
    return guarded(HttpResponse(content, content_type=PDF), f"{name}.pdf")


def archive(files: Iterable[tuple[str, bytes]], name: str) -> HttpResponse:
    """Answer with a few files at hand in one ZIP; `name` is without its ending."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for told, content in files:
            packed.writestr(told, content)
    return guarded(HttpResponse(stream.getvalue(), content_type=ZIP), f"{name}.zip")


def guarded(response: R, name: str) -> R:
    """The same answer as an attachment of that name, which runs nowhere and is kept by nobody."""
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
