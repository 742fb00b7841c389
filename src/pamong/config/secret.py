"""The install's own secret, made once under PAMONG_DATA when none is given."""

import os
import secrets
from pathlib import Path


def install_secret(folder: Path) -> str:
    """Read the secret of this install, or make it; two processes that start at once agree on one."""
    path = folder / "secret.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"secret.{os.getpid()}.tmp"
        descriptor = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        draft.unlink()
    return path.read_text(encoding="utf-8")
