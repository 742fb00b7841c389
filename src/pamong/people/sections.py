"""What other apps show on a person's page: panels handed over at start-up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pamong.access.scope import Scope
from pamong.people.models import Employee
from pamong.ui.tables import Table


@dataclass(frozen=True, slots=True)
class Section:
    """A panel with a table; `none` is said when the table is empty."""

    title: Any
    table: Table
    none: Any
    url: str = ""  # where more is added
    url_text: Any = ""


SECTIONS: list[Callable[[Scope, Employee, date], Section | None]] = []


def sections_for(scope: Scope, employee: Employee, on: date) -> list[Section]:
    """The panels that this account may see."""
    made = (section(scope, employee, on) for section in SECTIONS)
    return [one for one in made if one]
