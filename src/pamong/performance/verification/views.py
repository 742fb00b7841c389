"""Pages of looking at evidence: what waits, one piece, and the words about it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.measurement.models import Evidence
from pamong.people.request import Request
from pamong.performance.evidence.presentation import address_of
from pamong.performance.evidence.queries import uses_of
from pamong.performance.rules import pack_on
from pamong.performance.verification.actions import (
    confirm_evidence,
    explain_evidence,
    question_evidence,
)
from pamong.performance.verification.forms import ExplainForm, QuestionForm
from pamong.performance.verification.permissions import (
    can_confirm_evidence,
    can_explain_evidence,
    can_question_evidence,
)
from pamong.performance.verification.presentation import (
    facts_of,
    list_link,
    may_do,
    said_about,
    waiting_table,
)
from pamong.performance.verification.queries import (
    looks_at,
    seen_evidence,
    shown_uses,
    sides_of,
    waiting_evidence,
)
from pamong.policy.pack import Pack
from pamong.ui.paging import page_of
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render, sent

NEWEST = ("-dated_on", "-pk")
DETAIL = "performance:evidence-detail"


def seen_piece(request: Request, uuid: UUID) -> Evidence:
    """The piece of an address, when one may know of it."""
    rows = seen_evidence(request.scope, uuid).select_related("owner__agency")
    piece: Evidence = get_object_or_404(rows)
    return piece


def _pack(request: Request) -> Pack:
    return pack_on(today(), local=request.scope.local_packs)


def evidence_waiting(request: Request) -> HttpResponse:
    """Pieces of others that one may look at and nobody did, the newest first."""
    rows = waiting_evidence(request.scope, today(request.scope.time_zone))
    page = page_of(rows, request.GET.get("after", ""), by=NEWEST)
    uses = uses_of([one.pk for one in page.rows])
    context = {
        "rows": page.rows,
        "table": waiting_table(page.rows, uses, _pack(request)),
        "next_url": page.next_url(),
    }
    return render(request, "performance/evidence_waiting.html", context=context)


def _context(request: Request, piece: Evidence) -> dict[str, Any]:
    uses = shown_uses(request.scope, piece)
    return {
        "evidence": piece,
        "facts": facts_of(piece, uses, _pack(request)),
        "open_url": address_of(piece),
        "back": list_link(request.scope, piece),
    }


def evidence_detail(request: Request, evidence: UUID) -> HttpResponse:
    """One piece: what it is meant to show, and what others said about it."""
    piece = seen_piece(request, evidence)
    context = _context(request, piece)
    context |= may_do(request.scope, piece, sides_of(piece))
    context["looks"] = said_about(looks_at(piece))
    return render(request, "performance/evidence_detail.html", context=context)


@require_POST
@once
def evidence_confirm(request: Request, evidence: UUID) -> HttpResponse:
    """Say that the piece shows what it is meant to show."""
    piece = seen_piece(request, evidence)
    require(can_confirm_evidence(request.scope, piece, sides_of(piece)))
    confirm_evidence(piece, by=request.user, on=today(request.scope.time_zone))
    said = _("Bukti “%s” dikonfirmasi.") % piece.title
    return redirect(request, "performance:evidence-waiting", said=said)


@once
def evidence_question(request: Request, evidence: UUID) -> HttpResponse:
    """Ask its owner about the piece."""
    piece = seen_piece(request, evidence)
    form = QuestionForm(sent(request))
    require(can_question_evidence(request.scope, piece, sides_of(piece)), form)
    if form.is_bound and form.is_valid():
        with refused_on(form):
            day = today(request.scope.time_zone)
            question_evidence(piece, form.cleaned_data["question"], by=request.user, on=day)
            return redirect(request, DETAIL, evidence=piece.uuid, said=_("Pertanyaan dikirim."))
    more = {"doing": _("Tanyakan bukti"), "save": _("Kirim pertanyaan"), "words": form["question"]}
    return form_page(
        request, "performance/evidence_words.html", form, **_context(request, piece), **more
    )


@once
def evidence_explain(request: Request, evidence: UUID) -> HttpResponse:
    """Answer what was asked about one's own piece."""
    piece = seen_piece(request, evidence)
    form = ExplainForm(sent(request))
    require(can_explain_evidence(request.scope, piece), form)
    if form.is_bound and form.is_valid():
        with refused_on(form):
            day = today(request.scope.time_zone)
            explain_evidence(piece, form.cleaned_data["answer"], by=request.user, on=day)
            return redirect(request, DETAIL, evidence=piece.uuid, said=_("Jawaban disimpan."))
    more = {"doing": _("Jawab pertanyaan"), "save": _("Simpan jawaban"), "words": form["answer"]}
    more["asked"] = next((one.question for one in looks_at(piece)), "")
    return form_page(
        request, "performance/evidence_words.html", form, **_context(request, piece), **more
    )
