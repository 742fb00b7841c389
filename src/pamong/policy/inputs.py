"""Turns what a caller gives a rule into exact values, or says which field is wrong and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from pamong.policy.operators.numbers import less, over, written
from pamong.policy.pack import Exact, Field, Pack, Rule, Together, fold

Reader = Callable[[Any], Any]

# No figure of performance has more digits; without a limit, 1e999999999 stops the house.
_DIGITS = 30
_LARGEST = 10**_DIGITS
# Of a value that was refused only so much is repeated.
_SHOWN = 40
_KNOWN = 65_536  # values of a field that were read before
_WHOLE = frozenset({int, type(None)})


class BadInput(ValueError):
    """One sentence that names the field and what was expected."""

    def __init__(self, reason: str, path: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path

    def within(self, outer: str) -> BadInput:
        """The same complaint seen from one level further out."""
        joint = "" if not self.path or self.path.startswith("[") else "."
        return BadInput(self.reason, f"{outer}{joint}{self.path}")

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}" if self.path else self.reason


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _got(raw: Any) -> str:
    if raw is None:
        return "nothing"
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, str):
        return repr(_short(raw))
    if isinstance(raw, Decimal | int):
        # Text of an integer beyond some thousand digits is refused by Python itself.
        if isinstance(raw, int) and abs(raw) >= _LARGEST:
            return "a very large number"
        return _short(str(raw))
    return "a list" if isinstance(raw, list | tuple) else "an object"


def _exact(raw: Any, expected: str) -> Exact:
    kind = type(raw)
    if kind is int:
        if -_LARGEST < raw < _LARGEST:
            return int(raw)
    elif kind is Decimal:
        if not raw:
            return 0
        if raw.is_finite() and -_DIGITS <= raw.adjusted() < _DIGITS:
            return over(*raw.as_integer_ratio())
    elif kind is Fraction:
        return Fraction(raw)
    if kind is int or kind is Decimal:
        expected += f" of at most {_DIGITS} digits"
    raise BadInput(f"expected {expected}, got {_got(raw)}")


def _range(field: Field) -> str:
    low, high = field.low, field.high
    if low is not None and high is not None and not (field.low_open or field.high_open):
        return f" from {written(low)} to {written(high)}"
    parts = []
    if low is not None:
        parts.append(f"above {written(low)}" if field.low_open else f"of at least {written(low)}")
    if high is not None:
        parts.append(f"below {written(high)}" if field.high_open else f"of at most {written(high)}")
    return " " + " and ".join(parts) if parts else ""


def _number(field: Field, pack: Pack) -> Reader:
    expected = "a number" + _range(field)
    low, high, low_open, high_open = field.low, field.high, field.low_open, field.high_open

    def checked(raw: Any) -> Exact:
        value = _exact(raw, expected)
        # Compared the other way round where the bound itself is out.
        too_low = low is not None and (not less(low, value) if low_open else less(value, low))
        too_high = high is not None and (not less(value, high) if high_open else less(high, value))
        if too_low or too_high:
            raise BadInput(f"expected {expected}, got {_got(raw)}")
        return value

    # The same marks and means come back on every line; a refused one is never kept.
    known = lru_cache(maxsize=_KNOWN)(checked)

    def read(raw: Any) -> Exact:
        # Decimals only: true is 1 to a cache, and an integer is quickly read.
        return known(raw) if raw.__class__ is Decimal and raw.is_finite() else checked(raw)

    return read


def _integer(field: Field, pack: Pack) -> Reader:
    expected = "a whole number" + _range(field)
    low, high = field.low, field.high

    def read(raw: Any) -> int:
        value = _exact(raw, expected)
        if (
            value.denominator != 1
            or (low is not None and value < low)
            or (high is not None and value > high)
        ):
            raise BadInput(f"expected {expected}, got {_got(raw)}")
        return int(value)

    return read


def _boolean(field: Field, pack: Pack) -> Reader:
    def read(raw: Any) -> bool:
        if raw is True or raw is False:
            return bool(raw)
        raise BadInput(f"expected true or false, got {_got(raw)}")

    return read


def _term(field: Field, pack: Pack) -> Reader:
    scale = pack.scales[field.scale]
    expected = ", ".join(scale.labels.values())

    def read(raw: Any) -> str:
        code = scale.find(_spelled(raw))
        if code is None:
            raise BadInput(f"expected one of {expected} (or a code of them), got {_got(raw)}")
        return code

    return read


def _spelled(raw: Any) -> str:
    """A term as it was written: levels that a law numbers are given as numbers too."""
    if isinstance(raw, str):
        return raw
    return str(raw) if raw.__class__ is int and 0 <= raw < _SHOWN else ""


def _choice(field: Field, pack: Pack) -> Reader:
    known = {fold(option): option for option in field.options}

    def read(raw: Any) -> str:
        found = known.get(fold(raw)) if isinstance(raw, str) else None
        if found is not None:
            return found
        raise BadInput(f"expected one of {', '.join(field.options)}, got {_got(raw)}")

    return read


def _reading(field: Field, pack: Pack) -> Reader:
    def read(raw: Any) -> Any:
        if isinstance(raw, str | bool):
            return raw
        return _exact(raw, "a number, a text, true or false")

    return read


def _text(field: Field, pack: Pack) -> Reader:
    def read(raw: Any) -> str:
        if isinstance(raw, str) and raw.strip():
            return raw
        raise BadInput(f"expected a text, got {_got(raw)}")

    return read


def _counts(field: Field, pack: Pack) -> Reader:
    scale = pack.scales[field.scale]
    key_reader = _term(field, pack)
    count_reader = _integer(field, pack)

    def read(raw: Any) -> dict[str, int]:
        if not isinstance(raw, Mapping):
            raise BadInput(f"expected an object of counts, got {_got(raw)}")
        found: dict[str, int] = {}
        for key, count in raw.items():
            code = key_reader(key)
            if code in found:
                raise BadInput(f"expected each of its terms once, got {_got(key)} again")
            try:
                found[code] = count_reader(count)
            except BadInput as bad:
                raise bad.within(_short(str(key))) from None
        return {code: found.get(code, 0) for code in scale.codes}

    return read


def _few(field: Field) -> frozenset[Any]:
    """All that a field may be, where these are a few whole numbers; else nothing."""
    low, high = field.low, field.high
    if field.kind != "integer" or not isinstance(low, int) or not isinstance(high, int):
        return frozenset()
    few = range(low, high + 1) if high - low < _SHOWN else ()
    return frozenset([*few, None] if field.optional else few)


def _all_of(few: frozenset[Any], raw: Any, at_least: int) -> bool:
    if raw.__class__ is not list or len(raw) < at_least:
        return False
    # By type first: true is 1 to a set.
    return _WHOLE.issuperset(map(type, raw)) and few.issuperset(raw)


def _list(field: Field, pack: Pack) -> Reader:
    """A survey brings a hundred answers on every line: where they may be few, all at once."""
    assert field.items is not None
    slow, few = _one_by_one(field, field.items, pack), _few(field.items)

    def read(raw: Any) -> list[Any]:
        found: list[Any] = list(raw) if _all_of(few, raw, field.at_least) else slow(raw)
        return found

    return read if few else slow


def _one_by_one(field: Field, items: Field, pack: Pack) -> Reader:
    item, may_be_null = field_reader(items, pack), items.optional

    def read(raw: Any) -> list[Any]:
        if not isinstance(raw, list | tuple):
            raise BadInput(f"expected a list, got {_got(raw)}")
        if len(raw) < field.at_least:
            raise BadInput(f"expected a list of at least {field.at_least}")
        values: list[Any] = []
        for place, entry in enumerate(raw):
            try:
                values.append(None if entry is None and may_be_null else item(entry))
            except BadInput as bad:
                raise bad.within(f"[{place}]") from None
        if field.adds_up is not None:
            part, most = field.adds_up
            if sum(value[part] for value in values) > most:
                raise BadInput(f"expected {part} that add up to at most {written(most)}")
        return values

    return read


def _number_or_list(field: Field, pack: Pack) -> Reader:
    one = _number(field, pack)
    many = _list(replace(field, items=replace(field, kind="number"), at_least=1), pack)

    def read(raw: Any) -> Any:
        return many(raw) if isinstance(raw, list | tuple) else one(raw)

    return read


def _record(field: Field, pack: Pack) -> Reader:
    return fields_reader(field.fields, pack)


def _inputs_of(field: Field, pack: Pack) -> Reader:
    return rule_reader(pack.rules[field.rule], pack)


KINDS: dict[str, Callable[[Field, Pack], Reader]] = {
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
    "term": _term,
    "choice": _choice,
    "reading": _reading,
    "text": _text,
    "counts": _counts,
    "list": _list,
    "number_or_list": _number_or_list,
    "record": _record,
    "inputs_of": _inputs_of,
}


def field_reader(field: Field, pack: Pack) -> Reader:
    """The reader of one field, made once for a pack and used for every line."""
    return KINDS[field.kind](field, pack)


def _with_default(field: Field, pack: Pack) -> tuple[str, Reader, bool, Any]:
    reader = field_reader(field, pack)
    default = None if field.default is None else reader(field.default)
    return field.name, reader, field.optional, default


def fields_reader(fields: tuple[Field, ...], pack: Pack) -> Reader:
    """Read an object: every field known, every required one there, null counts as absent."""
    readers = [_with_default(field, pack) for field in fields]
    names = frozenset(f.name for f in fields)
    expected = ", ".join(f.name for f in fields)

    def read(raw: Any) -> dict[str, Any]:
        if not isinstance(raw, Mapping):
            raise BadInput(f"expected an object with {expected}, got {_got(raw)}")
        if not names.issuperset(raw):
            unknown = next(key for key in raw if key not in names)
            raise BadInput(
                f"unknown field, expected {expected}", _short(str(unknown)) or "(no name)"
            )
        values: dict[str, Any] = {}
        for name, reader, optional, default in readers:
            given = raw.get(name)
            if given is None and optional:
                values[name] = default
                continue
            try:
                values[name] = reader(given)
            except BadInput as bad:
                raise bad.within(name) from None
        return values

    return read


def _check_together(rule: Together, raw: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    names = ", ".join(rule.of)
    given = sum(raw.get(name) is not None for name in rule.of)
    if given < rule.at_least:
        raise BadInput(f"expected {'one of ' if len(rule.of) > 1 else ''}{names}", rule.of[0])
    if rule.at_most is not None and given > rule.at_most:
        raise BadInput(f"expected at most {rule.at_most} of {names}", rule.of[0])
    if rule.sum_high is not None:
        total = sum(values[name] for name in rule.of)
        if total > rule.sum_high:
            raise BadInput(
                f"expected {names} to add up to at most {written(rule.sum_high)}", rule.of[0]
            )


def _spread(raw: Mapping[str, Any], name: str, means: str) -> Mapping[str, Any]:
    """Lay an object given under one name out as fields: both ways of writing it are read."""
    inner: Mapping[str, Any] = raw[name]
    rest = {key: value for key, value in raw.items() if key != name}
    if len(inner) == 1:
        (key, value), *_ = inner.items()
        if isinstance(value, Mapping):
            return {**rest, name: key, **value}
    return {**rest, **({name: means} if means else {}), **inner}


def spread_out(rule: Rule, raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """The inputs with every object laid out that the rule lets stand under one name."""
    for name, means in rule.spread.items():
        if isinstance(raw.get(name), Mapping):
            raw = _spread(raw, name, means)
    return raw


def rule_reader(rule: Rule, pack: Pack) -> Reader:
    """Read a rule's inputs, with what must hold between them."""
    read_fields = fields_reader(rule.fields, pack)
    spread, together, needs = bool(rule.spread), rule.together, tuple(rule.needs.items())

    def read(raw: Any) -> dict[str, Any]:
        if spread and isinstance(raw, Mapping):
            raw = spread_out(rule, raw)
        values: dict[str, Any] = read_fields(raw)
        for constraint in together:
            _check_together(constraint, raw, values)
        for name, other in needs:
            if raw.get(name) is not None and raw.get(other) is None:
                raise BadInput(f"expected {other} beside it", name)
        return values

    return read
