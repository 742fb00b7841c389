"""What follows where somebody fell short: plans to improve under way, and a sanction in each state."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from pamong.access.models import User
from pamong.demo.days import Days
from pamong.demo.files import table
from pamong.demo.seats import CLINIC
from pamong.people.models import Agency, Employee
from pamong.performance.improvement.actions import (
    Improvement,
    Milestone,
    Noted,
    add_milestone,
    judge_improvement,
    note_milestone,
    open_improvement,
)
from pamong.performance.improvement.queries import last_end, opens_plan, supports_of
from pamong.performance.models import Evaluation, ImprovementPlan, Sanction
from pamong.performance.rules import pack_named
from pamong.performance.sanction.actions import (
    Case,
    Decided,
    annul_sanction,
    appeal_sanction,
    decide_sanction,
    propose_discipline,
    state_sanction,
    withdraw_sanction,
)
from pamong.performance.sanction.steps import proposed_end

MET = "met"
RUNNING, JUDGED = 0, 1  # which of the people found
# Days before (or, negative, after) today of each milestone; who has noted it by now.
MARKS = ((21, True), (5, False), (-24, False))
OPENED, LASTS = 40, 85
OVER = (75, 10)  # opened and ended so many days ago
# In this order: days of absence, proposed and decided so many days ago, and what became of it.
IMPOSED, ANNULLED, DECLINED, WITHDRAWN, READY, HEARING = range(6)
CASES = ((12, 85, 70), (15, 60, 45), (11, 55, 40), (4, 30, 24), (7, 6, 0), (5, 2, 0))


class Following:
    """Chances to improve and cases of discipline, by those who rate and those who decide."""

    def __init__(self, agency: Agency, days: Days, *, keeper: User) -> None:
        self.agency, self.days, self.keeper = agency, days, keeper
        self.words: dict[str, Any] = table("words")["following"]

    def write(self) -> None:
        """Everything; a demonstration too small for all of it has less."""
        short = self._fell_short()
        for number, evaluation in enumerate(short[:2]):
            self._improve(evaluation, is_over=number == JUDGED)
        taken = {evaluation.plan.employee_id for evaluation in short[:2]}
        people = self._people(taken)
        for number, (person, told) in enumerate(zip(people, CASES, strict=False)):
            self._case(number, person, told)

    def _fell_short(self) -> list[Evaluation]:
        """Of each person the last evaluation that opens a plan, the newest first."""
        rows = Evaluation.objects.final().standing().filter(plan__agency=self.agency)
        rows = rows.filter(
            plan__employee__left_on=None,
            plan__employee__user__isnull=False,
            plan__employee__rater__user__isnull=False,
            plan__employee__rater__in=Employee.objects.active(),
        ).exclude(setting__set_on__gt=self._ago(OVER[0]))
        around = ("plan__employee__rater__user", "plan__employee__user", "plan__agency")
        found: dict[int, Evaluation] = {}
        names = ("-plan__year", "-period", "pk")
        for one in rows.select_related(*around).order_by(*names).iterator(chunk_size=500):
            if one.plan.employee_id not in found and opens_plan(one):
                found[one.plan.employee_id] = one
            if len(found) == 2:
                break
        return list(found.values())

    def _ago(self, days: int) -> date:
        return max(self.days.today - timedelta(days), self.days.start)

    def _improve(self, evaluation: Evaluation, *, is_over: bool) -> None:
        """One that runs with a mark that waits, or one that is judged and waits to be read."""
        person, words = evaluation.plan.employee, self.words
        assert person.rater is not None
        rater, owner = person.rater.user, person.user
        assert rater is not None
        assert owner is not None
        on = self._ago(OVER[0] if is_over else OPENED)
        until = self._ago(OVER[1]) if is_over else on + timedelta(LASTS)
        support = [code for code, _label in supports_of(pack_named(evaluation.pack))[:2]]
        until = min(until, last_end(evaluation, on))
        given = Improvement(words["goal"], support, until, words["support"])
        plan = open_improvement(evaluation, given, by=rater, on=on)
        marks = [(45, True), (25, True)] if is_over else MARKS
        for (ago, is_noted), (text, measure) in zip(marks, words["marks"], strict=False):
            day = min(self.days.today - timedelta(ago), until)
            mark = add_milestone(plan, Milestone(text, max(day, on), measure), by=rater, on=on)
            if ago < 0:
                continue
            note_milestone(mark, Noted(MET, words["own_note"]), by=owner, on=max(day, on))
            if is_noted:
                note_milestone(mark, Noted(MET, words["rater_note"]), by=rater, on=max(day, on))
        if is_over:
            result = ImprovementPlan.Result.PARTLY
            told = {"result": result, "reason": words["result"]}
            judge_improvement(plan, **told, by=rater, on=self.days.past(until))

    def _people(self, taken: set[int]) -> list[Employee]:
        """Career staff with accounts, as their raters; the first of a unit whose allowance is drawn up."""
        rows = Employee.objects.active().filter(
            agency=self.agency,
            kind=Employee.Kind.PNS,
            user__isnull=False,
            user__mandates=None,
            rated=None,
            rater__user__isnull=False,
            rater__in=Employee.objects.active(),
        )
        rows = rows.exclude(pk__in=taken).exclude(rater__user=self.keeper)
        around = ("user", "rater__user", "agency", "unit")
        rows = rows.select_related(*around).order_by("-pk")
        paid = rows.filter(unit__code=CLINIC).order_by("pk")[
            3:4
        ]  # the first ones are signed in with
        return [*paid, *rows.exclude(unit__code=CLINIC)[: len(CASES) - len(paid)]]

    def _case(self, number: int, person: Employee, told: Sequence[int]) -> None:
        """One case as far as it came."""
        assert person.rater is not None
        rater, owner, words = person.rater.user, person.user, self.words
        assert rater is not None
        assert owner is not None
        absence, proposed, decided = told
        on, day = self._ago(proposed), self._ago(decided)
        given = Case(words["evidence"], words["reason"], absence_days=absence)
        sanction = propose_discipline(person, given, by=rater, on=on)
        if number == WITHDRAWN:
            withdraw_sanction(sanction, reason=words["withdrawn"], by=rater, on=day)
        if number in {WITHDRAWN, HEARING}:
            return
        heard = self.days.past(on + timedelta(2))
        state_sanction(sanction, text=words["statement"], by=owner, on=heard)
        if number != READY:
            self._decide(number, sanction, owner, day)

    def _decide(self, number: int, sanction: Sanction, owner: User, day: date) -> None:
        words = self.words
        if number == DECLINED:
            given = Decided(imposes=False, reason=words["declined"])
            decide_sanction(sanction, given, by=self.keeper, on=day)
            return
        until = proposed_end(sanction, day)
        paper = f"800/{number + 11}/HD/{day.year}"
        given = Decided(
            imposes=True,
            reason=words["imposed"],
            number=paper,
            dated_on=day,
            starts_on=day,
            ends_on=until,
        )
        decide_sanction(sanction, given, by=self.keeper, on=day)
        if number == ANNULLED:
            later = self.days.after(day, 12)
            appeal_sanction(sanction, text=words["appeal"], by=owner, on=later)
            later = self.days.after(later, 20)
            annul_sanction(sanction, reason=words["annulled"], by=self.keeper, on=later)
