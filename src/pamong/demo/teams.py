"""A team across units: its leader gives work that stands in the members' plans, and says how it goes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from pamong.access.models import User
from pamong.demo.days import Days
from pamong.demo.files import table
from pamong.demo.library import IndicatorText, ResultText
from pamong.demo.people import Roster
from pamong.demo.seats import Seat
from pamong.people.models import Agency, Employee, Team
from pamong.people.teams.actions import About, Span, add_member, make_team
from pamong.performance.cascade.role_actions import CellInput, share_team_roles
from pamong.performance.feedback.actions import Word, give_feedback
from pamong.performance.models import Plan, Result, RoleCell
from pamong.performance.rhythm import rhythms_of
from pamong.performance.rules import pack_named
from pamong.performance.team_input.actions import Opinion, blocked_by, give_team_input
from pamong.performance.team_input.queries import plans_of_members

BETWEEN = 40  # days between two words of the leader, counted back from today


@dataclass(frozen=True, slots=True)
class Task:
    """What a person does in the team; of the leader it is a main result, of a member an additional one."""

    result: ResultText
    assigned_by: str = ""


def team_tasks(roster: Roster) -> dict[int, Task]:
    """The team's work by the number of the seat: the leader's first."""
    told = table("team")
    found = {_seat(roster, told["leader"]).number: Task(_result(told["leader"], "result"))}
    for member in told["member"]:
        if member["task"]:
            seat = _seat(roster, member)
            found[seat.number] = Task(_result(member, "task"), told["assigned_by"])
    return found


def _seat(roster: Roster, one: Mapping[str, Any]) -> Seat:
    """Of the jobs that are wanted, the first that there is at the place."""
    for job in one["jobs"]:
        for person in roster.of(job, one["place"]):
            return person.seat
    raise LookupError(one["place"])


def _result(one: Mapping[str, Any], key: str) -> ResultText:
    line = one["indicator"]
    target = Decimal(line["target"])
    told = IndicatorText(line["name"], line["mark"], target, line["unit"], line["source"], False)
    return ResultText(one[key], [told])


class TeamWork:
    """The team as the personnel office writes it down, and what happens in it."""

    def __init__(self, agency: Agency, roster: Roster, days: Days) -> None:
        self.agency, self.roster, self.days, self.told = agency, roster, days, table("team")

    def bring(self, *, by: User) -> Team:
        """The team with its members, of whom one has been replaced."""
        begins = self._day(self.told["begins"])
        about = About(self.told["name"], self.told["mandate"])
        on = self.days.past(begins)
        team = make_team(self._person(self.told["leader"]), about, begins=begins, by=by, on=on)
        for one in self.told["member"]:
            ends = self._day(one["ends"]) if "ends" in one else None
            span = Span(begins, ends)
            add_member(team, self._person(one), role=one["role"], span=span, by=by, on=on)
        return team

    def share(self, team: Team) -> None:
        """What the leader asks of the members, this year and the next, in the team's matrix."""
        leader = self._person(self.told["leader"])
        rows = Plan.objects.filter(employee=leader, year__gte=self.days.this_year).in_force()
        for plan in rows.select_related("agency", "employee__agency").order_by("year"):
            first = plan.results.order_by("-kind", "place").first()
            key = "task" if plan.year == self.days.this_year else "coming"
            asked = [one for one in self.told["member"] if one["task"]]
            if leader.user is None or first is None:
                continue
            cells = [CellInput(first.pk, self._person(one).pk, one[key]) for one in asked]
            on = max(team.valid_from, plan.agreed_on or plan.starts_on)
            share_team_roles(team, plan, cells, by=leader.user, on=self.days.past(on))
        self._join(team)

    def _join(self, team: Team) -> None:
        """The work of this year stood in the members' plans from the first: it is what the matrix asks of them."""
        cells = RoleCell.objects.filter(team=team, result__plan__year=self.days.this_year)
        for cell in cells:
            rows = Result.objects.filter(plan__employee=cell.employee_id, text=cell.text)
            rows = rows.filter(plan__year=self.days.this_year, role_cell=None)
            rows.update(role_cell=cell, serves=cell.result_id)

    def propose(self, team: Team) -> None:
        """What the leader tells the raters of some members in the round that ended last; others wait."""
        year, period = rhythms_of(self.agency).last(self.days.today)
        leader = self._person(self.told["leader"]).user
        for plan, result, one in self._proposed(team, year, period):
            if leader is None or blocked_by(plan, period, self.days.today):
                continue
            rating = pack_named(plan.pack).scales["rating"].codes[one["rating"]]
            said = [Opinion(one["why"], rating, result_id=result.pk)]
            said += [Opinion(one["of_value"], value=one["value"])]
            give_team_input(team, plan, period, said, by=leader, on=self.days.today)

    def _proposed(
        self, team: Team, year: int, period: str
    ) -> Iterator[tuple[Plan, Result, Mapping[str, Any]]]:
        plans = plans_of_members(team, (year, period), rhythms_of(self.agency))
        plans = plans.select_related("agency", "employee", "unit")
        for one in self.told["member"]:
            person = self._person(one)
            plan = plans.filter(employee=person).first() if "proposal" in one else None
            result = (
                Result.objects.filter(plan=plan, role_cell__team=team).first() if plan else None
            )
            if plan and result:
                yield plan, result, one["proposal"]

    def speak(self) -> None:
        """The leader's words on what the members did, most of them lately."""
        leader = self._person(self.told["leader"]).user
        if leader is None:
            return
        for plan, result, words in self._spoken_of():
            for ago, text in enumerate(words, start=1):
                on = max(
                    self.days.today - timedelta(ago * BETWEEN), plan.agreed_on or plan.starts_on
                )
                give_feedback(plan, [Word(text, result.pk)], by=leader, on=on)

    def _spoken_of(self) -> Iterator[tuple[Plan, Result, list[str]]]:
        rows = Result.objects.filter(plan__agency=self.agency, plan__year=self.days.this_year)
        for one in self.told["member"]:
            person = self._person(one)
            around = ("plan__employee__agency", "plan__agency", "plan__rater")
            found = rows.filter(plan__employee=person, text=one["task"]).select_related(*around)
            if (result := found.first()) and result.plan.is_in_force:
                yield result.plan, result, one["words"]

    def _person(self, one: Mapping[str, Any]) -> Employee:
        seat = _seat(self.roster, one)
        rows = Employee.objects.select_related("agency", "unit", "user")
        return rows.get(agency=self.agency, nip=self.roster.people[seat.number].nip)

    def _day(self, told: list[int]) -> date:
        month, day = told
        return date(self.days.this_year, month, day)
