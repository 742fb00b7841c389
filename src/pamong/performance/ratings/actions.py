"""The verb of rating many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import Draft, record_all
from pamong.people.models import Agency, Unit
from pamong.people.scope import scope_of
from pamong.performance.evaluation.actions import (
    Given,
    RatingInput,
    check_given,
    check_may_change,
    level_sentence,
    put_ratings,
    rating_rows,
)
from pamong.performance.evaluation.permissions import can_rate_evaluation
from pamong.performance.evaluation.queries import WorkLine
from pamong.performance.evaluation.standing import Work
from pamong.performance.holding import check_rating_free
from pamong.performance.models import BehaviourRating, Evaluation, ResultRating, Window
from pamong.performance.ratings.queries import board_of
from pamong.performance.rhythm import When, rhythms_of
from pamong.performance.rules import pack_named
from pamong.performance.windows.queries import check_open

SAVED = (
    *("rater_id", "status", "status_on", "version", "unit_level", "results_suggested"),
    *("results_rating", "behaviour_rating", "predicate", "reason", "recommendation", "inputs"),
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What is given to one person here: the suggestion as it was shown, a rating of behaviour."""

    seen: int  # the version that the screen showed
    suggestion: str = ""  # empty: the rating of results stays as it was
    behaviour: str = ""


@transaction.atomic
def rate_evaluations(
    given: Mapping[int, Accepted], when: When, *, by: User, on: date
) -> list[Evaluation]:
    """Accept suggestions and save ratings of behaviour, all or none; words and reasons stay.

    A departure from a suggestion needs its reason and is given on the person's own page.
    """
    scope = scope_of(by, on)
    keys = sorted(key for key, one in given.items() if one.suggestion or one.behaviour)
    if not keys:
        raise ValidationError(_("Pilih saran atau rating perilaku paling sedikit satu pegawai."))
    held = _held(keys)
    for evaluation in held:
        require(can_rate_evaluation(scope, evaluation))
    check_rating_free([evaluation.pk for evaluation in held], on)
    _check_windows(held, when, on)
    board = board_of(scope.rate_ids, when, rhythms_of(scope), without=scope.employee_id)
    rows = {line.evaluation_id: line for line in board.rows}
    drafts: list[Draft] = []
    results: list[ResultRating] = []
    behaviour: list[BehaviourRating] = []
    for evaluation in held:
        if evaluation.pk not in rows:
            raise ValidationError(_not_here(evaluation, on))
        work = board.works[evaluation.plan_id]
        one = given[evaluation.pk]
        _check_fresh(evaluation, rows[evaluation.pk], one, work)
        told, own, values = _rate(evaluation, one, work, on)
        drafts.append(Draft("performance.evaluation_rated", evaluation, told))
        results += own
        behaviour += values
    Evaluation.objects.bulk_update(held, SAVED, batch_size=200)
    _save(ResultRating, results, ("attainment", "rating", "feedback"))
    _save(BehaviourRating, behaviour, ("rating", "feedback"))
    record_all(drafts, by=by, on=on)
    return held


def _held(keys: Sequence[int]) -> list[Evaluation]:
    rows = Evaluation.objects.select_for_update(of=("self",)).select_related(*Evaluation.AROUND)
    return list(rows.filter(pk__in=keys).prefetch_related("results", "behaviour").order_by("pk"))


def _check_windows(held: Sequence[Evaluation], when: When, on: date) -> None:
    """The period's window once for all; a correction has days of its own."""
    first = [evaluation for evaluation in held if evaluation.number == 1]
    units: dict[int, Unit] = {e.plan.unit_id: e.plan.unit for e in first}
    agencies: dict[int, Agency] = {e.plan.unit_id: e.plan.agency for e in first}
    for key, unit in units.items():
        check_open(agencies[key], Window.Stage.EVALUATION, *when, on, [unit.path])
    for evaluation in held:
        if evaluation.number > 1:
            check_may_change(evaluation, on)


def _not_here(evaluation: Evaluation, on: date) -> str:
    name = evaluation.plan.employee.full_name
    if evaluation.is_final:
        return _("Predikat %(name)s sudah ditetapkan. Muat ulang halaman.") % {"name": name}
    return f"{name}: {level_sentence(evaluation.plan, on)}"


def _check_fresh(evaluation: Evaluation, line: WorkLine, one: Accepted, work: Work) -> None:
    name = {"name": line.name}
    if evaluation.version != one.seen:
        raise ValidationError(
            _("Penilaian %(name)s disimpan dari tempat lain setelah Anda membukanya. Muat ulang.")
            % name,
            code="stale",
        )
    if one.suggestion and one.suggestion != work.suggestion.rating:
        raise ValidationError(
            _("Saran untuk %(name)s berubah karena realisasinya berubah. Muat ulang, lalu periksa.")
            % name,
            code="stale",
        )


def _rate(
    evaluation: Evaluation, one: Accepted, work: Work, on: date
) -> tuple[dict[str, Any], list[ResultRating], list[BehaviourRating]]:
    pack = pack_named(evaluation.pack)
    rating = one.suggestion or evaluation.results_rating
    conduct = one.behaviour or evaluation.behaviour_rating
    given = RatingInput(
        results={r.result_id: Given(r.rating, r.feedback) for r in evaluation.results.all()},
        behaviour={r.value: Given(r.rating, r.feedback) for r in evaluation.behaviour.all()},
        results_rating=rating,
        behaviour_rating=conduct,
        reason=evaluation.reason,
        recommendation=evaluation.recommendation,
        is_draft=not (rating and conduct),
    )
    check_given(pack, given, work.suggestion)
    told = put_ratings(evaluation, given, work.suggestion, work.inputs, pack)
    evaluation.rater_id = evaluation.owed_by_id
    evaluation.move_to(Evaluation.Status.RATED, on=on)
    results, behaviour, more = rating_rows(evaluation, given, work.suggestion, work.content)
    return told | more, results, behaviour


def _save(model: type[Any], rows: Sequence[Any], fields: Sequence[str]) -> None:
    model.objects.bulk_create([row for row in rows if row.pk is None], batch_size=500)
    model.objects.bulk_update([row for row in rows if row.pk], fields, batch_size=200)
