"""Levels of units and evaluations of many people: opened, rated, set by rater, accepted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.ledger.actions import SHELL, Draft, digest_of, record_all
from pamong.ledger.rows import insert_rows
from pamong.measurement.attainment import standings
from pamong.people.models import Employee, Unit
from pamong.people.scope import scope_of
from pamong.performance.bulk.actors import account_of, scope_as
from pamong.performance.evaluation.actions import (
    RatingInput,
    check_given,
    check_level,
    pack_for,
    put_ratings,
    rating_rows,
)
from pamong.performance.evaluation.permissions import (
    can_acknowledge_evaluation,
    can_open_evaluation,
    can_rate_evaluation,
)
from pamong.performance.evaluation.queries import Levels, WorkLine, levels_for, seat_of
from pamong.performance.evaluation.suggestion import (
    Inputs,
    Suggestion,
    leads,
    row_inputs,
    suggest,
    until_of,
)
from pamong.performance.levels.actions import check_level_given
from pamong.performance.levels.permissions import can_set_level
from pamong.performance.models import (
    BehaviourRating,
    Evaluation,
    Plan,
    PredicateSetting,
    ResultRating,
    UnitLevel,
    Window,
)
from pamong.performance.plan.content import PlanContent, result_lines
from pamong.performance.predicates.actions import setting_of, told_of
from pamong.performance.predicates.permissions import can_set_predicates
from pamong.performance.predicates.queries import Group, grouped
from pamong.performance.predicates.repeating import repeat_settings
from pamong.performance.progress.queries import attained, span_in
from pamong.performance.rhythm import When
from pamong.performance.rules import pack_named
from pamong.performance.windows.queries import check_open

BATCH = 500
Judge = Callable[[Plan, Suggestion], RatingInput]


@dataclass(frozen=True, slots=True)
class LevelStory:
    """How one unit did, said by the rater of its head; all three people come with their accounts."""

    unit: Unit
    head: Employee | None
    setter: Employee
    level: str
    reason: str


@dataclass(frozen=True, slots=True)
class RoundStory:
    """One period of a unit's people: who judges how, and on which day each step was taken.

    `rated` and `is_set` leave people and raters out whose evaluation is still open.
    """

    judge: Judge
    opened_on: date
    rated_on: date
    set_on: date
    departure: Callable[[Employee], str]
    rated: Callable[[Plan], bool] = lambda _plan: True
    is_set: Callable[[Employee], bool] = lambda _rater: True
    accepted: Callable[[Plan], tuple[date, str] | None] = lambda _plan: None
    contents: Mapping[int, PlanContent] = field(default_factory=dict)  # where they are at hand


@dataclass(slots=True)
class _Round:
    """Rows and entries while they are gathered."""

    evaluations: list[Evaluation] = field(default_factory=list)
    results: list[ResultRating] = field(default_factory=list)
    behaviour: list[BehaviourRating] = field(default_factory=list)
    settings: list[PredicateSetting] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    def tell(self, verb: str, about: Any, changes: Any, who: Employee | None, on: date) -> None:
        """Keep an entry in the person's name."""
        draft = Draft(f"performance.{verb}", about, changes, by=account_of(who), on=on)
        self.drafts.append(draft)


@transaction.atomic
def write_levels(stories: Sequence[LevelStory], when: When, *, on: date) -> list[UnitLevel]:
    """Say how some units did in a period in which nothing was said yet."""
    year, period = when
    if stories:
        check_open(stories[0].unit.agency, Window.Stage.EVALUATION, year, period, on)
    rows, drafts = [], []
    for story in stories:
        require(can_set_level(_setter_scope(story, on), story.unit, story.head))
        check_level_given(when, story.level, story.reason, local=story.unit.agency.local_packs)
        row = UnitLevel(
            unit=story.unit,
            year=year,
            period=period,
            level=story.level,
            reason=story.reason.strip(),
            set_by=story.setter,
            set_on=on,
        )
        changes = {"level": [None, row.level], "reason": [None, digest_of(row.reason)]}
        by = account_of(story.setter)
        drafts.append(Draft("performance.level_set", row, changes, by=by))
        rows.append(row)
    insert_rows(rows)
    record_all(drafts, by=SHELL, on=on, is_history=True)
    return rows


def _setter_scope(story: LevelStory, on: date) -> Scope:
    """The rater of the head needs no duty; whoever else sets a level is looked up."""
    if story.head and story.head.rater_id == story.setter.pk:
        return scope_as(story.setter)
    return scope_of(account_of(story.setter), on)


@transaction.atomic
def write_evaluations(plans: Sequence[Plan], when: When, story: RoundStory) -> list[Evaluation]:
    """Rate the plans in a period; each rater's people are set at once, beside the pattern.

    The plans come with agency, employee and account, unit, position, rater and account, and are all
    that their raters rate in the period.
    """
    if not plans:
        return []
    agency, (year, period) = plans[0].agency, when
    for day in {story.rated_on, story.set_on}:
        check_open(agency, Window.Stage.EVALUATION, year, period, day)
    rounds, levels = _Round(), levels_for(map(seat_of, plans), when)
    for plan in plans:
        _open(plan, period, story, rounds)
    _rate(levels, story, rounds)
    _set(levels, when, story, rounds)
    _accept(rounds.evaluations, story, rounds)
    PredicateSetting.objects.bulk_create(rounds.settings, batch_size=BATCH)
    repeat_settings(rounds.settings)
    Evaluation.objects.bulk_create(rounds.evaluations, batch_size=BATCH)
    for result in rounds.results:
        result.evaluation_id = result.evaluation.pk
    for value in rounds.behaviour:
        value.evaluation_id = value.evaluation.pk
    insert_rows(rounds.results)
    insert_rows(rounds.behaviour)
    record_all(rounds.drafts, by=SHELL, on=date.min, is_history=True)
    return rounds.evaluations


def _open(plan: Plan, period: str, story: RoundStory, rounds: _Round) -> None:
    assert plan.rater is not None
    require(can_open_evaluation(scope_as(plan.rater), plan))
    if not plan.is_in_force:
        raise ValidationError(_("Setujui SKP lebih dulu; penilaian didasarkan pada SKP."))
    evaluation = Evaluation(plan=plan, period=period, rater=plan.rater, status_on=story.opened_on)
    evaluation.pack = pack_for(plan, period)
    changes = {"period": [None, period]}
    rounds.evaluations.append(evaluation)
    rounds.tell("evaluation_opened", evaluation, changes, plan.rater, story.opened_on)


def _rate(levels: Levels, story: RoundStory, rounds: _Round) -> None:
    chosen = [evaluation for evaluation in rounds.evaluations if story.rated(evaluation.plan)]
    found = _suggested(chosen, levels, story)
    for evaluation in chosen:
        plan, rater = evaluation.plan, evaluation.plan.rater
        assert rater is not None
        require(can_rate_evaluation(scope_as(rater), evaluation))
        content, inputs, suggestion = found[plan.pk]
        pack, given = pack_named(evaluation.pack), story.judge(plan, suggestion)
        check_given(pack, given, suggestion)
        changes = put_ratings(evaluation, given, suggestion, inputs, pack)
        evaluation.move_to(Evaluation.Status.RATED, on=story.rated_on)
        rows, values, told = rating_rows(evaluation, given, suggestion, content)
        rounds.results += rows
        rounds.behaviour += values
        rounds.tell("evaluation_rated", evaluation, changes | told, rater, story.rated_on)


def _suggested(
    evaluations: Sequence[Evaluation], levels: Levels, story: RoundStory
) -> dict[int, tuple[PlanContent, Inputs, Suggestion]]:
    """What the rules say of each plan, from the same reads made once for all."""
    by_until: dict[date, list[Evaluation]] = defaultdict(list)
    for evaluation in evaluations:
        by_until[until_of(evaluation.plan, evaluation.period)].append(evaluation)
    found = {}
    for until, some in by_until.items():
        year = some[0].plan.year
        contents = story.contents or contents_in([e.plan_id for e in some], year)
        keys = [line.indicator_id for e in some for line in contents[e.plan_id].indicators]
        read = standings(keys, year=year, until=until)
        for evaluation in some:
            plan, pack = evaluation.plan, pack_named(evaluation.pack)
            level = check_level(levels, plan, story.rated_on)
            content = contents[plan.pk]
            span = span_in(evaluation.period, plan.starts_on, plan.ends_on, until)
            parts = attained(content.indicators, read, pack, span, trace=False)
            inputs: Inputs = {
                "rows": row_inputs(content, parts),
                "level": level.level,
                "leads": leads(plan),
            }
            found[plan.pk] = (content, inputs, suggest(pack, inputs))
    return found


def contents_in(plan_ids: Sequence[int], year: int) -> dict[int, PlanContent]:
    """The results of some plans, as every round of a year takes them."""
    lines = result_lines(plan_ids, year)
    return {key: PlanContent(tuple(lines.get(key, ()))) for key in plan_ids}


def _set(levels: Levels, when: When, story: RoundStory, rounds: _Round) -> None:
    by_rater: dict[int, list[Evaluation]] = defaultdict(list)
    for evaluation in rounds.evaluations:
        by_rater[evaluation.plan.rater_id or 0].append(evaluation)
    for some in by_rater.values():
        rater = some[0].plan.rater
        assert rater is not None
        if not story.is_set(rater) or not all(one.is_complete for one in some):
            continue
        require(can_set_predicates(scope_as(rater), rater))
        lines = [_line(place, evaluation) for place, evaluation in enumerate(some)]
        for group in grouped(lines, levels, when, rater.agency.local_packs):
            setting = _setting(group, rater, when, story)
            rounds.settings.append(setting)
            rounds.tell("predicates_set", setting, told_of(setting), rater, story.set_on)
            for line in group.lines:
                _set_one(some[line.evaluation_id], setting, story, rounds)


def _line(place: int, evaluation: Evaluation) -> WorkLine:
    """The line that the rater's page would have; the place stands for a key that is not there yet."""
    plan = evaluation.plan
    return WorkLine(
        *(plan.pk, plan.uuid, plan.employee_id, plan.employee.full_name),
        *(plan.post_name, plan.unit.name, seat_of(plan)),
        evaluation_id=place,
        status=evaluation.status,
        predicate=evaluation.predicate,
        is_acting=plan.is_acting,
    )


def _setting(group: Group, rater: Employee, when: When, story: RoundStory) -> PredicateSetting:
    if group.level is None:
        raise ValidationError(_("Capaian organisasi belum ditetapkan."), code="level")
    reason = story.departure(rater) if group.distribution.departs else ""
    if group.distribution.departs and not reason.strip():
        raise ValidationError(
            _("Tulis alasan, karena predikat yang diberikan berbeda dari pola distribusi.")
        )
    return setting_of(rater, when, group, reason, story.set_on)


def _set_one(
    evaluation: Evaluation, setting: PredicateSetting, story: RoundStory, rounds: _Round
) -> None:
    evaluation.move_to(Evaluation.Status.SET, on=story.set_on)
    evaluation.setting = setting
    changes = {
        "status": [Evaluation.Status.RATED, Evaluation.Status.SET],
        "predicate": [None, evaluation.predicate],
    }
    rater = evaluation.plan.rater
    rounds.tell("predicate_set", evaluation, changes, rater, story.set_on)


def _accept(evaluations: Iterable[Evaluation], story: RoundStory, rounds: _Round) -> None:
    for evaluation in evaluations:
        answer = story.accepted(evaluation.plan)
        if answer is None or evaluation.status != Evaluation.Status.SET:
            continue
        on, note = answer
        owner = evaluation.plan.employee
        require(can_acknowledge_evaluation(scope_as(owner), evaluation))
        evaluation.move_to(Evaluation.Status.ACKNOWLEDGED, on=on)
        evaluation.acknowledged_on, evaluation.acknowledged_note = on, note.strip()
        changes: dict[str, Any] = {"status": [Evaluation.Status.SET, evaluation.status]}
        if evaluation.acknowledged_note:
            changes["note"] = [None, digest_of(evaluation.acknowledged_note)]
        rounds.tell("evaluation_acknowledged", evaluation, changes, owner, on)
