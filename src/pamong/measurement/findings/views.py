"""Pages of questions: the list, and one with its figure traced and its answer."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.measurement.cards.asking import card_of
from pamong.measurement.findings.actions import answer_finding
from pamong.measurement.findings.forms import AnswerFindingForm
from pamong.measurement.findings.permissions import can_answer_finding
from pamong.measurement.findings.presentation import (
    address,
    chart_of,
    control_chart,
    finding_facts,
    finding_table,
    finding_tabs,
    question_said,
    question_table,
    rule_names,
)
from pamong.measurement.findings.queries import (
    MINE,
    UNIT,
    QuestionFilter,
    finding_at,
    findings_for,
    open_of_card,
)
from pamong.measurement.findings.readings import quality_readings
from pamong.measurement.models import Finding
from pamong.people.request import Request
from pamong.stats.control import LEAST_POINTS
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render, sent

SHOWN = 36


def finding_list(request: Request) -> HttpResponse:
    """Questions about figures: one's own first, then the unit's and the agency's."""
    scope, asked = request.scope, _asked(request)
    page = findings_for(scope, asked, request.GET.get("after", ""))
    context = {
        "asked": asked,
        "tabs": finding_tabs(asked, is_person=bool(scope.employee_id)),
        "states": Finding.State.choices,
        "rules": rule_names().items(),
        "table": finding_table(page.rows),
        "next_url": address(asked, after=page.next_cursor) if page.next_cursor else "",
    }
    return render(request, "measurement/finding_list.html", context=context)


def _asked(request: Request) -> QuestionFilter:
    given = request.GET
    whose = given.get("whose") or (MINE if request.scope.employee_id else "")
    state, rule = given.get("state", ""), given.get("rule", "")
    return QuestionFilter(
        whose if whose in {MINE, UNIT} else "",
        state if state in Finding.State.values else Finding.State.OPEN,
        rule if rule in rule_names() else "",
    )


def finding_of(request: Request, uuid: UUID) -> Finding:
    """The question of an address, when one may see it."""
    finding: Finding = get_object_or_404(finding_at(request.scope), uuid=uuid)
    return finding


def finding_detail(request: Request, uuid: UUID) -> HttpResponse:
    """One question, the figure down to its line and person, and the answer."""
    finding = finding_of(request, uuid)
    is_open = finding.state == Finding.State.OPEN
    context = {
        "finding": finding,
        "question": question_said(finding),
        "facts": finding_facts(finding),
        "may_answer": is_open and can_answer_finding(request.scope, finding),
    }
    return render(request, "measurement/finding_detail.html", context=context)


def card_signals(request: Request, uuid: UUID) -> HttpResponse:
    """The control chart of a card, and what is asked about its figures."""
    card = card_of(request, uuid)
    found = None if card.is_computed else chart_of(quality_readings([card]))
    context = {
        "card": card,
        "least": LEAST_POINTS,
        "charts": [control_chart(*found, most=SHOWN)] if found else [],
        "questions": question_table(open_of_card(card)),
    }
    return render(request, "measurement/card_signals.html", context=context)


@once
def finding_answer(request: Request, uuid: UUID) -> HttpResponse:
    """Answer the question in words."""
    finding = finding_of(request, uuid)
    require(can_answer_finding(request.scope, finding))
    form = AnswerFindingForm(sent(request))
    if form.is_valid():
        with refused_on(form):
            answer_finding(finding, form.cleaned_data["answer"], by=request.user, on=today())
            said = _("Jawaban disimpan.")
            return redirect(request, "measurement:finding-detail", uuid, said=said)
    more = {"finding": finding, "question": question_said(finding), "facts": finding_facts(finding)}
    return form_page(request, "measurement/finding_answer.html", form, **more)
