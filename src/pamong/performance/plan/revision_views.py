"""Pages for copying results and for changing agreed targets."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.measurement.doubt import doubt_about
from pamong.measurement.models import Indicator, Pace
from pamong.measurement.pace import QUARTERS, ROMAN, STAGES
from pamong.people.request import Request
from pamong.performance.library.presentation import picks
from pamong.performance.library.queries import library_for
from pamong.performance.models import Plan, PlanIndicator, TargetRevision
from pamong.performance.plan.content import IndicatorLine, content_of
from pamong.performance.plan.copying import copy_results, offered, sources_for
from pamong.performance.plan.moved_quarters import Aimed, open_quarters, proposed_quarters
from pamong.performance.plan.permissions import (
    can_answer_revision,
    can_ask_revision,
    can_edit_plan,
)
from pamong.performance.plan.presentation import (
    copy_tables,
    detail_context,
    revision_lines,
    revision_rows,
)
from pamong.performance.plan.return_forms import AnswerForm
from pamong.performance.plan.revision_actions import answer_revision, ask_revision
from pamong.performance.plan.seen import is_uuid
from pamong.performance.plan.views import visible_plan
from pamong.performance.rules import pack_named
from pamong.ui.fields import NumberField
from pamong.ui.numbers import say_number
from pamong.ui.picked import PicksForm
from pamong.ui.refused import hand_back_unless, refused_on
from pamong.ui.responses import UNPROCESSABLE, redirect, render
from pamong.ui.tables import Table


class RevisionForm(forms.Form):
    """Another target, and why."""

    sure = forms.BooleanField(label=gettext_lazy("Angka ini benar"), required=False)
    line = forms.ChoiceField(label=gettext_lazy("Indikator"), widget=forms.RadioSelect)
    new_value = NumberField(label=gettext_lazy("Target baru"))
    q1 = NumberField(label=gettext_lazy("Target triwulan I"), required=False)
    q2 = NumberField(label=gettext_lazy("Target triwulan II"), required=False)
    q3 = NumberField(label=gettext_lazy("Target triwulan III"), required=False)
    moved_for = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Apa yang berubah sejak SKP disetujui. Penilai membaca ini."),
    )

    def __init__(
        self, *args: object, lines: Sequence[IndicatorLine], plan: Plan, on: date, **more: object
    ) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.lines, self.plan, self.is_odd = {line.uuid: line for line in lines}, plan, False
        self.on = on
        self.moved: dict[str, Decimal] = {}
        field = self.fields["line"]
        field.choices = revision_rows(lines)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A target far from the one that stands is asked back once; own quarters are proposed moved."""
        data = super().clean() or {}
        line, value = self.lines.get(data.get("line", "")), data.get("new_value")
        if line is None or value is None:
            return data
        known = {"unit": line.unit, "direction": line.direction}
        said = doubt_about(value, line.target, pack_named(self.plan.pack), **known)
        said = said or _beyond_said(value, line, self.plan, self.on)
        self.is_odd = bool(said)
        if said and not data.get("sure"):
            ask = _("Perbaiki angkanya, atau centang “Angka ini benar”.")
            self.add_error("new_value", f"{said} {ask}")
        self._move(line, value, data)
        return data

    def _move(self, line: IndicatorLine, value: Decimal, data: dict[str, Any]) -> None:
        """Propose the quarters to come once for this target; what is sent after that is what was meant."""
        self.moved = proposed_quarters(self.plan, _aimed(line), value, self.on)
        mark = f"{line.uuid} {say_number(value)}"
        if not self.moved:
            return
        for name in self.moved:
            self.fields[name].required = True
            said = {"old": say_number(getattr(line, name))}
            self.fields[name].help_text = _("Sekarang %(old)s.") % said
        if data.get("moved_for") == mark:
            self._check_moved(line, value, data)
            return
        sent: Any = self.data
        proposed = {name: say_number(own) for name, own in self.moved.items()}
        self.data = sent = sent.copy()
        for name, text in {"moved_for": mark, **proposed}.items():
            sent[name] = text
        self.add_error(
            next(iter(self.moved)),
            _(
                "Triwulan yang belum berakhir digeser sebanding. Periksa, ubah bila perlu, lalu kirim."
            ),
        )

    def _check_moved(self, line: IndicatorLine, value: Decimal, data: dict[str, Any]) -> None:
        for name in self.moved:
            own = data.get(name)
            if own is None and name not in self.errors:
                self.add_error(name, _("Isi target triwulan ini."))
            beyond = line.direction == Indicator.Direction.MORE and own is not None and own > value
            if beyond and not data.get("sure"):
                self.is_odd = True
                self.add_error(
                    name,
                    _("Melampaui target baru. Perbaiki angkanya, atau centang “Angka ini benar”."),
                )

    @property
    def moved_fields(self) -> list[forms.BoundField]:
        """The fields of the quarters to come, once they are proposed."""
        return [self[name] for name in self.moved]

    def quarters(self) -> dict[str, Decimal]:
        """One's own targets of the quarters to come, as sent."""
        return {name: self.cleaned_data[name] for name in self.moved}


def _aimed(line: IndicatorLine) -> Aimed:
    stages = dict(zip(STAGES, (line.q1, line.q2, line.q3), strict=True))
    return Aimed(line.target, line.pace, stages, line.direction)


def _beyond_said(value: Decimal, line: IndicatorLine, plan: Plan, on: date) -> str:
    """That the own target of a quarter that is over, which stays, would go beyond the year's."""
    if line.pace != Pace.OWN or line.direction != Indicator.Direction.MORE:
        return ""
    moving = open_quarters(plan, _aimed(line), on)
    for number, name in zip(QUARTERS, STAGES, strict=False):
        own = getattr(line, name)
        if name not in moving and own is not None and own > value:
            told = {"quarter": ROMAN[number], "own": say_number(own)}
            return (
                _("Target triwulan %(quarter)s (%(own)s) melampaui angka ini dan tetap berlaku.")
                % told
            )
    return ""


@once
def plan_copy(request: Request, uuid: UUID) -> HttpResponse:
    """Pick results to copy: one's own of earlier years, or agreed ones of the same post."""
    plan = visible_plan(request, uuid)
    require(can_edit_plan(request.scope, plan))
    wrong = PicksForm() if request.method == "POST" else None
    if wrong:
        results = list(sources_for(plan).filter(uuid__in=_keys(request, "result")))
        keys = {UUID(key) for key in _keys(request, "library")}
        taken = [row for row in library_for(plan, request.scope) if row.uuid in keys]
        if not (results or taken):
            wrong.lack(_("Centang paling sedikit satu hasil kerja untuk disalin."))
        else:
            copy_results(plan, results, library=taken, by=request.user, on=today())
            return redirect(request, "performance:plan-detail", uuid=plan.uuid)
    groups = _groups(request, plan, wrong)
    context = {"plan": plan, "form": wrong, "groups": groups}
    status = UNPROCESSABLE if wrong else 200
    return render(request, "performance/plan_copy.html", context=context, status=status)


def _groups(request: Request, plan: Plan, wrong: PicksForm | None) -> list[tuple[str, Table]]:
    """What may be copied; what is wrong with the picks stands over the first list."""
    groups = copy_tables(plan, offered(plan))
    if fixed := library_for(plan, request.scope):
        groups.insert(0, (_("Pustaka instansi untuk jabatan ini"), picks(fixed)))
    if wrong and groups:
        title, first = groups[0]
        groups[0] = (title, replace(first, error=wrong.said))
    return groups


def _keys(request: Request, name: str) -> list[str]:
    return [key for key in request.POST.getlist(name) if is_uuid(key)]


@once
def revision_ask(request: Request, uuid: UUID) -> HttpResponse:
    """Ask for another target of an agreed plan."""
    plan = visible_plan(request, uuid)
    given: Any = {"lines": revision_lines(plan), "plan": plan, "on": today()}
    form = RevisionForm(request.POST or None, **given)
    require(can_ask_revision(request.scope, plan), form)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            line = get_object_or_404(
                PlanIndicator.objects.select_related("result__plan"),
                result__plan=plan,
                uuid=form.cleaned_data["line"],
            )
            asked: Any = {name: form.cleaned_data[name] for name in ("new_value", "reason")}
            asked["quarters"] = form.quarters()
            ask_revision(line, **asked, by=request.user, on=today())
            return redirect(request, "performance:plan-detail", uuid=plan.uuid)
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"plan": plan, "form": form}
    return render(request, "performance/revision_form.html", context=context, status=status)


@require_POST
@once
def revision_answer(request: Request, uuid: UUID) -> HttpResponse:
    """Grant or refuse a change of target."""
    seen = TargetRevision.objects.filter(plan__in=Plan.objects.visible_to(request.scope))
    revision = get_object_or_404(seen.select_related("plan"), uuid=uuid)
    plan = visible_plan(request, revision.plan.uuid)
    form = AnswerForm(request.POST, revision=revision)
    require(can_answer_revision(request.scope, plan), form)
    if form.is_valid():
        with refused_on(form):
            answer = form.cleaned_data["answer"]
            given = {"is_granted": form.is_granted, "answer": answer}
            answer_revision(revision, **given, by=request.user, on=today())
            return redirect(request, "performance:plan-detail", uuid=plan.uuid)
    return _asked_again(request, plan, revision, form)


def _asked_again(
    request: Request, plan: Plan, revision: TargetRevision, form: AnswerForm
) -> HttpResponse:
    """The plan's page with the answer that was refused; handed back where nothing waits for one now."""
    context = detail_context(plan, content_of(plan), request.scope)
    waiting = [row for row, _facts, _form in context["asked"]]
    hand_back_unless(revision in waiting, form)
    context["asked"] = [
        (row, facts, form if row == revision else other) for row, facts, other in context["asked"]
    ]
    context["answered"] = form
    template = "performance/plan_detail.html"
    return render(request, template, context=context, status=UNPROCESSABLE)
