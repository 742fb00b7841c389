"""A filter that was kept may name what its list has no more: said above the list, which then shows all."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from pamong.ui.components import Tab

OPENED = "saringan"  # in the address of a list that was opened by a kept filter


def note_lost(request: HttpRequest, context: Mapping[str, Any]) -> None:
    """Say which choices of the address the list does not offer."""
    if OPENED not in request.GET:
        return
    lost = sorted(set(_unoffered(request, context.values())))
    if lost:
        told = _(
            "Saringan ini memuat pilihan yang sudah tidak ada di daftar: %(lost)s. "
            "Pilih lagi, lalu simpan dengan nama yang sama."
        )
        messages.warning(request, told % {"lost": ", ".join(lost)})


def _unoffered(request: HttpRequest, given: Iterable[Any]) -> Iterable[str]:
    offered: dict[str, set[str]] = {}
    for value in given:
        if isinstance(value, BaseForm) and value.is_bound:
            yield from (request.GET[name] for name in value.errors if request.GET.get(name))
        if isinstance(value, list | tuple) and value and isinstance(value[0], Tab):
            for tab in value:
                for name, choice in parse_qsl(urlsplit(str(tab.url)).query):
                    offered.setdefault(name, set()).add(choice)
    for name, choices in offered.items():
        asked = request.GET.get(name, "")
        if asked and asked not in choices:
            yield asked
