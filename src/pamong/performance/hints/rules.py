"""The words and bounds of the advice, read once from hints.toml."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "hints.toml").read_text(encoding="utf-8"))


@cache
def words(section: str, name: str = "words") -> frozenset[str]:
    """A list of words."""
    return frozenset(_data()[section][name])


@cache
def forms(section: str) -> tuple[re.Pattern[str], ...]:
    """The shapes of words that count, as patterns."""
    return tuple(re.compile(form) for form in _data()[section]["forms"])


def threshold(name: str) -> int:
    """A bound."""
    return int(_data()["threshold"][name])
