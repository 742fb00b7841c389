"""Parts of one union of kind and number: a screen's counts in a single query."""

from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Count, Value
from django.db.models.functions import Cast, Concat

if TYPE_CHECKING:
    from django.db.models import QuerySet

TOLD = "|"  # between the parts of a kind that carries more than a number


def counted_as(rows: "QuerySet[Any]", kind: str) -> Any:
    """How many rows there are."""
    return _counted(rows, Value(kind, output_field=CharField()))


def telling(rows: "QuerySet[Any]", kind: str, *more: Any) -> Any:
    """Counted by a kind that carries more."""
    return _counted(rows, kind_of(kind, *more))


def kind_of(kind: str, *more: Any) -> Any:
    """The kind with what it carries: each part is text, the last one may hold any sign."""
    parts: list[Any] = [Value(kind)]
    for part in more:
        parts += [Value(TOLD), part]
    return Concat(*parts, output_field=CharField())


def text_of(name: str) -> Any:
    """A column as text."""
    return Cast(name, CharField())


def _counted(rows: "QuerySet[Any]", kind: Any) -> Any:
    named = rows.order_by().annotate(kind_=kind)
    return named.values("kind_").annotate(n=Count("pk")).values_list("kind_", "n")
