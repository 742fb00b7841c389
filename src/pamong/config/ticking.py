"""What is done with time: each part is safe to run twice, and says what it did."""

from collections.abc import Callable, Iterator

from pamong.access.forgetting import tick as forget_old
from pamong.config.operations.nightly import tick as ask_for_backup
from pamong.people.ticking import daily_round
from pamong.performance.evaluation.silence import tick as accept_silence

TICKS: list[Callable[[], Iterator[str]]] = [
    *(forget_old, daily_round, accept_silence, ask_for_backup),
]
