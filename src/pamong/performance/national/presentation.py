"""A plan and an evaluation as blocks of fields to copy, in the order in which they are asked."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from pamong.people.models import Employee
from pamong.performance.models import Evaluation, Plan, Result
from pamong.performance.national.queries import Done, FormRow, form_rows
from pamong.performance.national.sheets import SEPARATOR, rating_texts, side_texts
from pamong.performance.periods import say_period
from pamong.performance.plan.aims import target_said
from pamong.performance.plan.content import IndicatorLine, PlanContent
from pamong.performance.rules import label_of, pack_named, scale
from pamong.policy.pack import Pack
from pamong.ui.copies import Copies
from pamong.ui.numbers import figures_as_in_files, write_number

Field = tuple[Any, str]


def plan_blocks(plan: Plan, content: PlanContent) -> list[Copies]:
    """The period, the two people, each result with its indicators, annexes, expected behaviour."""
    pack = pack_named(plan.pack)
    blocks = [
        Copies(_("Periode SKP"), _period(plan)),
        Copies(_("Pegawai yang dinilai"), _plan_person(plan)),
        Copies(_("Pejabat penilai kinerja"), _person(plan.rater) if plan.rater else []),
        *_results(plan, content, pack, Done()),
    ]
    sides = list(side_texts(content, pack))
    if sides:
        blocks.append(Copies(_("Lampiran dan ekspektasi perilaku"), sides))
    return [block for block in blocks if block.fields]


def evaluation_blocks(evaluation: Evaluation, content: PlanContent, done: Done) -> list[Copies]:
    """What was done for each result, each value of behaviour, then the ratings."""
    plan, pack = evaluation.plan, pack_named(evaluation.pack)
    period = say_period(plan.year, evaluation.period)
    return [
        Copies(_("Pegawai yang dinilai"), [*_plan_person(plan), (_("Periode"), period)]),
        *_results(plan, content, pack, done),
        *_behaviour(evaluation, pack),
        Copies(_("Hasil evaluasi"), _ratings(evaluation)),
    ]


def _period(plan: Plan) -> list[Field]:
    return [
        (_("Periode awal"), plan.starts_on.strftime("%d-%m-%Y")),
        (_("Periode akhir"), plan.ends_on.strftime("%d-%m-%Y")),
        (_("Pendekatan"), str(plan.get_approach_display())),
    ]


def _plan_person(plan: Plan) -> list[Field]:
    person = plan.employee
    return [
        *((_("Nama"), person.full_name), ("NIP", person.nip)),
        *((_("Pangkat/golongan"), person.rank), (_("Jabatan"), plan.post_name)),
        (_("Unit kerja"), plan.unit_name),
    ]


def _person(person: Employee) -> list[Field]:
    return [
        *((_("Nama"), person.full_name), ("NIP", person.nip)),
        (_("Pangkat/golongan"), person.rank),
        (_("Jabatan"), person.position.name if person.position else ""),
        (_("Unit kerja"), person.unit.name if person.unit else ""),
    ]


def _results(plan: Plan, content: PlanContent, pack: Pack, done: Done) -> Iterator[Copies]:
    for (kind, number, _pk), rows in groupby(
        form_rows(content), key=lambda row: (row.result.kind, row.number, row.result.pk)
    ):
        letter = "A" if kind == Result.Kind.MAIN else "B"
        title = f"{letter}. {Result.Kind(kind).label} {number}"
        yield Copies(title, list(_result_fields(plan, list(rows), pack, done)))


def _result_fields(plan: Plan, rows: list[FormRow], pack: Pack, done: Done) -> Iterator[Field]:
    result = rows[0].result
    if plan.form == Plan.Form.STAFF or result.serves_text:
        yield label_of(pack, "form_column", "rhk_pimpinan"), result.serves_text
    yield label_of(pack, "form_column", "rhk"), result.text
    if result.assigned_by:
        yield _("Penugasan dari"), result.assigned_by
    for name, texts in ((_("Rencana aksi"), done.steps), (_("Bukti dukung"), done.evidence)):
        if texts.get(result.pk):
            yield name, SEPARATOR.join(texts[result.pk])
    lines = [row.line for row in rows if row.line]
    for number, line in enumerate(lines, start=1):
        yield from _measured(line, number if len(lines) > 1 else 0, pack, done)
    if result.pk in done.words:
        yield _("Umpan balik"), done.words[result.pk]


def _measured(line: IndicatorLine, number: int, pack: Pack, done: Done) -> Iterator[Field]:
    which = f" {number}" if number else ""
    yield label_of(pack, "form_column", "iki") + which, line.name
    if line.aspect:
        label = label_of(pack, "form_column", "aspek")
        yield label + which, label_of(pack, "aspect", line.aspect)
    if line.perspective:
        label = label_of(pack, "form_column", "perspektif")
        yield label + which, label_of(pack, "perspective", line.perspective)
    with figures_as_in_files():  # they are typed into the national system
        said = target_said(line)
    yield label_of(pack, "form_column", "target") + which, "" if said == "–" else said
    if line.indicator_id in done.actuals:
        yield _("Realisasi") + which, write_number(done.actuals[line.indicator_id])


def _behaviour(evaluation: Evaluation, pack: Pack) -> Iterator[Copies]:
    given = {row.value: row for row in evaluation.behaviour.all()}
    fields: list[Field] = []
    for code in scale(pack, "behaviour_value").codes:
        if row := given.get(code):
            name = label_of(pack, "behaviour_value", code)
            fields += [(name, label_of(pack, "rating", row.rating))]
            if row.feedback:
                fields += [(_("Umpan balik %(value)s") % {"value": name}, row.feedback)]
    if fields:
        yield Copies(_("Perilaku kerja"), fields)


def _ratings(evaluation: Evaluation) -> list[Field]:
    level, results, behaviour, predicate = rating_texts(evaluation)
    fields: list[Field] = [
        (_("Capaian kinerja organisasi"), level),
        (_("Rating hasil kerja"), results),
        (_("Rating perilaku kerja"), behaviour),
        (_("Predikat kinerja pegawai"), predicate),
    ]
    if evaluation.recommendation:
        fields.append((_("Catatan atau rekomendasi"), evaluation.recommendation))
    return fields
