"""The papers of rating as kinds: which of them a person may print, and what stands now for each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Scope
from pamong.documents.kinds import Choice, Kind, Writing, keys_of, of_keys
from pamong.people.models import recall_names
from pamong.performance.models import Evaluation, Plan, UnitLevel
from pamong.performance.papers.contents import blocks, skp
from pamong.performance.papers.contents.annexes import annex_contents
from pamong.performance.papers.contents.annual_document import document_contents
from pamong.performance.papers.contents.evaluation import evaluation_contents
from pamong.performance.papers.contents.judged import standing_evaluations
from pamong.performance.papers.contents.matrix import matrix_contents
from pamong.performance.papers.contents.unit_predicates import predicates_contents
from pamong.performance.papers.queries import levels_seen, people_chosen
from pamong.performance.periods import Period, in_order, say_period
from pamong.performance.plan.agreed import is_agreed
from pamong.performance.rules import label_of, pack_named

FOLDER = "performance/papers/typst/"
PREDICATES = "predicate"
Contents = Iterator[Mapping[str, Any]]


def evaluations_chosen(scope: Scope, choice: Choice) -> QuerySet[Evaluation]:
    """Standing ones whose predicate is set; an auditor states a purpose for each, so none by the pile."""
    rows = Evaluation.objects.visible_to(scope).final().standing().filter(plan__year=choice.year)
    rows = people_chosen(rows, scope, choice, "plan__employee", "plan__unit")
    return rows.order_by("plan__employee__name", "plan__employee_id", in_order(), "number", "pk")


def periodic_keys(scope: Scope, choice: Choice) -> Sequence[str]:
    """Those of quarters or months."""
    return keys_of(evaluations_chosen(scope, choice).exclude(period=Period.YEAR))


def annual_keys(scope: Scope, choice: Choice) -> Sequence[str]:
    """Those of the year."""
    return keys_of(evaluations_chosen(scope, choice).filter(period=Period.YEAR))


def evaluation_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """Some evaluations in their order, each of its kind."""
    found = evaluations_of(keys)
    kinds = [ANNUAL if one.period == Period.YEAR else PERIODIC for one in found]
    return _rated(kinds, found, evaluation_contents(found))


def document_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """The yearly documents of some evaluations in their order."""
    found = [one for one in evaluations_of(keys) if one.period == Period.YEAR]
    return _rated([DOCUMENT] * len(found), found, document_contents(found))


def evaluations_of(keys: Sequence[str]) -> list[Evaluation]:
    """Those whose predicate is set, with the people and places around each."""
    return of_keys(standing_evaluations().filter(uuid__in=keys), keys)


def _rated(
    kinds: Sequence[Kind], rows: Sequence[Evaluation], contents: Contents
) -> Iterator[Writing]:
    for kind, one, content in zip(kinds, rows, contents, strict=True):
        yield _rated_writing(kind, one, content)


def _rated_writing(kind: Kind, one: Evaluation, content: Mapping[str, Any]) -> Writing:
    plan, period = one.plan, say_period(one.plan.year, one.period)
    title = f"{kind.label} {plan.year if one.period == Period.YEAR else period}"
    if one.number > 1:
        title += f" versi {one.number}"
    about = blocks.about_person(plan.employee, plan.agency, title, one.unit_name, period)
    about["facts"]["predicate"] = label_of(pack_named(one.pack), PREDICATES, one.predicate)
    return Writing(kind=kind, key=str(one.uuid), subject=one, content=content, **about)


def annex_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """The annexes of some plans in their order."""
    plans = _plans(keys)
    recall_names(plan.unit for plan in plans)
    return _planned(ANNEX, plans, annex_contents(plans))


def matrix_keys(scope: Scope, choice: Choice) -> Sequence[str]:
    """The plans in force whose owner shared something out."""
    keys = skp.skp_keys(scope, choice)
    shared = set(keys_of(Plan.objects.filter(uuid__in=keys, results__role_cells__isnull=False)))
    return [key for key in keys if key in shared]


def matrix_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """The matrices of some plans in their order."""
    plans = _plans(keys)
    return _planned(MATRIX, plans, matrix_contents(plans))


def _plans(keys: Sequence[str]) -> list[Plan]:
    return of_keys(Plan.objects.filter(uuid__in=keys).select_related(*skp.AROUND), keys)


def _planned(kind: Kind, plans: Sequence[Plan], contents: Contents) -> Iterator[Writing]:
    for plan, content in zip(plans, contents, strict=True):
        yield _planned_writing(kind, plan, content)


def _planned_writing(kind: Kind, plan: Plan, content: Mapping[str, Any]) -> Writing:
    unit, period = plan.unit.name_on(plan.ends_on), blocks.span_said(plan.starts_on, plan.ends_on)
    title = f"{kind.label} {plan.year}"
    return Writing(
        kind=kind,
        key=str(plan.uuid),
        subject=plan,
        content=content,
        is_draft=not is_agreed(plan),
        **blocks.about_person(plan.employee, plan.agency, title, unit, period),
    )


def predicates_keys(scope: Scope, choice: Choice) -> Sequence[str]:
    """The units and periods of a year in which predicates were set; no paper of one person."""
    if choice.employee_id:
        return []
    rows = levels_seen(scope).filter(year=choice.year)
    if choice.unit_path:
        rows = rows.filter(unit__path__startswith=choice.unit_path)
    return keys_of(rows.order_by("unit__path", in_order(), "pk"))


def predicates_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """The lists of some units in their order."""
    rows = UnitLevel.objects.filter(uuid__in=keys).select_related("unit__agency", "set_by")
    levels = of_keys(rows, keys)
    for level, content in zip(levels, predicates_contents(levels), strict=True):
        yield _unit_writing(level, content)


def _unit_writing(level: UnitLevel, content: Mapping[str, Any]) -> Writing:
    period, unit = say_period(level.year, level.period), str(content["unit"])
    title = f"{PREDICATE_LIST.label} {period}"
    about = blocks.about_unit(level.unit.agency, title, unit, period)
    return Writing(
        kind=PREDICATE_LIST, key=str(level.uuid), subject=level, content=content, **about
    )


PERIODIC = Kind(
    code="evaluasi_periodik",
    label=_("Evaluasi kinerja periodik"),
    template=f"{FOLDER}evaluation.typ",
    chosen=periodic_keys,
    written=evaluation_writings,
    place=40,
)
ANNUAL = Kind(
    code="evaluasi_tahunan",
    label=_("Evaluasi kinerja tahunan"),
    template=f"{FOLDER}evaluation.typ",
    chosen=annual_keys,
    written=evaluation_writings,
    place=50,
)
DOCUMENT = Kind(
    code="dokumen_evaluasi",
    label=_("Dokumen evaluasi kinerja"),
    template=f"{FOLDER}annual_document.typ",
    chosen=annual_keys,
    written=document_writings,
    place=60,
)
ANNEX = Kind(
    code="lampiran_skp",
    label=_("Lampiran SKP"),
    template=f"{FOLDER}annexes.typ",
    chosen=skp.skp_keys,
    written=annex_writings,
    place=20,
    is_part=True,
)
MATRIX = Kind(
    code="matriks_peran_hasil",
    label=_("Matriks peran hasil"),
    template=f"{FOLDER}matrix.typ",
    chosen=matrix_keys,
    written=matrix_writings,
    place=30,
)
PREDICATE_LIST = Kind(
    code="penetapan_predikat",
    label=_("Penetapan predikat"),
    template=f"{FOLDER}unit_predicates.typ",
    chosen=predicates_keys,
    written=predicates_writings,
    place=70,
)
KINDS = (ANNEX, MATRIX, PERIODIC, ANNUAL, DOCUMENT, PREDICATE_LIST)
