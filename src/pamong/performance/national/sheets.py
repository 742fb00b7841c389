"""The sheets of the workbook: headings as the national screens write them, figures as figures."""

from collections.abc import Iterator
from typing import Any

from pamong.documents.writing import Heading, Out, Page
from pamong.performance.models import (
    Evaluation,
    Plan,
    PlanQuerySet,
    Result,
    post_held,
)
from pamong.performance.models.evaluation import EvaluationQuerySet
from pamong.performance.national.queries import (
    Done,
    FormRow,
    blocks_of_evaluations,
    blocks_of_plans,
    form_rows,
)
from pamong.performance.periods import in_order, say_period
from pamong.performance.plan.aims import target_said
from pamong.performance.plan.content import IndicatorLine, PlanContent
from pamong.performance.rules import label_of, pack_named, scale
from pamong.policy.pack import Pack
from pamong.ui.numbers import figures_as_in_files

SEPARATOR = "\n"
WHO = (
    Heading("TAHUN", "number", 8),
    Heading("PERIODE AWAL", "day"),
    Heading("PERIODE AKHIR", "day"),
    Heading("PENDEKATAN", width=14),
    Heading("NIP", "code"),
    Heading("NAMA", width=30),
    Heading("PANGKAT/GOL", width=12),
    Heading("JABATAN", width=30),
    Heading("UNIT KERJA", width=30),
    Heading("NIP PENILAI", "code"),
    Heading("NAMA PENILAI", width=30),
)
FORM = (
    Heading("JENIS", width=12),
    Heading("NO", "number", 6),
    Heading("RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI", width=44),
    Heading("RENCANA HASIL KERJA", width=44),
    Heading("PENUGASAN DARI", width=24),
    Heading("ASPEK", width=14),
    Heading("PERSPEKTIF", width=18),
    Heading("INDIKATOR KINERJA INDIVIDU", width=44),
    Heading("TARGET TAHUNAN", width=16),
    Heading("SATUAN", width=14),
)
DONE = (
    Heading("RENCANA AKSI", width=40),
    Heading("BUKTI DUKUNG", width=40),
    Heading("REALISASI", "number", 12),
    Heading("FEEDBACK", width=40),
)
SIDE = (
    *(Heading("NIP", "code"), Heading("NAMA", width=30), Heading("PERIODE AWAL", "day")),
    *(Heading("BAGIAN", width=30), Heading("ISI", width=60)),
)
VALUES = (
    *(Heading("NIP", "code"), Heading("NAMA", width=30), Heading("PERIODE", width=18)),
    *(Heading("PERILAKU KERJA", width=26), Heading("RATING", width=26)),
    Heading("FEEDBACK", width=60),
)
RATED = (
    *(Heading("NIP", "code"), Heading("NAMA", width=30), Heading("UNIT KERJA", width=30)),
    *(Heading("PERIODE", width=18), Heading("CAPAIAN KINERJA ORGANISASI", width=22)),
    *(Heading("RATING HASIL KERJA", width=22), Heading("RATING PERILAKU", width=22)),
    *(Heading("PREDIKAT KINERJA", width=22), Heading("CATATAN", width=50)),
)


def plan_pages(rows: PlanQuerySet, year: int) -> Iterator[Page]:
    """The forms of a year's plans; beside them behaviour and annexes."""
    yield Page("SKP", (*WHO, *FORM), _plan_rows(rows, year))
    yield Page("Perilaku dan lampiran", SIDE, _side_rows(rows, year))


def evaluation_pages(rows: EvaluationQuerySet, year: int) -> Iterator[Page]:
    """What was done for each result; each value of behaviour; ratings and predicates."""
    yield Page("Hasil kerja", (Heading("PERIODE", width=18), *WHO, *FORM, *DONE), _done(rows, year))
    yield Page("Perilaku", VALUES, _behaved(rows))
    yield Page("Predikat", RATED, _rated(rows))


def who(plan: Plan) -> list[Out]:
    """Whose plan it is, of which period, and who rates."""
    person, rater = plan.employee, plan.rater
    return [
        *(plan.year, plan.starts_on, plan.ends_on, str(plan.get_approach_display())),
        *(person.nip, person.full_name, person.rank),
        *(post_held(plan.held, plan.position.name), plan.unit_name),
        *((rater.nip, rater.full_name) if rater else ("", "")),
    ]


def form_cells(row: FormRow, pack: Pack) -> list[Out]:
    """One row of the form."""
    result, line = row.result, row.line
    return [
        str(Result.Kind(result.kind).label),
        row.number,
        *(result.serves_text, result.text, result.assigned_by),
        label_of(pack, "aspect", line.aspect) if line else "",
        label_of(pack, "perspective", line.perspective) if line else "",
        *((line.name, target_out(line), line.unit) if line else ("", "", "")),
    ]


def target_out(line: IndicatorLine) -> Out:
    """A figure where the target is one; else what people write."""
    if line.target is not None and line.band_low is None:
        return line.target
    with figures_as_in_files():
        said = target_said(line)
    return "" if said == "–" else said


def _plan_rows(rows: PlanQuerySet, year: int) -> Iterator[list[Out]]:
    for plan, content in blocks_of_plans(rows, year):
        pack, told = pack_named(plan.pack), who(plan)
        for row in form_rows(content):
            yield [*told, *form_cells(row, pack)]


def _side_rows(rows: PlanQuerySet, year: int) -> Iterator[list[Out]]:
    for plan, content in blocks_of_plans(rows, year):
        told: list[Out] = [plan.employee.nip, plan.employee.full_name, plan.starts_on]
        for part, text in side_texts(content, pack_named(plan.pack)):
            yield [*told, part, text]


def side_texts(content: PlanContent, pack: Pack) -> Iterator[tuple[str, str]]:
    """The annexes in the pack's order, then what the leader expects of each value."""
    for code in scale(pack, "annex").codes:
        for text in content.annexes.get(code, ()):
            yield label_of(pack, "annex", code), text
    for code in scale(pack, "behaviour_value").codes:
        if text := content.expectations.get(code, ""):
            yield label_of(pack, "behaviour_value", code), text


def done_cells(row: FormRow, done: Done) -> list[Out]:
    """What was done for the row's result and indicator."""
    key, line = row.result.pk, row.line
    return [
        SEPARATOR.join(done.steps.get(key, ())),
        SEPARATOR.join(done.evidence.get(key, ())),
        done.actuals.get(line.indicator_id) if line else None,
        done.words.get(key, ""),
    ]


def _done(rows: EvaluationQuerySet, year: int) -> Iterator[list[Out]]:
    for evaluation, content, done in blocks_of_evaluations(rows, year):
        plan = evaluation.plan
        pack, told = pack_named(plan.pack), who(plan)
        period = say_period(plan.year, evaluation.period)
        for row in form_rows(content):
            yield [period, *told, *form_cells(row, pack), *done_cells(row, done)]


def _behaved(rows: EvaluationQuerySet) -> Iterator[list[Out]]:
    for row in _each(rows):
        pack, given = pack_named(row.pack), {one.value: one for one in row.behaviour.all()}
        for code in scale(pack, "behaviour_value").codes:
            if one := given.get(code):
                rating = label_of(pack, "rating", one.rating)
                yield [*_of(row), label_of(pack, "behaviour_value", code), rating, one.feedback]


def _rated(rows: EvaluationQuerySet) -> Iterator[list[Out]]:
    for row in _each(rows):
        nip, name, period = _of(row)
        yield [nip, name, row.unit_name, period, *rating_texts(row), row.recommendation]


def rating_texts(row: Evaluation) -> tuple[str, str, str, str]:
    """The organisation's level, both ratings and the predicate, in the pack's words."""
    pack = pack_named(row.pack)
    return (
        label_of(pack, "organisation", row.unit_level),
        label_of(pack, "rating", row.results_rating),
        label_of(pack, "rating", row.behaviour_rating),
        label_of(pack, "predicate", row.predicate),
    )


def _each(rows: EvaluationQuerySet) -> Any:
    around = rows.select_related("plan__employee", "plan__unit").prefetch_related("behaviour")
    ordered = around.order_by("plan__employee__name", "plan__employee_id", "plan_id", in_order())
    return ordered.iterator(chunk_size=500)


def _of(row: Evaluation) -> tuple[str, str, str]:
    person = row.plan.employee
    return person.nip, person.full_name, say_period(row.plan.year, row.period)
