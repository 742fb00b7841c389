"""The page on which a set evaluation is read, as values for the component tags."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.measurement.attainment import low_bound
from pamong.people.stating import reads_said
from pamong.performance.calibration.told import calibration_traces
from pamong.performance.correction.permissions import can_ask_correction, can_grant_correction
from pamong.performance.correction.queries import (
    corrections_of,
    running_of,
    version_in_work,
)
from pamong.performance.evaluation.judged import Judged, values_judged
from pamong.performance.evaluation.permissions import (
    can_acknowledge_evaluation,
    can_rate_evaluation,
)
from pamong.performance.evaluation.place import place_of
from pamong.performance.evaluation.queries import (
    answer_by,
    contract_of,
    history_of,
    rated_for,
    reads_of,
    results_rated,
    silence_is_open,
)
from pamong.performance.evaluation.wording import (
    calculation_of,
    proposed_said,
    ratings_said,
    tag_of,
    team_leader_said,
)
from pamong.performance.follow_up.permissions import can_add_follow_up
from pamong.performance.follow_up.presentation import follow_ups_table, proposals_context
from pamong.performance.follow_up.queries import (
    follow_ups_after,
    is_unmet,
    plan_to_carry_into,
    proposals_of,
    was_carried,
)
from pamong.performance.improvement.presentation import improvement_context
from pamong.performance.models import (
    Evaluation,
    Plan,
    Reopening,
    Result,
    ResultRating,
)
from pamong.performance.objection.presentation import objection_context
from pamong.performance.objection.queries import objections_about
from pamong.performance.periods import Period, period_days, say_period
from pamong.performance.plan.part_time import hours_said
from pamong.performance.plan.permissions import can_edit_plan, is_owner
from pamong.performance.rules import choices, label_of, pack_named
from pamong.performance.sanction.presentation import sanction_context
from pamong.policy.pack import Pack
from pamong.ui.components import Meter, Trace
from pamong.ui.dates import say_day_full
from pamong.ui.tables import Cell, Column, Row, Table

RATINGS, VALUES, PREDICATES, ORGANISATION = (
    *("rating", "behaviour_value", "predicate", "organisation"),
)


def detail_context(evaluation: Evaluation, scope: Scope, day: date) -> dict[str, Any]:
    """Everything on the page of a set evaluation."""
    plan, pack = evaluation.plan, pack_named(evaluation.pack)
    results = results_rated(evaluation=evaluation.pk)
    values, proposed = values_judged(evaluation)
    corrections = corrections_of(evaluation)
    waiting = next((row for row in corrections if row.granted_on is None), None)
    running = running_of(evaluation, corrections, day)
    owns = is_owner(scope, plan)
    return {
        "evaluation": evaluation,
        "plan": plan,
        "place": place_of(scope, evaluation),
        "period": say_period(plan.year, evaluation.period),
        "tag": tag_of(evaluation),
        "is_owner": owns,
        "is_yearly": evaluation.period == Period.YEAR,
        "predicate": label_of(pack, PREDICATES, evaluation.predicate),
        "predicate_below": ratings_said(
            pack, evaluation.results_rating, evaluation.behaviour_rating
        ),
        "facts": facts_of(evaluation, pack),
        "calculation": calculation_of(evaluation),
        "results": results_table(results, pack),
        "results_alike": not any(row.rating or row.feedback for row in results),
        "behaviour": behaviour_table(values, pack),
        "inputs": proposal_traces(proposed, pack),
        "history": history_traces(history_of(evaluation), corrections, pack),
        "calibrated": calibration_traces(evaluation, pack),
        "reads": reads_said(reads_of(evaluation), _("Dibaca")) if owns else [],
        "may_correct": may_correct(scope, evaluation, waiting or running),
        "waiting": waiting,
        "running": running,
        "in_work": in_work_for(scope, evaluation) if running else None,
        "may_grant": waiting is not None and can_grant_correction(scope, waiting),
        **_turn_of(evaluation, pack, scope),
        "silence_is_open": silence_is_open(pack),
        **follow_up_context(evaluation, pack, scope, day),
        **carry_context(evaluation, results, pack, scope),
        **objection_context(evaluation, objections_about(evaluation), scope, day),
    }


def in_work_for(scope: Scope, evaluation: Evaluation) -> Evaluation | None:
    """The version in work for its rater; nobody else reads it before it is set."""
    newer = version_in_work(evaluation)
    return newer if newer and can_rate_evaluation(scope, newer) else None


def _turn_of(evaluation: Evaluation, pack: Pack, scope: Scope) -> dict[str, Any]:
    """Whether the reader may answer, and by when; the days of leave are not read for others."""
    may_answer = can_acknowledge_evaluation(scope, evaluation)
    may_answer = may_answer and evaluation.status == Evaluation.Status.SET
    last = answer_by(pack, evaluation.status_on, evaluation.days) if may_answer else None
    return {"may_answer": may_answer, "answer_by": last}


def follow_up_context(
    evaluation: Evaluation, pack: Pack, scope: Scope, day: date
) -> dict[str, Any]:
    """What follows from the evaluation, and what the rules propose to whoever may give it."""
    follow_ups = follow_ups_after(evaluation)
    may_add = can_add_follow_up(scope, evaluation) and evaluation.is_final
    proposals = []
    if may_add and evaluation.replaced_by_id is None:
        proposals = proposals_of(evaluation, [one.kind for one in follow_ups], day)
    return {
        **improvement_context(evaluation, scope),
        **sanction_context(evaluation, scope, day),
        "follow_ups": follow_ups_table(follow_ups, pack, scope, day),
        "may_follow_up": may_add,
        **proposals_context(proposals),
    }


def may_correct(scope: Scope, evaluation: Evaluation, waiting: Reopening | None) -> bool:
    """Whether the reader may ask for a correction of this version now."""
    is_newest = evaluation.replaced_by_id is None and evaluation.is_final
    return is_newest and waiting is None and can_ask_correction(scope, evaluation)


def facts_of(evaluation: Evaluation, pack: Pack) -> list[tuple[str, Any]]:
    """The ratings and what they rest on."""
    none = _("tidak ada aturan yang cocok")
    suggested = label_of(pack, RATINGS, evaluation.results_suggested) or none
    rows: list[tuple[str, Any]] = [
        (_("Saran rating hasil kerja"), suggested),
        (_("Capaian organisasi"), label_of(pack, ORGANISATION, evaluation.unit_level)),
        (_("Penilai"), evaluation.rater.full_name if evaluation.rater else "–"),
    ]
    if acted := rated_for(evaluation):
        rows.append((_("Dinilai oleh"), acted))
    rows += hours_said(evaluation.plan, contract_of(evaluation))
    if evaluation.reason:
        rows.append((_("Alasan penilai"), evaluation.reason))
    if evaluation.recommendation:
        rows.append((_("Catatan atau rekomendasi"), evaluation.recommendation))
    if evaluation.acknowledged_on:
        rows.append((_("Diterima"), acceptance_said(evaluation, pack)))
    if evaluation.acknowledged_note:
        rows.append((_("Catatan pegawai"), evaluation.acknowledged_note))
    return rows


def acceptance_said(evaluation: Evaluation, pack: Pack) -> str:
    """When it was accepted, and whether by silence, which the rules may not settle."""
    day = say_day_full(evaluation.acknowledged_on) if evaluation.acknowledged_on else ""
    if not evaluation.is_silent:
        return day
    said = _("%(day)s, karena tidak ada jawaban sampai batas waktu") % {"day": day}
    return _("%s (belum terkonfirmasi)") % said if silence_is_open(pack) else said


def results_table(results: Sequence[ResultRating], pack: Pack) -> Table:
    """Each result with its attainment, the leader's judgement and word."""
    low = low_bound(pack)
    shown = [
        [
            Cell(f"{number}. {row.result.text}", sub=carried_said(row.result)),
            Meter(row.attainment, low),
        ]
        for number, row in enumerate(results, start=1)
    ]
    heads = [Column(_("Hasil kerja"), kind="row"), Column(_("Capaian"), kind="meter")]
    more, judged = judged_columns(results, pack)
    rows = [Row(cells=[*cells, *own]) for cells, own in zip(shown, judged, strict=True)]
    return Table(columns=[*heads, *more], rows=rows, caption=_("Penilaian tiap hasil kerja"))


def judged_columns(
    given: Sequence[ResultRating | Judged | None], pack: Pack
) -> tuple[list[Column], list[list[str]]]:
    """The leader's judgements and words beside rows; a column that is empty for all is left out."""
    rated = [label_of(pack, RATINGS, row.rating) if row else "" for row in given]
    words = [row.feedback if row else "" for row in given]
    columns = [(Column(_("Penilaian")), rated), (Column(_("Umpan balik")), words)]
    kept = [(head, cells) for head, cells in columns if any(cells)]
    return [head for head, _cells in kept], [
        [cells[place] for _head, cells in kept] for place in range(len(given))
    ]


def carried_said(result: Result) -> str:
    """That the result stands in a later plan as well."""
    return _("Dibawa ke SKP berikutnya") if hasattr(result, "carried_to") else ""


def behaviour_table(judged: Sequence[Judged], pack: Pack) -> Table | None:
    """The seven values with the leader's judgement and word; nothing where none was given."""
    given = {row.value: row for row in judged}
    values = choices(pack, VALUES)
    more, cells = judged_columns([given.get(code) for code, _label in values], pack)
    if not more:
        return None
    rows = [Row(cells=[label, *own]) for (_code, label), own in zip(values, cells, strict=True)]
    return Table(
        columns=[Column(_("Nilai"), kind="row"), *more],
        rows=rows,
        caption=_("Penilaian tiap nilai perilaku"),
    )


def proposal_traces(rows: Sequence[Judged], pack: Pack) -> list[Trace]:
    """What team leaders proposed, each with who, of which team, when and about what."""
    return [
        Trace(
            team_leader_said(row.by, row.team),
            at=date.fromisoformat(row.on),
            note=proposed_said(row.about or label_of(pack, VALUES, row.value), row.rating, pack),
            quote=row.feedback,
        )
        for row in sorted(rows, key=lambda row: not row.about)  # results before values
    ]


def history_traces(
    others: Sequence[Evaluation], corrections: Sequence[Reopening], pack: Pack
) -> list[Trace]:
    """The year's other evaluations and versions, and each correction with both names."""
    rows = [(other.status_on, _evaluated(other, pack)) for other in others]
    rows += [(row.granted_on or row.asked_on, _corrected(row)) for row in corrections]
    return [trace for _day, trace in sorted(rows, key=lambda pair: pair[0], reverse=True)]


def _evaluated(other: Evaluation, pack: Pack) -> Trace:
    name = f"{Period(other.period).label}: {label_of(pack, PREDICATES, other.predicate)}"
    note = other.plan.post_name if other.plan.is_acting else ""
    if other.number > 1 or other.replaced_by_id:
        note = _("versi %(n)s") % {"n": other.number}
    if other.replaced_by_id:
        note = _("versi %(n)s, sudah diganti") % {"n": other.number}
    return Trace(
        name, by=other.rater.full_name if other.rater else "", at=other.status_on, note=note
    )


def _corrected(row: Reopening) -> Trace:
    if row.granted_on is None or row.granted_by is None:
        return Trace(_("Koreksi diminta"), by=row.asked_by.name, at=row.asked_on, quote=row.reason)
    named = {"asked": row.asked_by.name, "granted": row.granted_by.name}
    note = _("diminta %(asked)s, disetujui %(granted)s") % named
    return Trace(_("Koreksi dibuka"), at=row.granted_on, note=note, quote=row.reason)


def carry_context(
    evaluation: Evaluation, results: Sequence[ResultRating], pack: Pack, scope: Scope
) -> dict[str, Any]:
    """Unmet results that the owner may take along once the plan is over, and into which plan."""
    plan = evaluation.plan
    is_last = period_days(plan.year, evaluation.period)[1] >= plan.ends_on
    is_standing = evaluation.is_final and not evaluation.replaced_by_id
    if not is_owner(scope, plan) or not is_last or not is_standing:
        return {"unmet": [], "into": None}
    unmet = [row for row in results if is_unmet(pack, row) and not was_carried(row.result)]
    into: Plan | None = plan_to_carry_into(evaluation) if unmet else None
    if into is not None and not can_edit_plan(scope, into):
        into = None
    return {"unmet": unmet, "into": into}
