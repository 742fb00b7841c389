"""Pages of evidence, and the one door through which a file leaves."""

from functools import partial, reduce
from operator import or_
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.documents.store import opened
from pamong.measurement.evidence.contents import KINDS
from pamong.measurement.evidence.queries import bytes_kept
from pamong.measurement.links.actions import ask_link_check
from pamong.measurement.models import Evidence
from pamong.people.models import Employee
from pamong.people.request import Request
from pamong.performance.calibration.queries import shown_evidence
from pamong.performance.evidence.actions import (
    add_plan_evidence,
    use_evidence,
    withdraw_evidence,
)
from pamong.performance.evidence.forms import EvidenceForm, UseForm
from pamong.performance.evidence.links import troubles_in, troubles_of
from pamong.performance.evidence.permissions import can_add_to_plan, can_use_evidence
from pamong.performance.evidence.presentation import evidence_table, kept_said, quota_said
from pamong.performance.evidence.queries import (
    entrusted_evidence,
    evidence_of_plan,
    uses_of,
    visible_evidence,
)
from pamong.performance.models import DailyEntry, Plan
from pamong.performance.plan.asking import visible_plan
from pamong.performance.progress.presentation import plan_crumbs
from pamong.performance.progress.queries import results_of
from pamong.performance.rules import pack_named, pack_on
from pamong.ui.downloads import download
from pamong.ui.keys import is_uuid
from pamong.ui.paging import page_of
from pamong.ui.refused import refused_on
from pamong.ui.responses import back_url, form_page, redirect, render

ENDINGS = {kind.media_type: kind.ending for kind in KINDS}


def evidence_list(request: Request) -> HttpResponse:
    """All one keeps, newest first, and a form that adds to the plan of today."""
    own = Evidence.objects.filter(owner_id=request.scope.employee_id)
    page = page_of(own, request.GET.get("after", ""), by=("-dated_on", "-pk"))
    plans = (
        Plan.objects.definitive().filter(employee_id=request.scope.employee_id).covering(today())
    )
    plan = plans.order_by("-starts_on").first()
    context = {
        "table": evidence_table(
            page.rows,
            uses_of([e.pk for e in page.rows]),
            pack_on(today(), local=request.scope.local_packs),
        ),
        "rows": page.rows,
        "next_url": page.next_url(),
        "plan": plan,
        "form": _form_for(request, plan) if plan else None,
        "quota": quota_said(bytes_kept(request.scope.employee_id)),
        "troubles": troubles_of(request.scope.employee_id),
    }
    return render(request, "performance/evidence_list.html", context=context)


@once
def evidence_plan(request: Request, uuid: UUID) -> HttpResponse:
    """What serves a plan; its owner adds a file or a link and says what it serves."""
    plan, day = visible_plan(request, uuid), today()
    results = results_of(plan).results
    may_add = can_add_to_plan(request.scope, plan)
    entry = _entry_asked(request, plan)
    form = EvidenceForm(
        request.POST or None,
        request.FILES or None,
        plan=plan,
        results=results,
        entry=entry,
        initial={"dated_on": entry.on if entry else day},
    )
    require(may_add or request.method != "POST", form)
    if form.is_valid():
        with refused_on(form):
            added = add_plan_evidence(plan, form.given(), form.uses(), by=request.user, on=day)
            name = str(getattr(request.FILES.get("file"), "name", ""))
            said = kept_said(added, name)
            return redirect(request, "performance:evidence-plan", uuid=plan.uuid, said=said)
    rows = list(evidence_of_plan(plan))
    uses = uses_of([one.pk for one in rows], plan)
    context = {
        "plan": plan,
        "form": form if may_add else None,
        "entry": entry,
        "rows": rows,
        "table": evidence_table(rows, uses, pack_named(plan.pack), plan if may_add else None),
        "quota": quota_said(bytes_kept(plan.employee_id)) if may_add else "",
        "troubles": troubles_in(rows) if may_add else None,
        "crumbs": plan_crumbs(plan),
    }
    return form_page(request, "performance/evidence_plan.html", **context)


def _form_for(request: Request, plan: Plan) -> EvidenceForm | None:
    """An empty one for the plan of today, which the plan's own page takes."""
    if not can_add_to_plan(request.scope, plan):
        return None
    return EvidenceForm(plan=plan, results=results_of(plan).results, initial={"dated_on": today()})


def _entry_asked(request: Request, plan: Plan) -> DailyEntry | None:
    """The day's line for which evidence is added, when the address names one of the plan."""
    asked = request.GET.get("entry", "")
    return DailyEntry.objects.filter(plan=plan, uuid=asked).first() if is_uuid(asked) else None


@once
def evidence_use(request: Request, uuid: UUID, evidence: UUID) -> HttpResponse:
    """Say what a piece serves in a plan, or take it away."""
    plan = visible_plan(request, uuid)
    piece = get_object_or_404(visible_evidence(request.scope), uuid=evidence)
    require(can_use_evidence(request.scope, piece, plan))
    uses = uses_of([piece.pk], plan).get(piece.pk, [])
    standing = {
        "results": [str(use.result_id) for use in uses if use.result_id],
        "values": [use.value for use in uses if use.value],
    }
    entry = DailyEntry.objects.filter(evidence_uses__evidence=piece, plan=plan).first()
    form = UseForm(
        request.POST or None,
        plan=plan,
        results=results_of(plan).results,
        entry=entry,
        initial=standing,
    )
    if form.is_valid():
        with refused_on(form):
            use_evidence(piece, plan, form.uses(), by=request.user, on=today())
            said = _("Pemakaian bukti “%s” tersimpan.") % piece.title
            return redirect(request, "performance:evidence-plan", uuid=plan.uuid, said=said)
    return form_page(
        request,
        "performance/evidence_use.html",
        form,
        plan=plan,
        evidence=piece,
        crumbs=plan_crumbs(plan),
    )


@require_POST
@once
def evidence_withdraw(request: Request, evidence: UUID) -> HttpResponse:
    """Take a piece away; one that a rating rests on stays readable."""
    piece = get_object_or_404(visible_evidence(request.scope), uuid=evidence)
    title = piece.title
    kept = withdraw_evidence(piece, by=request.user, on=today())
    told = _("Bukti “%s” ditarik dan tetap terbaca.") if kept else _("Bukti “%s” dihapus.")
    return redirect(request, "performance:evidence-list", said=told % title)


@require_POST
@once
def evidence_check(request: Request) -> HttpResponse:
    """Have one's own links that did not open looked at once more; one stays on the page."""
    owner = get_object_or_404(Employee, pk=request.scope.employee_id)
    count = ask_link_check(owner, by=request.user, on=today())
    told = ngettext(
        "%d tautan diperiksa lagi dalam beberapa menit.",
        "%d tautan diperiksa lagi dalam beberapa menit.",
        count,
    )
    return redirect(request, back_url(request), said=told % count)


@require_safe
def evidence_file(request: Request, evidence: UUID) -> HttpResponseBase:
    """The file as a download, never shown in our own pages' place."""
    files = Evidence.objects.filter(uuid=evidence, purged_on=None).exclude(path="")
    ways = (visible_evidence, shown_evidence, entrusted_evidence)
    seen = reduce(or_, (Q(pk__in=way(request.scope)) for way in ways))
    piece = get_object_or_404(files.filter(seen))
    ending = ENDINGS.get(piece.media_type, "bin")
    stem = piece.title.removesuffix(f".{ending}")
    return download(partial(opened, piece.path), f"{stem}.{ending}", piece.media_type)
