"""Pages of publishing: the list, one publication as the public sees it, and the forms around it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.measurement.cards.asking import card_of, year_asked
from pamong.measurement.cards.wording import figure_said
from pamong.measurement.models import Card, Publication
from pamong.measurement.publishing.actions import (
    confirm_publication,
    decline_publication,
    propose_publication,
    withdraw_publication,
)
from pamong.measurement.publishing.content import known_of
from pamong.measurement.publishing.forms import PublicationForm, PublicationReasonForm
from pamong.measurement.publishing.permissions import (
    can_confirm_publication,
    can_decline_publication,
    can_propose_publication,
    can_withdraw_publication,
    is_proposer,
)
from pamong.measurement.publishing.presentation import (
    publication_facts,
    publication_table,
    publication_tabs,
)
from pamong.measurement.publishing.quality import best_grade
from pamong.measurement.publishing.queries import (
    SHOWN,
    WAITING,
    earlier_of,
    outcome_of,
    publication_at,
    publications_for,
)
from pamong.measurement.publishing.shelf import shelf
from pamong.people.request import Request
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render, sent

DETAIL = "measurement:publication-detail"
Status = Publication.Status


def publication_of(request: Request, uuid: UUID) -> Publication:
    """The publication of an address, when one may see it."""
    found: Publication = get_object_or_404(publication_at(request.scope), uuid=uuid)
    return found


def publication_list(request: Request) -> HttpResponse:
    """What waits, what the public sees, and what is over."""
    asked = request.GET.get("show", WAITING)
    show = asked if asked in SHOWN else WAITING
    page = publications_for(request.scope, show, request.GET.get("after", ""))
    context = {
        "tabs": publication_tabs(show),
        "table": publication_table(page.rows),
        "show": show,
        "next_url": page.next_url(show=show),
    }
    return render(request, "measurement/publication_list.html", context=context)


def publication_detail(request: Request, uuid: UUID) -> HttpResponse:
    """One version exactly as the public gets it, and what the reader may do with it."""
    one, scope = publication_of(request, uuid), request.scope
    waits = one.status == Status.PROPOSED
    is_out = one.status in {Status.PUBLISHED, Status.REPLACED}
    context = {
        "one": one,
        "preview": shelf().preview(one.content),
        "facts": publication_facts(one),
        "may_confirm": waits and can_confirm_publication(scope, one),
        "may_decline": waits and can_decline_publication(scope, one),
        "is_mine": is_proposer(scope, one),
        "may_withdraw": is_out and can_withdraw_publication(scope, one),
        "public_url": shelf().address(one.agency, one.card.uuid) if is_out else "",
    }
    return render(request, "measurement/publication_detail.html", context=context)


@once
def publication_propose(request: Request, uuid: UUID) -> HttpResponse:
    """Propose the figures of a year; what goes out is seen on the page that follows."""
    card, year = card_of(request, uuid), year_asked(request)
    require(can_propose_publication(request.scope, card))
    known = known_of(card, year, scope=request.scope, on=today())
    best = best_grade(card, known.figure)
    earlier = earlier_of(card, year)
    with translation.override(
        settings.LANGUAGE_CODE
    ):  # it is read by the public, not by who proposes
        reason = " ".join(best_grade(card, known.figure).reasons)
    initial = _initial(card, earlier) | {"grade": best.grade, "grade_reason": reason}
    more: dict[str, Any] = {"unit": card.indicator.unit, "is_correction": earlier is not None}
    form = PublicationForm(sent(request), initial=initial, **more)
    if form.is_valid():
        with refused_on(form):
            done = propose_publication(card, form.given(year), by=request.user, on=today())
            said = _("Usulan disimpan. Orang kedua memutuskannya.")
            return redirect(request, DETAIL, done.uuid, said=said)
    said = figure_said(card.indicator, known.figure.value)
    shown = {"card": card, "year": year, "figure_text": said, "best": best}
    return form_page(request, "measurement/publication_propose.html", form, **shown)


def _initial(card: Card, earlier: Publication | None) -> dict[str, Any]:
    if earlier:
        told = earlier.content
        said = {"outcome": told["indicator"]["outcome"], "source": told["version"]["source"]}
        return said | {
            "has_points": bool(told["points"]),
            "counts_people": earlier.counts_people,
            "people_base": earlier.people_base,
        }
    return {"outcome": outcome_of(card), "source": card.indicator.source}


@require_POST
@once
def publication_confirm(request: Request, uuid: UUID) -> HttpResponse:
    """Show it to the public."""
    confirm_publication(publication_of(request, uuid), by=request.user, on=today())
    return redirect(request, DETAIL, uuid, said=_("Angka diterbitkan."))


@once
def publication_decline(request: Request, uuid: UUID) -> HttpResponse:
    """Not to the public, with the reason."""
    one = publication_of(request, uuid)
    require(can_decline_publication(request.scope, one))
    words = (_("Jangan terbitkan"), _("Yang mengusulkan membaca alasannya."))
    if is_proposer(request.scope, one):
        words = (_("Tarik usulan"), _("Usulan Anda tidak lagi menunggu keputusan."))
    return _with_reason(request, one, decline_publication, words)


@once
def publication_withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Away from the public, with the reason."""
    one = publication_of(request, uuid)
    require(can_withdraw_publication(request.scope, one))
    told = _(
        "Angkanya hilang dari halaman publik; nomor versi, tanggal, dan alasannya tetap terbaca."
    )
    return _with_reason(request, one, withdraw_publication, (_("Tarik dari publik"), told))


def _with_reason(
    request: Request, one: Publication, verb: Callable[..., Publication], words: tuple[str, str]
) -> HttpResponse:
    form = PublicationReasonForm(sent(request))
    if form.is_valid():
        with refused_on(form):
            verb(one, form.cleaned_data["reason"], by=request.user, on=today())
            return redirect(request, DETAIL, one.uuid, said=_("Keputusan disimpan."))
    title, lead = words
    known = {"one": one, "title": title, "lead": lead}
    return form_page(request, "measurement/publication_reason.html", form, **known)
