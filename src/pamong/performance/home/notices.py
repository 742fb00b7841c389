"""What apps above this one have to say on the first screen; they register, home asks."""

from collections.abc import Callable
from datetime import datetime

from pamong.access.scope import Scope
from pamong.ui.components import Task

SOURCES: list[Callable[[Scope, datetime], list[Task]]] = []


def notices(scope: Scope, now: datetime) -> list[Task]:
    """Everything for this person, before what waits from the work itself."""
    return [task for source in SOURCES for task in source(scope, now)]
