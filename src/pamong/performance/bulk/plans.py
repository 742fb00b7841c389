"""Plans of many people, from the draft to the state that each story ends in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import SHELL, Draft, digest_of, record_all
from pamong.ledger.rows import insert_rows
from pamong.measurement.models import Indicator, Target
from pamong.people.models import Assignment, Employee, Position
from pamong.people.posts.queries import extra_duties
from pamong.performance.bulk.actors import account_of, scope_as
from pamong.performance.follow_up.actions import check_carry
from pamong.performance.given import ResultInput
from pamong.performance.models import (
    BehaviourExpectation,
    Plan,
    PlanAnnex,
    PlanIndicator,
    PlanReturn,
    PlanSnapshot,
    Result,
)
from pamong.performance.plan.actions import snapshot_of
from pamong.performance.plan.content import contents_of
from pamong.performance.plan.content_actions import target_fields
from pamong.performance.plan.permissions import (
    can_agree_plan,
    can_draft_plan,
    can_edit_plan,
    can_expect_behaviour,
    can_propose_plan,
    can_return_plan,
    can_withdraw_plan,
)
from pamong.performance.plan.rules import check_complete
from pamong.performance.quarters import quarter_numbers
from pamong.performance.rules import form_of, mark_of, plan_pack_on

BATCH = 500


@dataclass(frozen=True, slots=True)
class ResultStory:
    """A result as a form gives it, with the goal that it carries, and what it takes along from before."""

    given: ResultInput
    goal_id: int | None = None
    carried_from: Result | None = None  # comes with its plan


@dataclass(frozen=True, slots=True)
class PlanStory:
    """One plan: its content, and the day of each step that was taken.

    The employee comes with agency, unit, position, account, rater and the rater's account.
    """

    employee: Employee
    starts_on: date
    ends_on: date
    approach: str
    drafted_on: date
    results: Sequence[ResultStory] = ()
    annexes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    expectations: Mapping[str, str] = field(default_factory=dict)
    expected_on: date | None = None
    proposed_on: date | None = None
    returned_on: date | None = None
    return_reason: str = ""
    withdrawn_on: date | None = None
    agreed_on: date | None = None


@dataclass(slots=True)
class Pages:
    """The rows of some plans, as written."""

    plans: list[Plan] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    lines: list[PlanIndicator] = field(default_factory=list)
    annexes: list[PlanAnnex] = field(default_factory=list)
    expectations: list[BehaviourExpectation] = field(default_factory=list)
    returns: list[PlanReturn] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    duties: Mapping[int, Sequence[Assignment]] = field(default_factory=dict)

    def duty_of(self, employee: Employee, starts_on: date) -> Position | None:
        """What the person does besides the own post on the plan's first day, in the same unit."""
        return next(
            (
                row.position
                for row in self.duties.get(employee.pk, ())
                if row.is_on(starts_on) and row.unit_id == employee.unit_id
            ),
            None,
        )

    def save(self) -> None:
        """Write the rows, each kind after those that it points at."""
        first: tuple[Sequence[Model], ...] = (self.plans, self.results, self.indicators)
        for rows in first:
            _create(rows)
        _create(self.lines)
        for target in self.targets:
            target.indicator_id = target.indicator.pk
        insert_rows(self.targets)
        last: tuple[Sequence[Model], ...] = (self.annexes, self.expectations, self.returns)
        for rows in last:
            _create(rows)


def _create(rows: Sequence[Model]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)


@transaction.atomic
def write_plans(stories: Sequence[PlanStory]) -> Pages:
    """Write the plans of a unit's people with everything that happened to each."""
    _refuse_clashes(stories)
    pages = Pages(duties=extra_duties([story.employee.pk for story in stories]))
    for story in stories:
        plan = _draft(story, pages)
        _fill(plan, story, pages)
        _take_steps(plan, story, pages)
        pages.plans.append(plan)
    pages.save()
    _check_and_freeze(pages.plans)
    pages.drafts.sort(key=lambda draft: draft.on or date.min)
    record_all(pages.drafts, by=SHELL, on=date.min, is_history=True)
    return pages


def _refuse_clashes(stories: Sequence[PlanStory]) -> None:
    if not stories:
        return
    periods = {story.employee.pk: (story.starts_on, story.ends_on) for story in stories}
    rows = Plan.objects.definitive().filter(employee_id__in=periods)
    for owner, starts_on, ends_on in rows.values_list("employee_id", "starts_on", "ends_on"):
        first, last = periods[owner]
        if starts_on <= last and ends_on >= first:
            raise ValidationError(_("Pegawai ini sudah punya SKP untuk periode itu."))
    if any(s.starts_on.year != s.ends_on.year or s.ends_on < s.starts_on for s in stories):
        raise ValidationError(_("Isi periode di dalam satu tahun, awal sebelum akhir."))


def _draft(story: PlanStory, pages: Pages) -> Plan:
    employee = story.employee
    require(can_draft_plan(scope_as(employee), employee.pk, employee.agency_id))
    if employee.unit is None or employee.position is None:
        raise ValidationError(
            _("Unit atau jabatan Anda belum tercatat. Minta administrator unit melengkapinya.")
        )
    plan = Plan(
        agency=employee.agency,
        employee=employee,
        unit=employee.unit,
        position=employee.position,
        duty=pages.duty_of(employee, story.starts_on),
        rater=employee.rater,
        superior_id=employee.rater_superior_id,
        year=story.starts_on.year,
        starts_on=story.starts_on,
        ends_on=story.ends_on,
        approach=story.approach,
        form=form_of(employee.position, employee.unit),
        status_on=story.drafted_on,
        pack=mark_of(
            plan_pack_on(story.starts_on, employee.kind, local=employee.agency.local_packs)
        ),
    )
    _tell(pages, plan, "plan_drafted", {"year": [None, plan.year]}, story.drafted_on)
    return plan


def _tell(
    pages: Pages,
    plan: Plan,
    verb: str,
    changes: Mapping[str, Any],
    on: date,
    *,
    rated: bool = False,
) -> None:
    """Keep an entry: in the owner's name, or in the rater's."""
    actor = account_of(plan.employee.rater if rated else plan.employee)
    pages.drafts.append(Draft(f"performance.{verb}", plan, changes, by=actor, on=on))


def _fill(plan: Plan, story: PlanStory, pages: Pages) -> None:
    require(can_edit_plan(scope_as(story.employee), plan))
    for place, told in enumerate(story.results, start=1):
        given = told.given
        if told.carried_from:
            check_carry(told.carried_from, plan)  # before the new row stands behind the old one
        result = Result(
            plan=plan,
            place=place,
            kind=given.kind,
            text=given.text,
            serves=given.serves,
            goal_id=told.goal_id,
            assigned_by=given.assigned_by,
            carried_from=told.carried_from,
        )
        pages.results.append(result)
        measure(result, given, pages)
        mark = str(result.uuid)
        changes = {
            "result": [mark, mark],
            "text": [None, digest_of(given.text)],
            "indicators": [None, len(given.indicators)],
        }
        plan.version += 1
        _tell(pages, plan, "result_saved", changes, story.drafted_on)
        if told.carried_from:
            _carry(plan, result, told.carried_from, story, pages)
    if story.annexes:
        _annex(plan, story, pages)


def _carry(plan: Plan, result: Result, source: Result, story: PlanStory, pages: Pages) -> None:
    """The figures may differ from those that were taken along: the owner set them since."""
    changes = {"carried_from": [None, str(source.uuid)], "result": [None, str(result.uuid)]}
    _tell(pages, plan, "result_carried", changes, story.drafted_on)


def measure(result: Result, given: ResultInput, pages: Pages) -> None:
    """Gather the indicators of a result with their targets of the plan's year."""
    plan, agency = result.plan, result.plan.agency
    for place, line in enumerate(given.indicators, start=1):
        indicator = Indicator(
            agency=agency,
            name=line.name,
            unit=line.unit,
            direction=line.direction,
            baseline=line.baseline,
            source=line.source,
            band_low=line.band_low,
            band_high=line.band_high,
            tolerance=line.tolerance,
        )
        pages.indicators.append(indicator)
        pages.targets.append(
            Target(
                indicator=indicator,
                year=plan.year,
                **target_fields(line, quarter_numbers(plan.starts_on, plan.ends_on)),
            )
        )
        pages.lines.append(
            PlanIndicator(
                result=result,
                indicator=indicator,
                aspect=line.aspect,
                perspective=line.perspective,
                place=place,
            )
        )


def _annex(plan: Plan, story: PlanStory, pages: Pages) -> None:
    for kind, texts in story.annexes.items():
        for place, text in enumerate(texts, start=1):
            if text.strip():
                pages.annexes.append(
                    PlanAnnex(plan=plan, kind=kind, text=text.strip(), place=place)
                )
    changes = {
        kind: [None, len([text for text in texts if text.strip()])]
        for kind, texts in story.annexes.items()
    }
    plan.version += 1
    _tell(pages, plan, "annexes_saved", changes, story.drafted_on)


def _take_steps(plan: Plan, story: PlanStory, pages: Pages) -> None:
    own = scope_as(story.employee)
    if story.expectations and story.expected_on:
        _expect(plan, story, story.expected_on, pages)
    if story.proposed_on:
        require(can_propose_plan(own, plan))
        _move(plan, Plan.Status.PROPOSED, "plan_proposed", story.proposed_on, pages)
        plan.proposed_on = story.proposed_on
    if story.withdrawn_on:
        require(can_withdraw_plan(own, plan))
        _move(plan, Plan.Status.WITHDRAWN, "plan_withdrawn", story.withdrawn_on, pages)
    if story.returned_on:
        _give_back(plan, story, story.returned_on, pages)
    if story.agreed_on:
        require(can_agree_plan(_rater_scope(story), plan))
        _move(plan, Plan.Status.AGREED, "plan_agreed", story.agreed_on, pages, rated=True)
        plan.agreed_on = story.agreed_on


def _rater_scope(story: PlanStory) -> Any:
    rater = story.employee.rater
    require(rater is not None)
    assert rater is not None
    return scope_as(rater)


def _move(
    plan: Plan, status: str, verb: str, on: date, pages: Pages, *, rated: bool = False
) -> None:
    before = plan.status
    plan.move_to(status, on=on)
    _tell(pages, plan, verb, {"status": [before, str(plan.status)]}, on, rated=rated)


def _expect(plan: Plan, story: PlanStory, on: date, pages: Pages) -> None:
    require(can_expect_behaviour(_rater_scope(story), plan))
    texts = {value: text.strip() for value, text in story.expectations.items() if text.strip()}
    pages.expectations += [
        BehaviourExpectation(plan=plan, value=value, text=text) for value, text in texts.items()
    ]
    changes = {value: [None, digest_of(text)] for value, text in texts.items()}
    plan.version += 1
    _tell(pages, plan, "behaviour_expected", changes, on, rated=True)


def _give_back(plan: Plan, story: PlanStory, on: date, pages: Pages) -> None:
    require(can_return_plan(_rater_scope(story), plan))
    reason = story.return_reason.strip()
    if not reason:
        raise ValidationError(_("Tulis apa yang perlu diperbaiki."))
    before = plan.status
    plan.move_to(Plan.Status.RETURNED, on=on)
    plan.return_reason = reason
    pages.returns.append(PlanReturn(plan=plan, text=reason, returned_on=on))
    changes = {"status": [before, str(plan.status)], "reason": [None, digest_of(reason)]}
    _tell(pages, plan, "plan_returned", changes, on, rated=True)


def _check_and_freeze(plans: Iterable[Plan]) -> None:
    """The same check as when one plan is proposed, and the same frozen copy as when it is agreed."""
    by_year: dict[int, list[Plan]] = {}
    for plan in plans:
        if plan.proposed_on:
            by_year.setdefault(plan.year, []).append(plan)
    copies: list[PlanSnapshot] = []
    for year, proposed in by_year.items():
        contents = contents_of([plan.pk for plan in proposed], year)
        for plan in proposed:
            check_complete(plan, contents[plan.pk])
            if plan.agreed_on:
                copies.append(snapshot_of(plan, contents[plan.pk], on=plan.agreed_on))
    insert_rows(copies)
