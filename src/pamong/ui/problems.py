"""What went wrong, said to a program: one document of RFC 9457 for every refusal."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

API = "/api/"  # what is asked below this address is asked by programs
TYPE = "application/problem+json"
TITLES: Mapping[int, Any] = {
    400: _("Permintaan tidak terbaca."),
    401: _("Kirim kunci API yang berlaku di kepala Authorization: Bearer."),
    403: _("Anda tidak boleh melakukan ini."),
    404: _("Tidak ada di sini, atau tidak terbuka untuk akun Anda."),
    405: _("Alamat ini tidak menerima metode itu."),
    409: _("Permintaan ini sudah pernah dikerjakan."),
    413: _("Isinya terlalu besar. Kirim dalam beberapa bagian."),
    415: _("Kirim sebagai application/json, atau multipart/form-data bila ada berkas."),
    422: _("Isian ini belum dapat disimpan. Perbaiki yang disebut, lalu kirim lagi."),
    429: _("Terlalu banyak permintaan. Tunggu satu menit, lalu lanjutkan."),
    500: _("Pamong gagal mengerjakannya. Tidak ada yang tersimpan; coba lagi nanti."),
}


def is_for_program(request: HttpRequest) -> bool:
    """Whether the answer is read by a program and not by a person."""
    return request.path_info.startswith(API)


def problem(
    status: int, detail: Any = "", errors: Mapping[str, Sequence[Any]] | None = None, **more: Any
) -> HttpResponse:
    """A refusal: its title, what to do, and what is wrong by field."""
    title = str(TITLES.get(status, TITLES[400]))
    content: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": str(detail) or title,
    }
    if errors:
        content["errors"] = {name: [str(one) for one in said] for name, said in errors.items()}
    text = json.dumps(content | more, ensure_ascii=False)
    return HttpResponse(text.encode(errors="replace"), status=status, content_type=TYPE)
