"""A web service that answers with JSON, page by page; what an administrator writes says where the rows stand.

Paths are names with dots and numbers in brackets, as `data.items` or `pages[0].next`, and nothing else.
"""

import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.outgoing.addresses import target_of
from pamong.documents.outgoing.asking import INTERNET, Line, Sent, ask
from pamong.documents.outgoing.reasons import NotSentError
from pamong.measurement.models import Origin
from pamong.measurement.sources.protocol import Asked, Parcel, SourceError
from pamong.measurement.sources.tabled import records_table

STEP = re.compile(r"([^.\[\]]+)((?:\[\d{1,4}\])*)")
MOST_PAGES, MOST_ROWS, LARGEST, SECONDS = 200, 20_000, 8 * 1024 * 1024, 30.0
MOST_BYTES, ALL_SECONDS = 32 * 1024 * 1024, 300.0  # of all pages together
SUCCESS, FAULT = 2, 5


def steps_of(path: str) -> list[str | int]:
    """A path as names and places; a ValidationError where it is none."""
    steps: list[str | int] = []
    for part in path.strip().split(".") if path.strip() else []:
        found = STEP.fullmatch(part.strip())
        if found is None:
            raise forms.ValidationError(
                _("“%s” bukan jalur: tulis misalnya data.items atau halaman[0].isi.") % path[:60]
            )
        steps.append(found[1].strip())
        steps += [int(place) for place in re.findall(r"\d+", found[2])]
    return steps


def check_path(path: str) -> None:
    """Refuse what is no path."""
    steps_of(path)


def at_path(answer: Any, path: str) -> Any:
    """What stands at a path; nothing where it leads nowhere."""
    for step in steps_of(path):
        if isinstance(step, int):
            answer = answer[step] if isinstance(answer, list) and step < len(answer) else None
        else:
            answer = answer.get(step) if isinstance(answer, dict) else None
    return answer


class ServiceConnector:
    """GET, with a token, page by page by a link or by a number."""

    code = "service"
    label = gettext_lazy("Layanan data (REST)")
    hint = gettext_lazy("Alamat yang menjawab dengan JSON, dengan atau tanpa token.")
    origin = Origin.Kind.SERVICE.value
    is_asked = True
    mark = "."
    secrets: Sequence[str] = ("token",)

    def __init__(self, line: Line = INTERNET) -> None:
        self.line = line

    def fields(self) -> Mapping[str, forms.Field]:
        """The address, where its rows stand, and how its pages follow."""
        return {
            "address": forms.CharField(label=gettext_lazy("Alamat"), max_length=1000),
            "token": forms.CharField(
                label=gettext_lazy("Token"),
                required=False,
                max_length=2000,
                help_text=gettext_lazy("Dikirim sebagai Authorization: Bearer."),
            ),
            "rows": forms.CharField(
                label=gettext_lazy("Jalur ke barisnya"),
                required=False,
                max_length=200,
                validators=[check_path],
                help_text=gettext_lazy("Misalnya data.items. Kosongkan bila jawabannya daftar."),
            ),
            "next": forms.CharField(
                label=gettext_lazy("Jalur ke alamat halaman berikutnya"),
                required=False,
                max_length=200,
                validators=[check_path],
                help_text=gettext_lazy("Misalnya links.next; hanya alamat di server yang sama."),
            ),
            "page": forms.CharField(
                label=gettext_lazy("Nama parameter nomor halaman"),
                required=False,
                max_length=60,
                help_text=gettext_lazy("Bila halaman dinomori, misalnya page; dimulai dari 1."),
            ),
        }

    def check(self, told: Mapping[str, str]) -> None:
        """An address that may be reached at all, and one way to the next page."""
        try:
            target_of(told.get("address", ""))
        except NotSentError as error:
            raise forms.ValidationError({"address": error.reason.told}) from None
        if told.get("next") and told.get("page"):
            said = _("Pilih satu cara ke halaman berikutnya: jalur atau nomor.")
            raise forms.ValidationError({"page": said})

    def receiver(self, told: Mapping[str, Any]) -> tuple[str, str]:
        """The server that is told the token."""
        parts = urlsplit(str(told.get("address", "")))
        return parts.scheme, parts.netloc.lower()

    def fetch(self, asked: Asked) -> Sequence[Parcel]:
        """All pages as one table: what stands already changes nothing."""
        records: list[Mapping[str, Any]] = []
        for page in self._pages(asked):
            records += page
            if len(records) > MOST_ROWS:
                raise SourceError(_("Layanan ini memberi lebih dari 20.000 baris."))
        host = urlsplit(str(asked.settings.get("address", ""))).hostname or ""
        return [Parcel(f"{host}.csv", records_table(records))] if records else []

    def _pages(self, asked: Asked) -> Iterator[list[Mapping[str, Any]]]:
        told = asked.settings
        address, number, seen = str(told.get("address", "")), 1, set[str]()
        until, left = time.monotonic() + ALL_SECONDS, MOST_BYTES
        for _page in range(MOST_PAGES):
            numbered = _with(address, str(told["page"]), number) if told.get("page") else address
            answer, size = self._answer(numbered, asked)
            left -= size
            if left < 0 or time.monotonic() > until:
                raise SourceError(_("Layanan ini memberi terlalu banyak, atau terlalu lambat."))
            rows = at_path(answer, str(told.get("rows", "")))
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                raise SourceError(_("Di jalur barisnya tidak ada daftar baris. Periksa jalurnya."))
            yield rows
            link = at_path(answer, str(told["next"])) if told.get("next") else None
            if link:
                address = _followed(address, str(link))
            elif not told.get("page") or not rows:
                return
            number += 1
            if (step := f"{address} {number if told.get('page') else ''}") in seen:
                break
            seen.add(step)
        raise SourceError(_("Halaman layanan ini tidak pernah berakhir."))

    def _answer(self, address: str, asked: Asked) -> tuple[Any, int]:
        token = asked.secrets.get("token")
        headers = {"Accept": "application/json", "User-Agent": "Pamong"}
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        host = urlsplit(address).hostname or address[:60]
        try:
            sent = Sent("GET", address, headers, keep=LARGEST)
            answer = ask(sent, line=self.line, seconds=SECONDS)
        except NotSentError as error:
            raise SourceError(f"{host}: {error.reason.label}.") from None
        if answer.status // 100 == FAULT:
            said = _("%(host)s menjawab %(code)d: servernya sedang bermasalah. Ambil lagi nanti.")
            raise SourceError(said % {"host": host, "code": answer.status})
        if answer.status // 100 != SUCCESS:
            said = _("%(host)s menjawab %(code)d. Periksa alamat dan tokennya.")
            raise SourceError(said % {"host": host, "code": answer.status})
        try:
            return json.loads(answer.body, parse_float=Decimal), len(answer.body)
        except (ValueError, RecursionError):
            raise SourceError(_("%(host)s tidak menjawab dengan JSON.") % {"host": host}) from None


def _with(address: str, name: str, number: int) -> str:
    """The address with the number of the page."""
    parts = urlsplit(address)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != name]
    query.append((name, str(number)))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))


def _followed(address: str, link: str) -> str:
    """A link of the answer, on the very same server: the token goes nowhere else."""
    found = urljoin(address, link)
    here, there = urlsplit(address), urlsplit(found)
    if (here.scheme, here.netloc) != (there.scheme, there.netloc):
        raise SourceError(_("Alamat halaman berikutnya menunjuk server lain; tidak diikuti."))
    return found
