"""How well each invented person does, and how leaders judge it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import zip_longest
from random import Random

from pamong.demo.days import Days, last_day
from pamong.demo.files import table
from pamong.demo.seats import SEED, Seat
from pamong.measurement.doubt import is_counted
from pamong.measurement.models import Indicator, Reading
from pamong.performance.bulk.readings import EvidenceStory, ReadingStory
from pamong.performance.evaluation.actions import Given, RatingInput
from pamong.performance.evaluation.suggestion import Suggestion, leads
from pamong.performance.models import Plan, PlanIndicator, Window
from pamong.performance.periods import MONTHS, quarter_in
from pamong.performance.progress.actions import ReadingInput
from pamong.performance.rules import pack_named

# Of what grows through the year, how much is there by the end of each quarter; of what is held, how much.
GROWN = {"Q1": "0.25", "Q2": "0.5", "Q3": "0.75", "Q4": "1"}
HELD = {"Q1": "0.97", "Q2": "0.98", "Q3": "0.99", "Q4": "1"}
GROWN |= {period: str(Decimal(place) / 12) for place, period in enumerate(MONTHS, start=1)}
HELD |= {period: HELD[f"Q{quarter_in(period)}"] for period in MONTHS}
PERCENTS = {"%", "persen"}
STATES = PERCENTS | {"nilai", "indeks", "rasio", "ton/ha"}
FULL, CENT, MOST_HELD = Decimal(100), Decimal("0.01"), Decimal("1.15")
WEAK, STRONG, BOTH = 0.06, 0.22, 0.8
MISSING, DOUBTFUL, WITH_EVIDENCE, WORDS, SILENT = 0.02, 0.08, 0.4, 0.1, 0.12
DEPARTS = 0.1  # of ratings on the way; a reason is written for each that differs
BEHIND, SAID, STEADY, VALUE_WORDS = 0.9, 0.6, 0.7, 0.06
Line = tuple[PlanIndicator, Decimal | None]  # with the target of the year
Rate = Callable[[Plan, Suggestion], RatingInput]
LINKS = "https://berkas.sumedang.example/bukti/"


@dataclass(frozen=True, slots=True)
class Talent:
    """How a person does in one year: as a share of what is expected, and in conduct."""

    share: float
    code: str  # of the pack's scale of ratings, by place: 0 below, 1 as expected, 2 above
    conduct: str


class Judge:
    """Everything about how the year of one's plan goes; the same for the same person and year."""

    def __init__(self, days: Days, seats: Mapping[int, Seat], short: int) -> None:
        self.days, self.seats, self.short = days, seats, short
        self.talents: dict[tuple[int, int], Talent] = {}

    def random(self, plan: Plan, about: str) -> Random:
        """A sequence for one thing about a plan."""
        return Random(f"{SEED}:{about}:{plan.year}:{self.seats[plan.employee_id].number}")

    def talent(self, plan: Plan) -> Talent:
        """How the person does in the plan's year."""
        key = (plan.employee_id, plan.year)
        if key not in self.talents:
            self.talents[key] = self._talent(plan)
        return self.talents[key]

    def _talent(self, plan: Plan) -> Talent:
        random = self.random(plan, "talent")
        below, expected, above = pack_named(plan.pack).scales["rating"].codes
        roll, number = random.random(), self.seats[plan.employee_id].number
        conduct = random.choices([below, expected, above], weights=[1, 70, 29])[0]
        fell_short = plan.year < self.days.this_year and number == self.short
        if roll < WEAK or fell_short:
            return Talent(random.uniform(0.68, 0.86), below, expected)
        if roll > 1 - STRONG:
            conduct = above if random.random() < BOTH else conduct
            return Talent(random.uniform(1.12, 1.25), above, conduct)
        return Talent(random.uniform(0.95, 1.08), expected, conduct)

    def readings(self, plan: Plan, lines: Sequence[Line], period: str) -> Iterator[ReadingStory]:
        """The figures of a quarter; now and then one is missing."""
        random, talent = self.random(plan, f"readings:{period}"), self.talent(plan)
        end = last_day(plan.year, period)
        on = self.days.after(end, random.choice((2, 5)))
        for line, target in lines:
            value = _value(line, target, period, talent.share * random.uniform(0.97, 1.03))
            if value is None or random.random() < MISSING:
                continue
            yield ReadingStory(plan, line.indicator, self._reading(value, end, talent, random), on)

    def _reading(self, value: Decimal, end: date, talent: Talent, random: Random) -> ReadingInput:
        texts = table("words")["texts"]["obstacles"]
        obstacle = random.choice(texts) if talent.share < BEHIND and random.random() < SAID else ""
        doubtful = random.random() < DOUBTFUL
        sure = Reading.Confidence.ESTIMATE if doubtful else Reading.Confidence.SURE
        return ReadingInput(value, end, sure.value, obstacle)

    def evidence(self, plan: Plan, lines: Sequence[Line], period: str) -> Iterator[EvidenceStory]:
        """A link for one of the results."""
        random = self.random(plan, f"evidence:{period}")
        if not lines or random.random() > WITH_EVIDENCE:
            return
        line, _target = random.choice(lines)
        end = last_day(plan.year, period)
        mark = f"{plan.year}-{period.lower()}-{random.getrandbits(40):010x}"
        title = table("words")["texts"]["evidence"].format(source=line.indicator.source)
        on = self.days.after(end, random.randrange(1, 8))
        yield EvidenceStory(plan, title[:250], LINKS + mark, end, [line.result_id], on)

    def rate(self, period: str, owed: Mapping[int, Sequence[Line]]) -> Rate:
        """How leaders rate their people in a period; `owed` holds each plan's indicators."""

        def judge(plan: Plan, suggestion: Suggestion) -> RatingInput:
            return self._given(plan, period, suggestion, owed[plan.pk])

        return judge

    def _given(
        self, plan: Plan, period: str, suggestion: Suggestion, lines: Sequence[Line]
    ) -> RatingInput:
        talent, random = self.talent(plan), self.random(plan, f"rating:{period}")
        texts = table("words")["texts"]
        is_final = period in {Window.Period.Q4, Window.Period.YEAR} or leads(plan)
        follows = is_final or random.random() > DEPARTS
        rating = suggestion.rating if follows and suggestion.rating else talent.code
        reasons = texts["departures"] if is_final else texts["on_the_way"]
        differs = bool(suggestion.rating) and rating != suggestion.rating
        words = texts["result_feedback"]
        return RatingInput(
            results={
                key: Given(code, random.choice(words) if random.random() < WORDS else "")
                for key, code in self._rated(plan, talent, suggestion, lines)
            },
            behaviour=dict(self._behaviour(plan, talent, random)),
            results_rating=rating,
            behaviour_rating=talent.conduct,
            reason=random.choice(reasons) if differs else "",
            recommendation=random.choice(texts["recommendations"]),
        )

    def _rated(
        self, plan: Plan, talent: Talent, suggestion: Suggestion, lines: Sequence[Line]
    ) -> Iterator[tuple[int, str]]:
        """Each result as its owner does on the whole; what was reached is never called below."""
        below, expected, _above = pack_named(plan.pack).scales["rating"].codes
        keys = dict.fromkeys(line.result_id for line, _target in lines)
        for key, mean in zip_longest(keys, suggestion.means[: len(keys)]):
            is_reached = mean is not None and mean >= FULL
            yield key, expected if talent.code == below and is_reached else talent.code

    def _behaviour(self, plan: Plan, talent: Talent, random: Random) -> Iterator[tuple[str, Given]]:
        pack = pack_named(plan.pack)
        expected = pack.scales["rating"].codes[1]
        words = table("words")["texts"]["value_feedback"]
        for value in pack.scales["behaviour_value"].codes:
            rating = talent.conduct if random.random() < STEADY else expected
            word = random.choice(words) if random.random() < VALUE_WORDS else ""
            yield value, Given(rating, word)

    def accepts(self, plan: Plan, set_on: date, *, all_by: date | None) -> tuple[date, str] | None:
        """When the person accepts the result; who has not by then is still to answer."""
        random = self.random(plan, f"accept:{set_on}")
        on = set_on + timedelta(random.randrange(0, 9))
        if all_by is not None:
            return min(on, all_by), ""
        if on > self.days.today or random.random() < SILENT:
            return None
        return on, ""


def _value(
    line: PlanIndicator, target: Decimal | None, period: str, share: float
) -> Decimal | None:
    """A plausible figure against the year's target; nothing where the target is words."""
    if target is None:
        return None
    by, unit = Decimal(round(share, 3)), line.indicator.unit
    if line.indicator.direction == Indicator.Direction.LESS:
        whole = Decimal(1) if is_counted(unit) else CENT
        return (target * max(Decimal("0.1"), 2 - by)).quantize(whole)
    if unit.casefold() in STATES:
        value = target * min(by, MOST_HELD) * Decimal(HELD[period])
        value = min(value, FULL) if unit.casefold() in PERCENTS and target <= FULL else value
        return value.quantize(CENT)
    return (target * by * Decimal(GROWN[period])).quantize(Decimal(1))
