"""The plans of the demonstration: what each person owes in a year, and how the plan came about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from pamong.demo.agreements import Agreement
from pamong.demo.arranged import Arranged
from pamong.demo.days import Days
from pamong.demo.files import table
from pamong.demo.goals import OfficeGoal, rounded, share_of
from pamong.demo.library import IndicatorText, ResultText, families, family_of
from pamong.demo.seats import SEED, Seat
from pamong.measurement.models import Indicator
from pamong.people.models import Employee
from pamong.performance.bulk.plans import PlanStory, ResultStory
from pamong.performance.given import IndicatorInput, ResultInput
from pamong.performance.models import Plan, Result
from pamong.performance.rules import form_of

PERCENT, FULL = "%", Decimal(100)
MOST_GOALS, MOST_RESULTS = 4, 5
ADDITIONAL = 0.12
UNLINKED = 0.01
CARRIED_ON = 21  # of January: last year's evaluations are accepted by then
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

    def __init__(self, days: Days, year: int, board: Board, arranged: Arranged) -> None:
        self.days, self.year, self.board, self.arranged = days, year, board, arranged
        self.unmet: Mapping[int, Result] = {}  # by person: what is taken along from last year

    def story(self, employee: Employee, seat: Seat) -> PlanStory | None:
        """The plan with its steps; nothing where none was begun."""
        random = Random(f"{SEED}:plan:{self.year}:{seat.number}")
        state = self._state(seat, random)
        if state == "none":
            return None
        carries = employee.pk in self.unmet
        drafted = date(self.year, 1, CARRIED_ON) if carries else self._drafted(random)
        words = table("words")
        story = PlanStory(
            employee=employee,
            starts_on=date(self.year, 1, 1),
            ends_on=date(self.year, 12, 31),
            approach=words["texts"]["approach"],
            drafted_on=drafted,
            results=tuple(self._results(employee, seat, random)),
        )
        return self._with_steps(self._agreed(story, seat, state), state, random)

    def _agreed(self, story: PlanStory, seat: Seat, state: str) -> PlanStory:
        """With the annexes, and what the leader expects of conduct where the plan is agreed."""
        agreement = Agreement(seat, self.year, self.days.this_year)
        expected = agreement.expectations() if state == "agreed" else {}
        return replace(
            story,
            annexes=agreement.annexes(),
            expectations=expected,
            expected_on=story.drafted_on if expected else None,
        )

    def _state(self, seat: Seat, random: Random) -> str:
        if self.year <= self.days.this_year:
            return "agreed"
        if seat.job in {*HEADS, "sekda"}:
            return "agreed"
        if seat.number in self.arranged.coming:
            return self.arranged.coming[seat.number]
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
            return replace(story, agreed_on=answered)
        return story

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
        yield from self._carried(employee, self._with_task(employee, seat, told))

    def _carried(self, employee: Employee, told: list[ResultStory]) -> Iterator[ResultStory]:
        """With what fell short last year marked as taken along, where it is owed again."""
        source = self.unmet.get(employee.pk)
        for one in told:
            is_it = source is not None and one.given.text == source.text
            yield replace(one, carried_from=source) if is_it else one

    def _with_task(
        self, employee: Employee, seat: Seat, told: list[ResultStory]
    ) -> list[ResultStory]:
        """The work in a team: first where one leads it, last and as a further task where one is in it.

        Next year's is shared out by the leader and still to be taken by the members.
        """
        task = self.arranged.tasks.get(seat.number)
        is_past = self.year < self.days.this_year
        if task is None or is_past or (task.assigned_by and self.year > self.days.this_year):
            return told
        given = self._result(employee, task.result, None, Random(f"{SEED}:team:{seat.number}"))
        if task.assigned_by:
            kind = Result.Kind.ADDITIONAL
            return [*told, ResultStory(replace(given, kind=kind, assigned_by=task.assigned_by))]
        serves = next((one.given.serves for one in told), None)
        return [ResultStory(replace(given, serves=serves)), *told]

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
