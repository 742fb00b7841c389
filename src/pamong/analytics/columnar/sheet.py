"""The statement as it grows: every step is one more layer of columns over the one before."""

from __future__ import annotations

from typing import Any

from pamong.analytics.columnar.figures import Figure, Flag, Many, Word, Words

Cell = Figure | Word | Flag | Many | Words | None


class NoTwin(ValueError):
    """A rule, an operator or an input that only the single path knows; the sentence names it."""


class Sheet:
    """What each name of a rule stands for in SQL so far, and what each row was refused for."""

    def __init__(self, base: str) -> None:
        self.sql = base
        self.env: dict[str, Any] = {}
        self.problems: list[str] = []
        self._columns = 0

    def keep(self, name: str, cell: Cell) -> None:
        """Put the value into columns of its own, so that later steps only name them."""
        self.env[name] = self.column(cell)

    def column(self, cell: Cell) -> Cell:
        """The value by the name of its columns."""
        if cell is None:
            return None
        self._columns += 1
        name = f"_c{self._columns}"
        if isinstance(cell, Figure):
            bottom: int | str = cell.bottom
            parts = f"({cell.top}) AS {name}"
            if isinstance(bottom, str):
                parts += f", ({bottom}) AS {name}b"
                bottom = f"{name}b"
            self._layer(parts)
            return Figure(name, bottom)
        if isinstance(cell, Many):
            tops = self.column(Words(cell.sql))
            divisor = self.column(Figure(cell.bottom)) if isinstance(cell.bottom, str) else None
            assert isinstance(tops, Words)
            shared = divisor.top if isinstance(divisor, Figure) else cell.bottom
            return Many(tops.sql, shared, cell.depth)
        self._layer(f"({cell.sql}) AS {name}")
        return type(cell)(name)

    def refuse(self, condition: str, field: str) -> None:
        """Rows for which the condition holds have this field as their problem, unless an earlier one."""
        self._columns += 1
        name = f"_p{self._columns}"
        self._layer(f"coalesce({condition}, FALSE) AS {name}")
        self.problems.append(f"WHEN {name} THEN '{field}'")

    def problem(self) -> str:
        """The first field that was refused, as SQL."""
        return f"CASE {' '.join(self.problems)} END" if self.problems else "NULL::VARCHAR"

    def _layer(self, columns: str) -> None:
        self.sql = f"SELECT *, {columns} FROM ({self.sql})"


def is_there(cell: Any) -> str:
    """A condition: the value is not missing."""
    sql = cell.top if isinstance(cell, Figure) else cell.sql
    return f"({sql}) IS NOT NULL"
