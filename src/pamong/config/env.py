"""Typed reading of environment variables; a value that cannot be understood is an error, not a default."""

import os
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


class BadSettingError(ValueError):
    """An environment variable holds something Pamong cannot use."""


def text(name: str, default: str = "") -> str:
    """The variable, or the content of the file named by NAME_FILE, or the default."""
    if file := os.environ.get(f"{name}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            said = getattr(error, "strerror", "") or "no text in UTF-8"
            raise BadSettingError(
                f"{name}_FILE is {file!r}, which cannot be read: {said}."
            ) from None
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


def number(name: str, default: int, *, least: int = 0) -> int:
    """A whole number of nine digits at most, not below the least; anything else is refused."""
    value = text(name)
    if not value:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) < least:
        wanted = f"a whole number of {least} or more" if least else "a whole number"
        raise BadSettingError(f"{name} is {value!r}; write {wanted}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def one_of(name: str, known: tuple[str, ...], default: str) -> str:
    """One of the known words, in capitals."""
    value = text(name).upper() or default
    if value not in known:
        raise BadSettingError(f"{name} is {value!r}; write one of {', '.join(known)}.")
    return value


def day(name: str) -> str:
    """A day as YYYY-MM-DD, or nothing."""
    value = text(name)
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError:
        raise BadSettingError(f"{name} is {value!r}; write a day as 2026-11-25.") from None


def address(name: str, default: str) -> str:
    """The beginning of an address that people type, without the last stroke."""
    value = (text(name) or default).rstrip("/")
    try:
        parts = urlsplit(value)
        is_whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole:
        raise BadSettingError(f"{name} is {value!r}; write it like https://kinerja.example.go.id.")
    return value


def database(name: str, default: str) -> dict[str, Any]:
    """A database by its address; SQLite and PostgreSQL are those that the suite runs on."""
    value = text(name) or default
    try:
        found = dict(dj_database_url.parse(value))
    except ValueError:
        found = {}
    if not str(found.get("ENGINE", "")).endswith((".sqlite3", ".postgresql")):
        raise BadSettingError(
            f"{name} cannot be understood; write it like postgres://user:password@host:5432/pamong, "
            "with special signs of the password as %XX."
        )
    return found
