"""Every address of the house by its name."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def walk(resolver: Any, space: str = "", route: str = "/") -> Iterator[tuple[str, str, URLPattern]]:
    """Name, address and view of each."""
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from walk(entry, inner, here)
        else:
            yield f"{space}{entry.name}", here, entry


@cache
def patterns() -> dict[str, tuple[str, URLPattern]]:
    """Address and view by name."""
    found: dict[str, tuple[str, URLPattern]] = {}
    for name, route, entry in walk(get_resolver()):
        found.setdefault(name, (route, entry))
    return found


def pattern_of(name: str) -> tuple[str, URLPattern] | None:
    """The address and view of a URL name."""
    return patterns().get(name)
