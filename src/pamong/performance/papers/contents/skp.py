"""Sasaran Kinerja Pegawai: the plan in the columns of its form, behaviour, and the annexes."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.scope import Scope
from pamong.documents.kinds import Choice, Kind, Writing, keys_of, of_keys
from pamong.people.models import Contract
from pamong.people.models.unit import recall_names
from pamong.performance.models import Plan
from pamong.performance.papers.contents import blocks
from pamong.performance.papers.contents.persons import Held, plan_persons, plan_posts
from pamong.performance.plan.agreed import AGREED, is_agreed
from pamong.performance.plan.aims import target_said
from pamong.performance.plan.content import IndicatorLine, PlanContent, ResultLine, contents_of
from pamong.performance.plan.part_time import contracts_of, hours_said
from pamong.performance.rules import label_of, pack_named, scale
from pamong.policy.pack import Pack

CODE = "skp"
AROUND = (
    *("agency", "employee__agency", "position", "duty", "unit"),
    *("rater__position", "rater__unit"),
)
FORMS, COLUMNS, VALUES, ANNEXES = "form", "form_column", "behaviour_value", "annex"
CLASSES, DOCUMENTS, LETTERS = "classification", "document", "AB"
Cells = list[Any]


def skp_keys(scope: Scope, choice: Choice) -> Sequence[str]:
    """The plans in force of a unit or a person in a year, by name."""
    rows = Plan.objects.visible_to(scope).filter(AGREED, year=choice.year)
    if choice.unit_path:
        rows = rows.filter(unit__path__startswith=choice.unit_path)
    if choice.employee_id:
        rows = rows.filter(employee=choice.employee_id)
    return keys_of(rows.order_by("employee__name", "employee_id", "starts_on", "pk"))


def skp_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """The papers of some plans in their order, in a fixed number of queries for each year among them."""
    plans = of_keys(Plan.objects.filter(uuid__in=keys).select_related(*AROUND), keys)
    recall_names(unit for plan in plans for unit in _units(plan))
    by_year = sorted(plans, key=lambda plan: plan.year)
    contents: dict[int, PlanContent] = {}
    for year, some in groupby(by_year, key=lambda plan: plan.year):
        contents |= contents_of([plan.pk for plan in some], year)
    posts = plan_posts(plans)
    contracts = contracts_of(plans)
    for plan in plans:
        yield skp_writing(plan, contents[plan.pk], posts, contracts.get(plan.pk))


def _units(plan: Plan) -> Iterator[Any]:
    yield plan.unit
    if plan.rater and plan.rater.unit:
        yield plan.rater.unit


def skp_writing(
    plan: Plan, content: PlanContent, posts: Held, contract: Contract | None
) -> Writing:
    """One plan on paper; one that is not in force is a draft."""
    unit = plan.unit.name_on(plan.ends_on)
    period = blocks.span_said(plan.starts_on, plan.ends_on)
    return Writing(
        kind=SKP,
        key=str(plan.uuid),
        subject=plan,
        content=skp_content(plan, content, posts, contract),
        is_draft=not is_agreed(plan),
        **blocks.about_person(plan.employee, plan.agency, plan.title, unit, period),
    )


def skp_content(
    plan: Plan, content: PlanContent, posts: Held, contract: Contract | None
) -> dict[str, Any]:
    """What the form says."""
    pack = pack_named(plan.pack)
    approach = plan.get_approach_display().lower()
    rated, rater = plan_persons(plan, posts)
    rated["rows"] += [list(row) for row in hours_said(plan, contract)]
    return {
        "heading": label_of(pack, DOCUMENTS, CODE),
        "approach": _("Pendekatan hasil kerja %(approach)s") % {"approach": approach},
        "period": blocks.period_said(plan.starts_on, plan.ends_on),
        "persons": [rated, rater],
        "results": results_part(plan, content, pack),
        "behaviour": behaviour_part(content, pack),
        "annex": annex_part(content, pack),
        "unconfirmed": blocks.unconfirmed_scales(pack, (FORMS, COLUMNS, VALUES, ANNEXES)),
        "signs": [
            blocks.sign_of(_("Pegawai yang dinilai"), plan.employee),
            blocks.sign_of(_("Pejabat penilai kinerja"), plan.rater, plan.agreed_on),
        ],
    }


def form_columns(pack: Pack, plan: Plan) -> list[str]:
    """The columns of the plan's form, as the pack has them for leaders and others in each approach."""
    is_leader = plan.form == Plan.Form.LEADER
    for term in scale(pack, FORMS).terms:
        told = term.details
        if told["leader"] == is_leader and told["approach"] == plan.approach:
            return list(told["columns"])
    return ["no", "rhk", "iki", "target"]


def results_part(plan: Plan, content: PlanContent, pack: Pack) -> dict[str, Any]:
    """Main and additional results in the columns of the form."""
    columns = form_columns(pack, plan)
    rows: list[dict[str, Any]] = []
    kinds = (content.main, content.additional)
    for letter, code, results in zip(LETTERS, scale(pack, CLASSES).codes, kinds, strict=True):
        if results:
            rows.append({"group": f"{letter}. {label_of(pack, CLASSES, code)}"})
        for number, result in enumerate(results, start=1):
            rows += [{"cells": cells} for cells in _result_cells(columns, number, result, pack)]
    labels = [[name, label_of(pack, COLUMNS, name)] for name in columns]
    return {"title": _("Hasil kerja"), "columns": labels, "rows": rows}


def _result_cells(
    columns: Sequence[str], number: int, result: ResultLine, pack: Pack
) -> Iterator[Cells]:
    """A row for each indicator; what is said of the result stands once beside them all."""
    lines = result.indicators or (None,)
    told = _told(number, result, high=len(lines))
    for place, line in enumerate(lines):
        measured = _measured(line, pack) if line else {}
        here = told if place == 0 else {}
        yield [
            here.get(name, measured.get(name, "–"))
            for name in columns
            if name in here or name not in told
        ]


def _told(number: int, result: ResultLine, *, high: int) -> dict[str, Any]:
    by = _("Penugasan dari: %(who)s") % {"who": result.assigned_by} if result.assigned_by else ""
    return {
        "no": {"text": str(number), "span": high},
        "rhk": {"text": result.text, "sub": by, "span": high},
        "rhk_pimpinan": {"text": result.serves_text or "–", "span": high},
    }


def _measured(line: IndicatorLine, pack: Pack) -> dict[str, Any]:
    return {
        "iki": line.name,
        "target": target_said(line),
        "ukuran_keberhasilan": {"text": line.name, "sub": target_said(line)},
        "aspek": label_of(pack, "aspect", line.aspect) or "–",
        "perspektif": label_of(pack, "perspective", line.perspective) or "–",
    }


def behaviour_part(content: PlanContent, pack: Pack) -> dict[str, Any]:
    """The values with their fixed guides, and what the leader expects beside them."""
    rows = []
    for number, term in enumerate(scale(pack, VALUES).terms, start=1):
        value = {"text": label_of(pack, VALUES, term.code), "items": list(term.details["guides"])}
        expected = content.expectations.get(term.code, "") or "–"
        rows.append({"cells": [str(number), value, expected]})
    columns = [
        ["no", label_of(pack, COLUMNS, "no")],
        ["value", _("Perilaku kerja")],
        ["expected", _("Ekspektasi khusus pimpinan")],
    ]
    return {"title": _("Perilaku kerja"), "columns": columns, "rows": rows}


def annex_part(content: PlanContent, pack: Pack) -> dict[str, Any]:
    """Support, accountability and consequences, each with its lines."""
    parts = [
        {
            "title": label_of(pack, ANNEXES, code),
            "lines": list(content.annexes.get(code, ())),
            "empty": _("belum diisi"),
        }
        for code in scale(pack, ANNEXES).codes
    ]
    return {"title": label_of(pack, DOCUMENTS, "lampiran_skp"), "parts": parts}


SKP = Kind(
    code=CODE,
    label=gettext_lazy("Sasaran Kinerja Pegawai"),
    template="performance/papers/typst/skp.typ",
    chosen=skp_keys,
    written=skp_writings,
    place=10,
)
