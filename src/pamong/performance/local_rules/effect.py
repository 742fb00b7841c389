"""What a preview of another answer says: one sentence, and the first whom it would touch."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pamong.ui.numbers import say_number
from pamong.ui.tables import Table

T = TypeVar("T")

# The first are enough to see which way it goes, and a page may take only so long.
TRIED, SHOWN = 300, 15


def effect_context(
    said: str, moved: Sequence[T], table: Callable[[Sequence[T]], Table]
) -> dict[str, Any]:
    """The sentence, the table of the first, and how many more they are."""
    return {
        "effect": said,
        "moved": table(moved[:SHOWN]) if moved else None,
        "moved_left": say_number(len(moved) - SHOWN) if len(moved) > SHOWN else "",
    }
