"""Pages of contracts that end."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.contracts.actions import decide_contract
from pamong.people.contracts.permissions import can_decide_contract, can_see_contracts
from pamong.people.models import Contract
from pamong.people.request import Request
from pamong.performance.contracts.forms import ExtendForm, OtherForm
from pamong.performance.contracts.presentation import (
    contract_table,
    contract_tabs,
    detail_context,
    notice_why,
)
from pamong.performance.contracts.queries import ALL, ENDING, OVERDUE, contracts_of, predicates_of
from pamong.performance.evaluation.asking_views import trace_of
from pamong.performance.evaluation.stated import must_still_state, shut_for
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, redirect, render


def contract_list(request: Request) -> HttpResponse:
    """Contracts that ended undecided or end soon, with the predicates of each person."""
    require(can_see_contracts(request.scope))
    on, state = today(), request.GET.get("state", "")
    state, local = state if state in {ALL, OVERDUE} else ENDING, request.scope.local_packs
    page = contracts_of(request.scope, state, request.GET.get("after", ""), on)
    people = [row.employee for row in page.rows]
    shut = shut_for(request.scope, people, on)
    open_for = [person.pk for person in people if person.pk not in shut]
    predicates = predicates_of(open_for, on.year - 1, request.scope)
    context = {
        "table": contract_table(page.rows, predicates, shut, on, local),
        "tabs": contract_tabs(state, on, local),
        "next_url": page.next_url(state=state),
        "why": notice_why(on, local),
    }
    return render(request, "performance/contract_list.html", context=context)


def contract_detail(request: Request, uuid: UUID) -> HttpResponse:
    """One contract and what is to be decided."""
    return _detail(request, _contract(request, uuid))


def _contract(request: Request, uuid: UUID) -> Contract:
    rows = Contract.objects.visible_to(request.scope)
    named = ("employee__agency", "employee__unit", "employee__position", "decided_by")
    return get_object_or_404(rows.select_related(*named), uuid=uuid)


def _detail(request: Request, contract: Contract, **bound: Any) -> HttpResponse:
    on = today()
    person, told = contract.employee, {}
    is_shut = must_still_state(request.scope, person, on)
    if not is_shut:
        told = predicates_of([person.pk], contract.valid_from.year - 1, request.scope)
    context = detail_context(contract, told.get(person.pk, []), request.scope, on)
    context["trace_url"] = trace_of(person) if is_shut else ""
    status = UNPROCESSABLE if bound else 200
    context |= bound
    return render(request, "performance/contract_detail.html", context=context, status=status)


@require_POST
@once
def contract_decide(request: Request, uuid: UUID) -> HttpResponse:
    """Extend with one press, or decide otherwise with a reason."""
    contract = _contract(request, uuid)
    require(can_decide_contract(request.scope, contract))
    is_other = "decision" in request.POST or "reason" in request.POST
    form: ExtendForm | OtherForm = (OtherForm if is_other else ExtendForm)(request.POST)
    if form.is_valid():
        with refused_on(form):
            given = {"decision": Contract.Decision.EXTEND.value, **form.cleaned_data}
            decide_contract(contract, **given, by=request.user, on=today())
            said = _("Keputusan kontrak disimpan.")
            return redirect(request, "performance:contract-list", said=said)
    return _detail(request, contract, **{"other" if is_other else "extend": form, "refused": form})
