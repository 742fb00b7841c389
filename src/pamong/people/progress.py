"""How far long work is, in a small file beside its own: its transaction hides all rows, and no row is written for it."""

import json
import time
from pathlib import Path

EVERY = 0.5
NOTHING: tuple[str, int, int] = ("", 0, 0)


class ProgressFile:
    """Writes where the work is, at most twice a second."""

    def __init__(self, path: Path) -> None:
        self.path, self.last = path, 0.0

    def __call__(self, step: str, done: int = 0, of: int = 0) -> None:
        """Say where the work is; a place that cannot be written is no reason to stop."""
        if time.monotonic() - self.last < EVERY:
            return
        self.last = time.monotonic()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside = self.path.with_suffix(".new")
            beside.write_text(json.dumps([step, done, of]), encoding="utf-8")
            beside.replace(self.path)
        except OSError:
            return

    def forget(self) -> None:
        """The work is over."""
        self.path.unlink(missing_ok=True)


def read_progress(path: Path) -> tuple[str, int, int]:
    """The step by its name, how much of it is done, and of how much; nothing known is ("", 0, 0)."""
    try:
        step, done, of = json.loads(path.read_text(encoding="utf-8"))
        return str(step), int(done), int(of)
    except (OSError, ValueError, TypeError):
        return NOTHING
