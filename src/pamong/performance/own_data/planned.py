"""Plans with their results, indicators and steps."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.documents.writing import Heading
from pamong.measurement.models import Target
from pamong.people.models import Employee
from pamong.people.own_data.parts import OwnSheet
from pamong.performance.models import (
    ActionStep,
    BehaviourExpectation,
    Plan,
    PlanAnnex,
    PlanIndicator,
    PlanQuerySet,
    Result,
    TargetRevision,
)
from pamong.performance.plan.moved_quarters import quarter_facts
from pamong.performance.rules import label_of, pack_named


def own_plans(scope: Scope, employee: Employee) -> PlanQuerySet:
    """The person's plans, the newest first."""
    return Plan.objects.visible_to(scope).filter(employee=employee).order_by("-starts_on", "-pk")


def planned_sheets(scope: Scope, employee: Employee) -> Iterator[OwnSheet]:
    """What was planned; each row names its plan."""
    plans = list(own_plans(scope, employee).select_related("employee", *AROUND))
    titles = {plan.pk: f"{plan.title}, {plan.starts_on:%d-%m-%Y}" for plan in plans}
    packs = {plan.pk: plan.pack for plan in plans}
    yield _plans(plans)
    yield _results(titles)
    yield _indicators(titles, packs)
    yield _steps(titles)
    yield _beside(titles, packs)
    yield _revisions(titles)


AROUND = ("unit", "position", "duty", "rater", "superior")


def label_said(mark: str, scale: str, code: str) -> str:
    """The label of a code under the rules of its day; what those do not name stays as it was kept."""
    pack = pack_named(mark)
    known = scale in pack.scales and code in pack.scales[scale].codes
    return label_of(pack, scale, code) if known else code


def plan_heading() -> Heading:
    """The column that names the plan."""
    return Heading(_("SKP"), width=24)


def _plans(plans: list[Plan]) -> OwnSheet:
    rows = (
        [
            *(f"{plan.title}, {plan.starts_on:%d-%m-%Y}", plan.starts_on, plan.ends_on),
            *(plan.unit_name, plan.post_name, str(plan.get_status_display()), plan.status_on),
            *(plan.rater.full_name if plan.rater else "",),
            *(plan.superior.full_name if plan.superior else "", plan.return_reason, plan.pack),
        ]
        for plan in plans
    )
    headings = [
        *(plan_heading(), Heading(_("Periode awal"), "day"), Heading(_("Periode akhir"), "day")),
        *(Heading(_("Unit"), width=36), Heading(_("Jabatan"), width=36), Heading(_("Status"))),
        *(Heading(_("Status sejak"), "day"), Heading(_("Penilai"), width=30)),
        *(Heading(_("Atasan penilai"), width=30), Heading(_("Catatan pengembalian"), width=40)),
        Heading(_("Aturan yang dipakai"), width=30),
    ]
    return OwnSheet(_("SKP"), _("SKP Anda, satu baris untuk tiap periode."), headings, rows)


def _results(titles: dict[int, str]) -> OwnSheet:
    kinds = dict(Result.Kind.choices)
    found = Result.objects.filter(plan__in=titles).order_by("-plan__starts_on", "-kind", "place")
    rows = (
        [titles[plan], str(kinds[kind]), place, text, by]
        for plan, kind, place, text, by in found.values_list(
            "plan_id", "kind", "place", "text", "assigned_by"
        )
    )
    headings = [
        *(plan_heading(), Heading(_("Klasifikasi")), Heading(_("Urutan"), "number")),
        *(Heading(_("Rencana hasil kerja"), width=60), Heading(_("Penugasan dari"), width=30)),
    ]
    about = _("Hasil kerja yang Anda rencanakan. Halaman: SKP saya.")
    return OwnSheet(_("Hasil kerja"), about, headings, rows)


def _indicators(titles: dict[int, str], packs: dict[int, str]) -> OwnSheet:
    found = PlanIndicator.objects.filter(result__plan__in=titles)
    found = found.order_by("-result__plan__starts_on", "result__place", "place")
    lines = list(
        found.values_list(
            *("result__plan_id", "result__plan__year", "result__text", "indicator_id"),
            *("indicator__name", "indicator__unit", "indicator__source", "aspect", "perspective"),
        )
    )
    aims = {
        (indicator, year): (value, text)
        for indicator, year, value, text in Target.objects.filter(
            indicator__in={line[3] for line in lines}
        ).values_list("indicator_id", "year", "value", "text")
    }
    rows = (
        [
            *(titles[plan], result, name, *aims.get((key, year), (None, "")), unit, source),
            label_said(packs[plan], "aspect", aspect)
            or label_said(packs[plan], "perspective", perspective),
        ]
        for plan, year, result, key, name, unit, source, aspect, perspective in lines
    )
    headings = [
        *(plan_heading(), Heading(_("Hasil kerja"), width=50), Heading(_("Indikator"), width=50)),
        *(Heading(_("Target"), "number"), Heading(_("Target berupa teks"), width=30)),
        *(Heading(_("Satuan")), Heading(_("Sumber data"), width=30)),
        Heading(_("Aspek atau perspektif")),
    ]
    about = _("Indikator tiap hasil kerja, dengan target tahunnya.")
    return OwnSheet(_("Indikator"), about, headings, rows)


def _steps(titles: dict[int, str]) -> OwnSheet:
    found = ActionStep.objects.filter(result__plan__in=titles)
    found = found.order_by("-result__plan__starts_on", "result__place", "quarter", "pk")
    rows = (
        [titles[plan], *rest]
        for plan, *rest in found.values_list(
            "result__plan_id", "result__text", "quarter", "text", "amount", "unit"
        )
    )
    headings = [
        *(plan_heading(), Heading(_("Hasil kerja"), width=50), Heading(_("Triwulan"), "number")),
        *(Heading(_("Rencana aksi"), width=60), Heading(_("Target"), "number")),
        Heading(_("Satuan")),
    ]
    about = _("Langkah menuju tiap hasil kerja, menurut triwulan.")
    return OwnSheet(_("Rencana aksi"), about, headings, rows)


def _beside(titles: dict[int, str], packs: dict[int, str]) -> OwnSheet:
    expected = BehaviourExpectation.objects.filter(plan__in=titles).order_by("-plan", "pk")
    annexes = PlanAnnex.objects.filter(plan__in=titles).order_by("-plan", "kind", "place")
    rows = [
        [titles[plan], label_said(packs[plan], scale, code), text]
        for scale, lines in (
            ("behaviour_value", expected.values_list("plan_id", "value", "text")),
            ("annex", annexes.values_list("plan_id", "kind", "text")),
        )
        for plan, code, text in lines
    ]
    headings = [plan_heading(), Heading(_("Tentang"), width=30), Heading(_("Isi"), width=60)]
    about = _("Ekspektasi pimpinan atas perilaku, dan lampiran SKP Anda.")
    return OwnSheet(_("Perilaku dan lampiran"), about, headings, rows)


def _revisions(titles: dict[int, str]) -> OwnSheet:
    found = TargetRevision.objects.filter(plan__in=titles).order_by("-asked_on", "-pk")
    rows = (
        [
            *(titles[one.plan_id], one.plan_indicator.indicator.name, one.old_value),
            *(one.new_value, "; ".join(f"{name}: {said}" for name, said in quarter_facts(one))),
            *(one.reason, str(one.get_status_display()), one.asked_on),
            *(one.answered_on, one.answer),
        ]
        for one in found.select_related("plan_indicator__indicator")
    )
    headings = [
        *(plan_heading(), Heading(_("Indikator"), width=50), Heading(_("Target lama"), "number")),
        *(Heading(_("Target baru"), "number"), Heading(_("Target triwulan"), width=40)),
        Heading(_("Alasan"), width=40),
        *(Heading(_("Status")), Heading(_("Diminta"), "day"), Heading(_("Dijawab"), "day")),
        Heading(_("Jawaban"), width=40),
    ]
    about = _("Perubahan target yang Anda minta, dengan jawabannya.")
    return OwnSheet(_("Perubahan target"), about, headings, rows)
