"""Pages on which balances and ranks are entered and confirmed."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.acts.passing import Passed, is_sure, tell_passed
from pamong.people.acts.presentation import Preview, preview_context
from pamong.people.models import Employee
from pamong.people.request import Request
from pamong.performance.credit import actions, queries
from pamong.performance.credit.account import account_of
from pamong.performance.credit.asking_views import purpose_asked, sent
from pamong.performance.credit.balance_presentation import (
    balance_change,
    entry_context,
    kind_tabs,
    open_table,
)
from pamong.performance.credit.forms import FORMS, BalanceForm, RankForm, RefuseForm
from pamong.performance.credit.permissions import (
    can_correct_balance,
    can_enter_balance,
    can_note_rank,
    can_refuse_balance,
    can_see_entries,
)
from pamong.performance.credit.picked_actions import confirm_picked_balances, sorted_out
from pamong.performance.credit.rules import Kind, credit_pack, first_day, rank_in
from pamong.performance.models import CreditEntry
from pamong.policy.pack import Pack
from pamong.ui.keys import uuids_in
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render

WAITS = gettext_lazy("Saldo dicatat dan menunggu konfirmasi orang lain.")
DIPLOMA_WAITS = gettext_lazy("Ijazah dicatat dan menunggu konfirmasi orang lain.")


def _pack(person: Employee, on: date) -> Pack:
    pack = credit_pack(on, person.kind, person.agency.local_packs)
    require(pack is not None)
    assert pack is not None, "required above"
    return pack


def _entry(request: Request, uuid: UUID) -> CreditEntry:
    rows = CreditEntry.objects.visible_to(request.scope)
    around = ("employee__agency", "employee__unit", "employee__position")
    people = ("entered_by", "answered_by", "corrects")
    return get_object_or_404(rows.select_related(*around, *people), uuid=uuid)


@once
def balance_enter(request: Request, uuid: UUID) -> HttpResponse:
    """A balance of one person with its document."""
    person = get_object_or_404(queries.person_in(request.scope, uuid))
    require(can_enter_balance(request.scope, person))
    on, kind = today(), request.GET.get("kind", "")
    kind = kind if kind in FORMS else Kind.INTEGRATION
    pack = _pack(person, on)
    initial = _proposed(person, kind, pack, on) if request.method != "POST" else None
    form = FORMS[kind](sent(request), pack=pack, initial=initial)
    if form.is_valid():
        with refused_on(form):
            entry = actions.enter_balance(person, form.facts(), by=request.user, on=on)
            said = DIPLOMA_WAITS if kind == Kind.DIPLOMA else WAITS
            return redirect(request, "performance:balance-detail", entry.uuid, said=said)
    to_url = f"{reverse('performance:balance-enter', args=[uuid])}?kind={kind}"
    return _balance(request, form, person, {"tabs": kind_tabs(person, kind), "to_url": to_url})


def _proposed(person: Employee, kind: str, pack: Pack, on: date) -> dict[str, Any]:
    """The level of today's post; for the years before conversions the day before they began."""
    account = account_of(queries.facts_of([person])[person.pk], on)
    told: dict[str, Any] = {"level": account.level, "rank": rank_in(pack, account.rank)}
    if kind == Kind.INTEGRATION:
        told["as_of"] = date.fromordinal(first_day(pack).toordinal() - 1)
    return told


def _balance(
    request: Request, form: BalanceForm, person: Employee, more: dict[str, Any]
) -> HttpResponse:
    return form_page(request, "performance/credit_balance.html", form, person=person, **more)


@once
def balance_correct(request: Request, uuid: UUID) -> HttpResponse:
    """Another figure in the place of a confirmed one."""
    entry = _entry(request, uuid)
    require(can_correct_balance(request.scope, entry))
    on, person = today(), entry.employee
    told = {name: getattr(entry, name) for name in ("level", "as_of", "source")}
    initial = told | dict(entry.given)
    pack = _pack(person, on)
    form = FORMS[entry.kind](sent(request), pack=pack, initial=initial)
    if form.is_valid():
        with refused_on(form):
            new = actions.correct_balance(entry, form.facts(), by=request.user, on=on)
            said = _("Koreksi dicatat dan menunggu konfirmasi orang lain.")
            return redirect(request, "performance:balance-detail", new.uuid, said=said)
    to_url = reverse("performance:balance-correct", args=[uuid])
    return _balance(request, form, person, {"corrects": entry, "to_url": to_url})


def balance_list(request: Request) -> HttpResponse:
    """Balances that wait for another person."""
    require(can_see_entries(request.scope))
    page = queries.open_entries(request.scope, request.GET.get("after", ""))
    table = open_table(page.rows, request.scope)
    context = {
        "table": table,
        "may_pick": any(row.cells[0] for row in table.rows),
        "next_url": page.next_url(),
    }
    return render(request, "performance/credit_entries.html", context=context)


def balance_detail(request: Request, uuid: UUID) -> HttpResponse:
    """One balance with its document."""
    entry = _entry(request, uuid)
    asked = purpose_asked(request, entry.employee, today())
    return asked or _detail(request, entry, RefuseForm())


def _detail(request: Request, entry: CreditEntry, form: RefuseForm) -> HttpResponse:
    return form_page(
        request, "performance/credit_entry.html", form, **entry_context(entry, request.scope)
    )


@require_POST
@once
def balances_confirm(request: Request) -> HttpResponse:
    """Confirm the balances picked that still wait; the first press on several shows what will be done."""
    require(can_see_entries(request.scope))
    picked = uuids_in(request.POST.getlist("pick")[: queries.PAGE])
    rows = CreditEntry.objects.visible_to(request.scope).filter(uuid__in=picked)
    entries = list(rows.select_related("employee__agency"))
    fit, passed = sorted_out(entries, request.scope)
    if len(entries) > 1 and fit and not is_sure(request):
        return render(request, "people/act_preview.html", context=_preview(fit, passed))
    answered = confirm_picked_balances(entries, by=request.user, on=today())
    tell_passed(request, answered.passed)
    if not answered.done:
        if not answered.passed:
            messages.error(request, _("Pilih saldo yang dikonfirmasi."))
        return redirect(request, "performance:balance-list")
    count = len(answered.done)
    said = ngettext("%(n)s saldo dikonfirmasi.", "%(n)s saldo dikonfirmasi.", count)
    return redirect(request, "performance:balance-list", said=said % {"n": count})


def _preview(fit: list[CreditEntry], passed: list[Passed]) -> dict[str, Any]:
    said = ngettext("Konfirmasi %(n)s saldo", "Konfirmasi %(n)s saldo", len(fit))
    preview = Preview(
        title=_("Konfirmasi saldo yang dipilih"),
        back_url=reverse("performance:balance-list"),
        back_text=_("Saldo yang menunggu konfirmasi"),
        changes=[balance_change(entry) for entry in fit],
        passed=passed,
        follows=[
            _("Saldo yang dikonfirmasi langsung dihitung."),
            _("Konfirmasi tidak dapat dibatalkan; yang keliru diperbaiki lewat koreksi saldo."),
        ],
        action=reverse("performance:balances-confirm"),
        button=said % {"n": len(fit)},
        hidden=[("pick", str(entry.uuid)) for entry in fit],
    )
    return preview_context(preview)


@require_POST
@once
def balance_refuse(request: Request, uuid: UUID) -> HttpResponse:
    """It does not agree with its document."""
    entry = _entry(request, uuid)
    require(can_refuse_balance(request.scope, entry))
    form = RefuseForm(request.POST)
    if form.is_valid():
        with refused_on(form):
            actions.refuse_balance(entry, **form.cleaned_data, by=request.user, on=today())
            said = _("Saldo ditolak. Alasannya tersimpan.")
            return redirect(request, "performance:balance-detail", uuid, said=said)
    return _detail(request, entry, form)


@once
def rank_note(request: Request, uuid: UUID) -> HttpResponse:
    """A rank with its first day."""
    person = get_object_or_404(queries.person_in(request.scope, uuid))
    require(can_note_rank(request.scope, person))
    on = today()
    pack = _pack(person, on)
    initial = {"rank": rank_in(pack, person.rank)}
    form = RankForm(sent(request), pack=pack, initial=initial)
    if form.is_valid():
        with refused_on(form):
            actions.note_rank(person, form.facts(), by=request.user, on=on)
            said = _("Golongan dicatat.")
            return redirect(request, reverse("performance:credit-account", args=[uuid]), said=said)
    return form_page(request, "performance/credit_rank.html", form, person=person)
