"""Two years of the demonstration, a unit's people at a time, in the order in which it would have happened."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from random import Random

from django.db import transaction

from pamong.demo.arranged import arranged_for
from pamong.demo.days import QUARTERS, Days, last_day
from pamong.demo.files import table
from pamong.demo.goals import goals_by_unit
from pamong.demo.people import Roster
from pamong.demo.plans import Board, Planner
from pamong.demo.ratings import Judge, Line
from pamong.demo.seats import CLINIC, SEED, Seat
from pamong.people.models import Agency, Employee, Unit
from pamong.performance.bulk.evaluations import (
    LevelStory,
    RoundStory,
    contents_in,
    write_evaluations,
    write_levels,
)
from pamong.performance.bulk.plans import write_plans
from pamong.performance.bulk.readings import (
    EvidenceStory,
    ReadingStory,
    write_evidence,
    write_readings,
)
from pamong.performance.levels.queries import heads_of
from pamong.performance.models import Evaluation, Plan, Result, ResultRating, Window
from pamong.performance.plan.content import PlanContent
from pamong.performance.rules import pack_on

TOGETHER = 1500  # people whose history is written in one go
AROUND = ("agency", "unit", "position", "user", "rater__user", "rater__agency")
YEAR = Window.Period.YEAR
UNSET = "KEC-CIMALAKA"  # whose level of the last round nobody has set yet
OPEN_ROUND, UNFINISHED = 0.25, 0.5  # raters with the last round still open; how far they are
Owed = dict[int, list[Line]]
Contents = dict[int, PlanContent]


@dataclass(frozen=True, slots=True)
class Batch:
    """People with the same few raters, those above before those below."""

    name: str
    raters: Sequence[Employee]


class History:
    """Writes the years of everybody."""

    def __init__(self, agency: Agency, roster: Roster, days: Days) -> None:
        self.agency, self.roster, self.days = agency, roster, days
        pks = dict(Employee.objects.filter(agency=agency).values_list("nip", "pk"))
        self.seats: dict[int, Seat] = {
            pks[person.nip]: person.seat for person in roster.people if person.nip in pks
        }
        self.arranged = arranged_for(roster)
        self.judge = Judge(days, self.seats, self.arranged.short)
        years = [days.last_year, days.this_year, *([days.next_year] if days.next_year else [])]
        self.boards = {year: Board(goals_by_unit(agency, year)) for year in years}

    def rounds(self) -> Iterator[tuple[int, str]]:
        """Every period that is over, the year's last."""
        for year in (self.days.last_year, self.days.this_year):
            for period in (*QUARTERS, YEAR):
                if last_day(year, period) < self.days.today:
                    yield year, period

    def write_all_levels(self) -> None:
        """How each unit did in each period that is over, said by the rater of its head."""
        units = list(
            Unit.objects.filter(agency=self.agency).select_related("agency").order_by("pk")
        )
        heads = heads_of([unit.pk for unit in units], self.days.start)
        people = Employee.objects.filter(agency=self.agency).select_related("user", "agency")
        raters = people.in_bulk({head.rater_id for head in heads.values() if head.rater_id})
        for year, period in self.rounds():
            stories = [
                self._level(unit, head, raters[head.rater_id], (year, period))
                for unit in units
                if (head := heads.get(unit.pk)) and head.rater_id
                if not self._waits(unit.code, (year, period))
            ]
            stories += self._top_level(units, heads, (year, period))
            write_levels(stories, (year, period), on=self._opened(year, period))

    def _waits(self, code: str, when: tuple[int, str]) -> bool:
        """Whether a unit's level is still to be set: one office's in the round that ended last."""
        is_open = when == self.latest and when[0] == self.days.this_year
        return is_open and code.startswith(UNSET)

    def _top_level(
        self, units: Sequence[Unit], heads: Mapping[int, Employee], when: tuple[int, str]
    ) -> Iterator[LevelStory]:
        """The whole agency's, whose head nobody rates: said by the personnel office."""
        found = Employee.objects.filter(agency=self.agency, user__mandates__role="hr")
        setter = found.select_related("user", "agency").first()
        for unit in units:
            if unit.parent_id is None and setter:
                head = heads.get(unit.pk)
                yield self._level(unit, head, setter, when)

    def _level(
        self, unit: Unit, head: Employee | None, setter: Employee, when: tuple[int, str]
    ) -> LevelStory:
        random = Random(f"{SEED}:level:{unit.code}:{when[0]}")
        levels: Mapping[str, int] = table("words")["levels"]
        level = random.choices(list(levels), weights=list(levels.values()))[0]
        reason = random.choice(table("words")["texts"]["level_reasons"])
        return LevelStory(unit, head, setter, level, reason)

    def batches(self) -> Iterator[Batch]:
        """Raters by office in the order of their seats, cut where many people are together."""
        rows = (
            Employee.objects.filter(agency=self.agency, rated__isnull=False)
            .select_related("agency", "user")
            .distinct()
        )
        ordered = sorted(rows, key=lambda row: self._place(row.pk))
        sizes: dict[int, int] = defaultdict(int)
        for rater in Employee.objects.filter(agency=self.agency).values_list("rater", flat=True):
            sizes[rater or 0] += 1
        office, size = "", 0
        held: list[Employee] = []
        for leader in ordered:
            seat = self.seats.get(leader.pk)
            name = seat.office if seat and seat.office else "SETDA"
            if held and (name != office or size > TOGETHER):
                yield Batch(office, held)
                held, size = [], 0
            office, size = name, size + sizes[leader.pk]
            held.append(leader)
        if held:
            yield Batch(office, held)

    def _place(self, pk: int) -> tuple[str, int]:
        seat = self.seats.get(pk)
        if seat is None or seat.office == "SETDA":
            return "", seat.number if seat else 0
        return seat.office, seat.number

    def write_batch(self, batch: Batch) -> int:
        """All years of the people of some raters; how many they are."""
        people = self._people(batch)
        for year in self.boards:
            plans, owed = self._plans(people, year)
            periods = [period for done, period in self.rounds() if done == year]
            contents = contents_in([plan.pk for plan in plans], year) if periods else {}
            for period in periods:
                self._round(plans, owed, contents, (year, period))
        return len(people)

    def _people(self, batch: Batch) -> list[Employee]:
        keys = [rater.pk for rater in batch.raters]
        rows = Employee.objects.filter(rater_id__in=keys, left_on=None, unit__isnull=False)
        found = [row for row in rows.select_related(*AROUND) if row.pk in self.seats]
        return sorted(found, key=lambda row: self.seats[row.pk].number)

    @transaction.atomic
    def _plans(self, people: Sequence[Employee], year: int) -> tuple[list[Plan], Owed]:
        """The plans of a year; those above first, for those below serve their results."""
        board, plans, owed = self.boards[year], [], defaultdict(list)
        planner = Planner(self.days, year, board, self.arranged)
        if year == self.days.this_year:
            planner.unmet = self._unmet(people)
        for some in self._by_depth(people):
            stories = [planner.story(person, self.seats[person.pk]) for person in some]
            pages = write_plans([story for story in stories if story])
            board.keep([plan for plan in pages.plans if self._leads(plan)], pages.results)
            plans += pages.plans
            for line, target in zip(pages.lines, pages.targets, strict=True):
                owed[line.result.plan_id].append((line, target.value))
        return plans, owed

    def _unmet(self, people: Sequence[Employee]) -> dict[int, Result]:
        """One result of each person who fell short last year; who is to show the offer takes none along."""
        keys = [p.pk for p in people if self.seats[p.pk].number != self.arranged.short]
        lowest = pack_on(self.days.start, local=self.agency.local_packs).scales["rating"].codes[0]
        standing = (
            Evaluation.objects.final()
            .standing()
            .filter(plan__year=self.days.last_year, period=YEAR, plan__employee_id__in=keys)
        )
        rows = ResultRating.objects.filter(evaluation__in=standing, rating=lowest)
        rows = rows.filter(result__kind=Result.Kind.MAIN).select_related("result__plan")
        return {row.result.plan.employee_id: row.result for row in rows.order_by("-result__place")}

    def _leads(self, plan: Plan) -> bool:
        return plan.employee_id in self.leaders

    @cached_property
    def leaders(self) -> set[int | None]:
        """The keys of those who rate somebody."""
        rows = Employee.objects.filter(agency=self.agency, rater__isnull=False)
        return set(rows.values_list("rater_id", flat=True))

    def _by_depth(self, people: Sequence[Employee]) -> Iterator[list[Employee]]:
        by_depth: dict[int, list[Employee]] = defaultdict(list)
        for person in people:
            by_depth[_depth(self.seats[person.pk])].append(person)
        for depth in sorted(by_depth):
            yield by_depth[depth]

    @transaction.atomic
    def _round(
        self, plans: Sequence[Plan], owed: Owed, contents: Contents, when: tuple[int, str]
    ) -> None:
        """A period that is over: its figures and evidence, then its evaluation."""
        _year, period = when
        rated = [plan for plan in plans if plan.is_in_force]
        if period != YEAR:
            readings: list[ReadingStory] = []
            evidence: list[EvidenceStory] = []
            for plan in rated:
                readings += self.judge.readings(plan, owed[plan.pk], period)
                evidence += self.judge.evidence(plan, owed[plan.pk], period)
            write_readings(readings)
            write_evidence(evidence)
        story = replace(self._story(owed, when), contents=contents)
        place = {plan.pk: self.seats[plan.employee_id].place.code for plan in rated}
        ready = [plan for plan in rated if not self._waits(place[plan.pk], when)]
        write_evaluations(ready, when, story)

    def _opened(self, year: int, period: str) -> date:
        return self.days.after(last_day(year, period), 2)

    def _story(self, owed: Owed, when: tuple[int, str]) -> RoundStory:
        year, period = when
        end, days = last_day(year, period), self.days
        set_on = days.after(end, 12)
        is_latest = when == self.latest and year == days.this_year
        finished = None if is_latest else days.after(end, 30)
        reasons = table("words")["texts"]["pattern_departures"]

        def is_open(rater_pk: int) -> bool:
            return is_latest and self._is_late(rater_pk)

        return RoundStory(
            judge=self.judge.rate(period, owed),
            opened_on=self._opened(year, period),
            rated_on=days.after(end, 8),
            set_on=set_on,
            departure=lambda rater: reasons[rater.pk % len(reasons)],
            rated=lambda plan: not is_open(plan.rater_id or 0) or self._is_early(plan),
            is_set=lambda rater: not is_open(rater.pk),
            accepted=lambda plan: self.judge.accepts(plan, set_on, all_by=finished),
        )

    @property
    def latest(self) -> tuple[int, str]:
        """The period that ended last."""
        return list(self.rounds())[-1]

    def _is_late(self, rater: int) -> bool:
        """Whether a rater still works on the last round; the head of the clinic always does."""
        seat = self.seats.get(rater)
        if seat is None or seat.job in {"sekda", "kepala"}:
            return False
        return (
            seat.place.code == CLINIC or Random(f"{SEED}:late:{seat.number}").random() < OPEN_ROUND
        )

    def _is_early(self, plan: Plan) -> bool:
        number = self.seats[plan.employee_id].number
        return Random(f"{SEED}:early:{number}").random() < UNFINISHED


def _depth(seat: Seat) -> int:
    depth = 0
    while seat.rater:
        seat, depth = seat.rater, depth + 1
    return depth


def windows_of(year: int) -> dict[tuple[str, str], tuple[date, date]]:
    """The stages of a year; a quarter is rated until the next one ends."""
    stage = Window.Stage
    found = {(stage.PLANNING, YEAR): (date(year - 1, 11, 1), date(year, 1, 31))}
    for period in QUARTERS:
        end = last_day(year, period)
        begin = date(year, end.month - 2, 1)
        found[stage.READINGS, period] = (begin, end + timedelta(20))
        found[stage.EVALUATION, period] = (end + timedelta(1), end + timedelta(91))
    found[stage.EVALUATION, YEAR] = (date(year, 12, 15), date(year + 1, 1, 31))
    found[stage.FOLLOW_UP, YEAR] = (date(year + 1, 1, 1), date(year + 1, 12, 31))
    return {(str(s), str(p)): span for (s, p), span in found.items()}
