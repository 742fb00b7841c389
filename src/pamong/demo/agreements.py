"""What plans agree beside their results, in words that fit the work: annexes and expected conduct."""

from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any

from pamong.demo.files import table
from pamong.demo.seats import CLINIC, PRIMARY, SEED, Seat

FILLED, FILLED_BEFORE = 0.8, 0.35  # of plans of this year and the next, and of last year
ALWAYS = (CLINIC, PRIMARY, "DINKES-4", "BKPSDM-1", "DISDIK-SMP")  # where those who sign in work
MANY, FEW = (2, 3), (1, 2)


class Agreement:
    """The words of one plan; the same for the same seat and year."""

    def __init__(self, seat: Seat, year: int, this_year: int) -> None:
        self.random = Random(f"{SEED}:agreed:{year}:{seat.number}")
        self.told = _told(seat.job)
        is_shown = seat.is_head or seat.place.code in ALWAYS
        self.counts = MANY if is_shown else FEW
        share = FILLED if year >= this_year else FILLED_BEFORE
        self.is_filled = is_shown or self.random.random() < share

    def annexes(self) -> dict[str, list[str]]:
        """Some sentences for each of the three annexes, in the order in which they are written."""
        if not self.is_filled:
            return {}
        return {kind: self._some(texts) for kind, texts in self.told["annexes"].items()}

    def _some(self, texts: list[str]) -> list[str]:
        chosen = self.random.sample(range(len(texts)), self.random.choice(self.counts))
        return [texts[place] for place in sorted(chosen)]

    def expectations(self) -> dict[str, str]:
        """One sentence for each value of conduct."""
        if not self.is_filled:
            return {}
        values = self.told["expectations"].items()
        return {value: self.random.choice(texts) for value, texts in values}


@cache
def _told(job: str) -> Mapping[str, Any]:
    told = table("agreements")
    own = table("jobs")["same"].get(job, job)
    work = next((work for work, jobs in told["works"].items() if own in jobs), "office")
    found: Mapping[str, Any] = told[work]
    return found
