"""Pages of the addresses that hear of what happens here."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pamong.access.clock import now, today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.config.webhooks import actions, queries
from pamong.config.webhooks.forms import WebhookForm, told_of
from pamong.config.webhooks.models import WebhookDelivery, WebhookEndpoint
from pamong.config.webhooks.payload import body_of
from pamong.config.webhooks.permissions import can_add_webhook, can_change_webhook
from pamong.config.webhooks.presentation import (
    body_shown,
    delivery_facts,
    delivery_table,
    endpoint_facts,
    endpoint_table,
    secret_shown,
    state_of,
)
from pamong.people.models import Agency
from pamong.people.request import Request, own_agency
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render, sent


def _agency(request: Request) -> Agency:
    """One's own, for whoever looks after its addresses."""
    agency = own_agency(request)
    require(can_add_webhook(request.scope, agency))
    return agency


def _endpoint(request: Request, uuid: UUID) -> WebhookEndpoint:
    rows = WebhookEndpoint.objects.visible_to(request.scope).select_related("agency")
    return get_object_or_404(rows, uuid=uuid)


def _secret(request: Request, made: actions.MadeSecret) -> HttpResponse:
    context = {"made": made, "shown": secret_shown(made.written)}
    return render(request, "config/webhook_secret.html", context=context)


def webhook_list(request: Request) -> HttpResponse:
    """The addresses of the agency."""
    _agency(request)
    rows = queries.endpoints_of(request.scope)
    context = {"rows": rows, "table": endpoint_table(rows)}
    return render(request, "config/webhook_list.html", context=context)


@never_cache
@reauthentication_required(app="account")  # type: ignore[untyped-decorator]
@once
def webhook_add(request: Request) -> HttpResponse:
    """A new address, with its secret shown once; who has not just signed in does so first."""
    agency = _agency(request)
    form = WebhookForm(sent(request))
    if form.is_valid():
        with refused_on(form):
            made = actions.add_webhook(agency, form.given(), by=request.user, on=today())
            return _secret(request, made)
    return form_page(request, "config/webhook_form.html", form)


def webhook(request: Request, uuid: UUID) -> HttpResponse:
    """One address, and what was sent to it."""
    one = _endpoint(request, uuid)
    page = queries.deliveries_of(one, request.GET.get("after", ""))
    context = {
        "one": one,
        "state": state_of(one),
        "facts": endpoint_facts(one),
        "may_change": can_change_webhook(request.scope, one),
        "deliveries": delivery_table(one, page.rows, now()) if page.rows else None,
        "next_url": page.next_url(),
        "first_url": "?" if "after" in request.GET else "",
    }
    return render(request, "config/webhook.html", context=context)


@never_cache
@reauthentication_required(app="account")  # type: ignore[untyped-decorator]
@once
def webhook_change(request: Request, uuid: UUID) -> HttpResponse:
    """Another name, address or other parts."""
    one = _endpoint(request, uuid)
    require(can_change_webhook(request.scope, one))
    form = WebhookForm(sent(request), initial=told_of(one))
    if form.is_valid():
        with refused_on(form):
            actions.change_webhook(one, form.given(), by=request.user, on=today())
            return redirect(request, "config:webhook", uuid, said=_("Perubahan disimpan."))
    return form_page(request, "config/webhook_form.html", form, one=one)


@never_cache
@reauthentication_required(app="account")  # type: ignore[untyped-decorator]
@once
def webhook_rotate(request: Request, uuid: UUID) -> HttpResponse:
    """A new secret, shown once; the first look asks."""
    one = _endpoint(request, uuid)
    require(can_change_webhook(request.scope, one))
    if request.method == "POST":
        made = actions.rotate_webhook(one, by=request.user, on=today(), at=now())
        return _secret(request, made)
    return render(request, "config/webhook_rotate.html", context={"one": one})


@require_POST
@once
def webhook_pause(request: Request, uuid: UUID) -> HttpResponse:
    """Send nothing for now."""
    actions.pause_webhook(_endpoint(request, uuid), by=request.user, on=today())
    return redirect(request, "config:webhook", uuid, said=_("Pengiriman dijeda."))


@require_POST
@once
def webhook_resume(request: Request, uuid: UUID) -> HttpResponse:
    """Go on."""
    actions.resume_webhook(_endpoint(request, uuid), by=request.user, on=today(), at=now())
    return redirect(request, "config:webhook", uuid, said=_("Pengiriman dilanjutkan."))


@require_POST
@once
def webhook_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Nothing is sent there any more."""
    actions.remove_webhook(_endpoint(request, uuid), by=request.user, on=today())
    return redirect(request, "config:webhook-list", said=_("Alamat dihapus."))


@require_POST
@once
def webhook_test(request: Request, uuid: UUID) -> HttpResponse:
    """Send something that means nothing."""
    actions.test_webhook(_endpoint(request, uuid), by=request.user, on=today(), at=now())
    said = _("Kiriman percobaan menunggu giliran. Muat ulang halaman ini nanti.")
    return redirect(request, "config:webhook", uuid, said=said)


@once
def delivery_resend(request: Request, uuid: UUID) -> HttpResponse:
    """Send one once more; the first look shows what it says."""
    mine = WebhookEndpoint.objects.visible_to(request.scope)
    rows = WebhookDelivery.objects.filter(endpoint__in=mine)
    one = get_object_or_404(rows.select_related("endpoint__agency"), uuid=uuid)
    if request.method == "POST":
        actions.resend_delivery(one, by=request.user, on=today(), at=now())
        said = _("Kiriman menunggu giliran lagi.")
        return redirect(request, "config:webhook", one.endpoint.uuid, said=said)
    context = {"one": one, "facts": delivery_facts(one), "shown": body_shown(body_of(one))}
    return render(request, "config/delivery_resend.html", context=context)
