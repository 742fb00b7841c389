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
from pamong.people.acts.passing import Answered, Passed, say_passed
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
from pamong.performance.evaluation.standing import Work
from pamong.performance.holding import check_rating_free
from pamong.performance.models import BehaviourRating, Evaluation, ResultRating, Window
from pamong.performance.ratings.queries import Board, board_of
from pamong.performance.rhythm import When, rhythms_of
from pamong.performance.rules import pack_named
from pamong.performance.windows.queries import check_open

SAVED = (
    *("rater_id", "status", "status_on", "version", "unit_level", "results_suggested"),
    *("results_rating", "behaviour_rating", "predicate", "reason", "recommendation", "inputs"),
)


Rows = tuple[list[ResultRating], list[BehaviourRating]]


@dataclass(frozen=True, slots=True)
class Accepted:
    """What is given to one person here: the suggestion as it was shown, a rating of behaviour."""

    seen: int  # the version that the screen showed
    suggestion: str = ""  # empty: the rating of results stays as it was
    behaviour: str = ""


@transaction.atomic
def rate_evaluations(
    given: Mapping[int, Accepted], when: When, *, by: User, on: date
) -> Answered[Evaluation]:
    """Accept suggestions and save ratings of behaviour; who changed meanwhile is left as is and named.

    Words and reasons stay. A departure from a suggestion needs its reason and is given on the person's own page.
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
    done, passed = [], []
    for evaluation in held:
        try:
            done.append(_rated(evaluation, given[evaluation.pk], board, on))
        except ValidationError as error:
            passed.append(Passed(evaluation.plan.employee.full_name, " ".join(error.messages)))
    if not done:
        raise ValidationError(say_passed(passed))
    _save([evaluation for evaluation, _told, _rows in done], [rows for _e, _t, rows in done])
    drafts = [Draft("performance.evaluation_rated", one, told) for one, told, _rows in done]
    record_all(drafts, by=by, on=on)
    return Answered([evaluation for evaluation, _told, _rows in done], passed)


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


def _rated(
    evaluation: Evaluation, one: Accepted, board: Board, on: date
) -> tuple[Evaluation, dict[str, Any], Rows]:
    """The evaluation as it becomes, not yet saved; refused before anything in it is changed."""
    if all(line.evaluation_id != evaluation.pk for line in board.rows):
        raise ValidationError(_not_here(evaluation, on))
    work = board.works[evaluation.plan_id]
    _check_fresh(evaluation, one, work)
    told, results, behaviour = _rate(evaluation, one, work, on)
    return evaluation, told, (results, behaviour)


def _not_here(evaluation: Evaluation, on: date) -> str:
    if evaluation.is_final:
        return _("predikatnya sudah ditetapkan")
    return level_sentence(evaluation.plan, on)


def _check_fresh(evaluation: Evaluation, one: Accepted, work: Work) -> None:
    if evaluation.version != one.seen:
        raise ValidationError(
            _("disimpan dari tempat lain sesudah Anda membukanya; muat ulang"), code="stale"
        )
    if one.suggestion and one.suggestion != work.suggestion.rating:
        raise ValidationError(
            _("sarannya berubah karena realisasinya berubah; muat ulang, lalu periksa"),
            code="stale",
        )
    if one.suggestion and evaluation.results_rating not in {"", evaluation.results_suggested}:
        raise ValidationError(_("ratingnya Anda beri dengan alasan; ubah di halaman penilaiannya"))


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


def _save(held: Sequence[Evaluation], rows: Sequence[Rows]) -> None:
    Evaluation.objects.bulk_update(held, SAVED, batch_size=200)
    _save_rows(
        ResultRating,
        [one for results, _behaviour in rows for one in results],
        ("attainment", "rating", "feedback"),
    )
    _save_rows(
        BehaviourRating,
        [one for _results, behaviour in rows for one in behaviour],
        ("rating", "feedback"),
    )


def _save_rows(model: type[Any], rows: Sequence[Any], fields: Sequence[str]) -> None:
    model.objects.bulk_create([row for row in rows if row.pk is None], batch_size=500)
    model.objects.bulk_update([row for row in rows if row.pk], fields, batch_size=200)
