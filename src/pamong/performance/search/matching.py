"""Whether a text holds words: PostgreSQL's full text with its index, on SQLite a pattern of the same words.

Both cut a text at every sign that is no letter and no digit, and both know a word by its beginning.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Func, Value

from pamong.performance.search.words import beginnings_of

SIGNS = "/._-@&+:''"  # PostgreSQL would take "Posyandu/Pustu" for the name of a file; the quote is doubled
VECTOR = f"to_tsvector('simple', translate({{column}}, '{SIGNS}', '{' ' * (len(SIGNS) - 1)}'))"

BEGINS, ENDS = r"(?<![^\W_])", r"(?![^\W_])"  # of a word


@dataclass(frozen=True, slots=True)
class Needles:
    """What is looked for, as the database at hand reads it."""

    typed: str  # the very words
    forms: str  # each word in one of its forms
    others: str  # the same, without texts that hold the very words


def needles_of(words: Sequence[str]) -> Needles:
    """Every word as it was typed, and in one of its forms."""
    forms = [beginnings_of(word) for word in words]
    if connection.vendor == "postgresql":
        typed = " & ".join(words)
        each = " & ".join(f"({' | '.join(f'{one}:*' for one in some)})" for some in forms)
        return Needles(typed, each, f"{each} & !({typed})")
    typed = "".join(f"(?=.*{BEGINS}{re.escape(word)}{ENDS})" for word in words)
    each = "".join(f"(?=.*{BEGINS}(?:{'|'.join(map(re.escape, some))}))" for some in forms)
    return Needles(f"(?is)^{typed}", f"(?is)^{each}", f"(?is)^(?!{typed}){each}")


class Holds(Func):
    """The text of a column holds what `needles_of` made."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, column: str, needle: str) -> None:
        super().__init__(column, Value(needle))

    def as_sql(self, compiler: Any, connection: Any, **_more: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """The comparison in the SQL of the database."""
        column, names = compiler.compile(self.source_expressions[0])
        needle, typed = compiler.compile(self.source_expressions[1])
        if connection.vendor == "postgresql":
            held = VECTOR.format(column=column)
            return f"{held} @@ to_tsquery('simple', {needle})", [*names, *typed]
        return f"{column} REGEXP {needle}", [*names, *typed]
