"""The plans of the demonstration: what each person owes in a year, and how the plan came about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from pamong.demo.days import Days
from pamong.demo.files import table
from pamong.demo.goals import OfficeGoal, rounded, share_of
from pamong.demo.library import IndicatorText, ResultText, families, family_of
from pamong.demo.seats import SEED, Seat
from pamong.measurement.models import Indicator
from pamong.people.models import Employee
from pamong.performance.bulk.plans import PlanStory, ResultStory
from pamong.performance.models import Plan, Result
from pamong.performance.plan.content_actions import IndicatorInput, ResultInput
from pamong.performance.rules import form_of

PERCENT, FULL = "%", Decimal(100)
MOST_GOALS, MOST_RESULTS, FEWEST_RESULTS = 4, 5, 3
ADDITIONAL, WITH_WORDS = 0.12, 0.35
UNLINKED = 0.01
HEADS = ("kepala", "camat")
LEADING = (*HEADS, "sekda", "kepala_bidang")
PLAIN = frozenset(
    [
        "meningkatnya",
        "terlaksananya",
        "yang",
        "dan",
        "di",
        "ke",
        "dengan",
        "atas",
        "sesuai",
        "tepat",
        "waktu",
    ]
)
# How far next year's plans are: the state that each ends in, with its share.
STATES = (
    ("none", 40),
    ("drafted", 16),
    ("proposed", 16),
    ("returned", 6),
    ("withdrawn", 3),
    ("agreed", 19),
)


@dataclass(slots=True)
class Board:
    """What leaders owe in a year: their results, which those below serve, and their offices' goals."""

    goals: Mapping[int, Sequence[OfficeGoal]]
    results: dict[int, list[Result]] = field(default_factory=dict)

    def keep(self, plans: Sequence[Plan], results: Sequence[Result]) -> None:
        """Remember the results of leaders."""
        owners = {plan.pk: plan.employee_id for plan in plans}
        for result in results:
            if owner := owners.get(result.plan_id):
                self.results.setdefault(owner, []).append(result)


class Planner:
    """Tells one person's plan of one year."""

    def __init__(self, days: Days, year: int, board: Board) -> None:
        self.days, self.year, self.board = days, year, board

    def story(self, employee: Employee, seat: Seat) -> PlanStory | None:
        """The plan with its steps; nothing where none was begun."""
        random = Random(f"{SEED}:plan:{self.year}:{seat.number}")
        state = self._state(seat, random)
        if state == "none":
            return None
        drafted = self._drafted(random)
        words = table("words")
        story = PlanStory(
            employee=employee,
            starts_on=date(self.year, 1, 1),
            ends_on=date(self.year, 12, 31),
            approach=words["texts"]["approach"],
            drafted_on=drafted,
            results=tuple(self._results(employee, seat, random)),
            annexes=words["annexes"] if random.random() < WITH_WORDS else {},
        )
        return self._with_steps(story, state, random)

    def _state(self, seat: Seat, random: Random) -> str:
        if self.year <= self.days.this_year:
            return "agreed"
        if seat.job in {*HEADS, "sekda"}:
            return "agreed"
        names = [name for name, _share in STATES]
        return random.choices(names, weights=[share for _name, share in STATES])[0]

    def _drafted(self, random: Random) -> date:
        if self.year > self.days.this_year:
            return self.days.past(date(self.year - 1, 11, 2) + timedelta(random.randrange(0, 10)))
        return self.days.past(date(self.year, 1, 2) + timedelta(random.randrange(0, 7)))

    def _with_steps(self, story: PlanStory, state: str, random: Random) -> PlanStory:
        if state == "drafted":
            return story
        days = self.days
        proposed = days.after(story.drafted_on, random.randrange(1, 6))
        answered = days.after(proposed, random.randrange(1, 9))
        story = replace(story, proposed_on=proposed)
        words = table("words")
        if state == "returned":
            reason = random.choice(words["texts"]["returns"])
            return replace(story, returned_on=answered, return_reason=reason)
        if state == "withdrawn":
            return replace(story, withdrawn_on=answered)
        if state == "agreed":
            expected = self._expectations(random)
            return replace(
                story, agreed_on=answered, expectations=expected, expected_on=story.drafted_on
            )
        return story

    def _expectations(self, random: Random) -> dict[str, str]:
        if random.random() > WITH_WORDS:
            return {}
        return {
            value: random.choice(texts) for value, texts in table("words")["expectations"].items()
        }

    def _results(self, employee: Employee, seat: Seat, random: Random) -> Iterator[ResultStory]:
        """From the office's goals where there are any, else from the family's library."""
        above = (
            [] if self._is_unlinked(seat) else self.board.results.get(employee.rater_id or 0, [])
        )
        told = list(self._from_goals(employee, seat, above))
        texts = list(family_of(seat.job).results)
        if len(texts) + len(told) > MOST_RESULTS:
            texts = texts[: max(1, MOST_RESULTS - len(told))]
        for place, result in enumerate(texts, start=len(told)):
            serves = _nearest(result.text, above, place)
            told.append(ResultStory(self._result(employee, result, serves, random)))
        if random.random() < ADDITIONAL:
            told.append(ResultStory(self._additional(employee, random)))
        yield from told

    def _is_unlinked(self, seat: Seat) -> bool:
        """A few of this year's have linked nothing to their leader's results: found in the cascade."""
        roll = Random(f"{SEED}:unlinked:{self.year}:{seat.number}").random()
        return self.year == self.days.this_year and seat.job not in LEADING and roll < UNLINKED

    def _from_goals(
        self, employee: Employee, seat: Seat, above: Sequence[Result]
    ) -> Iterator[ResultStory]:
        if seat.job in HEADS:
            serves = above[0] if above else None
            goals = self.board.goals.get(employee.unit_id or 0, [])
            for goal in goals[:MOST_GOALS]:
                lines = tuple(self._marked(employee, line) for line in goal.indicators)
                given = ResultInput(goal.text, serves=serves, indicators=lines)
                yield ResultStory(given, goal.goal_id)
        elif seat.is_head and above and (own := self.board.goals.get(employee.unit_id or 0)):
            yield from self._own(employee, own, above)
        elif seat.job == "kepala_bidang" and employee.unit and employee.unit.parent_id:
            yield from self._division(employee, seat, above)

    def _own(
        self, employee: Employee, goals: Sequence[OfficeGoal], above: Sequence[Result]
    ) -> Iterator[ResultStory]:
        """The activities of a unit below the office, under the head's result for their programme."""
        for goal in goals[:MOST_GOALS]:
            serves = next((one for one in above if one.goal_id in goal.above), above[0])
            lines = tuple(self._marked(employee, line) for line in goal.indicators)
            given = ResultInput(goal.text, serves=serves, indicators=lines)
            yield ResultStory(given, goal.goal_id)

    def _division(
        self, employee: Employee, seat: Seat, above: Sequence[Result]
    ) -> Iterator[ResultStory]:
        """A division carries one indicator of one of its office's goals, under the head's result."""
        assert employee.unit is not None
        goals = self.board.goals.get(employee.unit.parent_id or 0, [])[:MOST_GOALS]
        if not goals or not above:
            return
        goal = goals[seat.number % len(goals)]
        line = goal.indicators[seat.number % len(goal.indicators)]
        serves = next((result for result in above if result.goal_id == goal.goal_id), above[0])
        marked = (self._marked(employee, line),)
        yield ResultStory(ResultInput(share_of(goal, line), serves=serves, indicators=marked))

    def _result(
        self, employee: Employee, result: ResultText, serves: Result | None, random: Random
    ) -> ResultInput:
        lines = tuple(self._indicator(employee, line, random) for line in result.indicators)
        return ResultInput(result.text, serves=serves, indicators=lines)

    def _additional(self, employee: Employee, random: Random) -> ResultInput:
        chosen = random.choice(families()["tambahan"].results)
        given = self._result(employee, chosen, None, random)
        by = table("words")["texts"]["assigned_by"]
        return replace(given, kind=Result.Kind.ADDITIONAL, assigned_by=random.choice(by))

    def _indicator(self, employee: Employee, line: IndicatorText, random: Random) -> IndicatorInput:
        target = line.target * Decimal(round(random.uniform(0.9, 1.1), 2))
        target *= 1 - Decimal("0.03") * (self.days.this_year - self.year)
        if line.unit == PERCENT:
            target = min(target, FULL) if line.target < FULL else FULL
        given = IndicatorInput(
            name=line.name,
            unit=line.unit,
            direction=Indicator.Direction.LESS if line.is_less else Indicator.Direction.MORE,
            target=rounded(target, line.unit),
            source=line.source,
        )
        return self._marked(employee, given, line.mark)

    def _marked(self, employee: Employee, line: IndicatorInput, mark: str = "") -> IndicatorInput:
        """Under a perspective on the leaders' form, under an aspect on all others."""
        mark = mark or line.perspective
        perspectives = table("words")["perspectives"]
        by_perspective = _by_perspective(employee)
        if by_perspective != (mark in perspectives):
            mark = table("words")["marks"][mark]
        if by_perspective:
            return replace(line, perspective=mark, aspect="")
        return replace(line, aspect=mark, perspective="")


def _nearest(text: str, above: Sequence[Result], place: int) -> Result | None:
    """The leader's result with most words in common; without any, each in turn."""
    words = set(text.casefold().split()) - PLAIN
    shared = {one.pk: len(words & set(one.text.casefold().split())) for one in above}
    most = max(shared.values(), default=0)
    if most:
        return next(one for one in above if shared[one.pk] == most)
    return above[place % len(above)] if above else None


def _by_perspective(employee: Employee) -> bool:
    assert employee.position is not None
    assert employee.unit is not None
    return form_of(employee.position, employee.unit) == Plan.Form.LEADER
