"""Pages of accounts of angka kredit, and the list of people with functional posts."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from pamong.access.clock import today
from pamong.access.permissions import require
from pamong.people.models import Employee
from pamong.people.request import Request
from pamong.performance.credit import listing, queries
from pamong.performance.credit.asking_views import purpose_asked
from pamong.performance.credit.balance_presentation import determinations_table, entries_table
from pamong.performance.credit.permissions import can_see_list
from pamong.performance.credit.presentation import account_context, is_due, rank_table
from pamong.performance.models import CreditStanding
from pamong.ui.responses import render


@never_cache
def credit_own(request: Request) -> HttpResponse:
    """One's own angka kredit."""
    rows = queries.around(Employee.objects.filter(pk=request.scope.employee_id))
    return _account(request, get_object_or_404(rows))


@never_cache
def credit_account(request: Request, uuid: UUID) -> HttpResponse:
    """The angka kredit of a person whom one may see."""
    return _account(request, get_object_or_404(queries.person_in(request.scope, uuid)))


def _account(request: Request, person: Employee) -> HttpResponse:
    scope, on = request.scope, today(person.agency.time_zone)
    asked = purpose_asked(request, person, on)
    if asked is not None:
        return asked
    entries, ranks = queries.entries_of(scope, person), queries.ranks_of(scope, person)
    account = queries.account_with(person, entries, ranks, on)
    made = queries.determinations_of(scope, person)
    context = account_context(account, person, scope, on)
    context |= {
        "entries": entries_table(entries),
        "ranks": rank_table(ranks),
        "determinations": determinations_table(made),
        "is_due": is_due(account, made),
        "sees_list": can_see_list(scope),
    }
    return render(request, "performance/credit_account.html", context=context)


def credit_list(request: Request) -> HttpResponse:
    """People with functional posts: who reached a threshold, who is near, whose data lack something."""
    scope, on = request.scope, today()
    require(can_see_list(scope))
    state = request.GET.get("state", "")
    form = listing.ListForm(request.GET or None, scope=scope)
    unit = form.cleaned_data.get("unit") if form.is_bound and form.is_valid() else None
    asked = queries.Asked(
        state=state if state in CreditStanding.State.values else "",
        unit_ids=queries.units_below(unit) if unit else None,
    )
    page = queries.standings(scope, asked, request.GET.get("after", ""))
    counts = queries.known_states(scope, asked, on)
    context = listing.list_context(page, counts, asked, unit, scope)
    return render(request, "performance/credit_list.html", context=context | {"form": form})
