"""The verbs of rating: open the evaluations of a period, rate one, state a purpose, accept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import SHELL, Draft, digest_of, record, record_all
from pamong.people.models import Agency
from pamong.people.scope import scope_of
from pamong.people.stating import keep_reads
from pamong.performance.evaluation.early import is_early, levels_on
from pamong.performance.evaluation.permissions import (
    can_acknowledge_evaluation,
    can_open_evaluation,
    can_rate_evaluation,
    can_read_evaluation,
)
from pamong.performance.evaluation.queries import (
    Levels,
    latest_of,
    seat_of,
    unanswered,
)
from pamong.performance.evaluation.suggestion import (
    Inputs,
    Suggestion,
    attained,
    leads,
    predicate_of,
    suggest,
)
from pamong.performance.holding import check_rating_free
from pamong.performance.levels.queries import head_of
from pamong.performance.models import (
    BehaviourRating,
    Evaluation,
    EvaluationRead,
    Plan,
    Reopening,
    ResultRating,
    UnitLevel,
    Window,
)
from pamong.performance.periods import period_days
from pamong.performance.plan.content import PlanContent
from pamong.performance.progress.queries import results_of
from pamong.performance.rules import mark_at, pack_named
from pamong.performance.windows.queries import check_open, check_plan_period
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day_full

RATINGS, VALUES = "rating", "behaviour_value"


@dataclass(frozen=True, slots=True)
class Given:
    """A rating with a word beside it; both may be empty."""

    rating: str = ""
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class RatingInput:
    """What the leader gives; a draft may be incomplete."""

    results: Mapping[int, Given] = field(default_factory=dict)  # by the key of the result
    behaviour: Mapping[str, Given] = field(default_factory=dict)  # by the value's code
    results_rating: str = ""
    behaviour_rating: str = ""
    reason: str = ""
    recommendation: str = ""
    is_draft: bool = False
    is_agreed: bool = False  # in a session of calibration, which holds the rating otherwise


def pack_for(plan: Plan, period: str) -> str:
    """The plan's rules under the answers that the agency gives from the period's first day."""
    first, _last = period_days(plan.year, period)
    return mark_at(plan.pack, first, plan.agency.local_packs)


@transaction.atomic
def open_evaluations(plans: Iterable[Plan], period: str, *, by: User, on: date) -> list[Evaluation]:
    """Open the evaluation of each plan that has none in the period yet."""
    scope = scope_of(by, on)
    keys = sorted(plan.pk for plan in plans)
    rows = Plan.objects.select_for_update(of=("self",)).select_related("agency", "employee")
    locked = list(rows.filter(pk__in=keys).order_by("pk"))
    standing = latest_of(keys, period)
    opened = []
    for plan in locked:
        require(can_open_evaluation(scope, plan))
        if not plan.is_in_force:
            raise ValidationError(_("Setujui SKP lebih dulu; penilaian didasarkan pada SKP."))
        check_plan_period(plan, period)
        if plan.pk not in standing:
            opened.append(Evaluation(plan=plan, period=period, rater_id=plan.rater_id))
    for evaluation in opened:
        evaluation.status_on, evaluation.pack = on, pack_for(evaluation.plan, period)
    Evaluation.objects.bulk_create(opened)
    drafts = [Draft("performance.evaluation_opened", e, {"period": [None, period]}) for e in opened]
    record_all(drafts, by=by, on=on)
    return opened


@transaction.atomic
def rate_evaluation(
    evaluation: Evaluation, given: RatingInput, *, seen: int, by: User, on: date
) -> Evaluation:
    """Save the leader's ratings; both give the predicate, unless a draft; nobody below sees it yet.

    `seen` is the version that the form was filled on: what someone else saved since is not lost.
    """
    evaluation = Evaluation.objects.lock(evaluation)
    require(can_rate_evaluation(scope_of(by, on), evaluation))
    check_may_change(evaluation, on)
    if not given.is_agreed:
        check_rating_free([evaluation.pk], on)
    if evaluation.version != seen:
        raise ValidationError(
            _("Penilaian ini disimpan dari tempat lain setelah Anda membukanya. Muat ulang."),
            code="stale",
        )
    plan, pack = evaluation.plan, pack_named(evaluation.pack)
    level = check_level(levels_on([seat_of(plan)], evaluation, on), plan, on)
    content = results_of(plan)
    _parts, rows = attained(plan, evaluation.period, content)
    inputs: Inputs = {"rows": rows, "level": level.level, "leads": leads(plan)}
    suggestion = suggest(pack, inputs)
    check_given(pack, given, suggestion)
    changes = put_ratings(evaluation, given, suggestion, inputs, pack)
    evaluation.rater_id = evaluation.owed_by_id
    evaluation.move_to(Evaluation.Status.RATED, on=on)
    evaluation.save()
    results, behaviour, told = rating_rows(evaluation, given, suggestion, content)
    for row in (*results, *behaviour):
        row.save()
    changes |= told
    record("performance.evaluation_rated", evaluation, by=by, on=on, changes=changes)
    return evaluation


def correction_for(evaluation: Evaluation, on: date) -> Reopening | None:
    """The grant under which a later version is written; the first version has none."""
    if evaluation.number == 1:
        return None
    rows = Reopening.objects.filter(
        evaluation__plan_id=evaluation.plan_id,
        evaluation__period=evaluation.period,
        granted_on__lte=on,
    )
    return rows.order_by("-granted_on", "-pk").first()


def check_may_change(evaluation: Evaluation, on: date) -> None:
    """Refuse outside the window; a correction has days of its own, granted by two people.

    A plan that a move closed is rated from the day after its end, before the window of the others.
    """
    plan, granted = evaluation.plan, correction_for(evaluation, on)
    if granted is None:
        check_plan_period(plan, evaluation.period)
    if granted is None and not is_early(plan, evaluation.period, on):
        when = (plan.year, evaluation.period)
        check_open(plan.agency, Window.Stage.EVALUATION, *when, on, [plan.unit.path])
    elif granted and granted.until and granted.until < on:
        raise ValidationError(
            _("Koreksi ini hanya sampai %(day)s. Ajukan koreksi baru dengan alasan.")
            % {"day": say_day_full(granted.until)}
        )


def check_level(levels: Levels, plan: Plan, on: date) -> UnitLevel:
    """Refuse to rate before the unit's level is set, with who sets it."""
    level = levels.for_rating(seat_of(plan))
    if level is None:
        raise ValidationError(level_sentence(plan, on), code="level")
    return level


def level_sentence(plan: Plan, on: date) -> str:
    """That a level is not set yet, and who sets it."""
    head = head_of(plan.unit, on)
    setter = head.rater if head else None
    named = {"unit": plan.unit.name, "name": setter.closing_name if setter else ""}
    if setter:
        said = _("Capaian organisasi %(unit)s belum ditetapkan. Yang menetapkan: %(name)s.")
    else:
        said = _(
            "Capaian organisasi %(unit)s belum ditetapkan. "
            "Yang menetapkan: pimpinan instansi atau bagian kepegawaian."
        )
    return said % named


def check_given(pack: Pack, given: RatingInput, suggestion: Suggestion) -> None:
    """Refuse unknown codes, a final save without both ratings, a departure without its reason."""
    codes = pack.scales[RATINGS].codes
    rows = [*given.results.values(), *given.behaviour.values()]
    chosen = [given.results_rating, given.behaviour_rating, *(row.rating for row in rows)]
    if any(code and code not in codes for code in chosen):
        raise ValidationError(_("Pilih rating yang ada di daftar."))
    if any(value not in pack.scales[VALUES].codes for value in given.behaviour):
        raise ValidationError(_("Pilih nilai perilaku yang ada di daftar."))
    if given.is_draft:
        return
    if not given.results_rating:
        raise ValidationError(_("Pilih rating hasil kerja."))
    if not given.behaviour_rating:
        raise ValidationError(_("Pilih rating perilaku."))
    if needs_reason(given.results_rating, suggestion.rating) and not given.reason.strip():
        raise ValidationError(_("Tulis alasan, karena rating hasil kerja berbeda dari saran."))


def needs_reason(rating: str, suggested: str) -> bool:
    """Whether the leader departs from a suggestion; without a suggestion there is no departure."""
    return bool(rating and suggested and rating != suggested)


def put_ratings(
    evaluation: Evaluation, given: RatingInput, suggestion: Suggestion, inputs: Inputs, pack: Pack
) -> dict[str, Any]:
    """Put the ratings on the evaluation with what they follow from; returns codes before and after."""
    after = {
        "unit_level": inputs["level"],
        "results_suggested": suggestion.rating,
        "results_rating": given.results_rating,
        "behaviour_rating": given.behaviour_rating,
        "predicate": "",
    }
    # A draft was not checked, so nothing may rest on it yet.
    if given.results_rating and given.behaviour_rating and not given.is_draft:
        found = predicate_of(pack, given.results_rating, given.behaviour_rating)
        after["predicate"] = found.value["predicate"]
    changes: dict[str, Any] = {}
    for name, code in after.items():
        if (before := getattr(evaluation, name)) != code:
            changes[name] = [before or None, code or None]
        setattr(evaluation, name, code)
    for name in ("reason", "recommendation"):
        old, new = getattr(evaluation, name), getattr(given, name).strip()
        if old != new:
            changes[name] = [digest_of(old) if old else None, digest_of(new) if new else None]
        setattr(evaluation, name, new)
    kept = {"results": given.results_rating, "behaviour": given.behaviour_rating}
    evaluation.inputs = inputs | kept
    return changes


def rating_rows(
    evaluation: Evaluation, given: RatingInput, suggestion: Suggestion, content: PlanContent
) -> tuple[list[ResultRating], list[BehaviourRating], dict[str, Any]]:
    """The rows of results and values as they shall stand, not yet saved, and what changed in them."""
    means = dict(zip((r.pk for r in content.results), suggestion.means, strict=True))
    uuids = {result.pk: result.uuid for result in content.results}
    old_results: dict[int, ResultRating] = {}
    old_values: dict[str, BehaviourRating] = {}
    if evaluation.pk:
        old_results = {row.result_id: row for row in evaluation.results.all()}
        old_values = {row.value: row for row in evaluation.behaviour.all()}
    results, values = [], []
    changes: dict[str, Any] = {}
    for key, mean in means.items():
        row = given.results.get(key, Given())
        old = old_results.get(key)
        _note(changes, f"result {uuids[key]}", old, row)
        new = old or ResultRating(evaluation=evaluation, result_id=key)
        new.attainment, new.rating, new.feedback = mean, row.rating, row.feedback.strip()
        results.append(new)
    for value, row in given.behaviour.items():
        was = old_values.get(value)
        _note(changes, value, was, row)
        kept = was or BehaviourRating(evaluation=evaluation, value=value)
        kept.rating, kept.feedback = row.rating, row.feedback.strip()
        values.append(kept)
    return results, values, changes


def _note(
    changes: dict[str, Any], name: str, old: ResultRating | BehaviourRating | None, row: Given
) -> None:
    before = old.rating if old else ""
    if before != row.rating:
        changes[name] = [before or None, row.rating or None]
    said, word = old.feedback if old else "", row.feedback.strip()
    if said != word:
        pair = [digest_of(said) if said else None, digest_of(word) if word else None]
        changes[f"{name} feedback"] = pair


@transaction.atomic
def acknowledge_evaluation(
    evaluation: Evaluation, *, note: str = "", by: User, on: date
) -> Evaluation:
    """The person accepts the result, with a word if there is one."""
    evaluation = Evaluation.objects.lock(evaluation)
    require(can_acknowledge_evaluation(scope_of(by, on), evaluation))
    _acknowledge(evaluation, on)
    evaluation.acknowledged_note = note.strip()
    evaluation.save()
    changes: dict[str, Any] = {"status": [Evaluation.Status.SET, evaluation.status]}
    if evaluation.acknowledged_note:
        changes["note"] = [None, digest_of(evaluation.acknowledged_note)]
    record("performance.evaluation_acknowledged", evaluation, by=by, on=on, changes=changes)
    return evaluation


def _acknowledge(evaluation: Evaluation, on: date) -> None:
    evaluation.move_to(Evaluation.Status.ACKNOWLEDGED, on=on)
    evaluation.acknowledged_on = on


@transaction.atomic
def accept_silent_evaluations(agency: Agency, *, on: date) -> list[Evaluation]:
    """No answer within the pack's days is acceptance, marked as such; run daily, safe to repeat."""
    keys = [evaluation.pk for evaluation in unanswered(agency, on)]
    rows = Evaluation.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    locked = set(rows.values_list("pk", flat=True))
    # Read again behind the lock: someone may have answered or objected meanwhile.
    still = [evaluation for evaluation in unanswered(agency, on) if evaluation.pk in locked]
    for evaluation in still:
        _acknowledge(evaluation, on)
        evaluation.is_silent = True
    fields = ["status", "status_on", "version", "acknowledged_on", "is_silent"]
    Evaluation.objects.bulk_update(still, fields, batch_size=500)
    changes = {"status": [Evaluation.Status.SET, Evaluation.Status.ACKNOWLEDGED]}
    verb = "performance.evaluation_accepted_by_silence"
    record_all([Draft(verb, e, changes) for e in still], by=SHELL, on=on)
    return still


@transaction.atomic
def read_evaluation(evaluation: Evaluation, *, purpose: str, by: User, on: date) -> EvaluationRead:
    """An auditor says why; the person sees who looked, when and for what."""
    require(can_read_evaluation(scope_of(by, on), evaluation))
    verb = "performance.evaluation_read"
    return keep_reads(EvaluationRead, [evaluation], purpose, verb, by=by, on=on)[0]
