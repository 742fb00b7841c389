"""Pages of retention."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.performance.models import RetentionList
from pamong.performance.retention.actions import (
    approve_retention,
    decline_retention,
    propose_retention,
)
from pamong.performance.retention.permissions import (
    can_approve_retention,
    can_decline_retention,
    can_propose_retention,
    can_see_retention,
)
from pamong.performance.retention.presentation import (
    lines_table,
    lists_table,
    rules_said,
    rules_table,
    sums_table,
    write_list,
)
from pamong.performance.retention.queries import lines_page, lists_for, sums_of
from pamong.performance.rules import pack_on
from pamong.ui.downloads import workbook
from pamong.ui.responses import redirect, render


def _listing(request: Request, uuid: UUID) -> RetentionList:
    rows = RetentionList.objects.visible_to(request.scope)
    return get_object_or_404(rows.select_related("agency"), uuid=uuid)


@require_safe
def retention(request: Request) -> HttpResponse:
    """How long each kind is kept, and the list of each year."""
    require(can_see_retention(request.scope))
    pack = pack_on(today(), local=request.scope.local_packs)
    context = {
        "rules": rules_table(pack),
        "citation": rules_said(pack),
        "lists": lists_table(lists_for(request.scope)),
    }
    return render(request, "performance/retention.html", context=context)


@require_safe
def retention_detail(request: Request, uuid: UUID) -> HttpResponse:
    """What a year's list takes away, and the two people."""
    listing, scope = _listing(request, uuid), request.scope
    page = lines_page(listing, request.GET.get("after", ""))
    sums = sums_of(listing)
    is_proposed = listing.status == RetentionList.Status.PROPOSED
    is_prepared = listing.status == RetentionList.Status.PREPARED
    context = {
        "listing": listing,
        "goes": sum(goes for _kind, _year, goes, _stays in sums),
        "sums": sums_table(listing, sums),
        "lines": lines_table(listing, page.rows),
        "next_url": page.next_url(),
        "may_propose": is_prepared and can_propose_retention(scope, listing),
        "may_approve": is_proposed and can_approve_retention(scope, listing),
        "may_decline": is_proposed and can_decline_retention(scope, listing),
    }
    return render(request, "performance/retention_detail.html", context=context)


@require_safe
def retention_file(request: Request, uuid: UUID) -> HttpResponseBase:
    """The list as XLSX."""
    listing = _listing(request, uuid)
    return workbook(lambda stream: write_list(stream, listing), f"retensi-{listing.year}")


@require_POST
@once
def retention_propose(request: Request, uuid: UUID) -> HttpResponse:
    """Ask a second person."""
    listing = propose_retention(_listing(request, uuid), by=request.user, on=today())
    said = _("Daftar diusulkan. Orang kedua menyetujuinya di halaman ini.")
    return redirect(request, "performance:retention-detail", uuid=listing.uuid, said=said)


@require_POST
@once
def retention_approve(request: Request, uuid: UUID) -> HttpResponse:
    """Let it go."""
    listing = approve_retention(_listing(request, uuid), by=request.user, on=today())
    said = _("Disetujui. Penghapusan berjalan di latar belakang.")
    return redirect(request, "performance:retention-detail", uuid=listing.uuid, said=said)


@require_POST
@once
def retention_decline(request: Request, uuid: UUID) -> HttpResponse:
    """Let everything stay."""
    listing = decline_retention(_listing(request, uuid), by=request.user, on=today())
    said = _("Usulan dikembalikan. Tidak ada yang dihapus.")
    return redirect(request, "performance:retention-detail", uuid=listing.uuid, said=said)
