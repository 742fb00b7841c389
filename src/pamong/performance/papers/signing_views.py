"""The page on which one signs what waits for one's certified signature: picked first, then the passphrase."""

from collections.abc import Collection
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from pamong.access.clock import now, today
from pamong.access.permissions import require
from pamong.documents.seals import signer
from pamong.people.request import Request
from pamong.performance.papers.permissions import can_sign_papers
from pamong.performance.papers.signing_actions import sign_papers
from pamong.performance.papers.signing_forms import PassphraseForm
from pamong.performance.papers.signing_presentation import (
    chosen_table,
    passed_papers,
    signs_with,
    waiting_table,
)
from pamong.performance.papers.signing_queries import waiting_among, waiting_page
from pamong.ui.keys import uuids_in
from pamong.ui.picked import PicksForm
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render

PASSPHRASE = "passphrase"  # noqa: S105 — the name of the field


# Not `once`: its transaction would stay open while the signer is asked, and its mark is made of all
# that is sent. A second sending finds the papers claimed or signed.
@sensitive_post_parameters(PASSPHRASE)
@never_cache
def papers_sign(request: Request) -> HttpResponse:
    """What waits for one's signature; the first press asks for the passphrase, the second signs."""
    require(can_sign_papers(request.scope))
    if not signer().asks_passphrase:
        status = UNPROCESSABLE if request.method == "POST" else 200
        context = {"signs_with": signs_with(signer())}
        return render(request, "performance/papers_sign.html", context=context, status=status)
    if request.method != "POST":
        return _list(request)
    picked = _picked(request)
    if not picked:
        return _list(request, error=_("Centang dokumen yang akan ditandatangani."))
    form = PassphraseForm(request.POST if PASSPHRASE in request.POST else None)
    if form.is_valid():
        with refused_on(form):
            count = sign_papers(
                picked,
                passphrase=form.cleaned_data[PASSPHRASE],
                by=request.user,
                on=today(),
                at=now(),
            )
            said = ngettext("%(n)d dokumen ditandatangani.", "%(n)d dokumen ditandatangani.", count)
            return redirect(request, "performance:papers-sign", said=said % {"n": count})
    return _asked(request, form, picked)


def _picked(request: Request) -> list[UUID]:
    """The papers among what was sent; anything else is not there."""
    return uuids_in(request.POST.getlist("paper"))


def _list(request: Request, picked: Collection[UUID] = (), error: str = "") -> HttpResponse:
    page = waiting_page(request.scope, request.GET.get("after", ""))
    if request.GET.get("all"):
        picked = [one.uuid for one in page.rows]
    form = PicksForm()
    if error:
        form.lack(error)
    context = {
        "form": form if error else None,
        "rows": page.rows,
        "is_whole": bool(picked),
        "signer": signer().name,
        "table": waiting_table(page.rows, picked, form.said if error else ""),
        "next_url": page.next_url(),
    }
    status = UNPROCESSABLE if error else 200
    return render(request, "performance/papers_sign.html", context=context, status=status)


def _asked(request: Request, form: PassphraseForm, picked: Collection[UUID]) -> HttpResponse:
    """The page that asks for the passphrase; after a failure with the reason, and nothing else lost."""
    found = waiting_among(request.scope, picked)
    rows = [one for one in found if one.writing]
    if not rows:
        gone = _("Tidak ada lagi yang menunggu tanda tangan Anda di antara yang dipilih.")
        return _list(request, error=gone)
    return form_page(
        request,
        "performance/papers_sign_confirm.html",
        form,
        rows=rows,
        signer=signer().name,
        table=chosen_table(rows),
        passed=passed_papers(found, len(picked)),
    )
