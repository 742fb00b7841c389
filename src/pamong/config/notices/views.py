"""Pages of notices: the list, the way to what one is about, and what one wants to be told of."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import now
from pamong.access.models import Notice
from pamong.access.once import once
from pamong.config.notices.actions import choose_notices, read_notice, read_notices
from pamong.config.notices.choosing import choices_table, mail_standing
from pamong.config.notices.forms import NoticesForm
from pamong.config.notices.presentation import days_told, place_of
from pamong.config.notices.queries import choices_of, notices_of, subjects_of
from pamong.people.request import Request
from pamong.ui.responses import form_page, redirect, render, sent


def notices(request: Request) -> HttpResponse:
    """One's own notices by day."""
    page = notices_of(request.scope, request.GET.get("after", ""))
    context = {
        "days": days_told(page.rows, subjects_of(request.scope, page.rows)),
        "new": request.scope.unread,
        "next_url": page.next_url(),
        "first_url": "?" if "after" in request.GET else "",
    }
    return render(request, "config/notices.html", context=context)


def notice_open(request: Request, uuid: UUID) -> HttpResponse:
    """Go to what a notice is about; from then on it is read."""
    rows = Notice.objects.of(request.scope.user_id).select_related("entry")
    notice = get_object_or_404(rows, uuid=uuid)
    read_notice(notice, at=now())
    place = place_of(notice, subjects_of(request.scope, [notice]))
    if not place:
        messages.info(request, _("Isi pemberitahuan itu tidak lagi dapat Anda lihat."))
    return redirect(request, place or "notices")


@require_POST
def notices_read(request: Request) -> HttpResponse:
    """Put all aside."""
    read_notices(request.user, at=now())
    return redirect(request, "notices")


@once
def notice_choices(request: Request) -> HttpResponse:
    """Of which kinds one wants to be told, and how."""
    standing = mail_standing(request.user)
    given = {"has_mail": standing.is_possible, "takes_mail": not standing.stopped_at}
    form = NoticesForm(sent(request), chosen=choices_of(request.user.pk), **given)
    if request.method == "POST" and form.is_valid():
        takes = form.cleaned_data["mail"] if standing.is_possible else None
        choose_notices(request.user, form.given(), takes_mail=takes, at=now())
        return redirect(request, "notice-choices", said=_("Pilihan pemberitahuan tersimpan."))
    return form_page(
        request, "config/notice_choices.html", form, choices=choices_table(form), mail=standing
    )
