"""What happens beside plans and ratings: days of work, talks, shared roles, revised targets, follow-ups."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.db.models import Case, F, When

from pamong.access.models import User
from pamong.demo.days import Days, last_day
from pamong.demo.files import table
from pamong.demo.library import family_of
from pamong.demo.proofs import WITHOUT, object_to, proof_of, proofs_of
from pamong.demo.seats import CLINIC, PRIMARY, SEED, Seat
from pamong.people.calendar import calendar_of
from pamong.people.models import Agency, Employee
from pamong.people.person_days import days_of
from pamong.performance.bulk.entries import EntryStory, write_entries
from pamong.performance.bulk.readings import EvidenceStory, write_evidence
from pamong.performance.cascade.role_actions import CellInput, share_roles
from pamong.performance.daily.actions import LineInput
from pamong.performance.feedback.actions import (
    Promise,
    Word,
    ask_dialogue,
    give_feedback,
    hold_dialogue,
)
from pamong.performance.follow_up.actions import (
    FollowUpInput,
    add_follow_up,
    finish_follow_up,
)
from pamong.performance.follow_up.queries import proposals_of
from pamong.performance.models import ActionStep, Evaluation, Plan, PlanIndicator, Window
from pamong.performance.plan.revision_actions import answer_revision, ask_revision, current_target
from pamong.performance.progress.step_actions import StepInput, save_steps
from pamong.performance.rules import pack_on
from pamong.policy.pack import Pack

WRITERS = (CLINIC, PRIMARY, "BKPSDM-1")  # units whose people write their days
WEEKS, LINES = 4, (1, 3)
FULL_DAY = 8
ASKED = (12, 24, 30, 36, 48, 60)  # of a step in a quarter
REVISIONS, FOLLOW_UPS, DIALOGUES, TALKED_ABOUT = 12, 40, 24, 60
LAST_WEEKS, HALF = timedelta(weeks=4), Decimal("0.5")
NOTHING_DONE, PARTLY_DONE = 0.08, 0.18
RETURNED, ABSENT, NOT_YET = 0.03, 0.06, 0.6  # the last: of those who write in the evening
PLAN_AROUND = ("agency", "employee__user", "employee__agency", "rater__user", "unit", "position")


class Living:
    """The life of a few units in the last weeks."""

    def __init__(self, agency: Agency, seats: dict[int, Seat], days: Days) -> None:
        self.agency, self.seats, self.days = agency, seats, days

    def write(self) -> None:
        """Everything, in the order in which it would have happened."""
        self._follow_up()
        self._share()
        self._revise()
        self._talk()
        for code in WRITERS:
            self._work(code)
        self._prove()
        self._object()

    def _plans(self, **where: object) -> list[Plan]:
        rows = Plan.objects.filter(agency=self.agency, year=self.days.this_year, **where)
        rows = rows.in_force().filter(rater__user__isnull=False)
        return list(rows.select_related(*PLAN_AROUND).order_by("pk"))

    def _random(self, about: str, number: int) -> Random:
        return Random(f"{SEED}:{about}:{number}")

    # The action plan and the days of a unit.

    def _work(self, code: str) -> None:
        proofs: list[EvidenceStory] = []
        for plan in self._plans(unit__code=code, position__is_head=False):
            steps = self._steps(plan, (self.days.today.month - 1) // 3 + 1)
            random = self._random("proof", self.seats[plan.employee_id].number)
            write_entries(list(self._owed(plan)))
            proofs += proofs_of(write_entries(list(self._entries(plan, steps))), random)
        write_evidence(proofs)

    def _owed(self, plan: Plan) -> Iterator[EntryStory]:
        """What the action plan of the quarter before came to: nearly all was done, of some a part, of a few nothing."""
        quarter = (self.days.today.month - 1) // 3
        if not quarter or plan.starts_on > date(self.days.this_year, quarter * 3 - 2, 1):
            return
        last = last_day(self.days.this_year, f"Q{quarter}")
        own = days_of(plan.agency, plan.unit.path, plan.employee_id, last - LAST_WEEKS, last)
        worked = [day for n in range(LAST_WEEKS.days) if own.owes_day(day := last - timedelta(n))]
        random = self._random("owed", self.seats[plan.employee_id].number)
        for step in self._steps(plan, quarter):
            lot = random.random()
            if step.amount is None or not worked or lot < NOTHING_DONE:
                continue
            done = step.amount * HALF if lot < PARTLY_DONE else step.amount
            day = random.choice(worked)
            line = LineInput(text=step.text, amount=done, unit=step.unit)
            seen = self.days.after(day, 7 - day.weekday())
            yield EntryStory(plan=plan, day=day, line=line, on=day, step=step, reviewed_on=seen)

    def _prove(self) -> None:
        """What the heads of divisions and offices showed in the last days."""
        proofs = []
        for plan in self._plans(position__is_head=True, rater__position__is_head=True):
            random = self._random("proof", self.seats[plan.employee_id].number)
            if (result := plan.results.first()) and random.random() > WITHOUT:
                day = max(self.days.today - timedelta(random.randrange(1, 12)), plan.starts_on)
                proofs.append(proof_of(plan, day, random, results=[result.pk]))
        write_evidence(proofs)

    def _object(self) -> None:
        """Two of the last round do not agree with their rating: one waits, one is decided.

        The one that waits is of the clinic, so that who decides it is among those to sign in as.
        """
        rows = Evaluation.objects.filter(
            plan__agency=self.agency,
            plan__year=self.days.this_year,
            status=Evaluation.Status.SET,
            plan__superior__user__isnull=False,
        ).exclude(plan__superior=F("plan__rater"))
        rows = rows.select_related(*Evaluation.AROUND, "plan__rater__user", "plan__superior__user")
        near = Case(When(plan__unit__code__startswith="DINKES", then=0), default=1)
        of_clinic = list(rows.filter(plan__unit__code=CLINIC).order_by("-pk")[:1])
        others = rows.exclude(pk__in=[one.pk for one in of_clinic]).order_by(near, "pk")[:2]
        for number, evaluation in enumerate([*of_clinic, *others][:2]):
            object_to(evaluation, number, self.days)

    def _steps(self, plan: Plan, quarter: int) -> list[ActionStep]:
        """The action plan of the quarter: what the person does, for each result in turn."""
        seat = self.seats[plan.employee_id]
        results = list(plan.results.order_by("place").values_list("pk", flat=True))
        random = self._random("steps", seat.number)
        given = [
            StepInput(
                result_id=results[n % len(results)],
                text=text,
                amount=Decimal(random.choice(ASKED)),
                unit=unit,
            )
            for n, (text, unit) in enumerate(family_of(seat.job).days)
        ]
        first = date(self.days.this_year, quarter * 3 - 2, 1)
        on = self.days.past(first + timedelta(2))
        return save_steps(plan, quarter, given, by=_account(plan.employee), on=on)

    def _entries(self, plan: Plan, steps: Sequence[ActionStep]) -> Iterator[EntryStory]:
        seat, today = self.seats[plan.employee_id], self.days.today
        random = self._random("days", seat.number)
        first = max(plan.starts_on, today - timedelta(weeks=WEEKS))
        own = days_of(plan.agency, plan.unit.path, plan.employee_id, first, today)
        for n in range((today - first).days + 1):
            day = first + timedelta(n)
            absent = NOT_YET if day == today else ABSENT
            if not own.owes_day(day) or random.random() < absent:
                continue
            for _line in range(1 if day == today else random.randint(*LINES)):
                yield self._entry(plan, random.choice(steps), day, random)

    def _entry(self, plan: Plan, step: ActionStep, day: date, random: Random) -> EntryStory:
        reviewed = day + timedelta(7 - day.weekday())  # on the Monday after
        note = table("words")["texts"]["returned_entries"][0]
        looked = calendar_of(plan.agency, plan.unit.path).workday_before(self.days.today)
        return EntryStory(
            plan=plan,
            day=day,
            line=LineInput(
                text=step.text, amount=Decimal(random.randint(1, FULL_DAY)), unit=step.unit
            ),
            on=day,
            step=step,
            reviewed_on=reviewed if reviewed < looked else None,
            note=note if random.random() < RETURNED else "",
        )

    # The leader's matrix of roles and results.

    def _share(self) -> None:
        leaders = self._plans(unit__code__in=[CLINIC, "DINKES", "BKPSDM"], position__is_head=True)
        coming = Plan.objects.filter(
            agency=self.agency, year=self.days.next_year, unit__code=CLINIC, position__is_head=True
        )
        for plan in [*leaders, *coming.select_related(*PLAN_AROUND)]:
            people = Employee.objects.active().filter(rater_id=plan.employee_id).order_by("pk")
            results = list(plan.results.order_by("place").values_list("pk", flat=True))
            cells = [
                CellInput(results[n % len(results)], person.pk, self._role(plan, person, n))
                for n, person in enumerate(people)
                if person.pk in self.seats
            ]
            on = self.days.past(date(plan.year, 1, 9))
            share_roles(plan, cells, by=_account(plan.employee), on=on)

    def _role(self, plan: Plan, person: Employee, n: int) -> str:
        if plan.year == self.days.next_year:
            words = table("words")["texts"]
            asked: str = words["coming_roles"][n % len(words["coming_roles"])]
            k = n // len(words["coming_roles"])
            villages, rooms = words["villages"], words["rooms"]
            return asked.format(village=villages[k % len(villages)], room=rooms[k % len(rooms)])
        results = family_of(self.seats[person.pk].job).results
        return results[n % len(results)].text

    # Targets that changed in the year.

    def _revise(self) -> None:
        """Most are granted, one is refused, one waits."""
        on = self.days.past(date(self.days.this_year, 8, 20))
        reasons = table("words")["texts"]["revision_reasons"]
        plans = [
            p for p in self._plans(unit__code__startswith="DINKES") if (p.agreed_on or on) < on
        ]
        for n, plan in enumerate(plans[:: max(1, len(plans) // REVISIONS)]):
            line = (
                PlanIndicator.objects.filter(result__plan=plan)
                .select_related("result__plan")
                .first()
            )
            old = current_target(line, plan.year) if line else None
            if line is None or old is None:
                continue
            asked = ask_revision(
                line,
                new_value=(old * Decimal("0.9")).quantize(Decimal(1)) or old + 1,
                reason=reasons[n % len(reasons)],
                by=_account(plan.employee),
                on=on,
            )
            if n == 0:
                continue
            is_granted = n != 1
            answer = "" if is_granted else table("words")["texts"]["refusal"]
            answered = self.days.after(on, 3)
            answer_revision(
                asked, is_granted=is_granted, answer=answer, by=_account(plan.rater), on=answered
            )

    # Words and talks.

    def _talk(self) -> None:
        words = table("words")["texts"]
        plans = self._plans(unit__code__in=[CLINIC, PRIMARY], position__is_head=False)
        for n, plan in enumerate(plans[:TALKED_ABOUT]):
            random, by = self._random("talk", n), _account(plan.rater)
            on = self.days.past(
                date(self.days.this_year, 10, 1) + timedelta(random.randrange(0, 40))
            )
            on = max(on, plan.agreed_on or on)
            result = random.choice(list(plan.results.values_list("pk", flat=True)))
            give_feedback(
                plan, [Word(random.choice(words["result_feedback"]), result)], by=by, on=on
            )
            if n < DIALOGUES:
                self._dialogue(plan, on, random, is_held=n % 4 != 0)

    def _dialogue(self, plan: Plan, on: date, random: Random, *, is_held: bool) -> None:
        words, by = table("words")["texts"], _account(plan.employee)
        topic = random.choice(words["dialogue_topics"])
        asked = ask_dialogue(plan, topic=topic, by=by, on=on)
        if is_held:
            text, summary = (
                random.choice(words[f"dialogue_{key}"]) for key in ("actions", "summaries")
            )
            promise = Promise(text, plan.employee, on + timedelta(30))
            held = self.days.after(on, 3)
            hold_dialogue(asked, [promise], summary=summary, by=_account(plan.rater), on=held)

    # After the year.

    def _follow_up(self) -> None:
        """What the rule pack proposes for the predicate, for some who were below and some above."""
        rows = Evaluation.objects.final().filter(
            plan__agency=self.agency, plan__year=self.days.last_year, period=Window.Period.YEAR
        )
        rows = rows.select_related(*(f"plan__{name}" for name in PLAN_AROUND), "plan__superior")
        pack = pack_on(date(self.days.last_year, 1, 1), local=self.agency.local_packs)
        on = self.days.past(date(self.days.this_year, 2, 3))
        words = table("words")["texts"]
        for n, evaluation in enumerate(
            rows.filter(predicate__in=_ends(pack)).order_by("pk")[:FOLLOW_UPS]
        ):
            proposal = proposals_of(evaluation, (), on)[0]
            code = proposal.kind.code
            nature = pack.scales["follow_up"][code].details["kind"]
            given = FollowUpInput(
                code,
                words["follow_ups"][nature],
                proposal.owner,
                date(self.days.this_year, 6, 30) if n % 3 else self.days.today + timedelta(20),
            )
            by = _account(evaluation.plan.rater)
            added = add_follow_up(evaluation, given, by=by, on=min(on, given.due_on))
            if n % 3 and self.days.today > given.due_on:
                outcome = words["follow_up_outcomes"][nature]
                finish_follow_up(added, outcome=outcome, by=by, on=given.due_on)


def _account(person: Employee | None) -> User:
    assert person is not None
    assert person.user is not None
    return person.user


def _ends(pack: Pack) -> list[str]:
    """The predicates that ask for something: all but the usual one, which is the last but one."""
    codes = list(pack.scales["predicate"].codes)
    return [code for code in codes if code != codes[-2]]
