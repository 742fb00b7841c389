"""Drawings are kept by the digest of what they are drawn from; so many of them, the last ones used."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

MOST, LEFT = 2_000, 1_500  # beyond the first number the oldest go, down to the second


def folder() -> Path:
    """They can be drawn again: no backup holds them."""
    return Path(settings.DATA) / "charts"


def kept(digest: str, draw: Callable[[], str]) -> str:
    """The drawing of that digest, made where it is not there; a full or closed disk keeps nothing."""
    path = folder() / f"{digest}.svg"
    try:
        text = path.read_text(encoding="utf-8")
        os.utime(path)
    except OSError:
        text = draw()
        _keep(path, text)
    return text


def _keep(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, suffix=".new", delete=False
        ) as file:
            file.write(text)
        Path(file.name).replace(path)
        _make_room(path.parent)
    except OSError:
        return


def _make_room(place: Path) -> None:
    found = [entry for entry in os.scandir(place) if entry.is_file()]
    if len(found) > MOST:
        found.sort(key=lambda entry: entry.stat().st_mtime_ns)
        for entry in found[: len(found) - LEFT]:
            Path(entry.path).unlink(missing_ok=True)
