"""Spellings made equal: what a file and a screen write differently and mean alike."""

import re


def fold(text: str) -> str:
    """Make spellings equal: case, spaces and punctuation do not count."""
    return " ".join(re.sub(r"[\W_]+", " ", text).split()).casefold()
