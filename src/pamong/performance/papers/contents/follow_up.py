"""What follows from an evaluation, on paper: a plan to improve, a decided sanction, a decided objection."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pamong.performance.improvement.presentation import (
    last_word,
    measure_said,
    result_facts,
    why_of,
)
from pamong.performance.improvement.queries import SUPPORTS
from pamong.performance.models import Evaluation, ImprovementMilestone, ImprovementPlan, Objection
from pamong.performance.objection.queries import objection_days
from pamong.performance.papers.contents import blocks
from pamong.performance.papers.contents.annual_document import EMPTY, rated, spoken
from pamong.performance.papers.contents.evaluation import RATED, RATER
from pamong.performance.papers.contents.persons import Held, owner_seat, person_rows, seat_on, sign
from pamong.performance.periods import say_period
from pamong.performance.rules import label_of, pack_named
from pamong.ui.dates import say_day_full

Content = dict[str, Any]
MARKS = [
    ["no", "No."],
    ["what", "Tonggak"],
    ["who", "Dikerjakan oleh"],
    ["day", "Tanggal"],
    ["person", "Catatan pegawai"],
    ["rater", "Catatan penilai"],
]


def part(
    title: str, rows: Sequence[Any] = (), columns: Sequence[Any] = (), empty: str = EMPTY
) -> Content:
    """A part of the paper: what is told beside its name, or a table where there are columns."""
    return {"title": title, "columns": list(columns), "rows": list(rows), "empty": empty}


def told(rows: Sequence[tuple[Any, Any]]) -> list[list[str]]:
    """Names and values of a page as the paper lays them out."""
    return [[str(name), str(value)] for name, value in rows]


def improvement_content(plan: ImprovementPlan, posts: Held) -> Content:
    """The goal with its support, every milestone with both sides' last word, and what came of it."""
    evaluation, day = plan.evaluation, plan.opened_on
    rater, path = plan.opened_by, plan.evaluation.plan.unit.path
    why = why_of(evaluation, day)
    return {
        "heading": "Rencana Perbaikan Kinerja",
        "lines": [blocks.span_said(day, plan.ends_on), _state_of(plan)],
        "persons": [
            {
                "title": "Pegawai",
                "rows": person_rows(plan.employee, owner_seat(evaluation.plan, day), day),
            },
            {
                "title": RATER,
                "rows": person_rows(rater, seat_on(rater, posts, day, path), day),
            },
        ],
        "parts": [
            part("1. Dasar", _ground_of(evaluation, [one.citation for one in why.because])),
            part("2. Yang harus membaik", _goal_of(plan)),
            part("3. Tonggak", _marks_of(plan), MARKS, "Belum ada tonggak."),
            part("4. Hasil", told(result_facts(plan)), empty="Belum ditetapkan."),
        ],
        "unconfirmed": list(why.unconfirmed),
        "signs": [sign("Pegawai", plan.employee), sign(RATER, plan.judged_by or rater)],
    }


def _state_of(plan: ImprovementPlan) -> str:
    cancelled = plan.status == ImprovementPlan.Status.CANCELLED
    return str(plan.get_status_display()) if cancelled else ""


def _ground_of(evaluation: Evaluation, citations: Sequence[str]) -> list[list[str]]:
    pack = pack_named(evaluation.pack)
    predicate = label_of(pack, "predicate", evaluation.predicate)
    period = say_period(evaluation.plan.year, evaluation.period)
    return [
        ["Predikat", f"{predicate}, {period}"],
        ["Dasar hukum", "; ".join(dict.fromkeys(filter(None, citations)))],
    ]


def _goal_of(plan: ImprovementPlan) -> list[list[str]]:
    pack = pack_named(plan.evaluation.pack)
    support = ", ".join(label_of(pack, SUPPORTS, code) for code in plan.support)
    rows = [["Sasaran", plan.goal], ["Dukungan", support]]
    return [*rows, ["Keterangan", plan.support_note]] if plan.support_note else rows


def _marks_of(plan: ImprovementPlan) -> list[Content]:
    return [_mark(number, one) for number, one in enumerate(plan.milestones.all(), start=1)]


def _mark(number: int, one: ImprovementMilestone) -> Content:
    notes = list(one.notes.all())
    sides = (last_word(notes, side) for side in ("employee", "rater"))
    return {
        "cells": [
            str(number),
            {"text": one.text, "sub": measure_said(one)},
            str(one.get_who_display()),
            say_day_full(one.due_on),
            *({"text": str(said.text), "sub": str(said.sub)} for said in sides),
        ]
    }


def objection_content(objection: Objection, posts: Held) -> Content:
    """Both sides and the decision, with what it makes of the evaluation."""
    evaluation, plan = objection.evaluation, objection.evaluation.plan
    decider, day = objection.decided_by, objection.decided_on or date.min
    filed, explained, decided = spoken(objection)
    pack = pack_named(evaluation.pack)
    seat = seat_on(decider, posts, day, plan.unit.path) if decider else owner_seat(plan, day)
    return {
        "heading": "Keputusan atas Keberatan",
        "lines": [f"Penilaian kinerja {say_period(plan.year, evaluation.period)}"],
        "persons": [
            {
                "title": RATED,
                "rows": person_rows(
                    plan.employee, owner_seat(plan, evaluation.last_day), evaluation.last_day
                ),
            },
            {"title": "Pejabat yang memutuskan", "rows": person_rows(decider, seat, day)},
        ],
        "parts": [
            part(
                "1. Penilaian yang dikeberatankan", _rated_by(evaluation, rated(evaluation, pack))
            ),
            part("2. Keberatan pegawai", filed),
            part("3. Penjelasan penilai", explained),
            part("4. Keputusan", decided),
        ],
        "unconfirmed": [],
        "signs": [
            sign("Pejabat yang memutuskan", decider, say_day_full(day)),
            sign("Pegawai", plan.employee),
        ],
    }


def _rated_by(evaluation: Evaluation, rows: list[list[str]]) -> list[list[str]]:
    rater, ground = evaluation.rater, objection_days(pack_named(evaluation.pack)).citation
    told = [*rows, [RATER, rater.full_name]] if rater else rows
    return [*told, ["Dasar hukum keberatan", ground]]
