"""The addresses of an app, found by their first word: to try hundreds in turn costs as much as a query."""

from collections.abc import Iterable
from functools import cached_property
from importlib import import_module

from django.urls import ResolverMatch, URLPattern, URLResolver
from django.urls.resolvers import RoutePattern

Address = URLPattern | URLResolver


class ByFirstWord(URLResolver):
    """Addresses one beside the other; of a path only those are tried that begin with its first word."""

    def resolve(self, path: str) -> ResolverMatch:
        """The view of a path, in the order in which the addresses stand."""
        word = str(path).partition("/")[0]
        return self._by_word.get(word, self._others).resolve(path)

    @cached_property
    def _by_word(self) -> dict[str, URLResolver]:
        words = {word for one in self.url_patterns if (word := _word(one)) is not None}
        return {word: self._of(word) for word in words}

    @cached_property
    def _others(self) -> URLResolver:
        return self._of(None)

    def _of(self, word: str | None) -> URLResolver:
        """Those that begin with the word, and those that may begin with any."""
        return _beside(one for one in self.url_patterns if _word(one) in {word, None})


def _word(one: Address) -> str | None:
    """The first word, where it is written and whole; a place for a value is none."""
    word, slash, _rest = str(one.pattern).partition("/")
    is_whole = bool(slash) or isinstance(one, URLPattern)
    is_written = isinstance(one.pattern, RoutePattern) and "<" not in word
    return word if is_whole and is_written else None


def _beside(patterns: Iterable[Address]) -> URLResolver:
    return URLResolver(RoutePattern("", is_endpoint=False), list(patterns))


def by_first_word(*slices: str) -> list[Address]:
    """The addresses of some slices, named by where their `urlpatterns` stand."""
    found = [one for name in slices for one in import_module(name).urlpatterns]
    return [ByFirstWord(RoutePattern("", is_endpoint=False), found)]
