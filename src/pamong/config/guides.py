"""The how-tos of docs/, linked into this package: one text for the page, the repository and a wheel."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from pamong.ui.markup import esc

HOW_TO = Path(__file__).parent / "how_to"  # a link into docs/ for each language
LANGUAGES = ("id", "en")
OF_SERVERS = frozenset({"run-on-a-server", "menjalankan-di-server"})  # for whoever runs the machine
# What follows stays with the repository's documents: whoever works in the pages has no command line.
SERVER_PART = re.compile(
    r"^## (?:Untuk pengelola server|For whoever looks after the server)$", re.MULTILINE
)
NUMBERED, DOTTED = re.compile(r"^\d+\. +(.*)"), re.compile(r"^[-*] +(.*)")
MARKS = (
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\*([^*]+)\*"), r"<em>\1</em>"),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
)


@dataclass(frozen=True, slots=True)
class Guide:
    """One how-to: its name in the address, its title, and its text as HTML."""

    slug: str
    title: str
    html: SafeString


def guides_in(language: str) -> dict[str, Guide]:
    """The how-tos of a language by name, in the order of their titles."""
    return _read(language if language in LANGUAGES else settings.LANGUAGE_CODE)


def guide_named(slug: str, language: str) -> Guide | None:
    """The how-to in the language, or in the one that has it."""
    found = (guides_in(code).get(slug) for code in (language, *LANGUAGES))
    return next((guide for guide in found if guide), None)


@cache
def _read(language: str) -> dict[str, Guide]:
    folder = HOW_TO / language
    found = [_guide(path) for path in folder.glob("*.md") if path.stem not in OF_SERVERS]
    return {guide.slug: guide for guide in sorted(found, key=lambda guide: guide.title.casefold())}


def _guide(path: Path) -> Guide:
    head, _line, body = path.read_text(encoding="utf-8").partition("\n")
    return Guide(path.stem, head.lstrip("# ").strip(), html_of(SERVER_PART.split(body)[0]))


def html_of(text: str) -> SafeString:
    """The few marks that our how-tos use; everything else is plain text."""
    return mark_safe("".join(_blocks(text)))  # noqa: S308 — every part went through esc


def _blocks(text: str) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.splitlines()
        if lines[0].startswith("#"):
            yield f"<h2>{_inline(lines.pop(0).lstrip('# '))}</h2>"
        if not lines:
            continue
        if lines[0].startswith("|"):
            yield f"<ul>{''.join(_rows(lines))}</ul>"
            continue
        for pattern, tag in ((NUMBERED, "ol"), (DOTTED, "ul")):
            if pattern.match(lines[0]):
                items = "".join(f"<li>{_inline(item)}</li>" for item in _items(lines, pattern))
                yield f"<{tag}>{items}</{tag}>"
                break
        else:
            yield f"<p>{_inline(' '.join(line.strip() for line in lines))}</p>"


def _rows(lines: list[str]) -> Iterator[str]:
    """A table as a list, which a phone shows as well: the first cell of a row, then the others."""
    for line in lines[2:]:
        first, *others = (_inline(cell.strip()) for cell in line.strip().strip("|").split("|"))
        yield f"<li><strong>{first}</strong>: {'; '.join(others)}</li>"


def _items(lines: list[str], pattern: "re.Pattern[str]") -> Iterator[str]:
    held: list[str] = []
    for line in lines:
        found = pattern.match(line)
        if found and held:
            yield " ".join(held)
            held = []
        held.append(found[1] if found else line.strip())
    yield " ".join(held)


def _inline(text: str) -> str:
    written = esc(text)
    for pattern, markup in MARKS:
        written = pattern.sub(markup, written)
    return written
