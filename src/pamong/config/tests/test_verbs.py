"""Each verb of the table exists in every place that it names."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import URLResolver, get_resolver

from pamong.cli.where import lines_of, where_tested
from pamong.config import trace_words
from pamong.config.addresses import pattern_of
from pamong.config.verbs import VERBS, Verb, load, verb_named

# Addresses that take a POST without being a verb of the house: the door and one's own account (no
# predicate: it is one's own), what is typed but not sent, and answers that write nothing.
NO_VERBS = {
    "access:code",
    "access:code-password",
    "access:draft",
    "access:language-set",
    "access:shortcut-set",
    "access:sessions-end",
    "access:unsent-drop",
    "feed-end",  # the address of one's own calendar
    "feed-make",
    "feed-read",
    "analytics:wall-end",  # the address of one's own screen, like the calendar's
    "analytics:wall-make",
    "analytics:wall-read",
    "mail-address",  # of one's own, for notices alone
    "mail-confirm",
    "mail-stop",  # turns off one's own mail, like the choice below
    "notice-choices",  # how one wants to be told, like the language
    "notices-read",  # a mark on the own list
    "documents:paper-check",  # compares a file with the record and keeps neither
    "documents:paper-check-any",
    "performance:daily",  # the page of `daily-day`, for today
    "performance:hints",
    "performance:evaluation-preview",
    "performance:evaluations-preview",
    "performance:rule-answer",  # computes, and keeps nothing
    # A program sends figures there, signed; what comes of it are receive_run and write_run.
    "measurement:source-push",
}


def takes_posts(view: Callable[..., Any]) -> bool:
    """Whether the view is ours and does something with what is sent: it asks for the method, or is `once`."""
    bare = inspect.unwrap(view)
    if not bare.__module__.startswith("pamong."):
        return False
    return any(word in inspect.getsource(bare) for word in ("POST", "@once"))


def views_by_name(
    resolver: Any = None, space: str = ""
) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every address's name with its view."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from views_by_name(entry, inner)
        else:
            yield f"{space}{entry.name}", entry.callback


def test_every_address_that_takes_a_post_is_a_verb() -> None:
    named = {name for name, view in views_by_name() if takes_posts(view)}
    assert named - NO_VERBS == {verb.name for verb in VERBS}


@pytest.mark.parametrize("verb", VERBS, ids=lambda v: v.name)
def test_a_verb_is_where_the_table_says(verb: Verb) -> None:
    assert callable(load(verb.action))
    assert callable(load(verb.predicate))
    assert pattern_of(verb.name) is not None
    assert where_tested(verb), f"no test names {verb.action}"
    assert not verb.undo or verb_named(verb.undo) is not None


@pytest.mark.parametrize("verb", VERBS, ids=lambda v: v.name)
def test_the_record_has_words_for_what_a_verb_writes(verb: Verb) -> None:
    assert verb.ledger in trace_words.VERBS, "write in its row what it `said`"


def test_what_an_entry_says_stands_in_one_row() -> None:
    said = [verb.ledger for verb in VERBS if verb.said]
    assert len(said) == len(set(said))


def test_where_names_all_places() -> None:
    verb = verb_named("plan-propose")
    assert verb is not None
    said = dict(lines_of(verb))
    assert said["URL"].endswith("/plans/<uuid:uuid>/propose")
    assert "plan/actions.py" in said["action"]
    assert said["ledger verb"] == "performance.plan_proposed"
