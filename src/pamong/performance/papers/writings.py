"""The papers of rating as kinds: which of them a person may print, and what stands now for each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from pamong.access.scope import Role, Scope
from pamong.documents.kinds import Choice, Kind, Writing
from pamong.documents.laying import LANGUAGE
from pamong.people.models import Employee, recall_names
from pamong.performance.models import Evaluation, Plan, UnitLevel
from pamong.performance.papers.agreed import is_agreed
from pamong.performance.papers.contents import blocks, skp
from pamong.performance.papers.contents.annexes import annex_contents
from pamong.performance.papers.contents.annual_document import document_contents
from pamong.performance.papers.contents.evaluation import evaluation_contents
from pamong.performance.papers.contents.judged import AROUND
from pamong.performance.papers.contents.matrix import matrix_contents
from pamong.performance.papers.contents.unit_predicates import predicates_contents
from pamong.performance.papers.permissions import can_print_all
from pamong.performance.papers.queries import levels_seen
from pamong.performance.periods import Period, in_order, say_period
from pamong.performance.rules import label_of, pack_named

FOLDER = "performance/papers/typst/"
PREDICATES = "predicate"
Contents = Iterator[Mapping[str, Any]]


def evaluations_chosen(scope: Scope, choice: Choice) -> QuerySet[Evaluation]:
    """Standing ones whose predicate is set; an auditor states a purpose for each, so none by the pile."""
    rows = Evaluation.objects.visible_to(scope).final().standing().filter(plan__year=choice.year)
    is_auditor = scope.has(Role.AUDITOR) and not can_print_all(scope) and not scope.is_shell
    if is_auditor:
        rows = rows.filter(plan__employee_id=scope.employee_id)
    if choice.unit_path:
        rows = rows.filter(plan__unit__path__startswith=choice.unit_path)
    if choice.employee_id:
        rows = rows.filter(plan__employee_id=choice.employee_id)
    return rows.order_by("plan__employee__name", "plan__employee_id", in_order(), "number", "pk")


def _uuids(rows: QuerySet[Any]) -> list[str]:
    return [str(uuid) for uuid in rows.values_list("uuid", flat=True)]


def periodic_keys(scope: Scope, choice: Choice) -> Sequence[str]:
    """Those of quarters or months."""
    return _uuids(evaluations_chosen(scope, choice).exclude(period=Period.YEAR))


def annual_keys(scope: Scope, choice: Choice) -> Sequence[str]:
    """Those of the year."""
    return _uuids(evaluations_chosen(scope, choice).filter(period=Period.YEAR))


def evaluation_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """Some evaluations in their order, each of its kind."""
    found = _evaluations(keys)
    kinds = [ANNUAL if one.period == Period.YEAR else PERIODIC for one in found]
    return _rated(kinds, found, evaluation_contents(found))


def document_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """The yearly documents of some evaluations in their order."""
    found = [one for one in _evaluations(keys) if one.period == Period.YEAR]
    return _rated([DOCUMENT] * len(found), found, document_contents(found))


def _evaluations(keys: Sequence[str]) -> list[Evaluation]:
    rows = (
        Evaluation.objects.final()
        .filter(uuid__in=keys)
        .select_related(*AROUND, "plan__employee__agency")
    )
    by_key = {str(row.uuid): row for row in rows}
    return [by_key[key] for key in keys if key in by_key]


def _rated(
    kinds: Sequence[Kind], rows: Sequence[Evaluation], contents: Contents
) -> Iterator[Writing]:
    for kind, one, content in zip(kinds, rows, contents, strict=True):
        with override(LANGUAGE):
            writing = _rated_writing(kind, one, content)
        yield writing


def _rated_writing(kind: Kind, one: Evaluation, content: Mapping[str, Any]) -> Writing:
    plan, period = one.plan, say_period(one.plan.year, one.period)
    title = f"{kind.label} {plan.year if one.period == Period.YEAR else period}"
    if one.number > 1:
        title += f" versi {one.number}"
    facts = blocks.public_facts(plan, one.rater or plan.rater, one.unit_name, period)
    predicate = label_of(pack_named(one.pack), PREDICATES, one.predicate)
    return Writing(
        kind=kind,
        key=str(one.uuid),
        subject=one,
        title=title,
        content=content,
        agency_name=plan.agency.name,
        about=plan.employee.full_name,
        file_name=blocks.file_name_of(title, plan.employee),
        facts=facts | {"predicate": predicate},
    )


def annex_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """The annexes of some plans in their order."""
    plans = _plans(keys)
    recall_names(plan.unit for plan in plans)
    return _planned(ANNEX, plans, annex_contents(plans))


def matrix_keys(scope: Scope, choice: Choice) -> Sequence[str]:
    """The plans in force whose owner shared something out."""
    keys = skp.skp_keys(scope, choice)
    rows = Plan.objects.filter(uuid__in=keys, results__role_cells__isnull=False)
    shared = {str(uuid) for uuid in rows.values_list("uuid", flat=True)}
    return [key for key in keys if key in shared]


def matrix_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """The matrices of some plans in their order."""
    plans = _plans(keys)
    return _planned(MATRIX, plans, matrix_contents(plans))


def _plans(keys: Sequence[str]) -> list[Plan]:
    rows = Plan.objects.filter(uuid__in=keys).select_related(*skp.AROUND)
    by_key = {str(row.uuid): row for row in rows}
    return [by_key[key] for key in keys if key in by_key]


def _planned(kind: Kind, plans: Sequence[Plan], contents: Contents) -> Iterator[Writing]:
    for plan, content in zip(plans, contents, strict=True):
        with override(LANGUAGE):
            writing = _planned_writing(kind, plan, content)
        yield writing


def _planned_writing(kind: Kind, plan: Plan, content: Mapping[str, Any]) -> Writing:
    unit, period = plan.unit.name_on(plan.ends_on), blocks.span_said(plan.starts_on, plan.ends_on)
    title = f"{kind.label} {plan.year}"
    rater = plan.rater if kind is ANNEX else None
    return Writing(
        kind=kind,
        key=str(plan.uuid),
        subject=plan,
        title=title,
        content=content,
        agency_name=plan.agency.name,
        about=plan.employee.full_name,
        file_name=blocks.file_name_of(title, plan.employee),
        facts=blocks.public_facts(plan, rater, unit, period),
        is_draft=not is_agreed(plan),
    )


def predicates_keys(scope: Scope, choice: Choice) -> Sequence[str]:
    """The units and periods of a year in which predicates were set; no paper of one person."""
    if choice.employee_id:
        return []
    rows = levels_seen(scope).filter(year=choice.year)
    if choice.unit_path:
        rows = rows.filter(unit__path__startswith=choice.unit_path)
    return _uuids(rows.order_by("unit__path", in_order(), "pk"))


def predicates_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """The lists of some units in their order."""
    rows = UnitLevel.objects.filter(uuid__in=keys).select_related("unit__agency", "set_by")
    by_key = {str(row.uuid): row for row in rows}
    levels = [by_key[key] for key in keys if key in by_key]
    for level, (content, signer) in zip(levels, predicates_contents(levels), strict=True):
        with override(LANGUAGE):
            writing = _unit_writing(level, content, signer)
        yield writing


def _unit_writing(level: UnitLevel, content: Mapping[str, Any], signer: Employee | None) -> Writing:
    period, unit = say_period(level.year, level.period), str(content["unit"])
    title = f"{PREDICATE_LIST.label} {period}"
    agency = level.unit.agency
    signers = [blocks.public_person(signer)] if signer else []
    return Writing(
        kind=PREDICATE_LIST,
        key=str(level.uuid),
        subject=level,
        title=title,
        content=content,
        agency_name=agency.name,
        about=unit,
        file_name=f"{title} {unit}",
        facts={"agency": agency.name, "unit": unit, "period": period, "signers": signers},
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
