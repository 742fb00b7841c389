"""Taking the proposals picked in a list: a look before, the act, and taking it back for a while."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pamong.access.clock import now, today
from pamong.access.once import once
from pamong.people.acts.passing import Passed, is_sure, tell_passed
from pamong.people.acts.presentation import Outcome, Preview, outcome_context, preview_context
from pamong.people.acts.record import act_at, came_on_top, just_recorded
from pamong.people.request import Request
from pamong.performance.follow_up.picked_actions import (
    ADDED_VERB,
    Key,
    accept_proposals,
    sorted_out,
    undo_proposals,
)
from pamong.performance.follow_up.presentation import proposal_change
from pamong.performance.follow_up.queries import PROPOSED, Proposal, around
from pamong.performance.follow_up.views import list_page
from pamong.performance.models import Evaluation
from pamong.ui.keys import is_uuid
from pamong.ui.picked import PicksForm
from pamong.ui.refused import refused_on
from pamong.ui.responses import found, redirect, render

LIST = "performance:follow-up-list"


@require_POST
@once
def proposals_accept(request: Request) -> HttpResponse:
    """Take the picked proposals that hold still; the first press on several shows what will be done."""
    keys = [pair for text in request.POST.getlist("proposal") if (pair := proposal_key(text))]
    rows = Evaluation.objects.visible_to(request.scope).filter(uuid__in={key for key, _k in keys})
    seen, wrong = list(around(rows).order_by("plan__employee__name", "pk")), PicksForm()
    fit, passed = sorted_out(seen, keys, request.scope, today())
    if len(keys) > 1 and fit and not is_sure(request):
        return _preview(request, fit, passed)
    known = {evaluation.uuid for evaluation in seen}
    if known:
        with refused_on(wrong):
            return _accept(request, [key for key in keys if key[0] in known])
    else:
        wrong.lack(_("Centang paling sedikit satu usulan dahulu."))
    return list_page(request, PROPOSED, wrong)


def _accept(request: Request, wanted: Sequence[Key]) -> HttpResponse:
    answered = accept_proposals(wanted, by=request.user, on=today())
    tell_passed(request, answered.passed)
    done = answered.done
    told = ngettext("%(n)d tindak lanjut tersimpan.", "%(n)d tindak lanjut tersimpan.", len(done))
    messages.success(request, told % {"n": len(done)})
    place = just_recorded(done[0].evaluation.plan.agency.uuid, ADDED_VERB, request.user)
    return redirect(request, "performance:proposals-undo", *place)


def proposal_key(text: str) -> Key | None:
    """The evaluation and the kind of a picked proposal; nothing for what is none."""
    key, _colon, kind = text.partition(":")
    return (UUID(key), kind) if is_uuid(key) else None


def _preview(request: Request, fit: Sequence[Proposal], passed: Sequence[Passed]) -> HttpResponse:
    said = ngettext("Terima %(n)d usulan", "Terima %(n)d usulan", len(fit))
    preview = Preview(
        title=_("Terima usulan yang dipilih"),
        back_url=f"{reverse(LIST)}?show={PROPOSED}",
        back_text=_("Tindak lanjut"),
        changes=[proposal_change(one) for one in fit],
        passed=passed,
        follows=[
            _("Penanggung jawab dan pegawainya diberi tahu."),
            _("Usulan yang diterima dapat dibatalkan dalam 30 menit."),
        ],
        action=reverse("performance:proposals-accept"),
        button=said % {"n": len(fit)},
        hidden=[("proposal", one.key) for one in fit],
    )
    return render(request, "people/act_preview.html", context=preview_context(preview))


@once
def proposals_undo(request: Request, first: int, count: int) -> HttpResponse:
    """What was taken at once, and taking it back for a while."""
    act = found(act_at(request.scope, (first, count), ADDED_VERB, request.user))
    if request.method == "POST":
        answered = undo_proposals(act, by=request.user, on=today(), at=now())
        tell_passed(request, answered.passed)
        n = len(answered.done)
        said = ngettext("%(n)d tindak lanjut dibatalkan.", "%(n)d tindak lanjut dibatalkan.", n)
        return redirect(request, LIST, said=said % {"n": n})
    outcome = Outcome(
        title=_("Usulan yang Anda terima"),
        back_url=reverse(LIST),
        back_text=_("Tindak lanjut"),
        done=_("Ditambahkan"),
        undo=_("Batalkan tindak lanjut"),
        becomes=_("Tindak lanjut hilang dari daftar, dan penanggung jawabnya diberi tahu."),
    )
    context = outcome_context(outcome, act, came_on_top(act), now())
    return render(request, "people/act_outcome.html", context=context)
