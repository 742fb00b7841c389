"""Reads a piece of TOML strictly: a wrong, missing or unknown key is named with its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, TypeVar

from pamong.policy.pack import Exact

T = TypeVar("T")
# More than any regulation prints; without a limit a slip of the pen (1e999999999) stops the house.
_MOST_DECIMALS = 10
_MOST_DIGITS = 30


def close_names(name: str, known: Iterable[str]) -> str:
    """The names that are nearly the same, else all of them."""
    names = sorted(known)
    return ", ".join(get_close_matches(name, names, n=5, cutoff=0.6) or names)


class PackError(ValueError):
    """Names the file, the key and what was expected there."""


class Unfit(PackError):
    """An answer that breaks a check of the pack; `check` and the figures let a page say it in words."""

    def __init__(self, told: str, check: str, **figures: Decimal) -> None:
        super().__init__(told)
        self.check, self.figures = check, figures


def _is_figure(value: Any) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite() and abs(value.adjusted()) < _MOST_DIGITS
    return type(value) is int and abs(value) < 10**_MOST_DIGITS


def frozen(value: Any) -> Any:
    """Details go out as they came in, but lists become tuples and numbers exact ones."""
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: frozen(item) for key, item in value.items()}
    return Fraction(value) if isinstance(value, Decimal) and _is_figure(value) else value


class Section:
    """A table of a TOML file; every key must be asked for, so a misspelt one cannot be silent."""

    def __init__(self, file: str, path: str, data: Any) -> None:
        self.file, self.path = file, path
        if not isinstance(data, dict):
            raise PackError(f"{file}: {path}: expected a table")
        self._data: dict[str, Any] = data
        self._asked: set[str] = set()

    def error(self, key: str, expected: str) -> PackError:
        """A complaint about one key."""
        place = ".".join(part for part in (self.path, key) if part)
        return PackError(f"{self.file}: {place}: expected {expected}")

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def raw(self, key: str, default: Any = None) -> Any:
        """The value as TOML has it."""
        self._asked.add(key)
        return self._data.get(key, default)

    def _typed(self, key: str, kind: type[T], expected: str, default: T | None) -> T:
        value = self.raw(key, default)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(key, expected)
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty unless that is the default."""
        value = self._typed(key, str, "a text", default)
        if not value and default is None:
            raise self.error(key, "a text")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false when absent."""
        return self._typed(key, bool, "true or false", default=False)

    def day(self, key: str) -> date:
        """A date."""
        return self._typed(key, date, "a date (2022-01-01)", None)

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        return self._typed(key, int, "a whole number", default)

    def places(self, key: str, default: int | None = None) -> int:
        """How many decimals a figure is rounded to."""
        found = self.whole(key, default)
        if not 0 <= found <= _MOST_DECIMALS:
            raise self.error(key, f"a whole number from 0 to {_MOST_DECIMALS}")
        return found

    def number(self, key: str) -> Exact:
        """An exact number."""
        return self.exact(key, self.raw(key))

    def number_if_any(self, key: str) -> Exact | None:
        """An exact number, if the key is there."""
        return self.number(key) if key in self else None

    def exact(self, key: str, value: Any) -> Exact:
        """The value as an exact number."""
        if not _is_figure(value):
            large = f" of at most {_MOST_DIGITS} digits" if isinstance(value, Decimal | int) else ""
            raise self.error(key, f"a number{large}")
        return value if isinstance(value, int) else Fraction(value)

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        value = self.raw(key, default)
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
            raise self.error(key, "a list of texts")
        return tuple(value)

    def section(self, key: str) -> Section:
        """The table under a key, empty when absent."""
        return self._inner(key, self.raw(key, {}))

    def sections(self, key: str) -> list[Section]:
        """A list of tables."""
        value = self.raw(key, [])
        if not isinstance(value, list):
            raise self.error(key, "a list of tables")
        return [self._inner(f"{key}[{place}]", item) for place, item in enumerate(value)]

    def items(self) -> Iterator[tuple[str, Section]]:
        """Every key as a table of its own."""
        for key in self._data:
            yield key, self.section(key)

    def names(self) -> tuple[str, ...]:
        """The keys as they stand."""
        return tuple(self._data)

    def done(self) -> None:
        """Refuse what nobody asked for."""
        for key in self._data:
            if key not in self._asked:
                raise self.error(key, f"no such key here, only {', '.join(sorted(self._asked))}")

    def _inner(self, key: str, data: Any) -> Section:
        place = f"{self.path}.{key}" if self.path else key
        return Section(self.file, place, data)
