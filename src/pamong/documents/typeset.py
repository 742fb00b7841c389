"""From a template and its data to the bytes of a page; the only place that knows the typesetter."""

import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst

from pamong.documents.letters import drawn, written

ROOT = Path(__file__).resolve().parent.parent
# For people who listen to papers, and for archives that open them in thirty years.
STANDARDS: list[Any] = ["ua-1", "a-2a"]
MASK = 2  # trying all eight patterns of a code takes seven times as long and reads no better
CREST = "documents/typst/crest.typ"
_held = threading.local()


class UndrawableError(ValueError):
    """What was handed over cannot be laid out; the typesetter's own words say why."""


def typeset(
    template: str, data: Mapping[str, Any], *, made_on: date, qr: str = "", crest: str = ""
) -> bytes:
    """A tagged PDF/UA-1 and PDF/A-2a; the same data of the same day gives the same bytes."""
    made = _compiled(template, data, qr, crest, to="pdf", made_on=made_on)
    assert isinstance(made, bytes)
    return made


def pictures(
    template: str, data: Mapping[str, Any], *, made_on: date, qr: str = "", crest: str = ""
) -> list[bytes]:
    """Each page as a PNG, to be looked at."""
    made = _compiled(template, data, qr, crest, to="png", made_on=made_on)
    return [made] if isinstance(made, bytes) else made


def crest_drawn(crest: str) -> bytes:
    """A crest as a picture of points, for files that hold no other; nothing where there is none."""
    if not crest:
        return b""
    return pictures(CREST, {}, made_on=date(2000, 1, 1), crest=crest)[0]


def _compiled(
    template: str, data: Mapping[str, Any], qr: str, crest: str, *, to: Any, made_on: date
) -> bytes | list[bytes]:
    noon = datetime.combine(made_on, time(12), tzinfo=UTC)

    def draw(said: str) -> bytes | list[bytes]:
        made = _compiler().compile(
            str(ROOT / template),
            format=to,
            sys_inputs={"data": said, "qr": qr, "crest": crest},
            timestamp=noon,
            pdf_standards=STANDARDS if to == "pdf" else [],
        )
        assert made is not None
        return made

    try:
        return drawn(written(data), draw)
    except typst.TypstError as error:
        raise UndrawableError(error.message) from None


def _compiler() -> typst.Compiler:
    """One for each thread: it keeps what it has laid out, and two at once would mix their inputs."""
    if not hasattr(_held, "compiler"):
        _held.compiler = typst.Compiler(root=str(ROOT), font_paths=_fonts())
    made: typst.Compiler = _held.compiler
    return made


@cache
def _fonts() -> typst.Fonts:
    """Those that come with the typesetter: a paper looks alike on every server."""
    return typst.Fonts(include_system_fonts=False)


def qr_code(text: str) -> str:
    """The code as SVG for a paper."""
    code = segno.make(text, error="m", micro=False, mask=MASK)
    return str(code.svg_inline(border=2, light="#fff"))
