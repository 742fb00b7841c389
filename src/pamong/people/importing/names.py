"""Titles apart from the name, where a file writes them in one cell."""

import re

from pamong.people.importing.folding import table

AFTER = re.compile(r"^[A-Z][A-Za-z]{0,4}$|^(?:[A-Za-z]{1,6}\.\s?)+[A-Za-z]{0,6}\.?$")


def split_titles(text: str) -> tuple[str, str, str]:
    """Title before, name, titles after; what does not look like a title stays in the name."""
    name, _comma, rest = text.partition(",")
    pieces = [piece.strip() for piece in rest.split(",") if piece.strip()]
    if not all(AFTER.match(piece) for piece in pieces):
        return "", text, ""
    before, name = _split_front(name.strip())
    return before, name, ", ".join(pieces)


def _split_front(text: str) -> tuple[str, str]:
    found = _front().match(text)
    if not found or not found[2].strip():
        return "", text
    return " ".join(re.findall(r"[^\s.]+(?:\.[^\s.]+)*\.", found[1])), found[2].strip()


def _front() -> re.Pattern[str]:
    titles = "|".join(re.escape(word) for word in table("words")["titles"]["front"])
    return re.compile(rf"^((?:(?:{titles})\.\s*)+)(.*)$", re.IGNORECASE)
