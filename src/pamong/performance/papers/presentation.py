"""Papers as values for the component tags: the columns of the form, the two people, the signatures."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.people.models import Employee
from pamong.performance.evaluation.queries import rated_for
from pamong.performance.models import Evaluation, Plan, ResultRating
from pamong.performance.papers.queries import ReportRow
from pamong.performance.periods import Period, say_period
from pamong.performance.plan.presentation import tag_cell
from pamong.performance.rules import label_of, pack_named, scale
from pamong.policy.pack import Pack
from pamong.ui.buttons import submit
from pamong.ui.dates import say_day_full
from pamong.ui.filters import nip
from pamong.ui.markup import link, safe, sub
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

COLUMNS, VALUES = "form_column", "behaviour_value"
RATINGS, PREDICATES, ORGANISATION = "rating", "predicate", "organisation"


def people_of(
    plan: Plan, rater: Employee | None, day: date
) -> list[tuple[str, list[tuple[str, str]]]]:
    """The one who is rated and the one who rates, as the head of a paper of that day names them."""
    rated = [
        *_person(plan.employee),
        (_("Jabatan"), plan.post_name),
        (_("Unit kerja"), plan.unit.name_on(day)),
    ]
    found = [(_("Pegawai yang dinilai"), rated)]
    if rater is None:
        return [*found, (_("Pejabat penilai kinerja"), [(_("Nama"), _("belum tercatat"))])]
    post = rater.position.name if rater.position else "–"
    unit = rater.unit.name_on(day) if rater.unit else "–"
    rating = [*_person(rater), (_("Jabatan"), post), (_("Unit kerja"), unit)]
    return [*found, (_("Pejabat penilai kinerja"), rating)]


def _person(person: Employee) -> list[tuple[str, str]]:
    return [
        (_("Nama"), person.full_name),
        ("NIP", nip(person.nip) if person.nip else "–"),
        (_("Pangkat/golongan"), person.rank or "–"),
    ]


def signs_of(plan: Plan, rater: Employee | None, on: date | None) -> list[tuple[str, ...]]:
    """The two who sign: a day, in what capacity, name, NIP."""
    person = plan.employee
    return [
        ("", _("Pegawai yang dinilai"), person.full_name, nip(person.nip) if person.nip else ""),
        (
            say_day_full(on) if on else "",
            _("Pejabat penilai kinerja"),
            rater.full_name if rater else "…",
            nip(rater.nip) if rater and rater.nip else "",
        ),
    ]


def evaluation_paper_context(evaluation: Evaluation) -> dict[str, Any]:
    """An evaluation whose predicate is set, on one paper."""
    plan, pack = evaluation.plan, pack_named(evaluation.pack)
    ratings = list(
        evaluation.results.select_related("result").order_by("-result__kind", "result__place", "pk")
    )
    facts = [
        (_("Capaian kinerja organisasi"), label_of(pack, ORGANISATION, evaluation.unit_level)),
        (_("Rating hasil kerja"), label_of(pack, RATINGS, evaluation.results_rating)),
        (_("Rating perilaku kerja"), label_of(pack, RATINGS, evaluation.behaviour_rating)),
        (_("Predikat kinerja pegawai"), label_of(pack, PREDICATES, evaluation.predicate)),
    ]
    if evaluation.recommendation:
        facts.append((_("Catatan atau rekomendasi"), evaluation.recommendation))
    return {
        "evaluation": evaluation,
        "plan": plan,
        "period": say_period(plan.year, evaluation.period),
        "people": people_of(plan, evaluation.rater or plan.rater, evaluation.last_day),
        "results": rated_table(ratings, pack),
        "behaviour": behaved_table(evaluation, pack),
        "facts": facts,
        "signs": signs_of(plan, evaluation.rater or plan.rater, evaluation.status_on),
        "acted": rated_for(evaluation),
        "version": evaluation.number,
        "is_replaced": evaluation.replaced_by_id is not None,
        "back": reverse("performance:evaluation-detail", args=[evaluation.uuid]),
    }


def rated_table(ratings: Sequence[ResultRating], pack: Pack) -> Table:
    """Each result with what was attained, the leader's rating and word."""
    rows = [
        Row(
            cells=[
                str(number),
                one.result.text,
                "–" if one.attainment is None else f"{say_number(one.attainment, 1)}%",
                label_of(pack, RATINGS, one.rating) or "–",
                one.feedback or "–",
            ]
        )
        for number, one in enumerate(ratings, start=1)
    ]
    return Table(
        columns=[
            Column(label_of(pack, COLUMNS, "no")),
            Column(_("Rencana hasil kerja"), kind="row"),
            Column(_("Capaian"), kind="num"),
            Column(_("Penilaian")),
            Column(_("Umpan balik berkelanjutan")),
        ],
        rows=rows,
        caption=_("Hasil kerja"),
    )


def behaved_table(evaluation: Evaluation, pack: Pack) -> Table:
    """Each value with the leader's rating and word."""
    given = {row.value: row for row in evaluation.behaviour.all()}
    rows = []
    for number, code in enumerate(scale(pack, VALUES).codes, start=1):
        row = given.get(code)
        rating = label_of(pack, RATINGS, row.rating) if row else ""
        word = row.feedback if row else ""
        name = label_of(pack, VALUES, code)
        rows.append(Row(cells=[str(number), name, rating or "–", word or "–"]))
    return Table(
        columns=[
            Column(label_of(pack, COLUMNS, "no")),
            Column(_("Perilaku kerja"), kind="row"),
            Column(_("Penilaian")),
            Column(_("Umpan balik berkelanjutan")),
        ],
        rows=rows,
        caption=_("Perilaku kerja"),
    )


def report_table(rows: Sequence[ReportRow]) -> Table:
    """Each plan with links to its papers."""
    return Table(
        columns=[
            Column(_("Pegawai"), kind="row"),
            Column(_("Status SKP"), kind="tag"),
            Column(_("SKP"), nowrap=True),
            Column(_("Evaluasi kinerja"), nowrap=True),
        ],
        rows=[_report_row(row) for row in rows],
        caption=_("Dokumen yang dapat dicetak"),
    )


def _report_row(row: ReportRow) -> Row:
    paper = reverse("performance:plan-paper", args=[row.uuid])
    links = "".join(sub(link(url, said)) for url, said in _evaluation_links(row))
    return Row(
        cells=[
            Cell(row.name, sub=f"{row.post}, {row.unit}"),
            tag_cell(row.status),
            Cell(html=submit(_("Cetak SKP"), kind="link", to=paper)),
            Cell(html=safe(links)) if links else _("belum ada"),
        ]
    )


def _evaluation_links(row: ReportRow) -> Iterator[tuple[str, str]]:
    for period in Period:
        if found := row.evaluations.get(period):
            uuid, predicate, mark = found
            named = label_of(pack_named(mark), PREDICATES, predicate)
            said = f"{period.label}: {named}"
            yield reverse("performance:evaluation-paper", args=[uuid]), said
