"""An earlier year of a few people of the clinic, tried out and rated by month: every other year is by quarter."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction

from pamong.access.models import User
from pamong.demo.arranged import Arranged, arranged_for
from pamong.demo.days import Days, last_day
from pamong.demo.files import table
from pamong.demo.history import AROUND, YEAR, Owed
from pamong.demo.past import APPOINTED, OLD
from pamong.demo.people import Roster
from pamong.demo.plans import Board, Planner
from pamong.demo.ratings import Judge, Talent
from pamong.demo.seats import CLINIC, Seat
from pamong.people.models import Agency, Employee, Unit
from pamong.performance.bulk.evaluations import (
    LevelStory,
    RoundStory,
    contents_in,
    write_evaluations,
    write_levels,
)
from pamong.performance.bulk.plans import write_plans
from pamong.performance.bulk.readings import ReadingStory, write_readings
from pamong.performance.levels.queries import heads_of
from pamong.performance.models import Plan
from pamong.performance.periods import MONTHS
from pamong.performance.rhythm import BY_MONTH
from pamong.performance.rules import pack_named
from pamong.performance.windows.actions import choose_rhythm

PEOPLE = 8
WEEK = timedelta(7)


class SteadyJudge(Judge):
    """Nobody fell short in the year of the trial: what follows from that is told by later years."""

    def _talent(self, plan: Plan) -> Talent:
        found, expected = super()._talent(plan), pack_named(plan.pack).scales["rating"].codes[1]
        return replace(found, code=expected, share=1.0) if found.share < 1 else found


class Trial:
    """Plans, figures and thirteen ratings each of some people whom the head of the clinic leads."""

    def __init__(self, agency: Agency, roster: Roster, days: Days) -> None:
        self.agency, self.days, self.year = agency, days, days.last_year - 1
        self.arranged: Arranged = arranged_for(roster)
        self.of_nip = {person.nip: person.seat for person in roster.people}

    @transaction.atomic
    def write(self, *, by: User) -> int:
        """The whole year; how many people it tells of."""
        choose_rhythm(self.agency, self.year, BY_MONTH, by=by, on=self.days.start)
        people = self._people()
        seats = {person.pk: self.of_nip[person.nip] for person in people}
        plans, owed = self._plans(people, seats)
        judge = SteadyJudge(self.days, seats, self.arranged.short)
        for period in (*MONTHS, YEAR):
            self._round(plans, owed, judge, period)
        return len(people)

    def _people(self) -> list[Employee]:
        """Those in office by then of whom no result of that year comes from a file."""
        rows = Employee.objects.filter(agency=self.agency, unit__code=CLINIC, left_on=None)
        rows = rows.filter(rater__unit__code=CLINIC).exclude(nip="")
        since = (str(OLD[0]), str(self.year - 1))
        found = [one for one in rows.select_related(*AROUND) if self._began(one, since)]
        return sorted(found, key=lambda one: self.of_nip[one.nip].number)[:PEOPLE]

    def _began(self, person: Employee, since: tuple[str, str]) -> bool:
        return person.nip in self.of_nip and since[0] <= person.nip[APPOINTED] <= since[1]

    def _plans(self, people: Sequence[Employee], seats: dict[int, Seat]) -> tuple[list[Plan], Owed]:
        planner = Planner(self.days, self.year, Board({}), self.arranged)
        told = [planner.story(person, seats[person.pk]) for person in people]
        pages = write_plans([story for story in told if story])
        owed: Owed = defaultdict(list)
        for line, target in zip(pages.lines, pages.targets, strict=True):
            owed[line.result.plan_id].append((line, target.value))
        return pages.plans, owed

    def _round(self, plans: Sequence[Plan], owed: Owed, judge: Judge, period: str) -> None:
        end = last_day(self.year, period)
        if period != YEAR:
            readings: list[ReadingStory] = []
            for plan in plans:
                readings += judge.readings(plan, owed[plan.pk], period)
            write_readings(readings)
        write_levels(list(self._levels()), (self.year, period), on=end + timedelta(2))
        write_evaluations(plans, (self.year, period), self._story(owed, judge, period, end))

    def _levels(self) -> Iterator[LevelStory]:
        unit = Unit.objects.select_related("agency").get(agency=self.agency, code=CLINIC)
        head = heads_of([unit.pk], self.days.start).get(unit.pk)
        if head and head.rater_id:
            rows = Employee.objects.select_related("user", "agency")
            words = table("words")
            level = next(iter(words["levels"]))
            reason = words["texts"]["level_reasons"][0]
            yield LevelStory(unit, head, rows.get(pk=head.rater_id), level, reason)

    def _story(self, owed: Owed, judge: Judge, period: str, end: date) -> RoundStory:
        set_on = end + WEEK
        reasons = table("words")["texts"]["pattern_departures"]
        return RoundStory(
            judge=judge.rate(period, owed),
            opened_on=end + timedelta(2),
            rated_on=end + timedelta(5),
            set_on=set_on,
            departure=lambda rater: reasons[rater.pk % len(reasons)],
            accepted=lambda plan: judge.accepts(plan, set_on, all_by=set_on + WEEK),
            contents=contents_in(list(owed), self.year),
        )
