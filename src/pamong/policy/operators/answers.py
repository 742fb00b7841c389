"""What an operator may hand back besides a plain value."""

from __future__ import annotations

from typing import Any, NamedTuple


class Traced(NamedTuple):
    """One line of the answer to "why?": the step, what went in, what came out, its source."""

    step: str
    inputs: dict[str, Any]
    value: Any
    citation: str


class Marked(NamedTuple):
    """A value together with the unconfirmed clauses it rests on, or with a source of its own."""

    value: Any
    clauses: tuple[str, ...] = ()
    citation: str = ""
    steps: tuple[Traced, ...] = ()


class Missing(NamedTuple):
    """Not computable: missing is missing, it never becomes a nought."""

    reason: str


class Refused(Exception):
    """An argument without an answer; `argument` is the operator's own name for it."""

    def __init__(self, argument: str, expected: str) -> None:
        super().__init__(expected)
        self.argument = argument
        self.expected = expected
