"""Packs that people asks, under an agency's own answers, which only a higher app can read."""

from collections.abc import Callable, Sequence
from datetime import date

from pamong.policy.load import builtin
from pamong.policy.pack import Pack

# [official pack, first day, local pack], as Agency.local_packs and Scope.local_packs hold them.
Local = Sequence[Sequence[str]]
# Which pack holds for an agency on a day; handed over at start-up.
HOLDING: list[Callable[[str, date, Local], Pack]] = []


def pack_holding(name: str, on: date, local: Local = ()) -> Pack:
    """The pack with the agency's own answers of the day."""
    return HOLDING[0](name, on, local) if HOLDING and local else builtin(name)
