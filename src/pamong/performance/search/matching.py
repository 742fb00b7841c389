"""Whether a text holds words: PostgreSQL's full text with its index, on SQLite a pattern of the same words.

Both cut a text at every sign that is no letter and no digit, and both know a word by its beginning.
"""

import re
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Func, Value

from pamong.performance.search.words import beginnings_of

SIGNS = "/._-@&+:''"  # PostgreSQL would take "Posyandu/Pustu" for the name of a file; the quote is doubled
VECTOR = f"to_tsvector('simple', translate({{column}}, '{SIGNS}', '{' ' * (len(SIGNS) - 1)}'))"


def needle_of(words: Sequence[str]) -> str:
    """Every word in one of its forms, in the language of the database at hand."""
    forms = [beginnings_of(word) for word in words]
    if connection.vendor == "postgresql":
        return " & ".join(f"({' | '.join(f'{one}:*' for one in some)})" for some in forms)
    each = (f"(?=.*(?<![^\\W_])(?:{'|'.join(map(re.escape, some))}))" for some in forms)
    return f"(?is)^{''.join(each)}"


class Holds(Func):
    """The text of a column holds what `needle_of` made."""

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
