"""`pamong where VERB`: every place that one verb touches."""

import inspect
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click

from pamong.cli.refusing import stop
from pamong.config.addresses import pattern_of
from pamong.config.verbs import VERBS, Verb, load, verb_named

SOURCE = Path(__file__).resolve().parent.parent
WORD = re.compile(r"\w+")


def place_of(thing: Any) -> str:
    """File and line of a function."""
    bare = inspect.unwrap(thing)
    path = Path(inspect.getsourcefile(bare) or "").resolve()
    return f"{path.relative_to(SOURCE.parent)}:{inspect.getsourcelines(bare)[1]}"


def where_tested(verb: Verb) -> list[str]:
    """Test files that name the action."""
    word = verb.action.rpartition(".")[2]
    return [name for name, words in _words_of_tests() if word in words]


@cache
def _words_of_tests() -> list[tuple[str, frozenset[str]]]:
    """Each test file with the words in it, read once for all verbs."""
    found = sorted(SOURCE.rglob("tests/test_*.py"), key=str)
    return [
        (str(path.relative_to(SOURCE.parent)), frozenset(WORD.findall(path.read_text("utf-8"))))
        for path in found
    ]


def templates_of(view: Any) -> list[str]:
    """Templates that the view's own source names."""
    text = inspect.getsource(inspect.unwrap(view))
    return re.findall(r'"(\w+/\w+\.html)"', text)


def operation_of(verb: Verb, route: str) -> str:
    """The operation that does it for a program."""
    return f"none: {verb.browser}" if verb.browser else f"POST /api/v1{route.rstrip('/')}"


def lines_of(verb: Verb) -> Iterator[tuple[str, str]]:
    """Label and value for each place."""
    found = pattern_of(verb.name)
    if found:
        route, entry = found
        yield "URL", f"{verb.name}  {route}"
        yield "view", place_of(entry.callback)
        yield "API", operation_of(verb, route)
        yield "template", ", ".join(templates_of(entry.callback)) or "none: it redirects"
    yield "action", f"{verb.action}  {place_of(load(verb.action))}"
    yield "predicate", f"{verb.predicate}  {place_of(load(verb.predicate))}"
    yield "ledger verb", verb.ledger
    yield "undo", verb.undo or "none"
    yield "tests", ", ".join(where_tested(verb)) or "none"


@click.command()
@click.argument("verb", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of lines.")
def where(verb: str | None, as_json: bool) -> None:
    """Print URL, view, template, action, predicate, ledger verb and tests of VERB.

    \b
    Example: pamong where plan-propose
    """
    if verb is None:
        names = [v.name.partition(":")[2] for v in VERBS]
        click.echo(json.dumps(names) if as_json else "\n".join(names))
        return
    known = verb_named(verb)
    if known is None:
        stop(f"no verb is called {verb}; pamong where lists them all")
    if as_json:
        click.echo(json.dumps(dict(lines_of(known)), ensure_ascii=False))
        return
    for label, value in lines_of(known):
        click.echo(f"{label:12} {value}")
