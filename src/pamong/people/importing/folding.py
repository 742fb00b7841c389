"""Texts made alike before they are compared, and the word tables beside this file."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
SIGNS = re.compile(r"[\W_]+")


@lru_cache(1 << 14)
def folded(text: str) -> str:
    """Capitals, single spaces and no signs: "Tgl. Lahir" and "TGL_LAHIR" are one."""
    return SIGNS.sub(" ", text.upper()).strip()


def folded_heading(text: str) -> str:
    """A heading, also one written asInPrograms."""
    return folded(HUMP.sub(" ", text))


def folded_name(text: str) -> str:
    """A name for comparison: case and spaces do not count, letters of any script do."""
    return " ".join(text.casefold().split())


@cache
def table(name: str) -> Mapping[str, Any]:
    """One of the word tables, read once."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def has_word(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands in the folded text as whole words."""
    padded = f" {text} "
    return any(f" {word} " in padded for word in words)


def begins_with(text: str, words: Iterable[str]) -> bool:
    """Whether the folded text begins with one of the words, each possibly cut short."""
    return any(text.startswith(word) for word in words)


@lru_cache(4096)
def word_code(text: str, name: str) -> str:
    """The code of the first row of a table of `words` with a word in the folded text, or nothing."""
    for row in table("words")[name]:
        if has_word(text, row["words"]):
            return str(row["code"])
    return ""
