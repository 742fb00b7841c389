"""JSON lines with numbers exactly as written: read as decimals, written as JSON numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any, NoReturn

from pamong.policy.operators.answers import Traced
from pamong.policy.operators.counts import Finding
from pamong.policy.operators.numbers import written


class BadLine(ValueError):
    """A line that is no JSON object; one sentence."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise BadLine(f"{twice}: expected each field once")
    return found


def _constant(name: str) -> NoReturn:
    raise BadLine(f"expected a JSON number, got {name}")


_DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_constant, object_pairs_hook=_pairs)


def read_line(line: bytes) -> dict[str, Any]:
    """One object; anything else is a BadLine."""
    try:
        text = line.decode("utf-8-sig")
        found = _DECODER.decode(text)
    except UnicodeDecodeError:
        raise BadLine("expected text in UTF-8") from None
    except BadLine:
        raise
    except json.JSONDecodeError as error:
        if not text.strip():
            raise BadLine("expected a JSON object, got an empty line") from None
        said = f"{error.msg.removesuffix(' at')} at {error.pos + 1}"
        raise BadLine(f"expected one JSON object a line: {said}") from None
    except RecursionError:
        raise BadLine("expected an object that is nested less deeply") from None
    except (ValueError, ArithmeticError):
        raise BadLine("expected numbers of fewer digits") from None
    if not isinstance(found, dict):
        raise BadLine("expected a JSON object")
    return found


# The same coefficients and shares come back on every line.
@lru_cache(maxsize=4096)
def _quotient(top: int, bottom: int) -> str:
    return str(written(Fraction(top, bottom)))


def _mapping(value: dict[str, Any]) -> str:
    pairs = [
        f"{encode_basestring(key)}: {_WRITERS[inner.__class__](inner)}"
        for key, inner in value.items()
    ]
    return "{" + ", ".join(pairs) + "}"


# One step's figures are the next one's input: the very same list is written once. The list is held,
# so that no other can have its place while it is known.
_LATELY: dict[int, tuple[Iterable[Any], str]] = {}
_MOST_LATELY = 64


def _figures(value: list[Any]) -> str:
    found = _LATELY.get(id(value))
    if found is not None and found[0] is value:
        return found[1]
    text = _sequence(value)
    if len(_LATELY) >= _MOST_LATELY:
        _LATELY.clear()
    _LATELY[id(value)] = value, text
    return text


def _sequence(value: Iterable[Any]) -> str:
    return "[" + ", ".join([_WRITERS[item.__class__](item) for item in value]) + "]"


def _step(value: Traced) -> str:
    return (
        f'{{"step": {encode_basestring(value.step)}, "inputs": {_mapping(value.inputs)}, '
        f'"value": {to_json(value.value)}, "citation": {encode_basestring(value.citation)}}}'
    )


_FINDING = tuple(Finding.__annotations__)
_WRITERS: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    dict: _mapping,
    list: _figures,
    tuple: _sequence,
    frozenset: lambda value: _sequence(sorted(value, key=str)),
    int: str,
    Decimal: str,
    Fraction: lambda value: _quotient(*value.as_integer_ratio()),
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
    date: lambda value: f'"{value}"',
    Traced: _step,
    Finding: lambda value: _mapping({key: getattr(value, key) for key in _FINDING}),
}


def to_json(value: Any) -> str:
    """The value as JSON; a type without a form here is a mistake of ours, hence KeyError."""
    return _WRITERS[value.__class__](value)
