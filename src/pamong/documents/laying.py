"""A paper's content put into its agency's look: sheet, letterhead, code and words of the layout."""

import uuid as uuidlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from pamong.documents.blocks import CHART
from pamong.documents.kinds import LANGUAGE, Writing
from pamong.documents.models import Look
from pamong.documents.typeset import pictures, qr_code, typeset
from pamong.ui.charts.drawing import NoDrawing, svg_of
from pamong.ui.dates import say_day_full

SHORT = 12  # of the digest, for whoever reads it aloud
SAMPLE = "documents/typst/sample.typ"
FONT_SAID, LETTERS = 'font-family="', "Libertinus Serif"


@dataclass(frozen=True, slots=True)
class Dress:
    """An agency's look as values."""

    sheet: str = Look.Sheet.A4
    heading: str = ""
    lines: tuple[str, ...] = ()
    crest: str = ""


PLAIN = Dress()


class Looks(dict[uuidlib.UUID, Dress]):
    """The looks of some agencies, read at once."""

    def load(self, agencies: Iterable[uuidlib.UUID]) -> None:
        """One query, whatever their number."""
        for row in Look.objects.filter(agency_uuid__in=list(agencies)):
            self[row.agency_uuid] = dress_of(row)

    def __missing__(self, agency: uuidlib.UUID) -> Dress:
        return PLAIN


def dress_of(look: Look) -> Dress:
    """A row as values."""
    return Dress(look.sheet, look.heading, tuple(look.letter_lines), look.crest)


def laid_out(writing: Writing, *, made_on: date, look: Dress) -> bytes:
    """The PDF of a paper that was put on record on that day."""
    data, qr = layout_data(writing, made_on=made_on, look=look)
    return typeset(writing.kind.template, data, made_on=made_on, qr=qr, crest=look.crest)


def layout_data(writing: Writing, *, made_on: date, look: Dress) -> tuple[dict[str, Any], str]:
    """What the template is handed, and its code."""
    seal, qr = None, ""
    with override(LANGUAGE):
        if not writing.is_draft:
            digest = writing.digest
            url = address_of(digest)
            seal = {"url": url, "short": digest[:SHORT], "made_on": say_day_full(made_on)}
            qr = qr_code(url)
        data = {
            "title": f"{writing.title} {writing.about}".strip(),
            "content": writing.content,
            "seal": seal,
            "draft": writing.is_draft,
            "drawings": drawings_of(writing.content),
        }
        return data | frame(look, writing.agency_name), qr


def drawings_of(content: Mapping[str, Any]) -> dict[str, str]:
    """The drawings of a report by name, in the letters of papers; none where nothing is there that draws."""
    found = {}
    for block in content.get("blocks", ()):
        if block["kind"] == CHART:
            with suppress(NoDrawing):
                drawn = svg_of(block["spec"], block["alt"])
                found[block["name"]] = drawn.replace(FONT_SAID, f"{FONT_SAID}{LETTERS}, ", 1)
    return found


def sample(content: Mapping[str, Any], look: Dress, *, agency: str, made_on: date) -> bytes:
    """The top of a sheet as a picture."""
    data = {"title": agency, "content": content, "seal": None, "draft": False}
    with override(LANGUAGE):
        data |= frame(look, agency)
    return pictures(SAMPLE, data, made_on=made_on, crest=look.crest)[0]


def frame(look: Dress, agency: str) -> dict[str, Any]:
    """The letterhead, and the words of the layout."""
    heading = look.heading or agency
    dress = {"paper": look.sheet, "agency": heading, "lines": list(look.lines)}
    return {"look": dress, "words": layout_words()}


def address_of(digest: str) -> str:
    """The public page of a paper, for its code."""
    return f"{settings.URL}{reverse('documents:paper-check', args=[digest])}"


def layout_words() -> dict[str, str]:
    """The words that the shared layout itself says."""
    return {
        "crest": _("Lambang instansi"),
        "qr": _("Kode QR menuju halaman pemeriksaan dokumen ini"),
        "seal": _(
            "Dokumen ini tercatat di Pamong. Pindai kode atau buka alamat di bawah untuk memeriksa "
            "apakah isinya sama dengan catatan."
        ),
        "code": _("Kode pemeriksa"),
        "made_on": _("Dibuat"),
        "page": _("Halaman"),
        "of": _("dari"),
        "draft": _("DRAF"),
        "unconfirmed": _("Belum terkonfirmasi"),
    }
