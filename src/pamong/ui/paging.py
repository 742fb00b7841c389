"""Pages of a list by the last row seen, not by number: the thousandth page costs what the first does."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Q, QuerySet

from pamong.ui.said import keeps_values

T = TypeVar("T")
UNREADABLE = (
    ValueError,
    TypeError,
    ArithmeticError,
    RecursionError,
    binascii.Error,
    ValidationError,
)
SIZE = 25
BY_NAME = ("name", "pk")
COUNTED = 100
OF_FILES = 500  # rows at a time where the list becomes a file


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The rows of one page, and where the next begins ("" when this is the last)."""

    rows: Sequence[T]
    next_cursor: str = ""

    def next_url(self, address: str = "", /, **asked: Any) -> str:
        """Where the next rows are, with what else was asked; nothing behind the last."""
        if not self.next_cursor:
            return ""
        return f"{address}?{urlencode(asked | {'after': self.next_cursor})}"


def address_with(address: str, /, **asked: Any) -> str:
    """A page with what is asked of it; what is empty is not asked."""
    told = {name: value for name, value in asked.items() if value}
    return f"{address}?{urlencode(told)}" if told else address


def page_of(
    queryset: "QuerySet[Any, T]", after: str, size: int = SIZE, by: Sequence[str] = BY_NAME
) -> Page[T]:
    """Rows after the cursor in the order of `by`, whose last field must be unique, none empty.

    A field may begin with "-". A queryset of values or values_list must hold the fields of `by`.
    """
    size = size_of(size)
    found = list(first_rows(rows_beyond(queryset, after, by), size, by))
    if len(found) <= size:
        return Page(found)
    return Page(found[:size], _write(_values(queryset, found[size - 1], by)))


def size_of(size: int) -> int:
    """The rows of one page: so many, or more at a time where the list becomes a file."""
    return OF_FILES if keeps_values() else size


def rows_beyond(queryset: "QuerySet[Any, T]", after: str, by: Sequence[str]) -> "QuerySet[Any, T]":
    """Rows after the cursor, for a list that is put together of several querysets."""
    seen = _read(queryset, after, by)
    return queryset.filter(_beyond(by, seen)) if seen else queryset


def is_cursor(queryset: "QuerySet[Any, Any]", after: str, by: Sequence[str]) -> bool:
    """Whether a cursor was given out here: a program is told of a broken one, a page begins anew."""
    return not after or bool(_read(queryset, after, by))


def first_rows(queryset: "QuerySet[Any, T]", size: int, by: Sequence[str]) -> "QuerySet[Any, T]":
    """What the first page needs: its rows, and one more when there is a next page."""
    return queryset.order_by(*by)[: size + 1]


def page_in(found: Sequence[Any], size: int, by: Sequence[str]) -> Page[Any]:
    """A page of `values` that were read by `first_rows`; they hold the fields of `by` as named there."""
    if len(found) <= size:
        return Page(found)
    return Page(found[:size], _write([found[size - 1][name.lstrip("-")] for name in by]))


def count_of(queryset: "QuerySet[Any, Any]") -> int:
    """How many, but no more than one above COUNTED: who has more has many, and reads no exact number."""
    return queryset.order_by()[: COUNTED + 1].count()


def _beyond(by: Sequence[str], seen: Sequence[Any]) -> Q:
    """Rows behind the one seen, field by field; the first bound stands alone so that an index serves."""
    beyond = Q()
    same = Q()
    for name, value in zip(by, seen, strict=True):
        bare = name.lstrip("-")
        sign = "lt" if name.startswith("-") else "gt"
        beyond |= same & Q(**{f"{bare}__{sign}": value})
        same &= Q(**{bare: value})
    first = by[0].lstrip("-")
    bound = "lte" if by[0].startswith("-") else "gte"
    return Q(**{f"{first}__{bound}": seen[0]}) & beyond


def _values(queryset: "QuerySet[Any, Any]", row: Any, by: Sequence[str]) -> list[Any]:
    names = [name.lstrip("-") for name in by]
    if isinstance(row, dict):
        return [row[_own(queryset, name, row)] for name in names]
    fields = getattr(queryset, "_fields", None)
    if fields is not None and isinstance(row, tuple):
        return [row[fields.index(_own(queryset, name, fields))] for name in names]
    return [_reach(row, name) for name in names]


def _own(queryset: "QuerySet[Any, Any]", name: str, held: Any) -> str:
    """`pk` may be selected under its own name."""
    if name in held or name != "pk":
        return name
    return str(queryset.model._meta.pk.name)


def _reach(row: Any, name: str) -> Any:
    for part in name.split("__"):
        row = getattr(row, part)
    return row


def _write(values: Sequence[Any]) -> str:
    plain = [str(v) if isinstance(v, date | Decimal | UUID) else v for v in values]
    text = json.dumps(plain, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(queryset: "QuerySet[Any, Any]", cursor: str, by: Sequence[str]) -> list[Any]:
    """The values of the row seen; a cursor that somebody made up begins the list anew."""
    if not cursor:
        return []
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        values = json.loads(raw)
        if not isinstance(values, list) or len(values) != len(by):
            return []
        return [_typed(queryset, n.lstrip("-"), v) for n, v in zip(by, values, strict=True)]
    except UNREADABLE:
        return []


def _typed(queryset: "QuerySet[Any, Any]", name: str, value: Any) -> Any:
    """The value as its field holds it; annotations and spans over relations keep what JSON gives."""
    if value is None or isinstance(value, list | dict):
        raise ValidationError("cursor")
    if isinstance(value, str) and "\0" in value.encode().decode():  # no half characters either
        raise ValidationError("cursor")
    meta = queryset.model._meta
    try:
        field = meta.pk if name == "pk" else meta.get_field(name)
    except FieldDoesNotExist:
        return value
    return field.to_python(value) if hasattr(field, "to_python") else value
