"""A guide's bold words are those on the screen: what it says to press is there, in both languages."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

HOUSE = Path(__file__).parents[1]
DOCS = HOUSE / "docs"
BOLD = re.compile(r"\*\*([^*]+)\*\*")
HOLE = re.compile(r"%\([a-z_]+\)[sd]|%[sd]")
OF_SERVERS = {"run-on-a-server.md", "menjalankan-di-server.md"}
FOLDERS = {
    "id": [DOCS / "id" / "how-to", DOCS / "id" / "tutorial"],
    "en": [DOCS / "how-to", DOCS / "tutorial"],
}


@cache
def shown(language: str) -> tuple[set[str], list[re.Pattern[str]]]:
    """The interface's texts: those without a hole as they are, the others as patterns."""
    plain, holed = set[str](), list[re.Pattern[str]]()
    for path in sorted((HOUSE / "src").rglob("django.po")):
        for message in read_po(path.read_bytes().splitlines(keepends=True)):
            asked = message.id if language == "id" else message.string
            for text in [asked] if isinstance(asked, str) else asked:
                if not HOLE.search(text):
                    plain.add(text)
                elif len(HOLE.sub("", text).strip()) > 3:
                    parts = [re.escape(part) for part in HOLE.split(text)]
                    holed.append(re.compile(".+".join(parts)))
    return plain, holed


def is_shown(text: str, language: str) -> bool:
    plain, holed = shown(language)
    return text in plain or any(pattern.fullmatch(text) for pattern in holed)


def guides(language: str) -> list[Path]:
    found = [path for folder in FOLDERS[language] for path in sorted(folder.glob("*.md"))]
    return [path for path in found if path.name not in OF_SERVERS]


CASES = [(language, path) for language in FOLDERS for path in guides(language)]


@pytest.mark.parametrize(("language", "path"), CASES, ids=[f"{c}-{p.stem}" for c, p in CASES])
def test_bold_words_stand_on_the_screen(language: str, path: Path) -> None:
    bold = BOLD.findall(path.read_text(encoding="utf-8"))
    assert [text for text in bold if not is_shown(text, language)] == []


def test_a_word_that_no_screen_has_is_noticed() -> None:
    assert is_shown("Ajukan SKP", "id")
    assert not is_shown("Ajukan SKP", "en")
    assert not is_shown("Kirim SKP sekarang juga", "id")
