"""Pages on which contracts are kept."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.contracts import actions
from pamong.people.contracts.forms import ContractForm
from pamong.people.contracts.permissions import can_add_contract
from pamong.people.contracts.rules import next_end, part_time_share
from pamong.people.models import Contract, Employee
from pamong.people.request import Request
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, sent


@once
def contract_add(request: Request, uuid: UUID) -> HttpResponse:
    """A contract of one person; the days of a usual year are proposed."""
    people = Employee.objects.visible_to(request.scope).select_related("agency")
    person = get_object_or_404(people, uuid=uuid)
    require(can_add_contract(request.scope, person))
    newest = person.contracts.order_by("-valid_to").first()
    first = newest.valid_to if newest and newest.valid_to else today()
    until = next_end(first, request.scope.local_packs)
    initial: dict[str, Any] = {"first": first, "last": until}
    if newest:
        initial["hours_share"] = newest.hours_share
    elif person.kind == Employee.Kind.PPPK_PART_TIME:
        answered = part_time_share(first, request.scope.local_packs)
        initial["hours_share"] = answered.percent if answered else None
    form = ContractForm(sent(request), initial=initial)
    if form.is_valid():
        with refused_on(form):
            actions.add_contract(person, form.facts(), by=request.user, on=today())
            return redirect(request, "people:employee-detail", uuid, said=_("Kontrak dicatat."))
    return form_page(request, "people/contract_add.html", form, person=person)


@require_POST
@once
def contract_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Take back a contract that was recorded wrongly."""
    rows = Contract.objects.visible_to(request.scope).select_related("employee")
    contract = get_object_or_404(rows, uuid=uuid)
    actions.remove_contract(contract, by=request.user, on=today())
    said = _("Kontrak dihapus.")
    return redirect(request, "people:employee-detail", contract.employee.uuid, said=said)
