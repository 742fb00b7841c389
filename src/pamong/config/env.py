"""Typed reading of environment variables; a value that cannot be understood is an error, not a default."""

import os
from pathlib import Path

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


class BadSettingError(ValueError):
    """An environment variable holds something Pamong cannot use."""


def text(name: str, default: str = "") -> str:
    """The variable, or the content of the file named by NAME_FILE, or the default."""
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """A yes or no; anything else is refused."""
    value = text(name).lower()
    if not value:
        return default
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise BadSettingError(f"{name} is {value!r}; write on or off.")


def number(name: str, default: int) -> int:
    """A whole number; anything else is refused."""
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError:
        raise BadSettingError(f"{name} is {value!r}; write a whole number.") from None


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
